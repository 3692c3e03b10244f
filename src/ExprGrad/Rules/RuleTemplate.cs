using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprGrad.Differentiation;
using ExprGrad.FrontEnd;
using ExprGrad.Graphs;

namespace ExprGrad.Rules;

/// <summary>
/// A rule's right side as a graph: (arguments..., tangents...) => tangent, linear in the tangents. Applying a rule copies these nodes. A
/// rule given backwards is turned around once, by transposing it, and is from then on a rule like any other.
/// </summary>
internal sealed class RuleTemplate
{
    private static readonly ConditionalWeakTable<RuleRegistry, ConcurrentDictionary<MethodInfo, RuleTemplate>> Templates = [];

    private readonly Graph graph;
    private readonly object?[] captures;
    private readonly int arity;
    private readonly bool[] linear;

    private RuleTemplate(Graph graph, object?[] captures, int arity, bool[] linear)
    {
        this.graph = graph;
        this.captures = captures;
        this.arity = arity;
        this.linear = linear;
    }

    /// <summary>The template for one method; rules written for double serve the method's float twin.</summary>
    public static RuleTemplate Of(Rule rule, MethodInfo method, RuleRegistry rules)
    {
        var templates = Templates.GetOrCreateValue(rules);
        return templates.TryGetValue(method, out var template) ? template : templates.GetOrAdd(method, Make(rule, method, rules));
    }

    /// <exception cref="NotDifferentiableException">The rule's right side is not linear in its tangents.</exception>
    public static void Check(Rule rule, RuleRegistry rules)
    {
        if (rule.Kind is RuleKind.Jvp or RuleKind.Vjp)
            Of(rule, RuleCall.MethodOf(rule.Function)!, rules);
    }

