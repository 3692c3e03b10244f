using ExprGrad.Graphs;

namespace ExprGrad.Emit.Scalar;

/// <summary>The loops around a region. Regions inside the same loops share one.</summary>
internal sealed class LoopContext(Graph graph, Node[] loops)
{
    private Dictionary<Node, LoopContext>? inner;
    private int[]? stages;

    public Node[] Loops => loops;

    public LoopContext Inside(Node index)
    {
        inner ??= [];
        if (!inner.TryGetValue(index, out var context))
            inner[index] = context = new LoopContext(graph, [.. loops, index]);
        return context;
    }

    public bool Contains(Node[] indices)
    {
        foreach (var index in indices)
        {
            if (Array.IndexOf(loops, index) < 0)
                return false;
        }

        return true;
    }

    /// <summary>
    /// How many loops, one after the other, have to be finished before a node can be computed inside these loops. Loops of one length
    /// and one stage do not need each other's results, so they run as one; ordering code by stage puts every result before its use.
    /// </summary>
    public int Stage(Node node) => (stages ??= Stages())[node.Id];

    private int[] Stages()
    {
        var result = new int[graph.Nodes.Length];
        var effects = 0;
        foreach (var node in graph.Nodes)
        {
            var stage = 0;
            foreach (var input in node.Inputs)
            {
                var isResult = input.Bound.Length > 0 && Contains(input.Loops);
                stage = Math.Max(stage, result[input.Id] + (isResult ? 1 : 0));
            }

            // Effects keep their order.
            if (node.IsEffect)
                effects = stage = Math.Max(stage, effects);
            result[node.Id] = stage;

            // What comes after a loop with effects waits until it is through.
            if (node.Bound.Length > 0 && node.HasEffects && Contains(node.Loops))
                effects = Math.Max(effects, stage + 1);
        }

        return result;
    }
}
