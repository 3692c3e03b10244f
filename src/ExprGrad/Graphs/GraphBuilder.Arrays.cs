namespace ExprGrad.Graphs;

/// <summary>
/// Arrays: one loop index for each nesting level and length, shared by all loops of that length at that level, so that what two
/// neighbouring loops compute alike is one node. A binder turns a value that depends on its index into an array or a sum.
/// </summary>
internal sealed partial class GraphBuilder
{
    public Node LoopIndex(int level, Node length) => Make(Op.LoopIndex, typeof(int), level, length);

    public Node Array(Type type, Node[] elements) => Make(Op.Array, type, null, elements);

    public Node Length(Node array)
    {
        while (array.Op == Op.Accumulate)
            array = array[0];
        return array.Op switch
        {
            Op.Array => Constant(array.Inputs.Length),
            Op.Map => array[0][0],
            Op.Scatter => array[0],
            Op.Select => OfChoice(array, Op.Length, Length),
            _ => Make(Op.Length, typeof(int), null, array),
        };
    }

    /// <summary>Whether a length is known not to be zero: a loop over it has a first turn.</summary>
    public static bool IsPositive(Node length) => length is { Op: Op.Constant, Data: int and > 0 };

    public Node Index(Node array, Node index)
    {
        // Reading element k of a map over the same range is its body at k: this is what fuses x.Select(f).Zip(y, g).Sum() into one loop.
        // Effects happen once for each element, and all of them before the array is read.
        if (array.Op == Op.Map && !array.HasEffects && index.Op == Op.LoopIndex && index[0] == array[0][0])
            return index == array[0] ? array[1] : Substitution.Replace(this, array[1], array[0], index);
        if (array.Op == Op.Array && index is { Op: Op.Constant, Data: int at } && (uint)at < (uint)array.Inputs.Length)
            return array[at];
        return Make(Op.Index, array.Type.GetElementType()!, null, array, index);
    }

    public Node Map(Node loopIndex, Node body)
    {
        (loopIndex, body) = Unshadow(loopIndex, body);

        // The array of x[k] over the length of x would be a copy; results never alias inputs, so only an internal array is reused.
        if (body.Op == Op.Index && body[1] == loopIndex && loopIndex[0] == Length(body[0]) && body[0].Op is Op.Scatter or Op.Accumulate)
            return body[0];
        return Make(Op.Map, body.Type.MakeArrayType(), null, loopIndex, body);
    }

    public Node Reduce(Reduction reduction, Node loopIndex, Node body)
    {
        (loopIndex, body) = Unshadow(loopIndex, body);
        return Make(Op.Reduce, body.Type, reduction, loopIndex, body);
    }

    /// <summary>The index at which a <see cref="Op.Scatter"/> adds nothing.</summary>
    public const int NoElement = int.MinValue;

    /// <summary>An array of zeros in which each value of the loop indices adds a value at an index; with no loop index, just once.</summary>
    public Node Scatter(Node length, Node index, Node value, params Node[] loopIndices)
    {
        loopIndices = [.. loopIndices];
        for (var i = 0; i < loopIndices.Length; i++)
        {
            // Index and value are one body here: a pair that is renamed together.
            var (loop, fresh) = (loopIndices[i], FreshLoop(loopIndices[i], index, value));
            if (fresh == loop)
                continue;
            index = Substitution.Replace(this, index, loop, fresh);
            value = Substitution.Replace(this, value, loop, fresh);
            loopIndices[i] = fresh;
        }

        return Make(Op.Scatter, value.Type.MakeArrayType(), null, [length, index, value, .. loopIndices]);
    }

    /// <summary>The elementwise sum of arrays of one length.</summary>
    public Node Accumulate(params Node[] arrays)
    {
        if (arrays.Length == 1)
            return arrays[0];

        // Maps over one range add up inside the loop.
        if (System.Array.TrueForAll(arrays, a => a.Op == Op.Map && a[0][0] == arrays[0][0][0]))
        {
            var loop = arrays[0][0];
            var body = arrays[0][1];
            for (var i = 1; i < arrays.Length; i++)
                body = Add(body, Index(arrays[i], loop));
            return Map(loop, body);
        }

        return Make(Op.Accumulate, arrays[0].Type, null, arrays);
    }

    /// <summary>A loop level that a value neither depends on nor binds inside.</summary>
    public static int FreshLevel(params ReadOnlySpan<Node> values)
    {
        var taken = 0UL;
        foreach (var value in values)
        {
            taken |= value.BoundLevels | (value.Op == Op.LoopIndex ? LoopSet.Bit(value) : 0);
            foreach (var loop in value.Loops)
                taken |= LoopSet.Bit(loop);
        }

        return System.Numerics.BitOperations.TrailingZeroCount(~taken);
    }

    /// <summary>
    /// A loop inside its like (x.Sum() in the body of x.Select) moves the outer one to a level of its own: a node that depends on a loop
    /// index then lies in the body of one loop, never of two nested ones.
    /// </summary>
    private (Node LoopIndex, Node Body) Unshadow(Node loopIndex, Node body)
    {
        var fresh = FreshLoop(loopIndex, body);
        return fresh == loopIndex ? (loopIndex, body) : (fresh, Substitution.Replace(this, body, loopIndex, fresh));
    }

    private Node FreshLoop(Node loopIndex, params ReadOnlySpan<Node> bodies)
    {
        foreach (var body in bodies)
        {
            if ((body.BoundLevels & LoopSet.Bit(loopIndex)) != 0)
                return LoopIndex(FreshLevel(bodies), loopIndex[0]);
        }

        return loopIndex;
    }
}