    /// <summary>The tangent of a call, null where it is zero.</summary>
    public Node? Apply(DerivativeAlgebra algebra, Node[] arguments, Func<Node, Node?> tangentOf, CaptureTable captureTable)
    {
        var builder = algebra.Builder;
        var nodes = graph.Nodes;
        var copies = new Node?[nodes.Length];
        var needed = Needed(Zeros(arguments, tangentOf));
        var level = GraphBuilder.LevelAbove([.. arguments, .. arguments.Select(tangentOf).OfType<Node>()]);
        foreach (var node in nodes)
        {
            if (!needed[node.Id])
                continue;
            copies[node.Id] = node.Op switch
            {
                Op.Parameter when (int)node.Data! < arity => arguments[(int)node.Data],
                Op.Parameter => tangentOf(arguments[(int)node.Data! - arity]),
                Op.Capture => builder.Capture(captureTable.Slot(captures[(int)node.Data!]!), node.Type),
                Op.LoopIndex => builder.LoopIndex(node.Level + level, copies[node[0].Id]!),
                _ when linear[node.Id] => Linear(node),
                _ => builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i.Id]!)),
            };
        }

        return linear[graph.Result.Id] ? copies[graph.Result.Id] : null;

        Node? Linear(Node node)
        {
            Node? In(int input) => linear[node[input].Id] ? copies[node[input].Id] : null;
            Node Factor(int input) => copies[node[input].Id]!;
            return node.Op switch
            {
                Op.Add => algebra.Plus(In(0), In(1)),
                Op.Subtract => algebra.Minus(In(0), In(1)),
                Op.Negate => algebra.Negate(In(0)),
                Op.Multiply => linear[node[0].Id] ? algebra.Times(Factor(1), In(0)) : algebra.Times(Factor(0), In(1)),
                Op.Divide => algebra.Over(In(0), Factor(1)),
                Op.Select => algebra.Choose(Factor(0), In(1), In(2)),
                Op.Convert => algebra.Through(In(0), t => builder.Convert(t, node.Type)),
                Op.Index => algebra.Through(In(0), t => builder.Index(t, Factor(1))),
                Op.Accumulate => algebra.Total([.. Enumerable.Range(0, node.Inputs.Length).Select(In).OfType<Node>()]),
                Op.New or Op.Array => builder.Rebuild(node, [.. Enumerable.Range(0, node.Inputs.Length).Select(i => In(i) ?? algebra.Zero(node[i].Type))]),
                _ => builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i.Id]!)),
            };
        }
    }

    /// <summary>Which linear nodes vanish with the tangents that are null.</summary>
    private bool[] Zeros(Node[] arguments, Func<Node, Node?> tangentOf)
    {
        var zeros = new bool[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            if (linear[node.Id])
            {
                zeros[node.Id] = node.Op == Op.Parameter
                    ? tangentOf(arguments[(int)node.Data! - arity]) is null
                    : Array.TrueForAll(node.Inputs, i => !linear[i.Id] || zeros[i.Id]);
            }
        }

        return zeros;
    }

    /// <summary>What the result needs: the factors of a vanishing tangent are not even copied.</summary>
    private bool[] Needed(bool[] zeros)
    {
        var needed = new bool[graph.Nodes.Length];
        needed[graph.Result.Id] = linear[graph.Result.Id] && !zeros[graph.Result.Id];
        for (var id = graph.Nodes.Length - 1; id >= 0; id--)
        {
            if (!needed[id])
                continue;
            foreach (var input in graph.Nodes[id].Inputs)
                needed[input.Id] |= !zeros[input.Id];
        }

        return needed;
    }

    private static RuleTemplate Make(Rule rule, MethodInfo method, RuleRegistry rules)
    {
        var target = RuleCall.MethodOf(rule.Function)!;
        var single = target != method && Twins.ToSingle(target) == method;
        var arity = rule.Function.Parameters.Count;
        var body = rule.Kind switch
        {
            RuleKind.Vjp => TurnedAround(rule, rules),
            RuleKind.Inline => Forwards(rule, rules),
            _ => Lowering.Lower(rule.Body!, rules),
        };
        var graph = LengthsOfArguments(single ? Retarget.ToSingle(body.Graph) : body.Graph, arity);
        return new RuleTemplate(graph, body.Captures, arity, Linearity.Check(graph, arity, rule));
    }

    /// <summary>The tangent of a body: for calls that were lowered before the registry had the body for them.</summary>
    private static FunctionBody Forwards(Rule rule, RuleRegistry rules)
    {
        var jvp = Deriver.Apply(Lowering.Lower(rule.Body!, rules), new Transform.Jvp(), new FunctionOptions { Rules = rules, Mode = DerivativeMode.Forward });
        var builder = new GraphBuilder();
        var copies = new Node[jvp.Graph.Nodes.Length];
        foreach (var node in jvp.Graph.Nodes)
            copies[node.Id] = builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i.Id]));
        var pair = copies[jvp.Graph.Result.Id];
        return jvp with { Graph = Graph.Of(builder, builder.Field(Shape.Of(pair.Type)!.Members[1], pair), jvp.Graph.Parameters) };
    }

    /// <summary>
    /// A tangent is as long as its argument, and only the argument is sure to be there: tangents may be zero, or symbols of reverse mode.
    /// </summary>
    private static Graph LengthsOfArguments(Graph graph, int arity)
    {
        if (!Array.Exists(graph.Nodes, n => n.Op == Op.Length))
            return graph;
        var builder = new GraphBuilder();
        var (copies, primals) = (new Node[graph.Nodes.Length], new Node?[graph.Nodes.Length]);
        foreach (var node in graph.Nodes)
        {
            if (node is { Op: Op.Parameter, Data: int position } && position >= arity)
                primals[node.Id] = builder.Parameter(position - arity, node.Type);
            else if (node.Op == Op.Field && node.Inputs.Length > 0 && primals[node[0].Id] is { } composite)
                primals[node.Id] = builder.Field((MemberInfo)node.Data!, composite);
            copies[node.Id] = node.Op == Op.Length && primals[node[0].Id] is { } argument
                ? builder.Length(argument)
                : builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i.Id]));
        }

        return Graph.Of(builder, copies[graph.Result.Id], graph.Parameters);
    }

    /// <summary>
    /// (arguments, g) => backward(residuals(arguments), g) is linear in g; its transpose, from tangents of the arguments to the
    /// cotangent that g would have, is the rule forwards.
    /// </summary>
    private static FunctionBody TurnedAround(Rule rule, RuleRegistry rules)
    {
        var arguments = rule.Forward!.Parameters;
        var (residuals, g) = (rule.Backward!.Parameters[0], rule.Backward.Parameters[1]);
        var body = Lowering.Lower(
            Expression.Lambda(
                Expression.Block(
                    [residuals],
                    Expression.Assign(residuals, Expression.Field(rule.Forward.Body, nameof(ValueTuple<int, int>.Item2))),
                    rule.Backward.Body),
                [.. arguments, g]),
            rules);
        var arity = arguments.Count;
        Linearity.Check(body.Graph, arity, rule);

        // In the source g is the parameter after the arguments; in the result the tangents stand there, and g is gone. It is as long as the
        // value.
        Type[] types = [.. arguments.Select(a => a.Type)];
        var builder = new GraphBuilder();
        var value = builder.Call(RuleCall.MethodOf(rule.Function)!, [.. types.Select((t, i) => builder.Parameter(i, t))]);
        var copies = new Node[body.Graph.Nodes.Length];
        foreach (var node in body.Graph.Nodes)
        {
            copies[node.Id] = node is { Op: Op.Parameter, Data: int position } && position == arity ? builder.Parameter(2 * arity, node.Type)
                : node.Op == Op.Length && node[0] is { Op: Op.Parameter, Data: int measured } && measured == arity ? builder.Length(value)
                : builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i.Id]));
        }

        // With several arguments the cotangents come as a tuple, one item each.
        var result = copies[body.Graph.Result.Id];
        var outputs = new List<(Node?, Node)>();
        for (var i = 0; i < arity; i++)
        {
            var cotangents = builder.Leaves(arity == 1 ? result : builder.Field(Shape.Of(result.Type)!.Members[i], result));
            var tangents = builder.Leaves(builder.Parameter(arity + i, types[i]));
            outputs.AddRange(cotangents.Zip(tangents).Where(pair => Shape.IsDifferentiable(pair.First.Type)).Select(pair => ((Node?)pair.First, pair.Second)));
        }

        var algebra = new DerivativeAlgebra(builder);
        var inputs = builder.Leaves(builder.Parameter(2 * arity, g.Type));
        var lengths = inputs.Zip(builder.Leaves(value)).Where(pair => pair.First.IsRealArray).ToDictionary(pair => pair.First, pair => builder.Length(pair.Second));
        var turned = Transposer.Run(algebra, outputs, inputs, lengths);
        var tangent = builder.Assemble(g.Type, [.. turned.Select((t, i) => t ?? algebra.Zero(inputs[i].Type))]);
        return new FunctionBody(Graph.Of(builder, tangent, [.. types, .. types]), [], body.Captures);
    }
}
