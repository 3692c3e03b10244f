using System.Collections.Concurrent;
using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Rules;

/// <summary>
/// The same function under several names: `double.Sin` is `Math.Sin`, `float.Sin` is `MathF.Sin`. The graph and the rules know one of them,
/// that of <see cref="Math"/> or <see cref="MathF"/> where there is one.
/// </summary>
internal static class Twins
{
    private static readonly ConcurrentDictionary<MethodInfo, MethodInfo> Canonicals = new();
    private static readonly ConcurrentDictionary<MethodInfo, MethodInfo?> Singles = new();

    public static MethodInfo Canonical(MethodInfo method)
    {
        var type = method.DeclaringType;
        if (type != typeof(double) && type != typeof(float) && type != typeof(Math) && type != typeof(MathF))
            return method;
        return Canonicals.GetOrAdd(method, static m =>
        {
            var types = Array.ConvertAll(m.GetParameters(), p => p.ParameterType);

            // The one function whose two names differ.
            var name = m.Name == nameof(double.Ieee754Remainder) ? nameof(Math.IEEERemainder) : m.Name;
            if (types.Contains(typeof(float)))
                return Find(typeof(MathF), name, types) ?? Find(typeof(float), name, types) ?? m;
            return types.Contains(typeof(double)) ? Find(typeof(Math), name, types) ?? m : m;
        });
    }

    /// <summary>The float version of a canonical double function, or null.</summary>
    public static MethodInfo? ToSingle(MethodInfo method) => Singles.GetOrAdd(method, static m =>
    {
        if (m.IsGenericMethod)
            return m.GetGenericMethodDefinition().MakeGenericMethod(Array.ConvertAll(m.GetGenericArguments(), Single));
        var types = Array.ConvertAll(m.GetParameters(), p => Single(p.ParameterType));
        return m.DeclaringType == typeof(Math) || m.DeclaringType == typeof(double)
            ? Find(typeof(MathF), m.Name, types) ?? Find(typeof(float), m.Name, types)
            : Find(m.DeclaringType!, m.Name, types);
    });

    /// <summary>The double version of a user's static float function, or null.</summary>
    public static MethodInfo? ToDouble(MethodInfo method)
    {
        var types = Array.ConvertAll(method.GetParameters(), p => p.ParameterType);
        return method is { IsStatic: true, IsGenericMethod: false, DeclaringType: { } type } && types.Contains(typeof(float))
            ? Find(type, method.Name, Array.ConvertAll(types, t => t == typeof(float) ? typeof(double) : t))
            : null;
    }

    /// <summary>Rounding to the nearest whole number, for double or float.</summary>
    public static MethodInfo Round(Type type) => Find(type == typeof(float) ? typeof(MathF) : typeof(Math), nameof(Math.Round), [type])!;

    /// <summary>Whether a double or float is infinite.</summary>
    public static MethodInfo IsInfinity(Type type) => Find(type, nameof(double.IsInfinity), [type])!;

    // Of just these parameters: reflection would take Min(float, float) for Min(int, int).
    private static MethodInfo? Find(Type type, string name, Type[] parameters) =>
        type.GetMethod(name, BindingFlags.Public | BindingFlags.Static, parameters) is { IsGenericMethod: false } found
            && Array.ConvertAll(found.GetParameters(), p => p.ParameterType).AsSpan().SequenceEqual(parameters)
            && (Shape.IsDifferentiable(found.ReturnType) || found.ReturnType == typeof(bool)) ? found : null;

    private static Type Single(Type type) => type == typeof(double) ? typeof(float) : type == typeof(double[]) ? typeof(float[]) : type;
}
