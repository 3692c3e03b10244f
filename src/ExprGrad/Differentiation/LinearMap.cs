using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>
/// Splits a linear program in two: what does not depend on the direction is computed once, outside, and captured by a lambda that computes
/// the rest at each call. A captured value that depends on loop indices is stored for all their values, in an array.
/// </summary>
/// <remarks>
/// What is cheaper to compute than to store stays inside: indices, elements of arrays, and arithmetic that joins values of fewer loops, such
/// as x[i] * y[j]. What only a branch needs is computed only where the branch is taken, as the function itself would.
/// </remarks>
internal sealed class LinearMap
{
    // So many numbers are captured each on its own, and are locals in the printed text.
    private const int MostSingle = 16;

    private readonly GraphBuilder builder;
    private readonly Node result;
    private readonly Node always;
    private readonly bool[] certain;

    /// <summary>What may be computed whether it is needed or not; of a linear node, whether all that it needs may be.</summary>
    private readonly bool[] total;
    private readonly HashSet<Node> opened = [];
    private readonly bool[] depends;
    private readonly bool[] effects;
    private readonly bool[] inside;
    private readonly Node?[] guards;
    private readonly SortedDictionary<int, Node> captured = [];

    private LinearMap(GraphBuilder builder, Node value, Node result, Node direction)
    {
        (this.builder, this.result) = (builder, result);
        always = builder.Constant(true);
        var count = builder.Count;
        certain = Totality.Always(builder.Nodes, value, count);
        total = Totality.Of(builder.Nodes, certain);
        (depends, effects, inside, guards) = (new bool[count], new bool[count], new bool[count], new Node?[count]);
        for (var id = 0; id < count; id++)
        {
            var node = builder.Nodes[id];
            depends[id] = node == direction || Array.Exists(node.Inputs, i => depends[i.Id]);
            effects[id] = node.Data is EffectfulCall or OpaqueCode || Array.Exists(node.Inputs, i => effects[i.Id]);
            if (depends[id])
                total[id] = node == direction || Array.TrueForAll(node.Inputs, i => total[i.Id]);
            if (certain[id] && node is { Op: Op.Field, Inputs: [{ Op: Op.Parameter } instance] })
                opened.Add(instance);
        }
    }

    /// <summary>
    /// The lambda from <paramref name="direction"/>, a parameter, to <paramref name="result"/>; <paramref name="value"/> is computed beside it.
    /// </summary>
    public static Node Make(GraphBuilder builder, Node value, Node result, Node direction)
    {
        var map = new LinearMap(builder, value, result, direction);
        map.Divide();
        return map.Lambda(direction);
    }

    /// <summary>Decides for every node that the result needs on which side it is computed; nodes that use it come first.</summary>
    private void Divide()
    {
        guards[result.Id] = always;
        for (var id = result.Id; id >= 0; id--)
        {
            if (guards[id] is not { } guard)
                continue;
            var node = builder.Nodes[id];
            inside[id] = depends[id] || node.Op is Op.Constant or Op.LoopIndex || IsCheap(node);
            if (inside[id])
                NeedInputs(node, guard);
            else
                captured.Add(id, Stored(Guarded(node, guard), LoopSet.Nested(node.Loops), effects[id]));
        }
    }

    private void NeedInputs(Node node, Node guard)
    {
        switch (node.Op)
        {
            case Op.Select:
                Need(node[0], guard, node.Loops);
                Need(node[1], builder.And(guard, node[0]), node.Loops);
                Need(node[2], builder.And(guard, builder.Not(node[0])), node.Loops);
                break;
            case Op.Map or Op.Reduce:
                Bind(node[0], guard);
                Need(node[1], guard, [.. node.Loops, node[0]]);
                break;
            case Op.Scatter:
                Need(node[0], guard, node.Loops);
                foreach (var loop in node.Bound)
                    Bind(loop, guard);
                Need(node[1], guard, [.. node.Loops, .. node.Bound]);
                Need(node[2], guard, [.. node.Loops, .. node.Bound]);
                break;
            default:
                foreach (var input in node.Inputs)
                    Need(input, guard, node.Loops);
                break;
        }
    }

    private void Bind(Node loop, Node guard) => guards[loop.Id] = guards[loop.Id] is { } known ? Either(known, guard) : guard;

    /// <summary>
    /// Notes that a node is needed inside loops, where a condition holds. What does not depend on a loop is needed if any of its turns needs it;
    /// where it may throw, it matters whether there is a turn at all.
    /// </summary>
    private void Need(Node node, Node guard, Node[] loops)
    {
        // Those of a loop index are known from the loop that binds it.
        if (node.Op == Op.LoopIndex)
            return;
        foreach (var loop in LoopSet.Nested(LoopSet.Except(loops, node.Loops)).Reverse())
        {
            if (Array.IndexOf(guard.Loops, loop) >= 0)
                guard = builder.Reduce(Reduction.Any, loop, guard);
            else if (!total[node.Id])
                guard = builder.And(guard, builder.Binary(Op.Greater, loop[0], builder.Constant(0)));
        }

        guards[node.Id] = guards[node.Id] is { } known ? Either(known, guard) : guard;
    }

