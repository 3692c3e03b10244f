using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>
/// Derivatives of conditionals. A guard says where a value counts; elsewhere there is a structural zero, which multiplies nothing.
/// </summary>
internal sealed partial class DerivativeAlgebra
{
    /// <summary>The tangent of a conditional: that of the branch taken.</summary>
    public Node? Choose(Node condition, Node? ifTrue, Node? ifFalse)
    {
        if (ifTrue is null)
            return ifFalse is null ? null : Guard(builder.Not(condition), ifFalse);
        if (ifFalse is null)
            return Guard(condition, ifTrue);
        var (a, b) = (Guarded(ifTrue), Guarded(ifFalse));
        if (a is null && b is null)
            return builder.Select(condition, ifTrue, ifFalse);
        var always = builder.Constant(true);
        return Guard(
            builder.Select(condition, a?.Guard ?? always, b?.Guard ?? always),
            builder.Select(condition, a?.Value ?? ifTrue, b?.Value ?? ifFalse));
    }

    /// <summary>A value where the guard holds, a structural zero elsewhere.</summary>
    public Node Guard(Node guard, Node value) => Guarded(value) is var (inner, part)
        ? builder.Select(builder.And(guard, inner), part, ZeroLike(part))
        : builder.Select(guard, value, ZeroLike(value));

    /// <summary>A linear operation on a tangent, made inside the guard: a structural zero stays one.</summary>
    public Node? Through(Node? a, Func<Node, Node> linear) =>
        a is null ? null : Guarded(a) is var (guard, value) ? Guard(guard, linear(value)) : linear(a);

    /// <summary>
    /// The sum of a tangent over the turns of a loop: a structural zero where no turn has one, so that an infinite factor finds none. Of a
    /// direction in an array just one turn has one, and is the sum.
    /// </summary>
    public Node SumOfTurns(Node loop, Node tangent)
    {
        tangent = InTurn(loop, tangent);
        if (Guarded(tangent) is not var (guard, value))
            return Guard(IsTurned(loop), builder.Reduce(Reduction.Sum, loop, tangent));
        if (Apart(loop, guard, value) is { } parts)
            return parts;
        if (Array.IndexOf(guard.Loops, loop) < 0)
        {
            // A condition that may throw is met at a turn only.
            var total = builder.Reduce(Reduction.Sum, loop, value);
            return MayThrow(guard) ? Guard(IsTurned(loop), Guard(guard, total)) : Guard(guard, Guard(IsTurned(loop), total));
        }

        var conditions = Conditions(guard);
        if (conditions.Find(c => TurnOf(c, loop) is not null) is { } picks)
        {
            var turn = TurnOf(picks, loop)!;
            var element = At(value);
            for (var i = conditions.Count - 1; i >= 0; i--)
            {
                if (conditions[i] != picks)
                    element = Guard(At(conditions[i]), element);
            }

            return turn[0] == loop[0] ? element : Guard(builder.Binary(Op.Less, turn, loop[0]), element);

            Node At(Node node) => Substitution.Replace(builder, node, loop, turn);
        }

        return Guard(builder.Reduce(Reduction.Any, loop, guard), builder.Reduce(Reduction.Sum, loop, tangent));
    }

    /// <summary>The sum of two parts that have guards of their own, if one of them then needs no loop for its guard.</summary>
    private Node? Apart(Node loop, Node guard, Node value)
    {
        if (value.Op is not (Op.Add or Op.Subtract) || Guarded(value[0]) is not var (g, _) || Guarded(value[1]) is not var (h, _) || builder.Or(g, h) != guard
            || !(IsSimple(g) || IsSimple(h)))
        {
            return null;
        }

        return Sum(SumOfTurns(loop, value[0]), SumOfTurns(loop, value[1]), value.Op == Op.Add ? 1 : -1);

        bool IsSimple(Node condition) => !MayThrow(condition) && (Array.IndexOf(condition.Loops, loop) < 0 || Conditions(condition).Exists(c => TurnOf(c, loop) is not null));
    }

