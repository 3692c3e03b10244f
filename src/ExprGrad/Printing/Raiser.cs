using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Differentiation;
using ExprGrad.Graphs;

namespace ExprGrad.Printing;

/// <summary>
/// Graph in, ordinary expression tree out: the public form of a function. Loops become LINQ, captured objects come back as constants, and
/// what is shared becomes a local where it is large. Loops over nodes throughout; the tree that is made is shallow whatever the graph.
/// </summary>
internal sealed partial class Raiser
{
    // A tree that a relaxed plan made deeper than this is planned anew.
    private const int DeepestRelaxed = 120;

    private readonly Graph graph;
    private readonly Func<Node, Expression> capture;
    private readonly RaisePlan plan;
    private readonly RaiseFacts facts;
    private readonly ParameterExpression[] parameters;
    private readonly Dictionary<Node, ParameterExpression> freeIndices = [];
    private int height;

    private Raiser(Graph graph, ParameterExpression[] parameters, Func<Node, Expression> capture, RaiseFacts facts, RaisePlan plan)
    {
        (this.graph, this.parameters, this.capture, this.facts, this.plan) = (graph, parameters, capture, facts, plan);
    }

    internal static LambdaExpression Raise(Graph graph, IReadOnlyList<string> names, object?[] captures, Type delegateType) => Raise(
        graph,
        [.. graph.Parameters.Select((type, i) => Expression.Parameter(type, names[i]))],
        node => Captured(captures[(int)node.Data!], node.Type),
        delegateType,
        surrounding: null);

    // A message may show a function that captures values of another one around it: these are free variables.
    private static Expression Captured(object? captured, Type type) => (captured is null ? !type.IsValueType : type.IsInstanceOfType(captured))
        ? Expression.Constant(captured, type)
        : Expression.Parameter(type, "captured");

    private static LambdaExpression Raise(
        Graph graph, ParameterExpression[] parameters, Func<Node, Expression> capture, Type delegateType, RaiseScope? surrounding)
    {
        // With several effects, one that became part of a local would move before the others: then each is a local, in their order.
        graph = Readable.Of(graph);
        var facts = new RaiseFacts(graph, localEffects: false);
        var plan = new RaisePlan(graph, facts, keepShared: false);
        if (plan.HasLocals && graph.Nodes.Count(RaiseFacts.IsEffectful) > 1)
            plan = new RaisePlan(graph, facts = new RaiseFacts(graph, localEffects: true), keepShared: false);
        plan.Root.Surrounding = surrounding;
        var raiser = new Raiser(graph, parameters, capture, facts, plan);
        if (raiser.Build() > DeepestRelaxed)
        {
            plan = new RaisePlan(graph, facts, keepShared: true);
            plan.Root.Surrounding = surrounding;
            raiser = new Raiser(graph, parameters, capture, facts, plan);
            raiser.Build();
        }

        var body = plan.Root.Enclose(Fit(raiser.Resolve(graph.Result, plan.Root), delegateType.GetMethod("Invoke")!.ReturnType));
        return Expression.Lambda(delegateType, body, parameters);
    }

    /// <summary>Builds the tree of every node, inputs first, and tells the height of the highest.</summary>
    private int Build()
    {
        var highest = 0;
        for (var id = 0; id < graph.Nodes.Length; id++)
        {
            foreach (var item in plan.ItemsOf(id))
            {
                height = 0;
                var value = Build(item);
                item.Height = height + 1;
                highest = Math.Max(highest, item.Height);
                item.Value = item.Form switch
                {
                    RaiseForm.Inline => value,
                    RaiseForm.Local => Declare(item, value),
                    _ => Expression.Property(Declare(item, Lazily(item.Scope.Enclose(value))), nameof(Lazy<>.Value)),
                };
                if (item.Form != RaiseForm.Inline)
                    item.Height = 1;
            }
        }

        return highest;
    }

    private static ParameterExpression Declare(RaiseItem item, Expression value) => Declare(item.Declaring, LocalNames.Of(item.Node), value);

