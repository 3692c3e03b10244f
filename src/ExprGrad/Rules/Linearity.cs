using ExprGrad.Graphs;

namespace ExprGrad.Rules;

/// <summary>Proves that a rule's right side is linear in its tangents (or cotangent): the parameters from the arity on.</summary>
internal static class Linearity
{
    /// <summary>Which nodes depend on the tangents.</summary>
    /// <exception cref="NotDifferentiableException">The right side is not linear.</exception>
    public static bool[] Check(Graph graph, int arity, Rule rule)
    {
        var linear = new bool[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            linear[node.Id] = (node.Op == Op.Parameter && (int)node.Data! >= arity) || Array.Exists(node.Inputs, i => linear[i.Id]);
            if (linear[node.Id] && node.Op != Op.Parameter && node.Op != Op.Length && !IsLinear(node, linear))
                throw Errors.RuleNotLinear(rule);
            if (node.Op == Op.Length)
                linear[node.Id] = false;
        }

        if (!linear[graph.Result.Id] && !IsZero(graph.Result))
            throw Errors.RuleNotLinear(rule);
        return linear;
    }

    private static bool IsLinear(Node node, bool[] linear)
    {
        bool Is(int input) => linear[node[input].Id];
        bool IsOrZero(int input) => Is(input) || IsZero(node[input]);
        return node.Op switch
        {
            Op.Add or Op.Subtract => IsOrZero(0) && IsOrZero(1),
            Op.Negate or Op.Convert or Op.Field => true,
            Op.Multiply => Is(0) != Is(1),
            Op.Divide => Is(0) && !Is(1),
            Op.Select => !Is(0) && IsOrZero(1) && IsOrZero(2),
            Op.Index => Is(0) && !Is(1),
            Op.Map => !Is(0) && Is(1),
            Op.Reduce => !Is(0) && Is(1) && node.Data is Reduction.Sum,
            Op.Scatter => Is(2) && !Is(0) && !Is(1),
            Op.Accumulate or Op.New or Op.Array => Enumerable.Range(0, node.Inputs.Length).All(i => IsOrZero(i) || !Shape.IsDifferentiable(node[i].Type)),
            _ => false,
        };
    }

    private static bool IsZero(Node node) => node.IsConstant(0) || (node.Op == Op.Map && node[1].IsConstant(0));
}
