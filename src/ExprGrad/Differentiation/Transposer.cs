using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>
/// Reverse mode: turns a linear program around. From cotangents of its outputs it computes those of its inputs, by one walk against the
/// order of the nodes. There is no tape: the program is a finite graph.
/// </summary>
/// <remarks>
/// Two things travel with a cotangent. The <em>loops</em> it is made in: a value that does not depend on a loop collects its contributions
/// over that loop as a sum. The <em>guard</em> under which it is needed: what only the branch of a conditional needs is selected when it
/// leaves the branch, after all multiplications, so that a branch not taken cannot leak a NaN. What leaves a loop that has no turn is not
/// needed either: no infinite factor outside of the loop makes a NaN of it, and no element is read, nor a method called, that C# would not.
/// </remarks>
internal sealed class Transposer
{
    private readonly GraphBuilder builder;
    private readonly DerivativeAlgebra algebra;
    private readonly Node always;
    private readonly Dictionary<Node, List<(Node Value, Node Guard)>> contributions = [];
    private readonly HashSet<Node> linear = [];
    private readonly IReadOnlyDictionary<Node, Node> lengths;
    private readonly HashSet<Node> inputs;

    private Transposer(DerivativeAlgebra algebra, IReadOnlyList<Node> inputs, IReadOnlyDictionary<Node, Node> lengths)
    {
        builder = algebra.Builder;
        this.algebra = algebra;
        this.lengths = lengths;
        this.inputs = [.. inputs];
        always = builder.Constant(true);
    }

    /// <summary>
    /// The cotangents of <paramref name="inputs"/>, null where nothing depends on them. <paramref name="lengths"/> gives the lengths of
    /// those that are arrays.
    /// </summary>
    public static Node?[] Run(
        DerivativeAlgebra algebra,
        IReadOnlyList<(Node? Output, Node Cotangent)> outputs,
        IReadOnlyList<Node> inputs,
        IReadOnlyDictionary<Node, Node> lengths)
    {
        var transposer = new Transposer(algebra, inputs, lengths);
        return transposer.Run(outputs);
    }

    private Node?[] Run(IReadOnlyList<(Node? Output, Node Cotangent)> outputs)
    {
        var last = -1;
        foreach (var (output, cotangent) in outputs)
        {
            if (output is null)
                continue;
            last = Math.Max(last, output.Id);
            contributions.TryAdd(output, []);
            contributions[output].Add((cotangent, always));
        }

        // New nodes are appended beyond this point, so the walk meets only the program as it was.
        for (var id = 0; id <= last; id++)
        {
            var node = builder.Nodes[id];
            if (inputs.Contains(node) || Array.Exists(node.Inputs, linear.Contains))
                linear.Add(node);
        }

        var cotangents = new Dictionary<Node, Node>();
        for (var id = last; id >= 0; id--)
        {
            var node = builder.Nodes[id];
            if (!linear.Contains(node) || !contributions.Remove(node, out var parts))
                continue;
            var (cotangent, guard) = Combine(node, parts);
            if (inputs.Contains(node))
                cotangents[node] = cotangent;
            else
                Propagate(node, cotangent, guard);
        }

        return [.. inputs.Select(i => cotangents.GetValueOrDefault(i))];
    }

    /// <summary>The sum of the contributions, in program order, and the condition under which any of them counts.</summary>
    private (Node Cotangent, Node Guard) Combine(Node node, List<(Node Value, Node Guard)> parts)
    {
        parts.Reverse();
        var guard = inputs.Contains(node) ? always : parts[0].Guard;
        for (var i = 1; i < parts.Count && guard != always; i++)
            guard = builder.Or(guard, parts[i].Guard);
        var values = parts.ConvertAll(p => p.Guard == guard || IsEmptyUnless(p.Guard, p.Value) ? p.Value : p.Value.Type.IsArray
            ? builder.Select(p.Guard, p.Value, algebra.ZeroArray(node.Type, LengthOf(node)))
            : algebra.Guard(p.Guard, p.Value));
        return (algebra.Total(values)!, guard);
    }

    // A loop over an array's elements has no turn where there is none.
    private bool IsEmptyUnless(Node guard, Node array) => array.Op == Op.Map && guard == algebra.IsTurned(array[0]);

