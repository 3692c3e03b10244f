using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprGrad.Graphs;
using ExprGrad.Rules;

namespace ExprGrad.FrontEnd;

/// <summary>Calls: of lambdas, of functions with rules, and of anything else.</summary>
internal sealed partial class Lowering
{
    private static readonly ConcurrentDictionary<MethodInfo, bool> PassesReferences = new();

    private Value? Call(MethodCallExpression call, Frame frame)
    {
        var method = call.Method;
        if (method.DeclaringType == typeof(Functions) && method.Name == nameof(Functions.Let))
            return Invocation(call.Arguments[1], [call.Arguments[0]], frame);
        if (method.DeclaringType == typeof(InvokeExtensions))
            return Invocation(call.Arguments[0], [.. call.Arguments.Skip(1)], frame);
        if (IsTransform(method))
            return Transform(call, frame.Scope);
        if (method.DeclaringType == typeof(Enumerable) && IsLinq(method))
            return Linq(call, frame.Scope);
        if (method.DeclaringType == typeof(ValueTuple) && Shape.Of(method.ReturnType) is { } tuple)
            return Tuple(call, tuple, frame.Scope);
        if (rules.Find(method) is { Kind: RuleKind.Inline } inline)
        {
            IReadOnlyList<Expression> arguments = call.Object is null ? call.Arguments : [call.Object, .. call.Arguments];
            return Activate(inline.Body!, null, arguments, frame);
        }

        return MethodCall(method, call.Object, call.Arguments, call, frame.Scope);
    }

    private Value? MethodCall(MethodInfo method, Expression? receiver, IReadOnlyList<Expression> arguments, Expression whole, Scope scope)
    {
        method = RuleCall.Canonical(method);
        if (PassesReferences.GetOrAdd(method, IsPassingReferences) || arguments.Any(a => a is LambdaExpression or UnaryExpression { NodeType: ExpressionType.Quote }))
        {
            return Opaque(whole, scope);
        }

        if (NeedNodes(receiver is null ? arguments : [receiver, .. arguments], scope) is not { } nodes)
            return null;
        if (nodes is [{ Op: Op.Lambda } lambda, .. var called] && method.Name == "Invoke")
            return new NodeValue(CopyIn((Graph)lambda.Data!, called, c => lambda[(int)c.Data!], scope.Loops));
        if (method is { Name: "Get", DeclaringType.IsArray: true } && nodes is [var matrix, var row, var column] && Element(matrix, row, column) is { } element)
            return new NodeValue(element);
        var pure = IsPureByNature(method.DeclaringType) || rules.Find(method) is not null;
        return new NodeValue(pure ? builder.Call(method, nodes) : builder.CallEffectful(method, [.. nodes, .. scope.Loops]));
    }

    /// <summary>
    /// An element of a matrix of derivatives that is made in the lambda: the derivative that it is, so that it has derivatives. Beyond the
    /// matrix, index -1 throws. Null for any other matrix.
    /// </summary>
    private Node? Element(Node matrix, Node row, Node column)
    {
        if (matrix is not { Op: Op.Call, Data: MethodInfo { Name: var made } method } || method.DeclaringType != typeof(Functions))
            return null;

        // What holds of derivatives, others would have to be asked: rows of one length, as many elements as the matrix has.
        if (made == nameof(Functions.Rows))
        {
            return matrix[0] is { Op: Op.Array, Inputs: var rows } && row is { Op: Op.Constant, Data: int at } && (uint)at < (uint)rows.Length
                && Array.TrueForAll(rows, r => builder.Length(r) == builder.Length(rows[0])) ? builder.Index(rows[at], column) : null;
        }

        if (made != nameof(Functions.Reshape) || builder.Length(matrix[0]) != builder.Multiply(matrix[1], matrix[2]))
            return null;
        var isInside = builder.And(IsInside(row, matrix[1]), IsInside(column, matrix[2]));
        var index = builder.Add(builder.Multiply(row, matrix[2]), column);
        return builder.Index(matrix[0], builder.Select(isInside, index, builder.Constant(-1)));

        Node IsInside(Node i, Node length) =>
            builder.And(builder.Binary(Op.GreaterOrEqual, i, builder.Constant(0)), builder.Binary(Op.Less, i, length));
    }

    private static bool IsPassingReferences(MethodInfo method) => method.ReturnType.IsByRefLike
        || Array.Exists(method.GetParameters(), p => p.ParameterType.IsByRef || p.ParameterType.IsByRefLike);

    private static bool IsPureByNature(Type? type) => type == typeof(Math) || type == typeof(MathF) || type == typeof(Functions)
        || (type is { IsPrimitive: true });

    private Value? Invocation(Expression function, IReadOnlyList<Expression> arguments, Frame frame)
    {
        function = AsLambda(function);
        if (!IsFunction(function.Type) && function is not (LambdaExpression or UnaryExpression { NodeType: ExpressionType.Quote }))
        {
            // A delegate: nothing is known of its body.
            return MethodCall(function.Type.GetMethod("Invoke")!, function, arguments, frame.Expression, frame.Scope);
        }

        return Need(function, frame.Scope) switch
        {
            null => null,
            LambdaValue lambda => Activate(lambda.Lambda, lambda.Definition, arguments, frame),
            GraphValue { Function.Body: var body } => NeedNodes(arguments, frame.Scope) is { } nodes
                ? new NodeValue(CopyIn(body.Graph, nodes, c => Captured(body.Captures[(int)c.Data!]!, c.Type), frame.Scope.Loops))
                : null,
            _ => throw Errors.Unsupported(frame.Expression),
        };
    }

