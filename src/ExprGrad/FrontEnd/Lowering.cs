using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprGrad.Graphs;
using ExprGrad.Rules;

namespace ExprGrad.FrontEnd;

/// <summary>
/// The front end: a lambda goes in, the graph of what it computes comes out. Invoked lambdas and inline bodies are expanded, captured
/// objects become slots, LINQ over arrays becomes loops, and C# that the graph has no node for is kept whole as opaque code.
/// </summary>
/// <remarks>
/// Runs on a stack of its own. A handler asks for its children through <see cref="Need"/>; while one is missing it returns null and is
/// asked again when the child is there.
/// </remarks>
internal sealed partial class Lowering
{
    private readonly GraphBuilder builder;
    private readonly CaptureTable captures = new([]);
    private readonly HashSet<Expression> known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LambdaExpression, int> expansions = [];
    private readonly Dictionary<(object? Owner, MemberInfo Member), object?> looked = [];
    private RuleRegistry rules;
    private bool looksInside;
    private Stack<Frame> stack = [];

    private Lowering(GraphBuilder builder, RuleRegistry rules)
    {
        this.builder = builder;
        this.rules = rules;
    }

    /// <exception cref="NotDifferentiableException">The lambda holds something that cannot be represented.</exception>
    internal static FunctionBody Lower(LambdaExpression lambda, RuleRegistry rules, bool fastMath = false) => Lower(lambda, rules, fastMath, out _);

    /// <param name="lambda">The lambda.</param>
    /// <param name="rules">The rules by which calls are read.</param>
    /// <param name="fastMath">How the function may be simplified.</param>
    /// <param name="isClosed">Whether the graph is that of any lambda of this structure: no captured function was looked into.</param>
    /// <exception cref="NotDifferentiableException">The lambda holds something that cannot be represented.</exception>
    internal static FunctionBody Lower(LambdaExpression lambda, RuleRegistry rules, bool fastMath, out bool isClosed)
    {
        var builder = new GraphBuilder(fastMath);
        var lowering = new Lowering(builder, rules);
        var scope = new Scope(null, lowering.known, Node.None);
        var types = new Type[lambda.Parameters.Count];
        for (var i = 0; i < types.Length; i++)
        {
            var parameter = lambda.Parameters[i];
            types[i] = parameter.Type;
            scope.Set(parameter, new NodeValue(builder.Parameter(i, types[i])));
        }

        var result = lowering.ToNode(lowering.Run(lambda.Body, scope), lambda.Body, Node.None);
        isClosed = !lowering.looksInside;
        return FunctionBody.Of(builder, result, types, NamesOf(lambda), lowering.captures);
    }

    internal static string[] NamesOf(LambdaExpression lambda) => [.. lambda.Parameters.Select((p, i) => p.Name ?? $"x{i + 1}")];

    private sealed class Frame(Expression expression, Scope scope)
    {
        public Expression Expression => expression;

        public Scope Scope => scope;

        /// <summary>The activation of a lambda that this expression invokes, once its arguments are known.</summary>
        public Scope? Inner { get; set; }

        /// <summary>How many statements of a block are done.</summary>
        public int Progress { get; set; }

        /// <summary>The variables that a block declares.</summary>
        public HashSet<ParameterExpression> Declared => field ??= [.. ((BlockExpression)expression).Variables];
    }

    private Value Run(Expression root, Scope scope)
    {
        if (scope.Find(root) is { } found)
            return found;
        EnsureStack(root);

        var outer = stack;
        stack = new Stack<Frame>([new Frame(root, scope)]);
        while (stack.TryPeek(out var frame))
        {
            if (frame.Scope.Find(frame.Expression) is not null)
            {
                stack.Pop();
            }
            else if (Lower(frame) is { } value)
            {
                frame.Scope.Set(frame.Expression, value);
                if (stack.Peek() == frame)
                    stack.Pop();
            }
        }

        stack = outer;
        return scope.Find(root)!;
    }

