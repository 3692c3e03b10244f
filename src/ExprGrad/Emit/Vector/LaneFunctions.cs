using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using ExprGrad.Graphs;
using ExprGrad.Numerics;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// Scalar functions to their vector forms, by convention: a public static <c>V Name&lt;V&gt;(V x, ...)</c> on <see cref="ILane{V}"/> in
/// <see cref="ExprGrad.Numerics"/> stands for the function of that name in <see cref="Math"/>, <see cref="MathF"/>, <see cref="double"/>,
/// <see cref="float"/> or <see cref="Functions"/>. What the hardware does exactly as .NET does goes to the hardware. A leading <see langword="int"/>,
/// as in <c>PolyGamma(int n, x)</c>, is an order: a constant, the same for all lanes.
/// </summary>
internal static class LaneFunctions
{
    /// <summary>Operations of the vector classes which equal the scalar function of the same name bit for bit.</summary>
    private static readonly HashSet<string> Exact =
    [
        "Abs", "Sqrt", "Floor", "Ceiling", "Truncate", "Round", "CopySign", "FusedMultiplyAdd",
        "Min", "Max", "MinNative", "MaxNative", "MinMagnitude", "MaxMagnitude", "MinMagnitudeNumber", "MaxMagnitudeNumber",
        "IsNaN", "IsFinite", "IsInfinity", "IsNegativeInfinity", "IsPositiveInfinity", "IsNegative", "IsPositive",
        "IsInteger", "IsEvenInteger", "IsOddInteger", "IsNormal", "IsSubnormal",
    ];

    private static readonly Lazy<Dictionary<(string Name, int Arity), MethodInfo>> Accurate = new(Collect);

    private static readonly ConcurrentDictionary<(MethodInfo Method, Type Vector), int> Costs = new();

    /// <summary>How many arguments a function may have to be called rather than inlined.</summary>
    public const int MaxArguments = 2;

    private static readonly ConcurrentDictionary<(MethodInfo Method, Type Vector), DynamicMethod?> Outlined = new();

    /// <summary>Whether a call has a vector form over the lanes of a target.</summary>
    public static bool Has(MethodInfo function, VectorTarget target) =>
        TakesLanes(function, target.Lane) && (Hardware(function, target) is not null || Accurate.Value.ContainsKey(Key(function)));

    /// <summary>Whether the node is an order that all functions accept.</summary>
    public static bool IsOrder(Node node) => node is { Op: Op.Constant, Data: >= 0 };

    /// <summary>Whether a call has a vector form that is not one operation of the hardware.</summary>
    public static bool IsFunction(MethodInfo function, VectorTarget target) => Has(function, target) && Hardware(function, target) is null;

    /// <summary>How many operations a function consists of; without end if it does not consist of operations.</summary>
    public static int Cost(MethodInfo function, VectorTarget target) => Costs.GetOrAdd((function, target.Type), _ =>
    {
        var builder = new GraphBuilder();
        Node[] arguments = Array.ConvertAll(
            function.GetParameters(), p => p.ParameterType == typeof(int) ? builder.Constant(1) : builder.Parameter(p.Position, p.ParameterType));
        return Trace(function, target, builder, arguments) is { } result
            ? Graph.Of(builder, result, Array.ConvertAll(arguments, a => a.Type)).Nodes.Count(n => n.Inputs.Length > 0)
            : int.MaxValue;
    });

    /// <summary>A function written out as its operations; null if it does not consist of operations.</summary>
    public static Node? Trace(MethodInfo function, VectorTarget target, GraphBuilder builder, Node[] arguments) =>
        Tracing.Run(builder, target, function, Accurate.Value[Key(function)], arguments);

    /// <summary>A call for which <see cref="Has"/> holds: an operation of the hardware, or a method of its own.</summary>
    public static Expression Call(MethodInfo function, VectorTarget target, Expression[] arguments)
    {
        if (Hardware(function, target) is { } operation)
            return Expression.Call(operation, arguments);

        var method = Accurate.Value[Key(function)];
        if (arguments.Length > MaxArguments || HasOrder(method)
            || Outlined.GetOrAdd((method, target.Type), _ => Outline(method, target)) is not { } outlined)
            return Inlined(method, target, arguments);

        // All arguments are computed before one is put where a call inside another would put its own.
        Expression[] slots = target.Scratch[..arguments.Length];
        return Expression.Block(
            Expression.Call(typeof(Scratch), nameof(Scratch.Put), [target.Type], [.. slots, .. arguments]),
            Expression.Call(outlined, slots),
            Expression.Call(typeof(Scratch), nameof(Scratch.Take), [target.Type], slots[0]));
    }

    private static MemberExpression Inlined(MethodInfo method, VectorTarget target, Expression[] arguments)
    {
        var wrap = target.Wrapper.GetConstructor([target.Type])!;
        var wrapped = Array.ConvertAll(arguments, a => a.Type == target.Type ? Expression.New(wrap, a) : a);
        return Expression.Field(Expression.Call(method.MakeGenericMethod(target.Wrapper), wrapped), "Value");
    }

    /// <summary>A method of its own, which all kernels share: it finds its arguments in slots and leaves the result in the first.</summary>
    private static DynamicMethod? Outline(MethodInfo method, VectorTarget target)
    {
        var slots = Array.ConvertAll(method.GetParameters(), p => Expression.Parameter(typeof(Scratch).MakeByRefType(), p.Name));
        var arguments = Array.ConvertAll(slots, s => (Expression)Expression.Call(typeof(Scratch), nameof(Scratch.Take), [target.Type], s));
        return DynamicCode.TryEmit(Expression.Lambda(
            Expression.Call(typeof(Scratch), nameof(Scratch.Put), [target.Type], slots[0], Inlined(method, target, arguments)), slots));
    }

    private static bool TakesLanes(MethodInfo function, Type lane)
    {
        var declaring = function.DeclaringType;
        return (declaring == typeof(Math) || declaring == typeof(MathF) || declaring == lane || declaring == typeof(Functions))
            && (function.ReturnType == lane || function.ReturnType == typeof(bool))
            && TakesOnly(lane, function);
    }

    private static bool TakesOnly(Type lane, MethodInfo function) =>
        Array.TrueForAll(function.GetParameters()[(HasOrder(function) ? 1 : 0)..], p => p.ParameterType == lane);

    private static bool HasOrder(MethodInfo function) =>
        function.GetParameters() is [var first, _, ..] && first.ParameterType == typeof(int);

    private static MethodInfo? Hardware(MethodInfo function, VectorTarget target) =>
        Exact.Contains(function.Name) && function.DeclaringType != typeof(Functions)
            ? target.Operation(function.Name, function.GetParameters().Length)
            : null;

    private static (string Name, int Arity) Key(MethodInfo function) => (function.Name, function.GetParameters().Length);

    private static Dictionary<(string Name, int Arity), MethodInfo> Collect()
    {
        var found = new Dictionary<(string Name, int Arity), MethodInfo>();
        foreach (var type in typeof(ILane<>).Assembly.GetTypes())
        {
            if (type.Namespace != typeof(ILane<>).Namespace || !type.IsAbstract || !type.IsSealed)
                continue;
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (method.GetGenericArguments() is [var v] && method.ReturnType == v && TakesOnly(v, method))
                {
                    found.TryAdd(Key(method), method);
                }
            }
        }

        return found;
    }
}