    private Node Captured(object captured, Type type) => captured as Node ?? builder.Capture(captures.Slot(captured), type);

    /// <summary>Evaluates a lambda's body with its parameters bound to the arguments.</summary>
    private Value? Activate(LambdaExpression lambda, Scope? definition, IReadOnlyList<Expression> arguments, Frame frame)
    {
        if (frame.Inner is null)
        {
            var missing = false;
            for (var i = arguments.Count - 1; i >= 0; i--)
                missing |= Need(arguments[i], frame.Scope) is null;
            if (missing)
                return null;
            frame.Inner = new Scope(definition, known, frame.Scope.Loops, Enter(lambda, frame));
            for (var i = 0; i < arguments.Count; i++)
                frame.Inner.Bind(lambda.Parameters[i], frame.Scope.Find(arguments[i])!);
        }

        return Need(lambda.Body, frame.Inner);
    }

    /// <summary>
    /// A lambda that invokes itself would be expanded for ever: conditions are not known here. One that is handed another lambda may come back
    /// to itself a few times, and end.
    /// </summary>
    private Activation Enter(LambdaExpression lambda, Frame frame)
    {
        const int most = 64;
        var total = expansions[lambda] = expansions.GetValueOrDefault(lambda) + 1;
        return total > most && Activation.Count(frame.Scope.Activation, lambda) >= most
            ? throw Errors.InvokesItself(frame.Expression)
            : new Activation(lambda, frame.Scope.Activation);
    }

    /// <summary>Copies a finished function into this graph, its parameters replaced by arguments, and what it captures by nodes of this graph.</summary>
    private Node CopyIn(Graph function, Node[] arguments, Func<Node, Node> capture, Node[] loops)
    {
        var copies = new Node[function.Nodes.Length];
        var level = GraphBuilder.LevelAbove([.. arguments, .. function.Nodes.Where(n => n.Op == Op.Capture).Select(capture)]);
        level = Math.Max(level, loops.Length);
        foreach (var node in function.Nodes)
        {
            copies[node.Id] = node.Op switch
            {
                Op.Parameter => arguments[(int)node.Data!],
                Op.Capture => capture(node),
                Op.LoopIndex => builder.LoopIndex(node.Level + level, copies[node[0].Id]),
                Op.Call when node.Data is EffectfulCall call => builder.CallEffectful(call.Method, [.. Copied(node), .. loops]),
                Op.Opaque => builder.Opaque((OpaqueCode)node.Data!, [.. Copied(node), .. loops]),
                _ => builder.Rebuild(node, Copied(node)),
            };
        }

        return copies[function.Result.Id];

        Node[] Copied(Node node) => Array.ConvertAll(node.Inputs, input => copies[input.Id]);
    }

    private Value? Tuple(MethodCallExpression call, Shape shape, Scope scope)
    {
        if (NeedNodes(call.Arguments, scope) is not { } items)
            return null;

        // ValueTuple.Create of eight items makes a tuple of seven and a tuple of one.
        if (items.Length == 8 && Shape.Of(shape.MemberType(7)) is { } rest && items[7].Type != rest.Type)
            items = [.. items[..7], builder.New(rest, [items[7]])];
        return new NodeValue(builder.New(shape, items));
    }

    /// <summary>C# that has no node of its own, kept whole: usable wherever nothing that it depends on is differentiated.</summary>
    private Value Opaque(Expression e, Scope scope)
    {
        var facts = TreeFacts.Of(e);
        if (e.Type == typeof(void) || e.Type.IsByRefLike || !facts.IsReadable || !facts.IsKnown)
            throw Errors.Unsupported(e);
        if (facts.Write is { } write)
            throw Errors.AssignedTwice(write);
        var lifted = new LiftConstants();
        var code = lifted.Visit(e);
        var variables = new List<ParameterExpression>();
        var values = new List<Node>();
        foreach (var variable in Trees.FreeVariables(code))
        {
            variables.Add(variable);
            values.Add(lifted.Constants.TryGetValue(variable, out var constant)
                ? builder.Capture(captures.Slot(constant), variable.Type)
                : ToNode(scope.Find(variable) ?? throw Errors.Unsupported(e), e, scope.Loops));
        }

        return new NodeValue(builder.Opaque(new OpaqueCode(code, [.. variables], facts.MayHaveEffects ? 0 : null), [.. values, .. scope.Loops]));
    }

    /// <summary>Turns captured objects into variables, so that opaque code holds none of them.</summary>
    private sealed class LiftConstants : ExpressionVisitor
    {
        private readonly Dictionary<object, List<ParameterExpression>> variables = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<Expression, Expression> visited = new(ReferenceEqualityComparer.Instance);

        public Dictionary<ParameterExpression, object> Constants { get; } = [];

        [return: NotNullIfNotNull(nameof(node))]
        public override Expression? Visit(Expression? node)
        {
            if (node is null)
                return null;
            if (!visited.TryGetValue(node, out var made))
                visited[node] = made = base.Visit(node);
            return made;
        }

        protected override Expression VisitConstant(ConstantExpression node)
        {
            if (node.Value is null or string or Enum or decimal or MemberInfo || node.Type.IsPrimitive)
                return node;
            if (!variables.TryGetValue(node.Value, out var known))
                variables[node.Value] = known = [];
            if (known.Find(v => v.Type == node.Type) is not { } variable)
            {
                known.Add(variable = Expression.Parameter(node.Type));
                Constants[variable] = node.Value;
            }

            return variable;
        }
    }
}
