using System.Linq.Expressions;
using System.Reflection;

namespace ExprGrad.Graphs;

/// <summary>
/// What has to be known of C# before it is kept as it stands. Made in one walk that meets a shared part once; sizes count it as often as it
/// is mentioned, since whoever reads the tree would.
/// </summary>
internal sealed class TreeFacts
{
    // Deeper code would have to be rewritten by a recursive visitor, larger code is shared code that unfolds: nobody writes either.
    private const int Deepest = 1_000;
    private const long Largest = 100_000;

    private readonly Dictionary<Expression, (int Depth, long Size)> measured = new(ReferenceEqualityComparer.Instance);
    private readonly List<(ParameterExpression Variable, Expression By)> writes = [];

    private TreeFacts(Expression root)
    {
        var stack = new Stack<Expression>([root]);
        while (stack.TryPeek(out var e))
        {
            if (measured.ContainsKey(e))
            {
                stack.Pop();
                continue;
            }

            var (depth, size, complete) = (1, 1L, true);
            foreach (var child in Trees.Children(e))
            {
                if (!measured.TryGetValue(child, out var known))
                {
                    stack.Push(child);
                    complete = false;
                    continue;
                }

                depth = Math.Max(depth, known.Depth + 1);
                size = Math.Min(Largest + 1, size + known.Size);
            }

            if (!complete)
                continue;
            measured[stack.Pop()] = (depth, size);
            IsKnown &= Trees.IsKnown(e);
            MayHaveEffects |= HasEffects(e);
            foreach (var target in Targets(e))
            {
                if (Root(target) is ParameterExpression variable)
                    writes.Add((variable, e));
            }
        }

        var (deepest, largest) = measured[root];
        IsReadable = deepest <= Deepest && largest <= Largest;
        var free = Trees.FreeVariables(root);
        Write = writes.Find(w => free.Contains(w.Variable)).By;
    }

    /// <summary>Whether all of it is made of expressions whose parts are known.</summary>
    public bool IsKnown { get; } = true;

    /// <summary>Whether it is small enough for visitors that recurse.</summary>
    public bool IsReadable { get; }

    /// <summary>Whether two evaluations may differ, or be noticed: it runs code of which nothing is known.</summary>
    public bool MayHaveEffects { get; }

    /// <summary>What changes a variable that is declared outside, or null.</summary>
    public Expression? Write { get; }

    public static TreeFacts Of(Expression e) => new(e);

    private static bool HasEffects(Expression e) => e switch
    {
        BinaryExpression b => b.Method is not null && !IsArithmetic(b.Method),
        UnaryExpression u => u.Method is not null && !IsArithmetic(u.Method),
        MemberExpression { Member: PropertyInfo property } => Nullable.GetUnderlyingType(property.DeclaringType!) is null && !PlainCode.IsPlain(property),
        MethodCallExpression m => !IsArithmetic(m.Method) && !IsQuery(m),
        InvocationExpression or NewExpression => true,
        IndexExpression i => i.Indexer is not null,
        _ => false,
    };

    private static bool IsArithmetic(MethodInfo method) => method.DeclaringType is { IsPrimitive: true } type || (type = method.DeclaringType) == typeof(Math)
        || type == typeof(MathF) || type == typeof(decimal) || type == typeof(string) || type == typeof(Functions);

    // LINQ does no more than what it is given does: lambdas are part of the tree, delegates may be anything.
    private static bool IsQuery(MethodCallExpression call) => call.Method.DeclaringType == typeof(Enumerable)
        && call.Arguments.All(a => a is LambdaExpression || !typeof(Delegate).IsAssignableFrom(a.Type));

    private static IEnumerable<Expression> Targets(Expression e) => e switch
    {
        BinaryExpression { NodeType: ExpressionType.Assign or (>= ExpressionType.AddAssign and <= ExpressionType.SubtractAssignChecked) } b => [b.Left],
        UnaryExpression { NodeType: >= ExpressionType.PreIncrementAssign and <= ExpressionType.PostDecrementAssign } u => [u.Operand],
        MethodCallExpression m => ByReference(m.Method.GetParameters(), m.Arguments),
        NewExpression { Constructor: { } constructor } n => ByReference(constructor.GetParameters(), n.Arguments),
        InvocationExpression { Expression.Type: var type } i when type.GetMethod("Invoke") is { } invoke => ByReference(invoke.GetParameters(), i.Arguments),
        _ => [],
    };

    private static IEnumerable<Expression> ByReference(ParameterInfo[] parameters, IReadOnlyList<Expression> arguments) =>
        arguments.Where((_, i) => parameters[i].ParameterType.IsByRef && !parameters[i].IsIn);

    // Writing to a member of a struct writes to the variable that holds it.
    private static Expression? Root(Expression? target)
    {
        while (target is MemberExpression { Expression: { Type.IsValueType: true } holder })
            target = holder;
        return target;
    }
}
