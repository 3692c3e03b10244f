using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Scalar;

/// <summary>Calls of built-in functions on constants, evaluated once when code is made: the same function on the same machine gives the same bits.</summary>
internal static class CallFolding
{
    /// <summary>The constant that each node comes to, or null; null altogether when there is none.</summary>
    public static object?[]? Fold(Graph graph)
    {
        object?[]? folded = null;
        foreach (var node in graph.Nodes)
        {
            var result = node.Op switch
            {
                Op.Call when node.Data is MethodInfo { IsStatic: true } method && node.IsReal && GraphBuilder.IsTotal(node) => Call(method, node),

                // Comparisons too: FastExpressionCompiler has a constant NaN equal itself.
                (>= Op.Add and <= Op.Remainder) or (>= Op.Equal and <= Op.GreaterOrEqual) when folded is not null && node[0].IsReal
                    && Constant(node[0]) is { } a && Constant(node[1]) is { } b => ConstantFolding.Binary(node.Op, a, b),
                _ => null,
            };
            if (result is not null)
                (folded ??= new object?[graph.Nodes.Length])[node.Id] = result;
        }

        return folded;

        object? Constant(Node node) => node.Op == Op.Constant ? node.Data : folded?[node.Id];

        object? Call(MethodInfo method, Node node)
        {
            foreach (var input in node.Inputs)
            {
                if (Constant(input) is null || !input.Type.IsPrimitive)
                    return null;
            }

            return method.DeclaringType == typeof(Functions) ? null : method.Invoke(null, Array.ConvertAll(node.Inputs, Constant));
        }
    }
}
