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

/// <summary>
/// A function that is a graph already, to be copied in where it is invoked. What it captures are objects, or nodes of the lambda around it.
/// </summary>
internal sealed record GraphValue(IFunction Function) : Value;

/// <summary>What is known inside one activation of a lambda: the values of variables and of the sub-expressions lowered so far.</summary>
/// <param name="parent">The activation in which the lambda was written.</param>
/// <param name="known">What has a value in any scope: nearly all that is asked for has not, and needs no search.</param>
/// <param name="loops">The indices of the loops around this activation; their number is the level of the next one.</param>
/// <param name="activation">The lambda that is being expanded here, and the one that invoked it.</param>
internal sealed class Scope(Scope? parent, HashSet<Expression> known, Node[] loops, Activation? activation = null)
{
    private readonly Dictionary<Expression, Value> values = new(ReferenceEqualityComparer.Instance);
    private bool shadows;

    public Node[] Loops => loops;

    public Activation? Activation => activation;

    private Scope? Parent => parent;

    public Value? Find(Expression e)
    {
        if (!known.Contains(e))
            return null;
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.values.TryGetValue(e, out var value))
                return values[e] = value;

            // What stands outside of a lambda may have been computed with another value of a variable that the lambda declares anew.
            if (scope.shadows && e is not ParameterExpression)
                return null;
        }

        return null;
    }

    public void Set(Expression e, Value value)
    {
        known.Add(e);
        values[e] = value;
    }

    /// <summary>Gives a parameter of the lambda its value.</summary>
    public void Bind(ParameterExpression parameter, Value value)
    {
        shadows |= Find(parameter) is not null;
        Set(parameter, value);
    }
}

/// <summary>A lambda that is being expanded, with those around it that are.</summary>
internal sealed class Activation(LambdaExpression lambda, Activation? caller)
{
    /// <summary>How often a lambda is in the middle of being expanded.</summary>
    public static int Count(Activation? innermost, LambdaExpression lambda)
    {
        var count = 0;
        for (var activation = innermost; activation is not null; activation = activation.Caller)
            count += activation.Lambda == lambda ? 1 : 0;
        return count;
    }

    private LambdaExpression Lambda { get; } = lambda;

    private Activation? Caller { get; } = caller;
}
