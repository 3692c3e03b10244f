namespace ExprGrad.Graphs;

/// <summary>Replaces a loop index inside a value by another index, renaming inner loops where they would capture it.</summary>
internal static class Substitution
{
    public static Node Replace(GraphBuilder builder, Node root, Node loopIndex, Node replacement)
    {
        var map = new Dictionary<Node, Node> { [loopIndex] = replacement };
        var affected = Affected(root, map);

        // An inner loop at a level that the replacement depends on moves to a level of its own.
        Node[] outer = replacement.Op == Op.LoopIndex ? [.. replacement.Loops, replacement] : replacement.Loops;
        var fresh = 1 + affected.SelectMany(n => n.Bound.ToArray()).Concat(outer).Select(l => l.Level).DefaultIfEmpty(-1).Max();
        foreach (var inner in affected.SelectMany(n => n.Bound.ToArray()).Distinct().Where(l => outer.Any(o => o.Level == l.Level)).ToList())
        {
            // Its length may depend on what is replaced, so it is rebuilt in its turn below; here only its level is chosen.
            map[inner] = builder.LoopIndex(fresh++, ReplaceIn(builder, inner[0], loopIndex, replacement));
        }

        if (map.Count > 1)
            affected = Affected(root, map);
        foreach (var node in affected)
        {
            if (!map.ContainsKey(node))
                map[node] = builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => map.GetValueOrDefault(i, i)));
        }

        return map.GetValueOrDefault(root, root);
    }

    private static Node ReplaceIn(GraphBuilder builder, Node length, Node loopIndex, Node replacement) =>
        Array.IndexOf(length.Loops, loopIndex) < 0 ? length : Replace(builder, length, loopIndex, replacement);

    /// <summary>What <paramref name="root"/> needs and depends on a replaced node, in creation order.</summary>
    private static List<Node> Affected(Node root, Dictionary<Node, Node> map)
    {
        var found = new HashSet<Node>();
        var stack = new Stack<Node>([root]);
        while (stack.TryPop(out var node))
        {
            if (!(map.ContainsKey(node) || Array.Exists(node.Loops, map.ContainsKey)) || !found.Add(node))
                continue;
            foreach (var input in node.Inputs)
                stack.Push(input);
        }

        return [.. found.OrderBy(n => n.Id)];
    }
}
