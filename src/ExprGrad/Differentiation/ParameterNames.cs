namespace ExprGrad.Differentiation;

/// <summary>
/// What the parameters of a derivative are called: as those of the function, then <c>dx</c> for the tangent of <c>x</c> and <c>g</c> for a
/// cotangent.
/// </summary>
internal static class ParameterNames
{
    public static string[] After(Transform transform, string[] names) => transform switch
    {
        Transform.Jvp or Transform.HessianVectorProduct => WithTangents(names),
        Transform.Vjp => [.. names, Unused("g", names)],
        _ => names,
    };

    public static string[] WithTangents(IReadOnlyList<string> names)
    {
        var all = new List<string>(names);
        foreach (var name in names)
            all.Add(Unused("d" + name.TrimStart('@'), all));
        return [.. all];
    }

    public static string Unused(string name, IReadOnlyCollection<string> taken)
    {
        var candidate = name;
        for (var i = 1; taken.Contains(candidate); i++)
            candidate = name + i;
        return candidate;
    }
}