    /// <summary>Only LINQ calls nest C# frames; a composition deep enough to matter ends in an error, not in a dead process.</summary>
    private static void EnsureStack(Expression e)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Errors.TooDeep(e);
    }

    /// <summary>The value of a child, or null after asking for it.</summary>
    private Value? Need(Expression e, Scope scope)
    {
        if (scope.Find(e) is { } value)
            return value;
        stack.Push(new Frame(e, scope));
        return null;
    }

    private Node? NeedNode(Expression e, Scope scope) => Need(e, scope) is { } value ? ToNode(value, e, scope.Loops) : null;

    /// <summary>All children as nodes, or null after asking for those that are missing.</summary>
    private Node[]? NeedNodes(IReadOnlyList<Expression> expressions, Scope scope)
    {
        var missing = false;
        for (var i = expressions.Count - 1; i >= 0; i--)
            missing |= Need(expressions[i], scope) is null;
        if (missing)
            return null;
        var nodes = new Node[expressions.Count];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = ToNode(scope.Find(expressions[i])!, expressions[i], scope.Loops);
        return nodes;
    }

    /// <summary>A value that can be stored: sequences are collected into arrays, inside the given loops.</summary>
    private Node ToNode(Value value, Expression origin, Node[] loops) => value switch
    {
        NodeValue v => v.Node,
        SequenceValue s => Collect(s, origin, loops),
        _ => throw Errors.Unsupported(origin),
    };

    private Value? Lower(Frame frame)
    {
        var scope = frame.Scope;
        return frame.Expression switch
        {
            ConstantExpression c => Constant(c.Value, c.Type),
            DefaultExpression d when d.Type.IsValueType && d.Type != typeof(void) =>
                Constant(RuntimeHelpers.GetUninitializedObject(d.Type), d.Type),
            DefaultExpression { Type.IsValueType: false } d => Constant(null, d.Type),
            ParameterExpression p => throw Errors.Unsupported(p),
            BinaryExpression b => Binary(b, scope),
            UnaryExpression u => Unary(u, scope),
            ConditionalExpression c when c.Type != typeof(void) => Conditional(c, scope),
            MemberExpression m => Member(m, scope),
            MethodCallExpression m => Call(m, frame),
            InvocationExpression i => Invocation(i.Expression, i.Arguments, frame),
            LambdaExpression l => new LambdaValue(l, scope),
            NewExpression n => New(n, scope),
            NewArrayExpression { NodeType: ExpressionType.NewArrayInit } a => ArrayLiteral(a, scope),
            MemberInitExpression m => MemberInit(m, scope),
            BlockExpression b => Block(b, frame),
            IndexExpression { Object.Type.IsArray: true, Arguments.Count: 1 } i => ArrayIndex(i.Object!, i.Arguments[0], i, scope),
            var e => Opaque(e, scope),
        };
    }

    private Value Constant(object? value, Type type)
    {
        looksInside |= value is LambdaExpression or IFunction;
        return value switch
        {
            LambdaExpression lambda => new LambdaValue(lambda, null),
            IFunction function => new GraphValue(function),
            null or string or Enum or decimal or Type => new NodeValue(builder.Constant(value, type)),
            _ when type.IsPrimitive => new NodeValue(builder.Constant(value, type)),
            _ => new NodeValue(builder.Capture(captures.Slot(value), type)),
        };
    }

    /// <summary>Statements one after the other; a local stands for the one value that is assigned to it.</summary>
    private Value? Block(BlockExpression block, Frame frame)
    {
        var last = block.Expressions.Count - 1;
        while (frame.Progress <= last)
        {
            var statement = block.Expressions[frame.Progress];
            var assigned = statement is BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression p } ? p : null;
            if (assigned is null && frame.Progress < last && statement is not (ConstantExpression or DefaultExpression))
                throw Errors.Unsupported(statement);
            if (assigned is not null && (frame.Scope.Find(assigned) is not null || !frame.Declared.Contains(assigned)))
                throw Errors.AssignedTwice(statement);
            if (Need(assigned is null ? statement : ((BinaryExpression)statement).Right, frame.Scope) is not { } value)
                return null;
            if (assigned is not null)
                frame.Scope.Set(assigned, value);
            if (frame.Progress++ == last)
                return value;
        }

        throw Errors.Unsupported(block);
    }
}