    /// <summary>An element of an array of tangents, under its own guard. An index out of range is read, and throws, whatever the guard.</summary>
    public Node Element(Node array, Node index)
    {
        var element = builder.Index(array, index);
        if (element.Op != Op.Index || element[0] != array)
            return element;

        // Elsewhere the element is zero: reading it changes nothing but that an index out of range throws.
        var isRead = builder.Binary(Op.NotEqual, element, Zero(element.Type));
        if (array.Op == Op.Map && Guarded(array[1]) is var (guard, _))
        {
            var isHere = Substitution.Replace(builder, guard, array[0], index);
            return Guard(Conditions(guard).Exists(c => TurnOf(c, array[0]) is not null) ? builder.Or(isHere, isRead) : isHere, element);
        }

        // Of single elements that add up to an array the others are structural zeros, not numbers that happen to be zero.
        Node[] parts = array.Op == Op.Accumulate ? array.Inputs : [array];
        return parts.Length <= MostParts && Array.TrueForAll(parts, p => p.Op == Op.Scatter && p.Bound.IsEmpty)
            ? Guard(parts.Reverse().Aggregate(isRead, (others, part) => builder.Or(builder.Binary(Op.Equal, index, part[1]), others)), element)
            : element;
    }

    /// <summary>A value within a loop, where it is known that the loop has a turn.</summary>
    public Node InTurn(Node loop, Node value)
    {
        if (Guarded(value) is not var (guard, part) || Conditions(guard) is var conditions && !conditions.Remove(IsTurned(loop)))
            return value;
        for (var i = conditions.Count - 1; i >= 0; i--)
            part = Guard(conditions[i], part);
        return part;
    }

    /// <summary>A condition within a loop, where it is known that the loop has a turn.</summary>
    public Node ConditionInTurn(Node loop, Node guard)
    {
        var conditions = Conditions(guard);
        return conditions.Remove(IsTurned(loop)) ? conditions.Aggregate(builder.Constant(true), builder.And) : guard;
    }

    /// <summary>Whether a loop has a turn.</summary>
    public Node IsTurned(Node loop) => builder.Binary(Op.Greater, loop[0], builder.Constant(0));

    /// <summary>
    /// A value that nothing multiplies any more, without the last condition of its guard where it is zero anyway. Those before it are
    /// evaluated in any case.
    /// </summary>
    public Node Bare(Node value)
    {
        if (Guarded(value) is not var (guard, total) || Conditions(guard) is var conditions && !IsZeroUnless(conditions[^1], total))
            return value;
        for (var i = conditions.Count - 2; i >= 0; i--)
            total = Guard(conditions[i], total);
        return total;
    }

    // Where no turn has a tangent, the sum of the turns is zero as it stands, and so are their number and multiples of either.
    private bool IsZeroUnless(Node guard, Node total) => Open(total) is { Factors: [var factor], Divisors: [] } && factor switch
    {
        { Op: Op.Reduce, Data: Reduction.Sum } => guard == IsTurned(factor[0])
            || (Guarded(factor[1]) is var (turn, _) && guard == builder.Reduce(Reduction.Any, factor[0], turn)),
        { Op: Op.Convert, Inputs: [var length] } => guard == builder.Binary(Op.Greater, length, builder.Constant(0)),
        _ => false,
    };

    // The index of an outer loop that the condition k == index picks for a turn.
    private static Node? TurnOf(Node condition, Node loop) => condition.Op != Op.Equal ? null
        : condition[0] == loop && condition[1].Op == Op.LoopIndex ? condition[1]
        : condition[1] == loop && condition[0].Op == Op.LoopIndex ? condition[0]
        : null;

