using System.Runtime.CompilerServices;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Printing;

/// <summary>
/// What a transform of a function computes, by central differences of the plain C# lambda (<see cref="Numbers.Derivative"/>): an oracle that
/// knows no rule of calculus. A result is the numbers in it, in order.
/// </summary>
internal static class Slopes
{
    private const double Step = 0.04;

    /// <summary>The numbers that a value consists of; of a matrix its lengths first.</summary>
    public static double[] Flat(object? value) => value switch
    {
        double d => [d],
        float f => [f],
        int i => [i],
        double[,] m => [m.GetLength(0), m.GetLength(1), .. m.Cast<double>()],
        Array a => [.. a.Cast<object>().SelectMany(Flat)],
        Point p => [p.X, p.Y],
        ITuple t => [.. Enumerable.Range(0, t.Length).SelectMany(i => Flat(t[i]))],
        _ => throw new NotSupportedException(value?.GetType().Name),
    };

    public static double[] Value(Delegate f, object[] point) => Flat(f.DynamicInvoke(point));

    public static double[] Gradient(Delegate f, object[] point) => Gradient(p => Value(f, p)[0], point);

    public static double[] ValueAndGradient(Delegate f, object[] point) => [.. Value(f, point), .. Gradient(f, point)];

    /// <summary>The slope of the slope; nested differences are good to half as many digits.</summary>
    public static double[] Second(Delegate f, object[] point) => Gradient(p => Gradient(f, p)[0], point);

    public static double[] Third(Delegate f, object[] point) => Gradient(p => Second(f, p)[0], point);

    public static double[] Jacobian(Delegate f, object[] point) => Matrix(p => Value(f, p), point);

    public static double[] Hessian(Delegate f, object[] point) => Matrix(p => Gradient(f, p), point);

    public static double[] Jvp(Delegate f, object[] point)
    {
        var (at, direction) = (point[..(point.Length / 2)], Flat(point[(point.Length / 2)..]));
        return [.. Value(f, at), .. Along(p => Value(f, p), at, direction)];
    }

    public static double[] Vjp(Delegate f, object[] point)
    {
        var (at, cotangent) = (point[..^1], Flat(point[^1]));
        return [.. Value(f, at), .. Gradient(p => Value(f, p).Zip(cotangent, (y, g) => y * g).Sum(), at)];
    }

    public static double[] HessianVectorProduct(Delegate f, object[] point) =>
        Along(p => Gradient(f, p), point[..(point.Length / 2)], Flat(point[(point.Length / 2)..]));

    private static double[] Gradient(Func<object[], double> f, object[] point) =>
        [.. Enumerable.Range(0, Flat(point).Length).Select(i => Numbers.Derivative(t => f(Moved(point, (leaf, x) => leaf == i ? x + t : x)), 0, Step))];

    private static double[] Along(Func<object[], double[]> f, object[] point, double[] direction) =>
        [.. Enumerable.Range(0, f(point).Length).Select(j => Numbers.Derivative(t => f(Moved(point, (leaf, x) => x + t * direction[leaf]))[j], 0, Step))];

    private static double[] Matrix(Func<object[], double[]> f, object[] point)
    {
        var rows = f(point).Length;
        return [rows, Flat(point).Length, .. Enumerable.Range(0, rows).SelectMany(j => Gradient(p => f(p)[j], point))];
    }

    private static object[] Moved(object[] point, Func<int, double, double> moved)
    {
        var leaf = 0;
        return [.. point.Select(Next)];

        // An integer is no variable.
        object Next(object value) => value switch
        {
            double d => moved(leaf++, d),
            int i => (leaf++, i).i,
            double[] a => Array.ConvertAll(a, x => moved(leaf++, x)),
            Point p => new Point(moved(leaf++, p.X), moved(leaf++, p.Y)),
            ITuple t => Activator.CreateInstance(value.GetType(), [.. Enumerable.Range(0, t.Length).Select(i => Next(t[i]!))])!,
            _ => throw new NotSupportedException(value.GetType().Name),
        };
    }
}
