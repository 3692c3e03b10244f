using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Differentiation;
using ExprGrad.Graphs;
using ExprGrad.Printing;

namespace ExprGrad;

/// <summary>
/// How long the tangents and cotangents of a function of arrays must be. The code of a derivative reads them at the indices of what they
/// belong to, and would fail somewhere in the middle, or not at all; its delegate checks them first.
/// </summary>
internal sealed class TangentLengths
{
    private static readonly MethodInfo Requirement = ((Action<Array, int, string, string>)Require).Method;

    private readonly int arity;
    private readonly List<(int Position, string Name, LambdaExpression Length, string Of)> expected = [];

    private TangentLengths(FunctionBody f, Transform transform)
    {
        var types = f.Graph.Parameters;
        var names = ParameterNames.After(transform, f.Names);
        arity = types.Length;
        if (transform is Transform.Vjp)
        {
            if (IsArray(f.Graph.Result.Type) && LengthOf(f) is { } length)
                expected.Add((arity, names[arity], length, "the value"));
            return;
        }

        for (var i = 0; i < arity; i++)
        {
            if (!IsArray(types[i]))
                continue;
            var parameters = Array.ConvertAll(types, t => Expression.Parameter(t));
            expected.Add((arity + i, names[arity + i], Expression.Lambda(Expression.ArrayLength(parameters[i]), parameters), names[i]));
        }
    }

    /// <summary>What the derivative of a function has to check, or null.</summary>
    public static TangentLengths? Of(FunctionBody f, Transform transform) =>
        transform is Transform.Jvp or Transform.Vjp or Transform.HessianVectorProduct && new TangentLengths(f, transform) is { expected.Count: > 0 } lengths ? lengths : null;

    /// <summary>The same delegate, its arguments checked.</summary>
    public Delegate Guard(Delegate derivative)
    {
        var parameters = Array.ConvertAll(derivative.GetType().GetMethod("Invoke")!.GetParameters(), p => Expression.Parameter(p.ParameterType, p.Name));
        var arguments = parameters[..arity];
        var checks = expected.Select(e => Expression.Call(
            Requirement, parameters[e.Position], Expression.Invoke(e.Length, arguments), Expression.Constant(e.Name), Expression.Constant(e.Of)));
        return Expression.Lambda(
            derivative.GetType(), Expression.Block([.. checks, Expression.Invoke(Expression.Constant(derivative), parameters)]), parameters).Compile();
    }

    private static bool IsArray(Type type) => type.IsArray && Shape.IsDifferentiable(type);

    /// <summary>The length of a function's value, where it takes no more than the lengths of other arrays to know it.</summary>
    private static LambdaExpression? LengthOf(FunctionBody f)
    {
        var builder = new GraphBuilder();
        var copies = new Node[f.Graph.Nodes.Length];
        foreach (var node in f.Graph.Nodes)
            copies[node.Id] = builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i.Id]));
        var length = FunctionBody.Of(builder, builder.Length(copies[f.Graph.Result.Id]), f.Graph.Parameters, f.Names, new CaptureTable(f.Captures));
        if (!Array.TrueForAll(length.Graph.Nodes, IsImmediate))
            return null;
        return Raiser.Raise(length.Graph, length.Names, length.Captures, Expression.GetFuncType([.. length.Graph.Parameters, typeof(int)]));
    }

    private static bool IsImmediate(Node node) => node.Op is Op.Parameter or Op.Constant or Op.Capture or Op.Field or Op.Length or Op.Add
        || (node.Op == Op.Call && node.Data is MethodInfo { Name: nameof(Math.Min) } min && min.DeclaringType == typeof(Math));

    private static void Require(Array tangent, int length, string name, string of)
    {
        ArgumentNullException.ThrowIfNull(tangent, name);
        if (tangent.Length != length)
            throw new ArgumentException($"{name} has {tangent.Length} elements where {of} has {length}.", name);
    }
}
