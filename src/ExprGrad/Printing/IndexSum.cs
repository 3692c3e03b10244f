using ExprGrad.Graphs;

namespace ExprGrad.Printing;

/// <summary>A sum of integers, taken apart: <c>1 + j - 1</c> is <c>j</c>. They wrap, so their order is of no account.</summary>
/// <param name="Terms">The terms that are no constants, each with its sign.</param>
/// <param name="Constant">The sum of the constants.</param>
internal readonly record struct IndexSum(List<(Node Term, bool IsNegative)> Terms, int Constant)
{
    private const int MostTerms = 8;

    public static IndexSum Of(Node node)
    {
        var (terms, constant) = (new List<(Node Term, bool IsNegative)>(), 0);
        var stack = new Stack<(Node Node, bool IsNegative)>([(node, false)]);
        while (stack.TryPop(out var next))
        {
            var (term, isNegative) = next;
            if (term is { Op: Op.Constant, Data: int value })
            {
                constant = unchecked(isNegative ? constant - value : constant + value);
            }
            else if (term.Op is Op.Add or Op.Subtract && terms.Count + stack.Count < MostTerms)
            {
                stack.Push((term[1], isNegative ^ (term.Op == Op.Subtract)));
                stack.Push((term[0], isNegative));
            }
            else if (!terms.Remove((term, !isNegative)))
            {
                terms.Add((term, isNegative));
            }
        }

        return new(terms, constant);
    }

    /// <summary>The one term that is added to the constant, if there is one only.</summary>
    public Node? Only => Terms is [(var term, false)] ? term : null;

    public IndexSum Minus(IndexSum other)
    {
        var terms = Terms.ToList();
        foreach (var (term, isNegative) in other.Terms)
        {
            if (!terms.Remove((term, isNegative)))
                terms.Add((term, !isNegative));
        }

        return new(terms, unchecked(Constant - other.Constant));
    }

    /// <summary>As it reads best: what is subtracted after what is added, the constant last.</summary>
    public Node Written(GraphBuilder builder)
    {
        Node? sum = null;
        foreach (var (term, _) in Terms.Where(t => !t.IsNegative))
            sum = sum is null ? term : builder.Add(sum, term);
        if (sum is null)
            sum = builder.Constant(Constant);
        else if (Constant != 0 && Constant != int.MinValue)
            sum = Constant > 0 ? builder.Add(sum, builder.Constant(Constant)) : builder.Subtract(sum, builder.Constant(-Constant));
        else if (Constant != 0)
            sum = builder.Add(sum, builder.Constant(Constant));
        foreach (var (term, _) in Terms.Where(t => t.IsNegative))
            sum = builder.Subtract(sum, term);
        return sum;
    }

    /// <summary>A sum or a difference of integers, if it has terms to be put together, or a constant to be put last.</summary>
    public static Node? Simplified(GraphBuilder builder, Node node)
    {
        if (node.Op is not (Op.Add or Op.Subtract) || node.Type != typeof(int) || node.HasEffects)
            return null;
        var isPlain = node[0].Op != Op.Constant && node[0].Op is not (Op.Add or Op.Subtract) && node[1].Op is not (Op.Add or Op.Subtract) && node[0] != node[1];
        return isPlain ? null : Of(node).Written(builder);
    }
}
