using System.Linq.Expressions;

namespace ExprGrad.Graphs;

/// <summary>Expression trees as plain data: children and contents of any node, so that passes over trees are loops with a stack of their own.</summary>
internal static class Trees
{
    public static IReadOnlyList<Expression> Children(Expression e) => e switch
    {
        BinaryExpression b => b.Conversion is null ? [b.Left, b.Right] : [b.Left, b.Right, b.Conversion],
        UnaryExpression u => u.Operand is null ? [] : [u.Operand],
        ConditionalExpression c => [c.Test, c.IfTrue, c.IfFalse],
        MethodCallExpression m => m.Object is null ? m.Arguments : [m.Object, .. m.Arguments],
        MemberExpression m => m.Expression is null ? [] : [m.Expression],
        InvocationExpression i => [i.Expression, .. i.Arguments],
        LambdaExpression l => [.. l.Parameters, l.Body],
        NewExpression n => n.Arguments,
        NewArrayExpression n => n.Expressions,
        MemberInitExpression m => [m.NewExpression, .. m.Bindings.SelectMany(Bound)],
        ListInitExpression l => [l.NewExpression, .. l.Initializers.SelectMany(i => i.Arguments)],
        TypeBinaryExpression t => [t.Expression],
        IndexExpression i => i.Object is null ? i.Arguments : [i.Object, .. i.Arguments],
        BlockExpression b => [.. b.Variables, .. b.Expressions],
        SwitchExpression s => [s.SwitchValue, .. s.Cases.SelectMany(c => c.TestValues.Append(c.Body)), .. Present(s.DefaultBody)],
        TryExpression t => [t.Body, .. t.Handlers.SelectMany(h => Present(h.Variable, h.Filter, h.Body)), .. Present(t.Finally, t.Fault)],
        LoopExpression l => [l.Body],
        LabelExpression l => [.. Present(l.DefaultValue)],
        GotoExpression g => [.. Present(g.Value)],
        RuntimeVariablesExpression r => r.Variables,
        ConstantExpression or ParameterExpression or DefaultExpression => [],
        _ => Reduced(e),
    };

    /// <summary>What tells a node apart from another of its kind and type, its children aside.</summary>
    public static object? Content(Expression e) => e switch
    {
        BinaryExpression b => b.Method,
        UnaryExpression u => u.Method,
        MethodCallExpression m => m.Method,
        MemberExpression m => m.Member,
        NewExpression n => n.Constructor,
        MemberInitExpression m => new Parts([m.NewExpression.Constructor, .. m.Bindings.SelectMany(Described)]),
        ListInitExpression l => new Parts([.. l.Initializers.Select(i => i.AddMethod)]),
        TypeBinaryExpression t => t.TypeOperand,
        IndexExpression i => i.Indexer,
        ConstantExpression c => c.Value,
        SwitchExpression s => (s.Comparison, string.Join(',', s.Cases.Select(c => c.TestValues.Count)), s.DefaultBody is null),
        TryExpression t => (string.Join(',', t.Handlers.Select(h => (h.Test.AssemblyQualifiedName, h.Variable is null, h.Filter is null))),
            t.Finally is null, t.Fault is null),
        LoopExpression l => (l.BreakLabel, l.ContinueLabel),
        LabelExpression l => l.Target,
        GotoExpression g => (g.Kind, g.Target),
        _ => null,
    };

    /// <summary>The parameters that a tree uses where it does not declare them, in order of first use.</summary>
    public static IReadOnlyList<ParameterExpression> FreeVariables(Expression root) => Fold<IReadOnlyList<ParameterExpression>>(root, static (e, children) =>
    {
        if (e is ParameterExpression parameter)
            return [parameter];
        var declared = Declared(e);
        var used = children.Where(c => c.Count > 0).Distinct().ToList();
        return used switch
        {
            [] => [],
            [var all] when declared.Count == 0 => all,
            _ => [.. used.SelectMany(c => c).Distinct().Except(declared)],
        };
    });

    private static IReadOnlyList<ParameterExpression> Declared(Expression e) => e switch
    {
        LambdaExpression lambda => lambda.Parameters,
        BlockExpression block => block.Variables,
        TryExpression attempt => [.. attempt.Handlers.Select(h => h.Variable).OfType<ParameterExpression>()],
        _ => [],
    };

    /// <summary>The number of levels of a tree.</summary>
    public static int Depth(Expression root) => Fold<int>(root, static (_, children) => 1 + children.DefaultIfEmpty().Max());

    /// <summary>A value for each part of a tree from those of its children; what is shared is asked once.</summary>
    private static T Fold<T>(Expression root, Func<Expression, IEnumerable<T>, T> combine)
    {
        var known = new Dictionary<Expression, T>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<Expression>([root]);
        while (stack.TryPeek(out var e))
        {
            if (known.ContainsKey(e))
            {
                stack.Pop();
                continue;
            }

            var children = Children(e);
            var missing = children.Where(c => !known.ContainsKey(c)).ToList();
            foreach (var child in missing)
                stack.Push(child);
            if (missing.Count == 0)
                known[stack.Pop()] = combine(e, children.Select(c => known[c]));
        }

        return known[root];
    }

    /// <summary>Whether <see cref="Children"/> and <see cref="Content"/> say all that there is to say of a node.</summary>
    public static bool IsKnown(Expression e) => e.CanReduce || e is BinaryExpression or UnaryExpression or ConditionalExpression or MethodCallExpression
        or MemberExpression or InvocationExpression or LambdaExpression or NewExpression or NewArrayExpression or ListInitExpression
        or TypeBinaryExpression or IndexExpression or BlockExpression or SwitchExpression or TryExpression or LoopExpression or LabelExpression
        or GotoExpression or RuntimeVariablesExpression or ConstantExpression or ParameterExpression or DefaultExpression;

    // Which members are bound and how, and between which of them the values are divided.
    private static IEnumerable<object?> Described(MemberBinding binding) => binding switch
    {
        MemberListBinding l => [l.Member, l.Initializers.Count, .. l.Initializers.Select(i => i.AddMethod)],
        MemberMemberBinding m => [m.Member, m.Bindings.Count, .. m.Bindings.SelectMany(Described)],
        _ => [binding.Member, binding.BindingType],
    };

    /// <summary>A list that is equal to another of equal items.</summary>
    private sealed class Parts(object?[] items) : IEquatable<Parts>
    {
        private readonly object?[] items = items;

        public bool Equals(Parts? other) => other is not null && items.AsSpan().SequenceEqual(other.items);

        public override bool Equals(object? obj) => Equals(obj as Parts);

        public override int GetHashCode() => items.Aggregate(0, HashCode.Combine);
    }

    private static IEnumerable<Expression> Bound(MemberBinding binding) => binding switch
    {
        MemberAssignment a => [a.Expression],
        MemberListBinding l => l.Initializers.SelectMany(i => i.Arguments),
        MemberMemberBinding m => m.Bindings.SelectMany(Bound),
        _ => [],
    };

    private static IEnumerable<Expression> Present(params Expression?[] children) => children.OfType<Expression>();

    private static IReadOnlyList<Expression> Reduced(Expression e) => e.CanReduce ? [e.Reduce()] : [];
}
