namespace ExprGrad.Graphs;

/// <summary>Cuts a function out of the computation in whose midst it was made.</summary>
internal static class Closure
{
    /// <summary>
    /// The function from the parameters to the result. What does not depend on them, nor on a loop inside the function, is captured: the
    /// captured objects are the nodes themselves.
    /// </summary>
    /// <param name="result">Made from the parameters, in the builder that they are from.</param>
    /// <param name="parameters">Nodes that stand for the arguments.</param>
    /// <param name="names">The names of the arguments.</param>
    /// <param name="loops">The loops around the function.</param>
    /// <param name="fastMath">How the function may be simplified.</param>
    public static FunctionBody Cut(Node result, Node[] parameters, string[] names, Node[] loops, bool fastMath)
    {
        var builder = new GraphBuilder(fastMath);
        var captures = new CaptureTable([]);
        var copies = new Dictionary<Node, Node>();
        for (var i = 0; i < parameters.Length; i++)
            copies[parameters[i]] = builder.Parameter(i, parameters[i].Type);

        var inside = new HashSet<Node>(parameters);
        foreach (var node in Within(result, parameters[0].Id, loops))
        {
            if (copies.ContainsKey(node))
                continue;
            if (IsInner(node, loops) || Array.Exists(node.Inputs, inside.Contains))
                inside.Add(node);
            copies[node] = inside.Contains(node) || node.Op == Op.Constant
                ? builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i]))
                : builder.Capture(captures.Slot(node), node.Type);
        }

        return FunctionBody.Of(builder, copies[result], Array.ConvertAll(parameters, p => p.Type), names, captures);
    }

    /// <summary>What the result needs, in creation order, down to the nodes that are surely outside: older ones that are in no inner loop.</summary>
    private static IEnumerable<Node> Within(Node result, int first, Node[] loops)
    {
        var found = new HashSet<Node>();
        var pending = new Stack<Node>([result]);
        while (pending.TryPop(out var node))
        {
            if (!found.Add(node) || (node.Id < first && !IsInner(node, loops)))
                continue;
            foreach (var input in node.Inputs)
                pending.Push(input);
        }

        return found.OrderBy(n => n.Id);
    }

    private static bool IsInner(Node node, Node[] loops) =>
        Array.Exists(node.Loops, l => Array.IndexOf(loops, l) < 0) || (node.Op == Op.LoopIndex && Array.IndexOf(loops, node) < 0);
}