    /// <summary>The length of an array of the linear program, by what is not linear in it.</summary>
    private Node LengthOf(Node array)
    {
        // A choice of sums of choices, and so on, nests no deeper than the stack.
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        while (array.Op == Op.Accumulate && !lengths.ContainsKey(array))
            array = array[0];
        return lengths.TryGetValue(array, out var given) ? given
            : array.Op == Op.Select ? builder.OfChoice(array, lengths, LengthOf)
            : builder.Length(array);
    }

    private void Propagate(Node node, Node cotangent, Node guard)
    {
        switch (node.Op)
        {
            case Op.Add:
                Contribute(node[0], cotangent, guard, node.Loops);
                Contribute(node[1], cotangent, guard, node.Loops);
                break;
            case Op.Subtract:
                Contribute(node[0], cotangent, guard, node.Loops);
                Contribute(node[1], () => algebra.Negate(cotangent)!, guard, node.Loops);
                break;
            case Op.Negate:
                Contribute(node[0], () => algebra.Negate(cotangent)!, guard, node.Loops);
                break;
            case Op.Multiply:
                Contribute(node[0], () => algebra.Times(node[1], cotangent)!, guard, node.Loops);
                Contribute(node[1], () => algebra.Times(node[0], cotangent)!, guard, node.Loops);
                break;
            case Op.Divide:
                Contribute(node[0], () => algebra.Over(cotangent, node[1])!, guard, node.Loops);
                break;
            case Op.Select:
                Contribute(node[1], cotangent, builder.And(guard, node[0]), node.Loops);
                Contribute(node[2], cotangent, builder.And(guard, builder.Not(node[0])), node.Loops);
                break;
            case Op.Convert:
                Contribute(node[0], () => algebra.Through(cotangent, c => builder.Convert(c, node[0].Type))!, guard, node.Loops);
                break;
            case Op.Array:
                for (var i = 0; i < node.Inputs.Length; i++)
                    Contribute(node[i], () => algebra.Through(cotangent, c => builder.Index(c, builder.Constant(i)))!, guard, node.Loops);
                break;
            case Op.Index:
                ContributeElement(node, cotangent, guard);
                break;
            case Op.Map:
                Contribute(node[1], () => algebra.Through(cotangent, c => algebra.Element(c, node[0]))!, guard, [.. node.Loops, node[0]]);
                break;
            case Op.Reduce:
                Contribute(node[1], cotangent, guard, [.. node.Loops, node[0]]);
                break;
            case Op.Scatter:
                Contribute(node[2], () => algebra.Through(cotangent, c => builder.Index(c, node[1]))!, guard, [.. node.Loops, .. node.Bound]);
                break;
            case Op.Accumulate:
                foreach (var part in node.Inputs)
                    Contribute(part, cotangent, guard, node.Loops);
                break;
            default:
                throw new InvalidOperationException($"{node.Op} is not linear.");
        }
    }

    private void Contribute(Node target, Func<Node> value, Node guard, Node[] loops)
    {
        if (linear.Contains(target))
            Contribute(target, value(), guard, loops);
    }

    /// <summary>Adds a value made inside <paramref name="loops"/>, summed over those that the target is not inside of.</summary>
    private void Contribute(Node target, Node value, Node guard, Node[] loops)
    {
        if (!linear.Contains(target))
            return;
        var around = LoopSet.Except(loops, target.Loops);
        if (around.Length > 0)
        {
            var inside = Array.Exists(guard.Loops, around.Contains) ? guard : always;
            value = value.Type.IsArray ? SumOfArrays(around, inside, value, LengthOf(target)) : SumOver(around, algebra.Guard(inside, value));
            foreach (var loop in OuterFirst(around).Reverse())
                guard = Leave(loop, guard, target);
        }

        if (!contributions.TryGetValue(target, out var parts))
            contributions[target] = parts = [];
        parts.Add((value, guard));
    }

    private Node SumOver(Node[] loops, Node value) =>
        OuterFirst(loops).Reverse().Aggregate(value, (sum, loop) => algebra.SumOver(loop, sum));

    /// <summary>
    /// A sum of arrays over loops, element by element. The arrays are as long as what they come to where the guard holds; elsewhere each turn may
    /// have a length of its own.
    /// </summary>
    private Node SumOfArrays(Node[] loops, Node guard, Node array, Node length)
    {
        var element = builder.LoopIndex(GraphBuilder.FreshLevel([array, guard, length, .. loops]), length);
        var value = array.Op == Op.Map && !array.HasEffects ? Substitution.Replace(builder, array[1], array[0], element) : builder.Index(array, element);
        return builder.Map(element, SumOver(loops, algebra.Guard(guard, value)));
    }

