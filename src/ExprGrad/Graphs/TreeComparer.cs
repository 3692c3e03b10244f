using System.Linq.Expressions;

namespace ExprGrad.Graphs;

/// <summary>Structural equality of expression trees up to the names and identities of their variables.</summary>
internal static class TreeComparer
{
    public static bool Equal(Expression a, IReadOnlyList<ParameterExpression> aVariables, Expression b, IReadOnlyList<ParameterExpression> bVariables)
    {
        if (aVariables.Count != bVariables.Count)
            return false;
        var pairs = new Dictionary<ParameterExpression, ParameterExpression>();
        for (var i = 0; i < aVariables.Count; i++)
            pairs[aVariables[i]] = bVariables[i];

        var stack = new Stack<(Expression, Expression)>([(a, b)]);
        while (stack.TryPop(out var pair))
        {
            var (x, y) = pair;
            if (x.NodeType != y.NodeType || x.Type != y.Type)
                return false;
            if (x is ParameterExpression p)
            {
                // A variable declared inside is paired where it is first met: declarations come before uses.
                if (pairs.TryAdd(p, (ParameterExpression)y) || pairs[p] == y)
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

    public static int Hash(Expression root)
    {
        var hash = new HashCode();
        var stack = new Stack<Expression>([root]);
        while (stack.TryPop(out var e))
        {
            hash.Add((int)e.NodeType);
            hash.Add(NodeComparer.HashData(Trees.Content(e)));
            foreach (var child in Trees.Children(e))
                stack.Push(child);
        }

        return hash.ToHashCode();
    }
}
