using ExprGrad.Differentiation;

namespace ExprGrad.Graphs;

/// <summary>
/// What vector code may round otherwise than C# would, operation by operation: nothing of a lambda, but of a derivative all that is not the value
/// which it gives beside.
/// </summary>
/// <param name="Values">How many numbers of the result, the first ones, are values; the rest are derivatives.</param>
internal readonly record struct Rounding(int Values)
{
    /// <summary>As C# does, everything.</summary>
    public static readonly Rounding Exact = new(int.MaxValue);

    /// <summary>As is fastest, everything.</summary>
    public static readonly Rounding Free = new(-1);

    public bool IsExact => Values == int.MaxValue;

    public bool IsFree => Values < 0;

    /// <summary>That of the result of a transform.</summary>
    public static Rounding After(Transform transform, FunctionBody f) => transform switch
    {
        Transform.Grad or Transform.Partial or Transform.Derivative => new(0),
        Transform.ValueAndGrad or Transform.Jvp or Transform.Vjp => new(Shape.LeafPaths(f.Graph.Result.Type).Length),
        _ => Exact,
    };
}
