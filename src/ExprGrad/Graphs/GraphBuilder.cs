using System.Reflection;

namespace ExprGrad.Graphs;

/// <summary>
/// Makes the nodes of one request. In go operations and inputs, out comes the one node that stands for them: an existing one where the
/// same was asked for before (hash-consing), a simpler one where that has the same value bit for bit. Nothing here changes a value,
/// unless fast mathematics is asked for.
/// </summary>
internal sealed partial class GraphBuilder(bool fastMath = false)
{
    private readonly HashSet<Node> unique = new(NodeComparer.Instance);
    private readonly List<Node> nodes = [];
    private int effectfulCalls;

    /// <summary>Whether simplifications may change infinities, NaN and rounding.</summary>
    public bool FastMath => fastMath;

    /// <summary>All nodes in creation order, which is topological.</summary>
    public IReadOnlyList<Node> Nodes => nodes;

    public int Count => nodes.Count;

    public Node Constant(object? value, Type type) => Make(Op.Constant, type, value, Node.None);

    public Node Constant(bool value) => Constant(value, typeof(bool));

    public Node Constant(int value) => Constant(value, typeof(int));

    /// <summary>A constant of type double or float.</summary>
    public Node Real(double value, Type type) => Constant(type == typeof(float) ? (float)value : (object)value, type);

    public Node Parameter(int position, Type type) => Make(Op.Parameter, type, position, Node.None);

    public Node Capture(int slot, Type type) => Make(Op.Capture, type, slot, Node.None);

    public Node Call(MethodInfo method, params Node[] arguments)
    {
        return SimplifyCall(method, arguments) ?? Make(Op.Call, method.ReturnType, method, arguments);
    }

    /// <summary>A call of what only an emitter knows: of an operation of the hardware, say.</summary>
    public Node Call(object operation, Type type, params Node[] arguments) => Make(Op.Call, type, operation, arguments);

    public Node CallEffectful(MethodInfo method, params Node[] arguments) =>
        Make(Op.Call, method.ReturnType, new EffectfulCall(method, effectfulCalls++), arguments);

    public Node Opaque(OpaqueCode code, params Node[] freeVariables) =>
        Make(Op.Opaque, code.Body.Type, code.Serial is null ? code : code.Again(effectfulCalls++), freeVariables);

    /// <summary>
    /// A delegate. Its body is a graph of its own, in which Capture(i) stands for the i-th captured value: what is computed outside of the
    /// delegate, and what at each call of it, is plain to see, and no pass has to keep variables apart.
    /// </summary>
    public Node Lambda(Type delegateType, Graph body, Node[] captured) => Make(Op.Lambda, delegateType, body, captured);

    /// <summary>A node of the same kind over other inputs: what copying passes use. Simplifies as the constructors do.</summary>
    public Node Rebuild(Node node, Node[] inputs) => node.Op switch
    {
        Op.Constant or Op.Parameter or Op.Capture => Make(node.Op, node.Type, node.Data, Node.None),
        Op.LoopIndex => LoopIndex(node.Level, inputs[0]),
        Op.Negate => Negate(inputs[0]),
        Op.Not => Not(inputs[0]),
        Op.Select => Select(inputs[0], inputs[1], inputs[2]),
        Op.Convert => Convert(inputs[0], node.Type),
        Op.Call when node.Data is MethodInfo method => Call(method, inputs),
        Op.Field => Field((MemberInfo)node.Data!, inputs.Length == 0 ? null : inputs[0]),
        Op.New => New((Shape)node.Data!, inputs),
        Op.Array => Array(node.Type, inputs),
        Op.Length => Length(inputs[0]),
        Op.Index => Index(inputs[0], inputs[1]),
        Op.Map => Map(inputs[0], inputs[1]),
        Op.Reduce => Reduce((Reduction)node.Data!, inputs[0], inputs[1]),
        Op.Scatter => Scatter(inputs[0], inputs[1], inputs[2], inputs[3..]),
        Op.Accumulate => Accumulate(inputs),
        Op.Call or Op.Opaque or Op.Lambda => Make(node.Op, node.Type, node.Data, inputs),
        _ => Binary(node.Op, inputs[0], inputs[1]),
    };

    /// <summary>The first loop level above all those that the values depend on: where copied loops start, so that they capture nothing.</summary>
    public static int LevelAbove(IEnumerable<Node> values)
    {
        var level = 0;
        foreach (var value in values)
        {
            foreach (var loop in value.Loops)
                level = Math.Max(level, loop.Level + 1);
        }

        return level;
    }

    private Node Make(Op op, Type type, object? data, params Node[] inputs)
    {
        var candidate = new Node(nodes.Count, op, type, data, inputs);
        if (!unique.Add(candidate))
            return unique.TryGetValue(candidate, out var existing) ? existing : candidate;
        nodes.Add(candidate);
        return candidate;
    }
}
