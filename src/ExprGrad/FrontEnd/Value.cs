using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.FrontEnd;

/// <summary>What an expression stands for while it is lowered.</summary>
internal abstract record Value;

/// <summary>A scalar, an array, a composite, or any object.</summary>
internal sealed record NodeValue(Node Node) : Value;

/// <summary>
/// A LINQ sequence that is never stored: its length, and the element at an index. <paramref name="At"/> takes the index and the
/// loops around the element, the sequence's own included.
/// </summary>
internal sealed record SequenceValue(Type Element, Node Length, Func<Node, Node[], Value> At) : Value;

/// <summary>A lambda with the scope in which it was written.</summary>
internal sealed record LambdaValue(LambdaExpression Lambda, Scope? Definition) : Value;

/// <summary>A function that is a graph already, to be copied in where it is invoked.</summary>
internal sealed record GraphValue(FunctionBody Body) : Value;

/// <summary>What is known inside one activation of a lambda: the values of variables and of the sub-expressions lowered so far.</summary>
internal sealed class Scope(Scope? parent, Node[] loops, int inlined = 0)
{
    private readonly Dictionary<Expression, Value> values = new(ReferenceEqualityComparer.Instance);

    /// <summary>The indices of the loops around this activation; their number is the level of the next one.</summary>
    public Node[] Loops { get; } = loops;

    /// <summary>How many functions with an inline body are being expanded around this activation.</summary>
    public int Inlined { get; } = inlined;

    public Value? Find(Expression e)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.values.TryGetValue(e, out var value))
                return value;
        }

        return null;
    }

    public void Set(Expression e, Value value) => values[e] = value;

    private Scope? Parent { get; } = parent;
}
