using System.Linq.Expressions;
using ExprGrad.Graphs;
using static System.Linq.Expressions.Expression;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// What stands between a delegate over spans and the loop: checks, broadcasting of inputs of one element, and the last elements, which do
/// not fill a vector. They take one more turn of the same loop, over the last vector's worth of elements: what that turn reads is copied
/// beforehand, since the destination may be the input, and what it computes twice comes out the same. Fewer elements than a vector has
/// are filled up to one.
/// </summary>
internal sealed class SpanFront
{
    private readonly VectorTarget target;
    private readonly ParameterExpression[] parameters;
    private readonly Input[] inputs;
    private readonly ParameterExpression destination;
    private readonly ParameterExpression output;
    private readonly ParameterExpression outputBuffer;

    public SpanFront(Type delegateType, VectorTarget target)
    {
        this.target = target;
        parameters = Array.ConvertAll(
            delegateType.GetMethod("Invoke")!.GetParameters(), p => Parameter(p.ParameterType, p.Name));
        destination = parameters[^1];
        var buffer = typeof(Buffer<>).MakeGenericType(target.Lane);
        inputs = Array.ConvertAll(parameters[..^1], p => new Input(
            p, Variable(p.Type), Variable(typeof(long), p.Name + "Mask"), Variable(buffer, p.Name + "Buffer")));
        output = Variable(destination.Type, "output");
        outputBuffer = Variable(buffer, "outputBuffer");
    }

    /// <summary>A vector of a parameter.</summary>
    public Expression Load(Node parameter, Expression index)
    {
        var input = inputs[(int)parameter.Data!];
        return Call(target.LoadMethod, input.Current, index, input.Mask);
    }

    /// <summary>A vector of the result.</summary>
    public Expression Store(Expression index, Expression vector) => Call(target.StoreMethod, output, index, vector);

    /// <summary>The whole method; the loop appears in it once.</summary>
    public LambdaExpression Around(KernelLoop loop, ParameterExpression captures)
    {
        var (length, rest, first) = (Variable(typeof(int), "length"), Variable(typeof(int), "rest"), Variable(typeof(int), "first"));
        var (inTail, fits, done) = (Variable(typeof(bool), "inTail"), Variable(typeof(bool), "fits"), Label());
        var (zero, width) = (Constant(0), Constant(target.Count));
        var whole = Subtract(length, rest);
        Expression[] run =
        [
            .. inputs.SelectMany(Open),
            .. loop.Before,
            Assign(output, destination),
            Assign(rest, Modulo(length, width)),
            Assign(fits, loop.MayRepeat ? GreaterThanOrEqual(length, width) : Constant(false)),
            Assign(first, Condition(fits, Subtract(length, width), whole)),
            IfThen(NotEqual(rest, zero), IfThenElse(
                fits,
                Block(typeof(void), inputs.Select(i => KeepVector(i, first))),
                Block(typeof(void), inputs.Select(i => Helper("Keep", i.Parameter, first, i.Buffer))))),
            Assign(loop.Count, Convert(whole, typeof(long))),
            Assign(inTail, Constant(false)),
            Loop(Block(typeof(void),
            [
                Repeat(loop),
                IfThen(Or(inTail, Equal(rest, zero)), Break(done)),
                .. inputs.Select(i => Assign(i.Current, Helper("Readable", i.Buffer))),
                Assign(output, Condition(fits, Call(destination, "Slice", null, first), Helper("Writable", outputBuffer))),
                Assign(loop.Count, Convert(rest, typeof(long))),
                Assign(inTail, Constant(true)),
            ]), done),
            IfThen(And(inTail, Not(fits)), Helper("CopyBack", outputBuffer, destination, first)),
            .. loop.After,
        ];

        ParameterExpression[] variables =
            [length, rest, first, fits, inTail, output, outputBuffer, .. inputs.SelectMany(i => i.Variables), .. loop.Variables];
        return Lambda(
            Block(typeof(void), variables,
            [
                .. inputs.Select(Check),
                Assign(length, Property(destination, "Length")),
                IfThen(NotEqual(length, zero), Block(typeof(void), run)),
            ]),
            [captures, .. parameters]);
    }

    private static BlockExpression Repeat(KernelLoop loop)
    {
        var end = Label();
        return Block(
            Assign(loop.Index, Constant(0L)),
            Loop(Block(typeof(void),
                [IfThen(GreaterThanOrEqual(loop.Index, loop.Count), Break(end)), .. loop.Turn]), end));
    }

    private Expression[] Open(Input input) =>
    [
        Assign(input.Mask, Helper("Mask", input.Parameter)),
        Assign(input.Current, Helper("Open", input.Parameter, input.Buffer)),
    ];

    /// <summary>Copied as it will be read, by one load and one store: a load of several stores at once has to wait for them.</summary>
    private MethodCallExpression KeepVector(Input input, ParameterExpression first) => Call(
        target.StoreMethod, Helper("Writable", input.Buffer), Constant(0L),
        Call(target.LoadMethod, input.Current, Convert(first, typeof(long)), input.Mask));

    private Expression Check(Input input) => Call(
        typeof(SpanAccess), "Check", [target.Lane, target.Lane],
        input.Parameter, destination, Constant(input.Parameter.Name), Constant(destination.Name));

    private MethodCallExpression Helper(string name, params Expression[] arguments) =>
        Call(typeof(SpanAccess), name, [target.Lane], arguments);

    /// <summary>A span parameter, what the loop reads in its place, the mask of its indices, and its buffer.</summary>
    private sealed record Input(
        ParameterExpression Parameter, ParameterExpression Current, ParameterExpression Mask, ParameterExpression Buffer)
    {
        public ParameterExpression[] Variables => [Current, Mask, Buffer];
    }
}
