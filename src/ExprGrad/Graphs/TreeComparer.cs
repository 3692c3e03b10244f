using System.Linq.Expressions;

namespace ExprGrad.Graphs;

/// <summary>Structural equality of expression trees up to the names and identities of their variables.</summary>
internal static class TreeComparer
{
    public static bool Equal(Expression a, IReadOnlyList<ParameterExpression> aVariables, Expression b, IReadOnlyList<ParameterExpression> bVariables)
    {
        if (aVariables.Count != bVariables.Count)
            return false;
        var (pairs, partners) = (new Dictionary<Expression, Expression>(), new Dictionary<Expression, Expression>());
        for (var i = 0; i < aVariables.Count; i++)
            (pairs[aVariables[i]], partners[bVariables[i]]) = (bVariables[i], aVariables[i]);

        var compared = new HashSet<(Expression, Expression)>();
        var stack = new Stack<(Expression, Expression)>([(a, b)]);
        while (stack.TryPop(out var pair))
        {
            var (x, y) = pair;
            if (!compared.Add(pair))
                continue;
            if (x.NodeType != y.NodeType || x.Type != y.Type)
                return false;
            if (x is ParameterExpression p)
            {
                // A variable declared inside is paired where it is first met: declarations come before uses.
                pairs.TryAdd(p, y);
                partners.TryAdd(y, p);
                if (pairs[p] == y && partners[y] == p)
                    continue;
                return false;
            }

            var (xs, ys) = (Trees.Children(x), Trees.Children(y));
            if (xs.Count != ys.Count || !NodeComparer.SameData(Trees.Content(x), Trees.Content(y)))
                return false;
            for (var i = xs.Count - 1; i >= 0; i--)
                stack.Push((xs[i], ys[i]));
        }

        return true;
    }

    /// <summary>The same for equal trees, whatever they share: that of a part is made from its children's.</summary>
    public static int Hash(Expression root)
    {
        var hashes = new Dictionary<Expression, int>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<Expression>([root]);
        while (stack.TryPeek(out var e))
        {
            var complete = true;
            var hash = HashCode.Combine((int)e.NodeType, NodeComparer.HashData(Trees.Content(e)));
            foreach (var child in Trees.Children(e))
            {
                if (hashes.TryGetValue(child, out var known))
                {
                    hash = HashCode.Combine(hash, known);
                    continue;
                }

                stack.Push(child);
                complete = false;
            }

            if (complete)
                hashes[stack.Pop()] = hash;
        }

        return hashes[root];
    }
}