    private static ParameterExpression Declare(RaiseScope scope, string? what, Expression value)
    {
        var variable = Expression.Variable(value.Type, scope.NameFor(what));
        scope.Locals.Add((variable, value));
        return variable;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2076", Justification = Aot.Reason)]
    private static NewExpression Lazily(Expression value)
    {
        var constructor = typeof(Lazy<>).MakeGenericType(value.Type).GetConstructor([typeof(Func<>).MakeGenericType(value.Type)])!;
        return Expression.New(constructor, Expression.Lambda(constructor.GetParameters()[0].ParameterType, value));
    }

    /// <summary>What stands for a node at a place where it is used.</summary>
    private Expression Resolve(Node node, RaiseScope place)
    {
        switch (node.Op)
        {
            case Op.Constant:
                return Expression.Constant(node.Data, node.Type);
            case Op.Parameter:
                return parameters[(int)node.Data!];
            case Op.Capture:
                return capture(node);
            case Op.LoopIndex:
                return place.Binding(node)?.Index ?? FreeIndex(node);
        }

        if (place.ElementFor(node) is { } element)
            return element;
        var item = plan.Find(node, place);
        height = Math.Max(height, item.Height);
        return item.Value;
    }

    // A message may show a value from inside a loop: its index is then a free variable.
    private ParameterExpression FreeIndex(Node loopIndex)
    {
        if (!freeIndices.TryGetValue(loopIndex, out var index))
            freeIndices[loopIndex] = index = RaiseLoops.IndexVariable(loopIndex.Level);
        return index;
    }

    private Expression Build(RaiseItem item)
    {
        var (node, place) = (item.Node, item.Scope);
        Expression Input(int i) => Resolve(node[i], place);
        return node.Op switch
        {
            // i + 1, in whichever order the graph has met them first.
            Op.Add when !node.IsReal && node[0].Op == Op.Constant && node[1].Op != Op.Constant => Expression.Add(Input(1), Input(0)),
            Op.Add => Expression.Add(Input(0), Input(1)),
            Op.Subtract => Expression.Subtract(Input(0), Input(1)),
            Op.Multiply => Expression.Multiply(Input(0), Input(1)),
            Op.Divide => Expression.Divide(Input(0), Input(1)),
            Op.Remainder => Expression.Modulo(Input(0), Input(1)),
            Op.Negate => Expression.Negate(Input(0)),
            Op.And => Expression.And(Input(0), Input(1)),
            Op.Or => Expression.Or(Input(0), Input(1)),
            Op.Xor => Expression.ExclusiveOr(Input(0), Input(1)),
            Op.Not => Expression.Not(Input(0)),
            Op.ShiftLeft => Expression.LeftShift(Input(0), Fit(Input(1), typeof(int))),
            Op.ShiftRight => Expression.RightShift(Input(0), Fit(Input(1), typeof(int))),
            Op.Equal when node[0].Op == Op.Constant => Expression.Equal(Input(1), Input(0)),
            Op.Equal => Expression.Equal(Input(0), Input(1)),
            Op.NotEqual => Expression.NotEqual(Input(0), Input(1)),
            Op.Less => Expression.LessThan(Input(0), Input(1)),
            Op.LessOrEqual => Expression.LessThanOrEqual(Input(0), Input(1)),
            Op.Greater => Expression.GreaterThan(Input(0), Input(1)),
            Op.GreaterOrEqual => Expression.GreaterThanOrEqual(Input(0), Input(1)),
            Op.Select => BuildSelect(item),
            Op.Convert => Expression.Convert(Input(0), node.Type),
            Op.Call when RaiseLoops.Matrix(node, facts) is { } matrix => BuildMatrix(item, matrix),
            Op.Call when RaiseLoops.IsZeroMatrix(node) => Expression.NewArrayBounds(node.Type.GetElementType()!, Input(1), Input(2)),
            Op.Call when RangeLength.Is(node) => Input(0),
            Op.Call => BuildCall(node.Data is EffectfulCall call ? call.Method : (MethodInfo)node.Data!, Inputs()),
            Op.Field => Expression.MakeMemberAccess(node.Inputs.Length == 0 ? null : Input(0), (MemberInfo)node.Data!),
            Op.New => BuildNew((Shape)node.Data!, Inputs()),
            Op.Opaque => BuildOpaque((OpaqueCode)node.Data!, Inputs()),
            Op.Lambda => BuildLambda(item),
            Op.Array => Expression.NewArrayInit(node.Type.GetElementType()!, Inputs()),
            Op.Length => Expression.ArrayLength(Input(0)),
            Op.Index => Expression.ArrayIndex(Input(0), Input(1)),
            Op.Map => BuildMap(item),
            Op.Reduce => BuildReduce(item),
            Op.Scatter => BuildScatter(item),
            Op.Accumulate => BuildAccumulate(item),
            _ => throw new NotSupportedException($"A {node.Op} node has no expression."),
        };

        Expression[] Inputs() => Array.ConvertAll(node.Arguments.ToArray(), input => Resolve(input, place));
    }

    private Expression BuildSelect(RaiseItem item)
    {
        var node = item.Node;
        var (yes, no) = (item.Inner[0], item.Inner[1]);
        var test = Resolve(node[0], item.Scope);
        var (ifTrue, ifFalse) = (yes.Enclose(Resolve(node[1], yes)), no.Enclose(Resolve(node[2], no)));
        if (!item.NeedsStatements && GraphBuilder.IsConjunction(node))
            return Expression.AndAlso(test, ifTrue);
        if (!item.NeedsStatements && GraphBuilder.IsDisjunction(node))
            return Expression.OrElse(test, ifFalse);
        return Expression.Condition(test, ifTrue, ifFalse, node.Type);
    }

    /// <summary>A lambda inside the lambda; its parameter is called the tangent of the outer one's.</summary>
    private LambdaExpression BuildLambda(RaiseItem item)
    {
        var (node, scope) = (item.Node, item.Scope);
        var captured = new Expression[node.Inputs.Length];
        for (var i = 0; i < captured.Length; i++)
        {
            var value = Resolve(node[i], scope);
            captured[i] = plan.IsCopied(node[i]) ? Declare(scope, null, Linq.ToArray(value, value.Type.GetElementType()!)) : value;
        }

        var body = (Graph)node.Data!;
        var names = ParameterNames.WithTangents([.. parameters.Select(p => p.Name!)]);
        return Raise(
            body,
            [.. body.Parameters.Select((type, i) => Expression.Parameter(type, names[parameters.Length + i]))],
            c => captured[(int)c.Data!],
            node.Type,
            scope);
    }

    private static Expression BuildCall(MethodInfo method, Expression[] inputs)
    {
        var receiver = method.IsStatic ? null : Fit(inputs[0], method.DeclaringType!);
        if (Accessors.PropertyOf(method) is { } property)
            return Expression.Property(receiver, property);
        var arguments = method.IsStatic ? inputs : inputs[1..];
        var types = method.GetParameters();
        return Expression.Call(receiver, method, arguments.Select((a, i) => Fit(a, types[i].ParameterType)));
    }

    private static Expression BuildNew(Shape shape, Expression[] members)
    {
        var created = shape.Constructor is null ? Expression.New(shape.Type) : Expression.New(shape.Constructor, members[..shape.Constructed]);
        if (shape.Constructed == members.Length)
            return created;
        return Expression.MemberInit(created, Enumerable.Range(shape.Constructed, members.Length - shape.Constructed)
            .Select(i => Expression.Bind(shape.Members[i], members[i])));
    }

    // The front end takes no opaque code that a visitor could not walk.
    private static Expression BuildOpaque(OpaqueCode code, Expression[] values)
    {
        var replaced = new Dictionary<ParameterExpression, Expression>();
        for (var i = 0; i < values.Length; i++)
            replaced[code.Variables[i]] = Fit(values[i], code.Variables[i].Type);
        return new Replacing(replaced).Visit(code.Body);
    }

    private static Expression Fit(Expression value, Type type) =>
        value.Type == type || (!value.Type.IsValueType && type.IsAssignableFrom(value.Type)) ? value : Expression.Convert(value, type);

    private sealed class Replacing(Dictionary<ParameterExpression, Expression> replaced) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => replaced.GetValueOrDefault(node, node);
    }
}
