using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.FrontEnd;

/// <summary>LINQ over arrays: sequences stay unstored until they are summed or collected, so that a pipeline is one loop.</summary>
internal sealed partial class Lowering
{
    /// <summary>Whether a call is one of those that become loops.</summary>
    internal static bool IsLinq(MethodCallExpression call) => call.Method.DeclaringType == typeof(Enumerable) && IsLinq(call.Method);

    private static bool IsLinq(MethodInfo method) => method.Name switch
    {
        nameof(Enumerable.Select) or nameof(Enumerable.ToArray) => true,
        nameof(Enumerable.Zip) => method.GetParameters() is [_, _, { ParameterType: var t }] && typeof(Delegate).IsAssignableFrom(t),
        nameof(Enumerable.Sum) => Shape.IsReal(method.ReturnType),
        nameof(Enumerable.Range) => true,
        _ => false,
    };

    private Value? Linq(MethodCallExpression call, Scope scope)
    {
        if (call.Method.Name == nameof(Enumerable.Range))
            return Range(call, scope);
        if (Need(call.Arguments[0], scope) is not { } first)
            return null;

        // What is not an array or a pipeline over arrays is left to LINQ itself.
        if (AsSequence(first, call.Arguments[0], scope) is not { } source)
            return Opaque(call, scope);
        switch (call.Method.Name)
        {
            case nameof(Enumerable.Select):
                return Need(AsLambda(call.Arguments[1]), scope) is LambdaValue select ? Select(source, select, call) : Missing(call, 1, scope);
            case nameof(Enumerable.Zip):
                if (Need(call.Arguments[1], scope) is not { } second)
                    return null;
                if (AsSequence(second, call.Arguments[1], scope) is not { } other)
                    return Opaque(call, scope);
                return Need(AsLambda(call.Arguments[2]), scope) is LambdaValue zip ? Zip(source, other, zip, call) : Missing(call, 2, scope);
            case nameof(Enumerable.Sum):
                if (call.Arguments.Count == 1)
                    return Sum(source, scope, call);
                return Need(AsLambda(call.Arguments[1]), scope) is LambdaValue summand ? Sum(Select(source, summand, call), scope, call) : Missing(call, 1, scope);
            default:
                return new NodeValue(Collect(source, call, scope.Loops));
        }
    }

    // Null while the argument is on its way; a delegate that is not a lambda leaves the call to LINQ.
    private Value? Missing(MethodCallExpression call, int argument, Scope scope) =>
        scope.Find(AsLambda(call.Arguments[argument])) is null ? null : Opaque(call, scope);

    /// <summary>
    /// An array or a pipeline as it is; of a list, a set, whatever knows how many elements it has, a copy. What does not know may have no end.
    /// </summary>
    private SequenceValue? AsSequence(Value value, Expression origin, Scope scope) => AsSequence(value)
        ?? (Sequences.ToArray(origin) is { } copy && AsSequence(Opaque(copy, scope)) is { } array ? array : null);

    private SequenceValue? AsSequence(Value value) => value switch
    {
        SequenceValue sequence => sequence,
        NodeValue { Node: { Type: { IsArray: true } type } array } when type.GetArrayRank() == 1 =>
            new SequenceValue(type.GetElementType()!, builder.Length(array), (index, _) => new NodeValue(builder.Index(array, index))),
        _ => null,
    };

    private Value? Range(MethodCallExpression call, Scope scope)
    {
        if (NeedNodes(call.Arguments, scope) is not [var start, var count])
            return null;
        return new SequenceValue(typeof(int), RangeLength.Of(builder, count), (index, _) =>
            new NodeValue(start is { Op: Op.Constant, Data: 0 } ? index : builder.Add(start, index)));
    }

    private SequenceValue Select(SequenceValue source, LambdaValue f, MethodCallExpression call) =>
        new(f.Lambda.ReturnType, source.Length, (index, loops) =>
        {
            EnsureStack(call);
            var element = source.At(index, loops);
            return Apply(f, loops, call, f.Lambda.Parameters.Count == 2 ? [element, new NodeValue(index)] : [element]);
        });

    private SequenceValue Zip(SequenceValue first, SequenceValue second, LambdaValue f, MethodCallExpression call)
    {
        var length = first.Length == second.Length ? first.Length : builder.Call(((Func<int, int, int>)Math.Min).Method, first.Length, second.Length);
        return new SequenceValue(f.Lambda.ReturnType, length, (index, loops) =>
        {
            EnsureStack(call);
            return Apply(f, loops, call, [first.At(index, loops), second.At(index, loops)]);
        });
    }

    private Value Apply(LambdaValue f, Node[] loops, MethodCallExpression call, Value[] arguments)
    {
        if (f.Lambda.Parameters.Count != arguments.Length)
            throw Errors.Unsupported(call);
        var scope = new Scope(f.Definition, known, loops, f.Definition?.Activation);
        for (var i = 0; i < arguments.Length; i++)
            scope.Bind(f.Lambda.Parameters[i], arguments[i]);
        return Run(f.Lambda.Body, scope);
    }

    private Value Sum(SequenceValue source, Scope scope, MethodCallExpression call)
    {
        var loop = builder.LoopIndex(scope.Loops.Length, source.Length);
        Node[] inside = [.. scope.Loops, loop];
        return new NodeValue(builder.Reduce(Reduction.Sum, loop, ToNode(source.At(loop, inside), call, inside)));
    }

    private Node Collect(SequenceValue source, Expression origin, Node[] loops)
    {
        var loop = builder.LoopIndex(loops.Length, source.Length);
        Node[] inside = [.. loops, loop];
        return builder.Map(loop, ToNode(source.At(loop, inside), origin, inside));
    }
}
