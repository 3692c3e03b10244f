using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// What stands between a delegate over spans and the loop: checks, broadcasting of inputs of one element, and the last elements, which do not fill
/// a vector. These are copied to a buffer with room for a whole vector, and take one more turn of the same loop.
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
            delegateType.GetMethod("Invoke")!.GetParameters(), p => Expression.Parameter(p.ParameterType, p.Name));
        destination = parameters[^1];
        var buffer = typeof(Buffer<>).MakeGenericType(target.Lane);
        inputs = Array.ConvertAll(parameters[..^1], p => new Input(
            p, Expression.Variable(p.Type), Expression.Variable(typeof(long), p.Name + "Mask"), Expression.Variable(buffer, p.Name + "Buffer")));
        output = Expression.Variable(destination.Type, "output");
        outputBuffer = Expression.Variable(buffer, "outputBuffer");
    }

    /// <summary>A vector of a parameter.</summary>
    public Expression Load(Node parameter, Expression index)
    {
        var input = inputs[(int)parameter.Data!];
        return Expression.Call(target.LoadMethod, input.Current, index, input.Mask);
    }

    /// <summary>A vector of the result.</summary>
    public Expression Store(Expression index, Expression vector) => Expression.Call(target.StoreMethod, output, index, vector);

    /// <summary>The whole method; the loop appears in it once.</summary>
    public LambdaExpression Around(KernelLoop loop, ParameterExpression captures)
    {
        var (length, rest, done) = (Expression.Variable(typeof(int), "length"), Expression.Variable(typeof(int), "rest"), Expression.Label());
        var whole = Expression.Subtract(length, rest);
        var (zero, inTail) = (Expression.Constant(0), Expression.Variable(typeof(bool), "inTail"));
        Expression[] run =
        [
            .. inputs.SelectMany(Open),
            .. loop.Before,
            Expression.Assign(output, destination),
            Expression.Assign(rest, Expression.Modulo(length, Expression.Constant(target.Count))),
            Expression.Assign(loop.Count, Expression.Convert(whole, typeof(long))),
            Expression.Assign(inTail, Expression.Constant(false)),
            Expression.Loop(Expression.Block(typeof(void),
            [
                Repeat(loop),
                Expression.IfThen(Expression.Equal(rest, zero), Expression.Break(done)),
                Expression.IfThen(inTail, Expression.Block(Helper("CopyBack", outputBuffer, destination, whole), Expression.Break(done))),
                .. inputs.Select(i => Expression.Assign(i.Current, Helper("Tail", i.Parameter, whole, i.Buffer))),
                Expression.Assign(output, Helper("Writable", outputBuffer)),
                Expression.Assign(loop.Count, Expression.Convert(rest, typeof(long))),
                Expression.Assign(inTail, Expression.Constant(true)),
            ]), done),
            .. loop.After,
        ];

        ParameterExpression[] variables =
            [length, rest, inTail, output, outputBuffer, .. inputs.SelectMany(i => i.Variables), .. loop.Variables];
        return Expression.Lambda(
            Expression.Block(typeof(void), variables,
            [
                .. inputs.Select(Check),
                Expression.Assign(length, Expression.Property(destination, "Length")),
                Expression.IfThen(Expression.NotEqual(length, zero), Expression.Block(typeof(void), run)),
            ]),
            [captures, .. parameters]);
    }

    private static BlockExpression Repeat(KernelLoop loop)
    {
        var end = Expression.Label();
        return Expression.Block(
            Expression.Assign(loop.Index, Expression.Constant(0L)),
            Expression.Loop(Expression.Block(typeof(void),
                [Expression.IfThen(Expression.GreaterThanOrEqual(loop.Index, loop.Count), Expression.Break(end)), .. loop.Turn]), end));
    }

    private Expression[] Open(Input input) =>
    [
        Expression.Assign(input.Mask, Helper("Mask", input.Parameter)),
        Expression.Assign(input.Current, Helper("Open", input.Parameter, input.Buffer)),
    ];

    private Expression Check(Input input) => Expression.Call(
        typeof(SpanAccess), "Check", [target.Lane, target.Lane],
        input.Parameter, destination, Expression.Constant(input.Parameter.Name), Expression.Constant(destination.Name));

    private MethodCallExpression Helper(string name, params Expression[] arguments) =>
        Expression.Call(typeof(SpanAccess), name, [target.Lane], arguments);

    /// <summary>A span parameter, what the loop reads in its place, the mask of its indices, and its buffer.</summary>
    private sealed record Input(ParameterExpression Parameter, ParameterExpression Current, ParameterExpression Mask, ParameterExpression Buffer)
    {
        public ParameterExpression[] Variables => [Current, Mask, Buffer];
    }
}
