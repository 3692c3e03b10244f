namespace ExprGrad.Graphs;

/// <summary>Sets of loop indices as small sorted arrays: nearly always empty, and then shared.</summary>
internal static class LoopSet
{
    /// <summary>The loop indices that a node's inputs depend on, less those that the node binds.</summary>
    public static Node[] FreeIn(Node node)
    {
        var bound = node.Bound;
        var union = Node.None;
        foreach (var input in node.Inputs)
        {
            if (input.Op == Op.LoopIndex)
                union = Include(union, input, bound);
            if (union.Length == 0 && bound.Length == 0)
                union = input.Loops;
            else
                union = Union(union, input.Loops, bound);
        }

        return union;
    }

    public static ulong LevelsBoundIn(Node node)
    {
        var levels = 0UL;
        foreach (var input in node.Inputs)
            levels |= input.BoundLevels;
        foreach (var loop in node.Bound)
            levels |= Bit(loop);
        return levels;
    }

    public static ulong Bit(Node loop) => 1UL << Math.Min(loop.Level, 63);

    public static Node[] Union(Node[] union, Node[] more, ReadOnlySpan<Node> except = default)
    {
        foreach (var loop in more)
            union = Include(union, loop, except);
        return union;
    }

    /// <summary>Members of <paramref name="loops"/> that are not in <paramref name="remove"/>, in their order.</summary>
    public static Node[] Except(Node[] loops, Node[] remove) =>
        loops.Length == 0 ? loops : Array.FindAll(loops, l => Array.IndexOf(remove, l) < 0);

    /// <summary>Loops in an order in which they nest: those that a length depends on before the loop of that length.</summary>
    public static Node[] Nested(Node[] loops)
    {
        if (loops.Length < 2)
            return loops;
        var rest = loops.ToList();
        var nested = new Node[loops.Length];
        for (var i = loops.Length - 1; i >= 0; i--)
            rest.Remove(nested[i] = rest.FindLast(l => !rest.Exists(m => Array.IndexOf(m.Loops, l) >= 0))!);
        return nested;
    }

    private static Node[] Include(Node[] union, Node loop, ReadOnlySpan<Node> except)
    {
        if (Array.IndexOf(union, loop) >= 0 || except.Contains(loop))
            return union;
        var at = 0;
        while (at < union.Length && (union[at].Level, union[at].Id).CompareTo((loop.Level, loop.Id)) < 0)
            at++;
        return [.. union[..at], loop, .. union[at..]];
    }
}