    /// <summary>
    /// A finished derivative as it reads best: a guard that chooses along with its value goes into the branches,
    /// c ? a : (g ? b : 0) and not (c || g) ? (c ? a : b) : 0.
    /// </summary>
    public Node Settle(Node value)
    {
        value = Bare(value);
        var nested = new Stack<(Node Condition, Node Other, bool OnTrue)>();
        while (nested.Count < MostParts && Guarded(value) is var (guard, part) && guard.Op == Op.Select && part.Op == Op.Select && guard[0] == part[0])
        {
            var onTrue = !guard[1].IsBool(true);
            if (onTrue && !guard[2].IsBool(true))
                break;
            nested.Push((guard[0], onTrue ? part[2] : part[1], onTrue));
            value = onTrue ? Guard(guard[1], part[1]) : Guard(guard[2], part[2]);
        }

        // g || h ? (g ? a : 0) + (h ? b : 0) : 0 without its own guard.
        if (Guarded(value) is var (either, sum) && sum.Op is Op.Add or Op.Subtract && Guarded(sum[0]) is var (g, _) && Guarded(sum[1]) is var (h, _)
            && (builder.Or(g, h) == either || builder.Or(h, g) == either))
        {
            value = sum;
        }

        while (nested.TryPop(out var outer))
            value = outer.OnTrue ? builder.Select(outer.Condition, value, outer.Other) : builder.Select(outer.Condition, outer.Other, value);
        return value;
    }

    /// <summary>Whether evaluating a condition where C# would not could be noticed.</summary>
    public static bool MayThrow(Node condition)
    {
        var (seen, pending) = (new HashSet<Node>(), new Stack<Node>([condition]));
        while (pending.TryPop(out var node))
        {
            if (!seen.Add(node))
                continue;
            if (!Transposer.IsTotal(node))
                return true;
            foreach (var input in node.Inputs)
                pending.Push(input);
        }

        return false;
    }

    private (Node Guard, Node Value)? Guarded(Node node) =>
        node.Op != Op.Select || node.Type == typeof(bool) ? null
        : IsZero(node[2]) ? (node[0], node[1])
        : IsZero(node[1]) ? (builder.Not(node[0]), node[2])
        : null;

    /// <summary>
    /// The sum of two values of which at most one is there, as the branches of one conditional are, is a choice: the guards agree up to a
    /// condition that one of them negates.
    /// </summary>
    private Node? Exclusive(Node aGuard, Node a, Node bGuard, Node b)
    {
        // Of a compound condition and its negation, no part of one negates one of the other.
        if (builder.Not(aGuard) == bGuard)
            return aGuard.Op == Op.Not ? Choose(bGuard, b, a) : Choose(aGuard, a, b);
        var (these, those) = (Conditions(aGuard), Conditions(bGuard));
        var common = 0;
        while (common < Math.Min(these.Count, those.Count) && these[common] == those[common])
            common++;
        if (common == Math.Min(these.Count, those.Count) || builder.Not(these[common]) != those[common])
            return null;

        // c ? a : b reads better than !c ? b : a.
        var choice = these[common].Op == Op.Not
            ? Choose(those[common], Under(those, b), Under(these, a))
            : Choose(these[common], Under(these, a), Under(those, b));
        for (var i = common - 1; i >= 0; i--)
            choice = Guard(these[i], choice!);
        return choice;

        Node Under(List<Node> conditions, Node value)
        {
            for (var i = conditions.Count - 1; i > common; i--)
                value = Guard(conditions[i], value);
            return value;
        }
    }

    /// <summary>The parts of a conjunction, in order.</summary>
    private static List<Node> Conditions(Node guard)
    {
        var conditions = new List<Node>();
        var pending = new Stack<Node>([guard]);
        while (pending.TryPop(out var node))
        {
            if (node.Op == Op.Select && node[2].IsBool(false) && conditions.Count + pending.Count < MostParts)
            {
                pending.Push(node[1]);
                pending.Push(node[0]);
            }
            else
            {
                conditions.Add(node);
            }
        }

        return conditions;
    }
}
