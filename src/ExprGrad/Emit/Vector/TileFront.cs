using System.Linq.Expressions;
using ExprGrad.Graphs;
using static System.Linq.Expressions.Expression;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// A kernel over a tile: a piece of memory that stays in the first-level cache, with a column for each number that a function takes and
/// for each that it gives. Arrays of structs are taken apart into a tile and put together from it, columns are copied.
/// </summary>
/// <param name="read">The tile.</param>
/// <param name="write">The same.</param>
/// <param name="count">How many elements of each column are in use.</param>
internal delegate void TileKernel<T>(ReadOnlySpan<T> read, Span<T> write, long count);

/// <summary>Compiles the kernel of a tile, and the delegates over spans of structs that fill it.</summary>
internal static class TileFront
{
    // A tile of 16 kilobytes of doubles leaves room for what the kernel itself needs; the smallest holds two vectors of any type.
    private const int Numbers = 2048;
    private const int Smallest = 32;
    private const int Largest = 512;

    /// <summary>The elements of a tile of so many columns.</summary>
    public static int BlockOf(int columns) => Math.Clamp(Numbers / columns / Smallest * Smallest, Smallest, Largest);

    public static Func<object?[], Delegate> Compile(Graph flat, VectorTarget target, Parts parts)
    {
        var type = typeof(TileKernel<>).MakeGenericType(target.Lane);
        var invoke = type.GetMethod("Invoke")!.GetParameters();
        var (read, write, count) = (Parameter(invoke[0].ParameterType), Parameter(invoke[1].ParameterType), Parameter(typeof(long)));
        var outputs = flat.Result.Inputs;
        var block = BlockOf(flat.Parameters.Length + outputs.Length);
        var plan = new LanePlan(flat.Nodes[..^1], outputs, target);
        var loop = new KernelLoop(
            plan, target, parts,
            [.. outputs.Select((node, i) => (node, (Func<Expression, Expression, Expression>)((index, vector) =>
                Call(target.StoreMethod, write, At(flat.Parameters.Length + i, index), vector))))],
            (parameter, index) => Call(target.LoadMethod, read, At((int)parameter.Data!, index), Constant(-1L)));
        var end = Label();
        var body = Block(typeof(void), loop.Variables,
        [
            .. loop.Before,
            Assign(loop.Count, count),
            Assign(loop.Index, Constant(0L)),
            Loop(Block(typeof(void), [IfThen(GreaterThanOrEqual(loop.Index, loop.Count), Break(end)), .. loop.Turn]), end),
            .. loop.After,
        ]);
        return DynamicCode.Compile(Lambda(body, parts.Captures, read, write, count), type);

        Expression At(int column, Expression index) => Add(Constant((long)column * block), index);
    }

    /// <summary>A delegate over spans of structs: checks, and tile after tile.</summary>
    public static Func<object?[], Delegate> Around(
        Func<object?[], Delegate> tile, Graph flat, Type delegateType, VectorTarget target, Parts parts)
    {
        var parameters = Array.ConvertAll(delegateType.GetMethod("Invoke")!.GetParameters(), p => Parameter(p.ParameterType, p.Name));
        var (destination, columns) = (parameters[^1], flat.Parameters.Length + flat.Result.Inputs.Length);
        var block = BlockOf(columns);
        var frame = Variable(target.Lane.MakeArrayType(), "tile");
        var (start, count, length) = (Variable(typeof(int), "start"), Variable(typeof(int), "count"), Variable(typeof(int), "length"));
        var done = Label();
        var column = 0;
        var reads = new List<Expression>();
        foreach (var x in parameters[..^1])
        {
            reads.Add(Helper("Read", x, x, start, count, frame, Constant(column), Constant(block)));
            column += Shape.LeafPaths(Element(x)).Length;
        }

        var type = typeof(TileKernel<>).MakeGenericType(target.Lane);
        Expression[] frames =
        [
            Call(typeof(FrameAccess), "AsReadOnlySpan", [target.Lane], frame),
            Call(typeof(FrameAccess), "AsSpan", [target.Lane], frame),
        ];
        var body = Block(typeof(void), [frame, start, count, length],
        [
            .. parameters[..^1].Select(x => Call(
                typeof(SpanAccess), "Check", [Element(x), Element(destination)],
                x, destination, Constant(x.Name), Constant(destination.Name))),
            Assign(length, Property(destination, "Length")),
            Assign(frame, Call(typeof(FrameAccess), "Rent", [target.Lane], Constant(columns * block))),
            Assign(start, Constant(0)),
            Loop(Block(typeof(void),
            [
                IfThen(GreaterThanOrEqual(start, length), Break(done)),
                Assign(count, Condition(LessThan(Subtract(length, start), Constant(block)), Subtract(length, start), Constant(block))),
                .. reads,
                parts.Call(tile, type, [.. frames, Convert(count, typeof(long))]),
                Helper("Write", destination, destination, start, count, frame, Constant(column), Constant(block)),
                Assign(start, Add(start, count)),
            ]), done),
            Call(typeof(FrameAccess), "Return", [target.Lane], frame),
        ]);
        return DynamicCode.Compile(Lambda(body, [parts.Captures, .. parameters]), delegateType);

        MethodCallExpression Helper(string name, Expression span, params Expression[] arguments) =>
            Call(typeof(TileAccess), name, [Element(span), target.Lane], arguments);

        static Type Element(Expression span) => span.Type.GetGenericArguments()[0];
    }
}
