namespace ExprGrad.Graphs;

/// <summary>A lambda has the arrays that it captures for itself: which of them have to be copied, because somebody else could write to them.</summary>
internal static class CapturedArrays
{
    /// <summary>The arrays that lambdas capture and that are not made for one lambda only; null where no lambda captures such an array.</summary>
    public static HashSet<Node>? ToCopy(Graph graph)
    {
        HashSet<Node>? copied = null;
        int[]? uses = null;
        foreach (var lambda in graph.Nodes)
        {
            if (lambda.Op != Op.Lambda)
                continue;
            uses ??= Uses(graph);
            foreach (var array in lambda.Inputs)
            {
                if (array.Type.IsArray && !IsMadeForOne(array, uses))
                    (copied ??= []).Add(array);
            }
        }

        return copied;
    }

    private static bool IsMadeForOne(Node array, int[] uses)
    {
        var pending = new Stack<Node>([array]);
        while (pending.TryPop(out var node))
        {
            if (uses[node.Id] > 1 || node.Op is not (Op.Map or Op.Scatter or Op.Accumulate or Op.Array or Op.Select))
                return false;
            if (node.Op == Op.Select)
            {
                pending.Push(node[1]);
                pending.Push(node[2]);
            }
        }

        return true;
    }

    private static int[] Uses(Graph graph)
    {
        var uses = new int[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            foreach (var input in node.Inputs)
                uses[input.Id]++;
        }

        return uses;
    }
}
