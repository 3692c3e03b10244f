using ExprGrad.Differentiation;
using ExprGrad.Graphs;

namespace ExprGrad.Printing;

/// <summary>
/// A graph in, a graph with the same values and effects out that reads better (in loops a zero may change its sign): what is known inside a branch or a
/// loop is not asked again, loops that look for one turn go to it (<see cref="Gathering"/>), compound conditions become chains of questions
/// (<see cref="Decisions"/>), and equal loops at different levels become one. Not a pass of the compilers, whose plans prefer conditionals as
/// differentiation makes them.
/// </summary>
internal static class Readable
{
    // How far into a branch its condition is looked for.
    private const int LargestBranch = 64;
    private const int MostFactors = 4;

    public static Graph Of(Graph graph) =>
        !Array.Exists(graph.Nodes, n => n.Op == Op.Select || n.IsBinder || n.Op == Op.Negate) ? graph : Rewritten(Rewritten(graph, Loop), Choice);

    private static Graph Rewritten(Graph graph, Func<GraphBuilder, Node, Node> rewrite)
    {
        var builder = new GraphBuilder();
        var map = new Node[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
            map[node.Id] = rewrite(builder, builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => map[i.Id])));
        return Graph.Of(builder, map[graph.Result.Id], graph.Parameters);
    }

    /// <summary>Loops that look for one turn.</summary>
    private static Node Loop(GraphBuilder builder, Node node) => node.Op switch
    {
        Op.Index when SingleElement(builder, node[0], node[1]) is { } single => single,
        Op.Index when IsOneHot(node[0]) => Substitution.Replace(builder, node[0][1], node[0][0], node[1]),
        Op.NotEqual when IsChoiceOfOne(node[0]) && node[1].IsConstant(0) => node[0][0],
        Op.Reduce when Gathering.IsMet(node) => builder.Constant(true),
        Op.Reduce => Gathering.Picked(builder, node) ?? node,
        Op.Scatter => Gathering.Gathered(builder, node) ?? node,
        _ => node,
    };

    /// <summary>What is chosen, and what is left of the loops.</summary>
    private static Node Choice(GraphBuilder builder, Node node) => node.Op switch
    {
        Op.Select => Decisions.Settled(builder, Select(builder, node[0], node[1], node[2])),
        Op.Index when node[0] is { Op: Op.Select, Inputs: [var condition, { Op: Op.Map } a, { Op: Op.Map } b] } && IsTurn(node[1], a) && IsTurn(node[1], b) =>
            Select(builder, condition, builder.Index(a, node[1]), builder.Index(b, node[1])),
        Op.Map or Op.Reduce => Lowered(builder, Turned(builder, node)),
        Op.Scatter => Turned(builder, node),
        Op.Accumulate => Accumulated(builder, node),
        Op.Add or Op.Subtract when !node.IsReal => IndexSum.Simplified(builder, node) ?? node,
        Op.Negate or Op.Add or Op.Subtract or Op.Multiply or Op.Divide => Decisions.Settled(builder, Signed(builder, node)),
        Op.Equal or Op.NotEqual when node[0] is { Op: Op.Convert, Inputs: [var whole] } && whole.Type == typeof(int) && node[1].RealConstant is { } c && (int)c == c =>
            builder.Binary(node.Op, whole, builder.Constant((int)c)),
        Op.Less or Op.LessOrEqual or Op.Greater or Op.GreaterOrEqual when node[0].Op == Op.Constant => builder.Binary(Mirrored(node.Op), node[1], node[0]),
        _ => node,
    };

    // 0 > x as x < 0.
    private static Op Mirrored(Op comparison) => comparison switch
    {
        Op.Less => Op.Greater,
        Op.LessOrEqual => Op.GreaterOrEqual,
        Op.Greater => Op.Less,
        _ => Op.LessOrEqual,
    };

    /// <summary>
    /// An operation on real numbers without a sign, or a power of two, that the number in front of a product takes: -(3 * x) is -3 * x,
    /// a - -3 * x is a + 3 * x, and 3 * (2 * x) is 6 * x, to the last bit.
    /// </summary>
    public static Node Signed(GraphBuilder builder, Node node)
    {
        if (!node.IsReal)
            return node;
        switch (node.Op)
        {
            case Op.Add or Op.Subtract or Op.Multiply or Op.Divide
                when Array.Find(node.Inputs, i => double.IsNaN(i.RealConstant ?? 0)) is { } nan
                    && !Array.Exists(node.Inputs, i => i.HasEffects || DerivativeAlgebra.MayThrow(i)):
                return nan;

            // a + (c ? -b : 0) as a - (c ? b : 0) among the elements of an array, where it may change the sign of a zero.
            case Op.Add when node.Loops.Length > 0 && node[1] is { Op: Op.Select, Inputs: [var condition, var negative, var zero] } && zero.IsConstant(0)
                && (negative.Op == Op.Negate || Leading(negative) < 0):
                return builder.Subtract(node[0], builder.Select(condition, negative.Op == Op.Negate ? negative[0] : Opposite(negative), zero));
            case Op.Negate:
                return Leading(node[0]) is null ? node : Opposite(node[0]);
            case Op.Subtract when Leading(node[1]) < 0:
                return builder.Add(node[0], Opposite(node[1]));
            case Op.Multiply when node[0].RealConstant is { } c:
                var (factor, of) = (c, node[1]);
                if (of.Op == Op.Negate)
                    (factor, of) = (-factor, of[0]);
                if (of is { Op: Op.Multiply, Inputs: [{ RealConstant: { } power }, var rest] }
                    && Math.Abs(power) >= 1 && double.IsPow2(Math.Abs(power)) && Math.Abs(factor) >= 1)
                {
                    (factor, of) = (factor * power, rest);
                }

                return factor == c || !double.IsFinite(factor) ? node : builder.Multiply(builder.Real(factor, node.Type), of);
            case Op.Multiply when Leading(node[1]) < 0 && Leading(node[0]) is not null:
                return builder.Multiply(Opposite(node[0]), Opposite(node[1]));
            default:
                return node;
        }

        Node Opposite(Node product)
        {
            var factors = new Stack<Node>();
            for (; product.Op == Op.Multiply; product = product[0])
                factors.Push(product[1]);
            product = builder.Real(-product.RealConstant!.Value, product.Type);
            while (factors.TryPop(out var factor))
                product = builder.Multiply(product, factor);
            return product;
        }
    }

    /// <summary>The number in front of a product.</summary>
    private static double? Leading(Node product)
    {
        for (var factors = 0; product.Op == Op.Multiply; product = product[0])
        {
            if (++factors > MostFactors)
                return null;
        }

        return product.RealConstant;
    }

    private static Node Select(GraphBuilder builder, Node condition, Node ifTrue, Node ifFalse)
    {
        // a || b ? (a ? x : y) : z
        if (GraphBuilder.IsDisjunction(condition) && ifTrue.Op == Op.Select && ifTrue[0] == condition[0])
            return Select(builder, condition[0], ifTrue[1], Select(builder, condition[2], ifTrue[2], ifFalse));

        // n > 0 ? (an array of n) : (no elements), n > 0 ? (a sum of n terms) : 0
        if (condition is { Op: Op.Greater, Inputs: [var length, { Data: 0 }] }
            && ((IsMapOver(length, ifTrue) && IsMapOver(length, ifFalse)) || (IsSumOver(length, ifTrue) && ifFalse.IsConstant(0))
                || (ifTrue.Op == Op.Map && IsZeros(ifFalse) && IsSumOver(length, ifTrue[1]))))
        {
            return ifTrue;
        }

        return builder.Select(condition, Knowing(builder, condition, true, ifTrue), Knowing(builder, condition, false, ifFalse));

        static bool IsMapOver(Node length, Node array) => array.Op == Op.Map && array[0][0] == length && !array.HasEffects;

        static bool IsSumOver(Node length, Node sum) => sum is { Op: Op.Reduce, Data: Reduction.Sum, HasEffects: false } && sum[0][0] == length;
    }

    /// <summary>A sum of arrays without the zeros; where one condition decides between each and zeros, the choice between sums.</summary>
    private static Node Accumulated(GraphBuilder builder, Node node)
    {
        if (node.HasEffects)
            return node;
        if (node[0].Op == Op.Select && Array.TrueForAll(node.Inputs, a => a.Op == Op.Select && a[0] == node[0][0] && (IsZeros(a[1]) || IsZeros(a[2]))))
        {
            return Select(
                builder, node[0][0], Accumulated(builder, builder.Accumulate(Array.ConvertAll(node.Inputs, a => a[1]))),
                Accumulated(builder, builder.Accumulate(Array.ConvertAll(node.Inputs, a => a[2]))));
        }

        // c ? zeros : (x at i) is zeros with (c ? 0 : x) at i.
        var parts = Array.ConvertAll(node.Inputs, a => a.Op == Op.Select && (Put(builder, a[0], a[1], a[2]) ?? Put(builder, builder.Not(a[0]), a[2], a[1])) is { } put ? put : a);
        parts = Array.FindAll(parts, a => !IsZeros(a));
        return parts.Length == 0 ? node[0] : builder.Accumulate(parts);
    }

    private static Node? Put(GraphBuilder builder, Node condition, Node ifTrue, Node ifFalse) =>
        IsZeros(ifTrue) && ifFalse is { Op: Op.Scatter, Bound: [], Inputs: [var length, { Op: Op.Constant } at, var value] }
            ? builder.Scatter(length, at, builder.Select(condition, builder.Real(0, value.Type), value))
            : null;

    private static bool IsZeros(Node array) => array.Op == Op.Map && array[1].IsConstant(0);

    /// <summary>A loop whose body does not ask whether there are turns.</summary>
    private static Node Turned(GraphBuilder builder, Node loop)
    {
        var body = loop.Op == Op.Scatter ? 2 : 1;
        var inputs = loop.Inputs;
        foreach (var index in loop.Bound)
        {
            var value = Knowing(builder, builder.Binary(Op.Greater, index[0], builder.Constant(0)), true, inputs[body]);
            if (value != inputs[body])
                inputs = [.. inputs[..body], value, .. inputs[(body + 1)..]];
        }

        return inputs == loop.Inputs ? loop : builder.Rebuild(loop, inputs);
    }

    /// <summary>A branch without the choices that its condition has made already.</summary>
    private static Node Knowing(GraphBuilder builder, Node condition, bool holds, Node branch)
    {
        var found = new HashSet<Node>();
        var stack = new Stack<Node>([branch]);
        var asksAgain = false;
        while (stack.TryPop(out var node))
        {
            // A loop inside may bind what the condition depends on; a loop around stays the same loop, though its length hangs on the condition.
            if (node.Id < condition.Id || (node.IsBinder && condition.Loops.Length > 0) || Array.IndexOf(branch.Loops, node) >= 0 || !found.Add(node))
                continue;
            if (found.Count > LargestBranch)
                return branch;
            asksAgain |= node == condition;
            foreach (var input in node.Inputs)
                stack.Push(input);
        }

        if (!asksAgain)
            return branch;
        var map = new Dictionary<Node, Node> { [condition] = builder.Constant(holds) };
        foreach (var node in found.OrderBy(n => n.Id))
        {
            if (Array.Exists(node.Inputs, map.ContainsKey))
                map[node] = builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => map.GetValueOrDefault(i, i)));
        }

        return map.GetValueOrDefault(branch, branch);
    }

    private static bool IsTurn(Node index, Node map) => index.Op == Op.LoopIndex && index[0] == map[0][0] && !map.HasEffects;

    /// <summary>The turn's element of an array that has values at a few known places and zeros elsewhere: k == 0 ? a : k == 1 ? b : 0.</summary>
    private static Node? SingleElement(GraphBuilder builder, Node array, Node index)
    {
        Node[] parts = array.Op == Op.Accumulate ? array.Inputs : [array];
        if (index.Op != Op.LoopIndex || parts.Length > DerivativeAlgebra.MostParts
            || !Array.TrueForAll(parts, p => p.Op == Op.Scatter && p.Bound.IsEmpty && p[0] == index[0] && p[1].Op == Op.Constant && !p.HasEffects)
            || parts.DistinctBy(p => p[1]).Count() < parts.Length)
        {
            return null;
        }

        return parts.Reverse().Aggregate(
            builder.Real(0, array.Type.GetElementType()!),
            (others, part) => builder.Select(builder.Binary(Op.Equal, index, part[1]), part[2], others));
    }

    /// <summary>The array of k == j ? a : 0: the direction of a column. Where it is read, the function reads its own array, and throws beyond the end.</summary>
    private static bool IsOneHot(Node array) =>
        array.Op == Op.Map && array[1] is { Op: Op.Select, Inputs: [{ Op: Op.Equal } here, { Op: Op.Constant }, { Op: Op.Constant } zero] }
        && zero.IsConstant(0) && here[0] == array[0] && here[1].Op == Op.LoopIndex;

    /// <summary>c ? 1 : 0, which is not zero where c is true.</summary>
    private static bool IsChoiceOfOne(Node node) => node.Op == Op.Select && node[1].IsConstant(1) && node[2].IsConstant(0);

    /// <summary>A loop that depends on no other, at the lowest level that none inside it needs.</summary>
    private static Node Lowered(GraphBuilder builder, Node node)
    {
        if (!node.IsBinder || node.Loops.Length > 0)
            return node;
        var loop = builder.LoopIndex(System.Numerics.BitOperations.TrailingZeroCount(~node[1].BoundLevels), node[0][0]);
        return loop.Level < node[0].Level ? builder.Rebuild(node, [loop, Substitution.Replace(builder, node[1], node[0], loop)]) : node;
    }
}
