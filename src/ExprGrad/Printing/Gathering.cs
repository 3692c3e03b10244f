using ExprGrad.Differentiation;
using ExprGrad.Graphs;

namespace ExprGrad.Printing;

/// <summary>
/// Loops of which one turn counts, as the transposes of reads at shifted indices are: the sum over k of <c>k + 1 == i ? x[k] : 0</c> is
/// <c>i > 0 ? x[i - 1] : 0</c>, should the loop have that turn.
/// </summary>
internal static class Gathering
{
    /// <summary>An array into which each turn of a loop puts its value, some steps from the turn's own place: a map over the array's positions.</summary>
    public static Node? Gathered(GraphBuilder builder, Node scatter)
    {
        if (scatter is not { Op: Op.Scatter, HasEffects: false } || IndexSum.Of(scatter[1]) is not { Terms: [(var turn, false)] } place)
            return null;
        var bound = scatter.Bound.ToArray();
        if (Array.IndexOf(bound, turn) < 0 || Array.Exists(bound, b => Array.IndexOf(b.Loops, turn) >= 0) || (scatter[1] == turn && bound.Length == 1))
            return null;
        var position = builder.LoopIndex(GraphBuilder.FreshLevel([scatter, .. bound]), scatter[0]);
        var value = AtTurn(builder, turn, IndexSum.Of(position) with { Constant = -place.Constant }, scatter[2], builder.Real(0, scatter[2].Type));
        foreach (var other in bound.Reverse().Where(b => b != turn))
            value = builder.Reduce(Reduction.Sum, other, value);
        return builder.Map(position, value);
    }

    /// <summary>A sum over the turns of a loop of which one counts: its value (and, should that be a negative zero, zero).</summary>
    public static Node? Picked(GraphBuilder builder, Node sum)
    {
        if (sum is not { Op: Op.Reduce, Data: Reduction.Sum, HasEffects: false, Inputs: [var turn, { Op: Op.Select } choice] } || !choice[2].IsConstant(0))
            return null;
        var conditions = Parts(choice[0], GraphBuilder.IsConjunction, next: 1);
        var at = conditions.FindIndex(c => TurnOf(c, turn) is not null);
        if (at < 0 || !conditions[..at].TrueForAll(IsTotal))
            return null;
        var picked = TurnOf(conditions[at], turn)!.Value;
        conditions.RemoveAt(at);
        var value = choice[1];
        for (var i = conditions.Count - 1; i >= 0; i--)
            value = builder.Select(conditions[i], value, choice[2]);
        return AtTurn(builder, turn, picked, value, choice[2]);
    }

    /// <summary>Whether it is asked if a loop has a turn <c>k == i</c>, where i runs over the same range.</summary>
    public static bool IsMet(Node any) =>
        any is { Op: Op.Reduce, Data: Reduction.Any, HasEffects: false, Inputs: [var turn, var condition] }
        && Parts(condition, GraphBuilder.IsDisjunction, next: 2) is var parts && parts.TrueForAll(IsTotal)
        && parts.Exists(c => c.Op == Op.Equal && TurnOf(c, turn) is { Constant: 0, Only: { Op: Op.LoopIndex } other } && other[0] == turn[0]);

    private static List<Node> Parts(Node condition, Func<Node, bool> isCompound, int next)
    {
        var parts = new List<Node>();
        for (; isCompound(condition); condition = condition[next])
            parts.Add(condition[0]);
        parts.Add(condition);
        return parts;
    }

    private static bool IsTotal(Node condition) => !DerivativeAlgebra.MayThrow(condition);

    /// <summary>The turn for which <c>turn + a == b</c>.</summary>
    private static IndexSum? TurnOf(Node condition, Node turn)
    {
        if (condition.Op != Op.Equal || condition[0].Type != typeof(int))
            return null;
        var (a, b) = (IndexSum.Of(condition[0]), IndexSum.Of(condition[1]));
        if (!a.Terms.Contains((turn, false)))
            (a, b) = (b, a);
        var rest = b.Minus(a with { Terms = [.. a.Terms.Where(t => t != (turn, false))] });
        return a.Terms.Contains((turn, false)) && rest.Terms.TrueForAll(t => t.Term != turn && Array.IndexOf(t.Term.Loops, turn) < 0) ? rest : null;
    }

    /// <summary>A value at a turn, if the loop has it.</summary>
    private static Node AtTurn(GraphBuilder builder, Node turn, IndexSum picked, Node value, Node otherwise)
    {
        value = Substitution.Replace(builder, value, turn, picked.Written(builder));
        var (count, position) = (IndexSum.Of(RangeLength.Is(turn[0]) ? turn[0][0] : turn[0]), picked.Only is { Op: Op.LoopIndex } only ? only : null);
        if (position is null)
        {
            var index = picked.Written(builder);
            return builder.Select(
                builder.And(builder.Binary(Op.GreaterOrEqual, index, builder.Constant(0)), builder.Binary(Op.Less, index, turn[0])), value, otherwise);
        }

        // The positions begin at 0 and end before their own number: i - 1 < n - 1 needs not be asked.
        var end = count with { Constant = count.Constant - picked.Constant };
        var isBefore = end.Only == position[0] && end.Constant >= 0
            ? builder.Constant(true)
            : builder.Binary(Op.Less, position, end.Written(builder));
        var isAfter = picked.Constant switch
        {
            >= 0 => builder.Constant(true),
            var steps => builder.Binary(Op.Greater, position, builder.Constant(-steps - 1)),
        };
        return builder.Select(builder.And(isAfter, isBefore), value, otherwise);
    }
}
