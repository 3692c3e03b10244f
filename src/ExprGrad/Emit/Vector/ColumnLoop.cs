using System.Linq.Expressions;
using ExprGrad.Graphs;
using static System.Linq.Expressions.Expression;

namespace ExprGrad.Emit.Vector;

/// <summary>A kernel over columns, one for each number that a function takes and for each that it gives.</summary>
/// <param name="tile">The address of the columns that are in a tile; see <see cref="ColumnLayout"/>.</param>
/// <param name="columns">The address of the others, as <see cref="Column"/>s.</param>
/// <param name="count">How many elements there are; columns are read and written up to a whole number of vectors.</param>
internal delegate void ColumnKernelLoop(long tile, long columns, long count);

/// <summary>Compiles kernels over columns.</summary>
internal static class ColumnLoop
{
    /// <param name="flat">A function of numbers, of which the result is an array literal; see <see cref="LaneGraph"/>.</param>
    /// <param name="layout">Where the columns are.</param>
    /// <param name="target">The vectors to compute on.</param>
    /// <param name="parts">Receives scalar code and further methods.</param>
    public static Func<object?[], Delegate> Compile(Graph flat, ColumnLayout layout, VectorTarget target, Parts parts)
    {
        var (tile, columns, count) = (Parameter(typeof(long), "tile"), Parameter(typeof(long), "columns"), Parameter(typeof(long), "count"));
        var (offset, inTile) = (Variable(typeof(long), "offset"), Variable(typeof(long), "inTile"));
        var outputs = flat.Result.Inputs;
        var spills = new Spills(target);
        var plan = LanePlan.Of(flat, target);
        var loop = new KernelLoop(
            plan, target, parts,
            [.. outputs.Select((node, i) => (node, (Func<Expression, Expression, Expression>)((_, vector) =>
                Call(target.StoreAt, At(flat.Parameters.Length + i), vector))))],
            (parameter, _) => Call(target.LoadAt, At((int)parameter.Data!)), spills);
        var end = Label();
        var body = Block(typeof(void), [offset, inTile, .. loop.Variables],
        [
            .. loop.Before,
            Assign(loop.Count, count),
            Assign(loop.Index, Constant(0L)),
            Loop(Block(typeof(void),
            [
                IfThen(GreaterThanOrEqual(loop.Index, loop.Count), Break(end)),
                Assign(offset, Multiply(loop.Index, Constant((long)target.LaneSize))),
                Assign(inTile, Add(tile, offset)),
                .. loop.Turn,
            ]), end),
            .. loop.After,
        ]);
        var compiled = DynamicCode.Compile(
            Lambda(body, parts.Captures, spills.Area, tile, columns, count), typeof(SpillingLoop<>).MakeGenericType(target.Type));
        var withSpills = typeof(SpillArea).GetMethod(nameof(SpillArea.On))!.MakeGenericMethod(target.Type);
        return captures => (Delegate)withSpills.Invoke(null, [compiled(captures)])!;

        Expression At(int column) => layout.Place(column) is var (isTiled, place) && isTiled
            ? Add(inTile, Constant((long)place * layout.Stride * target.LaneSize))
            : Call(typeof(ColumnAccess), nameof(ColumnAccess.At), null, columns, Constant(place), offset);
    }
}
