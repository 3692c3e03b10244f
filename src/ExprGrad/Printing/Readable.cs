using ExprGrad.Differentiation;
using ExprGrad.Graphs;

namespace ExprGrad.Printing;

/// <summary>
/// A graph in, a graph with the same values and effects out that reads better: what is known inside a branch is not asked again, and equal
/// loops at different levels become one. Not a pass of the compilers, whose plans prefer conditionals as differentiation makes them.
/// </summary>
internal static class Readable
{
    // How far into a branch its condition is looked for.
    private const int LargestBranch = 64;

    public static Graph Of(Graph graph)
    {
        if (!Array.Exists(graph.Nodes, n => n.Op == Op.Select || n.IsBinder))
            return graph;
        var builder = new GraphBuilder();
        var map = new Node[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            var inputs = Array.ConvertAll(node.Inputs, i => map[i.Id]);
            map[node.Id] = node.Op switch
            {
                Op.Select => Select(builder, inputs[0], inputs[1], inputs[2]),
                Op.Index when inputs[0] is { Op: Op.Select, Inputs: [var condition, { Op: Op.Map } a, { Op: Op.Map } b] } && IsTurn(inputs[1], a) && IsTurn(inputs[1], b) =>
                    Select(builder, condition, builder.Index(a, inputs[1]), builder.Index(b, inputs[1])),
                Op.Index when SingleElement(builder, inputs[0], inputs[1]) is { } single => single,
                Op.Index when IsOneHot(inputs[0]) => Substitution.Replace(builder, inputs[0][1], inputs[0][0], inputs[1]),
                Op.NotEqual when IsChoiceOfOne(inputs[0]) && inputs[1].IsConstant(0) => inputs[0][0],
                Op.Reduce when Picked(builder, node, inputs) is { } picked => picked,
                Op.Map or Op.Reduce when node.Loops.Length == 0 => Lowered(builder, node, inputs),
                _ => builder.Rebuild(node, inputs),
            };
        }

        return Graph.Of(builder, map[graph.Result.Id], graph.Parameters);
    }

    private static Node Select(GraphBuilder builder, Node condition, Node ifTrue, Node ifFalse)
    {
        // a || b ? (a ? x : y) : z
        if (GraphBuilder.IsDisjunction(condition) && ifTrue.Op == Op.Select && ifTrue[0] == condition[0])
            return Select(builder, condition[0], ifTrue[1], Select(builder, condition[2], ifTrue[2], ifFalse));
        return builder.Select(condition, Knowing(builder, condition, true, ifTrue), Knowing(builder, condition, false, ifFalse));
    }

    /// <summary>A branch without the choices that its condition has made already.</summary>
    private static Node Knowing(GraphBuilder builder, Node condition, bool holds, Node branch)
    {
        var found = new HashSet<Node>();
        var stack = new Stack<Node>([branch]);
        var asksAgain = false;
        while (stack.TryPop(out var node))
        {
            // A loop inside may bind what the condition depends on; a loop around stays the same loop, though its length hangs on the condition.
            if (node.Id < condition.Id || (node.IsBinder && condition.Loops.Length > 0) || Array.IndexOf(branch.Loops, node) >= 0 || !found.Add(node))
                continue;
            if (found.Count > LargestBranch)
                return branch;
            asksAgain |= node == condition;
            foreach (var input in node.Inputs)
                stack.Push(input);
        }

        if (!asksAgain)
            return branch;
        var map = new Dictionary<Node, Node> { [condition] = builder.Constant(holds) };
        foreach (var node in found.OrderBy(n => n.Id))
        {
            if (Array.Exists(node.Inputs, map.ContainsKey))
                map[node] = builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => map.GetValueOrDefault(i, i)));
        }

        return map.GetValueOrDefault(branch, branch);
    }

    private static bool IsTurn(Node index, Node map) => index.Op == Op.LoopIndex && index[0] == map[0][0] && !map.HasEffects;

    /// <summary>The turn's element of an array that has values at a few known places and zeros elsewhere: k == 0 ? a : k == 1 ? b : 0.</summary>
    private static Node? SingleElement(GraphBuilder builder, Node array, Node index)
    {
        Node[] parts = array.Op == Op.Accumulate ? array.Inputs : [array];
        if (index.Op != Op.LoopIndex || parts.Length > DerivativeAlgebra.MostParts
            || !Array.TrueForAll(parts, p => p.Op == Op.Scatter && p.Bound.IsEmpty && p[0] == index[0] && p[1].Op == Op.Constant && !p.HasEffects)
            || parts.DistinctBy(p => p[1]).Count() < parts.Length)
        {
            return null;
        }

        return parts.Reverse().Aggregate(
            builder.Real(0, array.Type.GetElementType()!),
            (others, part) => builder.Select(builder.Binary(Op.Equal, index, part[1]), part[2], others));
    }

    /// <summary>The array of k == j ? a : 0: the direction of a column. Where it is read, the function reads its own array, and throws beyond the end.</summary>
    private static bool IsOneHot(Node array) =>
        array.Op == Op.Map && array[1] is { Op: Op.Select, Inputs: [{ Op: Op.Equal } here, { Op: Op.Constant }, { Op: Op.Constant } zero] }
        && zero.IsConstant(0) && here[0] == array[0] && here[1].Op == Op.LoopIndex;

    /// <summary>c ? 1 : 0, which is not zero where c is true.</summary>
    private static bool IsChoiceOfOne(Node node) => node.Op == Op.Select && node[1].IsConstant(1) && node[2].IsConstant(0);

    /// <summary>The sum over k of k == j ? a : 0, where j is in the range of k: a at j (and, should that be a negative zero, zero).</summary>
    private static Node? Picked(GraphBuilder builder, Node node, Node[] inputs)
    {
        var (k, summand) = (inputs[0], inputs[1]);
        return (Reduction)node.Data! == Reduction.Sum && summand is { Op: Op.Select, Inputs: [{ Op: Op.Equal } here, var value, var zero] }
            && zero.IsConstant(0) && here[0] == k && here[1].Op == Op.LoopIndex && here[1][0] == k[0] && !summand.HasEffects
                ? Substitution.Replace(builder, value, k, here[1])
                : null;
    }

    /// <summary>A loop that depends on no other, at the lowest level that none inside it needs.</summary>
    private static Node Lowered(GraphBuilder builder, Node node, Node[] inputs)
    {
        var loop = builder.LoopIndex(System.Numerics.BitOperations.TrailingZeroCount(~inputs[1].BoundLevels), inputs[0][0]);
        if (loop.Level < inputs[0].Level)
            inputs = [loop, Substitution.Replace(builder, inputs[1], inputs[0], loop)];
        return builder.Rebuild(node, inputs);
    }
}