    private Node Either(Node a, Node b) => a == always || b == always ? always : builder.Or(a, b);

    /// <summary>Whether a value is computed again at each call rather than stored, being small work on what is stored or constant.</summary>
    private static bool IsCheap(Node node)
    {
        switch (node.Op)
        {
            case Op.Map:
                // Zeros: results do not share an array.
                return node[1].Op == Op.Constant;
            case Op.New:
                return true;
            case Op.Index:
                return node.Loops.Length > 0 && node[0].Loops.Length == 0 && node.Type.IsPrimitive;
            case >= Op.Add and <= Op.Convert when node.Loops.Length > 0:
                return IsIndex(node) || Array.TrueForAll(node.Inputs, i => i.Op is Op.Constant or Op.LoopIndex || IsIndex(i) || i.Loops.Length < node.Loops.Length);
            default:
                return false;
        }
    }

    // Arithmetic on loop indices: a position.
    private static bool IsIndex(Node node) => node.Type == typeof(int) && node.Op is >= Op.Add and <= Op.ShiftRight
        && Array.TrueForAll(node.Inputs, i => i.Op is Op.Constant or Op.LoopIndex || i.Loops.Length == 0);

    /// <summary>Whether a value needs no condition: it is computed anyway, or is a variable or a member of one that is there.</summary>
    private bool IsUnconditional(Node node) => certain[node.Id] || node.Op is Op.Parameter or Op.Capture
        || (node.Op == Op.Field && (node.Inputs.Length == 0 || node[0].Op == Op.Capture || opened.Contains(node[0])));

    private Node Guarded(Node node, Node guard)
    {
        if (guard == always || IsUnconditional(node))
            return node;
        if (node.Type.IsArray)
            return builder.Select(guard, node, builder.Array(node.Type, []));
        return builder.Select(guard, node, builder.Constant(node.Type.IsValueType ? Activator.CreateInstance(node.Type) : null, node.Type));
    }

    /// <summary>A value for all turns of the loops that it depends on: an array, of arrays where they are several.</summary>
    private Node Stored(Node value, Node[] loops, bool hasEffect)
    {
        // The same elements met at another level are the same array, unless each evaluation is another.
        if (loops is [{ Level: > 0 } only] && !hasEffect)
        {
            var outermost = builder.LoopIndex(0, only[0]);
            return builder.Map(outermost, Substitution.Replace(builder, value, only, outermost));
        }

        return loops.Reverse().Aggregate(value, (stored, loop) => builder.Map(loop, stored));
    }

    private Node Lambda(Node direction)
    {
        var body = new GraphBuilder();
        var slots = new Dictionary<Node, int>();
        var lengths = new Dictionary<Node, Node>();
        foreach (var stored in captured.Values)
        {
            if (stored.Type.IsArray && builder.Length(stored) is { Op: not Op.Constant } length)
                lengths.TryAdd(length, stored);
        }

        var packed = Packed();
        var copies = new Node[result.Id + 1];
        for (var id = 0; id <= result.Id; id++)
        {
            var node = builder.Nodes[id];
            if (node == direction)
                copies[id] = body.Parameter(0, direction.Type);
            else if (lengths.TryGetValue(node, out var array))
                copies[id] = body.Length(Captured(array));
            else if (packed.TryGetValue(id, out var at))
                copies[id] = body.Index(Captured(at.Array), body.Constant(at.Index));
            else if (captured.TryGetValue(id, out var stored))
                copies[id] = LoopSet.Nested(node.Loops).Aggregate(Captured(stored), (value, loop) => body.Index(value, copies[loop.Id]));
            else if (inside[id])
                copies[id] = body.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i.Id]));
        }

        var delegateType = typeof(Func<,>).MakeGenericType(direction.Type, result.Type);
        return builder.Lambda(delegateType, Graph.Of(body, copies[result.Id], [direction.Type]), [.. slots.Keys]);

        Node Captured(Node value)
        {
            if (!slots.TryGetValue(value, out var slot))
                slots.Add(value, slot = slots.Count);
            return body.Capture(slot, value.Type);
        }
    }

    /// <summary>Many numbers are captured as one array: they take a third of the room, and one object in place of one each.</summary>
    private Dictionary<int, (Node Array, int Index)> Packed()
    {
        var packed = new Dictionary<int, (Node, int)>();
        foreach (var numbers in captured.Where(c => c.Value.IsReal).GroupBy(c => c.Value.Type))
        {
            if (numbers.Count() <= MostSingle)
                continue;
            var array = builder.Array(numbers.Key.MakeArrayType(), [.. numbers.Select(c => c.Value)]);
            var index = 0;
            foreach (var (id, _) in numbers)
                packed.Add(id, (array, index++));
        }

        return packed;
    }
}