    /// <summary>
    /// The guard of a contribution that leaves a loop: it holds at some turn, or at all of them and there is one. Where there is none, what comes
    /// to an input is zero as it stands and multiplied no more.
    /// </summary>
    private Node Leave(Node loop, Node guard, Node target)
    {
        if (Array.IndexOf(guard.Loops, loop) >= 0)
            return inputs.Contains(target) ? always : builder.Reduce(Reduction.Any, loop, guard);
        guard = algebra.ConditionInTurn(loop, guard);
        if (inputs.Contains(target) && !DerivativeAlgebra.MayThrow(guard))
            return guard;

        // A length that hangs on a condition is asked for where what is around the loop holds.
        var isTurned = algebra.IsTurned(loop);
        return DerivativeAlgebra.MayThrow(isTurned) ? builder.And(guard, isTurned) : builder.And(isTurned, guard);
    }

    /// <summary>array[index] gives its cotangent back to that element: a loop over all elements where it reads them in order, else a scatter.</summary>
    private void ContributeElement(Node read, Node cotangent, Node guard)
    {
        var (array, index) = (read[0], read[1]);
        if (!linear.Contains(array))
            return;
        var loops = LoopSet.Except(read.Loops, array.Loops);
        var isGuarded = Array.Exists(guard.Loops, loops.Contains);
        var value = isGuarded ? algebra.Guard(guard, cotangent) : cotangent;
        var length = LengthOf(array);
        var isWhole = false;

        // Read in order over a range that no other loop sets: not so in a triangle, whose inner range depends on the outer index.
        if (index.Op == Op.LoopIndex && loops.Contains(index) && !Array.Exists(index.Loops, loops.Contains))
        {
            value = SumOver([.. loops.Where(l => l != index)], value);
            value = index[0] == length ? builder.Map(index, algebra.InTurn(index, value)) : FirstElements(length, index, value);

            // An array that is handed on as it is was made whether or not there is a turn.
            isWhole = value.Op != Op.Map;
        }
        else
        {
            // Where the element was not read there may be none: the guard is on the index too.
            if (isGuarded)
                index = builder.Select(guard, index, builder.Constant(GraphBuilder.NoElement));
            value = builder.Scatter(length, index, inputs.Contains(array) ? algebra.Bare(value) : value, OuterFirst(loops));
        }

        var outer = guard;
        foreach (var loop in isWhole ? [] : loops.Reverse())
            outer = Leave(loop, outer, array);

        contributions.TryAdd(array, []);
        contributions[array].Add((value, outer));
    }

    /// <summary>Whether evaluating a node or giving back its cotangent, its inputs apart, cannot throw.</summary>
    internal static bool IsTotal(Node node) => node.Op switch
    {
        Op.Length or Op.Map or Op.Reduce or Op.Scatter or Op.Accumulate => true,
        Op.Index => GraphBuilder.IsInRange(node),
        _ => GraphBuilder.IsTotal(node),
    };

    /// <summary>An array whose first elements were read in order, as the shorter one of two zipped arrays: zero beyond.</summary>
    private Node FirstElements(Node length, Node index, Node value)
    {
        var element = builder.LoopIndex(GraphBuilder.FreshLevel(value, index, length), length);
        var moved = Substitution.Replace(builder, value, index, element);

        // Of the lesser of two lengths, the one that is not this array's own counts.
        var end = index[0];
        if (end is { Op: Op.Call, Data: MethodInfo { Name: nameof(Math.Min) } } && Array.IndexOf(end.Inputs, length) is var own and >= 0)
            end = end[1 - own];
        return builder.Map(element, builder.Select(builder.Binary(Op.Less, element, end), moved, algebra.Zero(moved.Type)));
    }

    private static Node[] OuterFirst(Node[] loops)
    {
        var (rest, order) = (loops.ToList(), new List<Node>());
        while (rest.Count > 0)
        {
            var loop = Innermost(rest);
            rest.Remove(loop);
            order.Insert(0, loop);
        }

        return [.. order];
    }

    /// <summary>A loop that no other one's length depends on.</summary>
    private static Node Innermost(List<Node> loops) => loops.FindLast(l => !loops.Exists(m => Array.IndexOf(m.Loops, l) >= 0))!;
}
