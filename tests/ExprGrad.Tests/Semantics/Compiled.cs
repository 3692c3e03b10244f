using ExprGrad.Emit.Vector;
using ExprGrad.Graphs;
using ExprGrad.Tests.Emit;

namespace ExprGrad.Tests.Semantics;

/// <summary>
/// Functions as scalar code and as vectors of every width. In vectors a point stands at every lane in turn, among ordinary points for which
/// other branches are taken, and in the tail. A function that was checked already, as forms often come to the same, is not checked again.
/// </summary>
internal sealed class Compiled<T>
    where T : unmanaged
{
    private const int MostRoundings = 64;

    private static readonly double[] Ordinary = [0.75, 1.5, 0.25, 2.25, 3.5];
    private static readonly double Unit = typeof(T) == typeof(double) ? 1.1102230246251565e-16 : 5.9604644775390625e-8;

    private readonly HashSet<(Graph, double)> seen = [];

    public void Check(Function<Func<T, T>> f, double at, double expected, string what)
    {
        var scalar = f.Compile();
        var point = Number(at);
        AtPoint(expected, scalar(point), () => $"{what}: {f}");
        var body = ((IFunction)f).Body;
        if (!seen.Add((body.Graph, expected)))
            return;
        foreach (var bits in VectorKernels.Widths)
        {
            var kernel = (VectorFunc<T, T>)VectorCompiler.Compile(body.Graph, typeof(VectorFunc<T, T>), body.Rounding, bits).Bind(body.Captures);
            foreach (var x in Columns(bits, point))
            {
                var y = new T[x.Length];
                kernel(x, y);
                for (var i = 0; i < x.Length; i++)
                {
                    var lane = i;
                    Lane(x[i].Equals(point) ? expected : null, scalar(x[i]), y[i], () => $"{what}, {bits} bits, lane {lane} at {x[lane]}: {f}");
                }
            }
        }
    }

    public void Check(Function<Func<T, T, T>> f, (double X, double Y) at, double expected, string what)
    {
        var scalar = f.Compile();
        var (x0, y0) = (Number(at.X), Number(at.Y));
        AtPoint(expected, scalar(x0, y0), () => $"{what}: {f}");
        var body = ((IFunction)f).Body;
        if (!seen.Add((body.Graph, expected)))
            return;
        foreach (var bits in VectorKernels.Widths)
        {
            var kernel = (VectorFunc<T, T, T>)VectorCompiler.Compile(body.Graph, typeof(VectorFunc<T, T, T>), body.Rounding, bits).Bind(body.Captures);
            foreach (var (x, y) in Columns(bits, x0).Zip(Columns(bits, y0)))
            {
                var z = new T[x.Length];
                kernel(x, y, z);
                for (var i = 0; i < x.Length; i++)
                {
                    var lane = i;
                    Lane(
                        x[i].Equals(x0) && y[i].Equals(y0) ? expected : null,
                        scalar(x[i], y[i]),
                        z[i],
                        () => $"{what}, {bits} bits, lane {lane} at {x[lane]}, {y[lane]}: {f}");
                }
            }
        }
    }

    /// <summary>One vector and a tail: the point alone, and among ordinary ones at each position.</summary>
    private static IEnumerable<T[]> Columns(int bits, T point)
    {
        var lanes = bits / 8 / System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        var length = lanes + Math.Max(1, lanes / 2);
        yield return [.. Enumerable.Repeat(point, length)];
        for (var position = 0; position < length; position++)
            yield return [.. Enumerable.Range(0, length).Select(i => i == position ? point : Number(Ordinary[i % Ordinary.Length]))];
    }

    // Ordinary points are as in scalar code, up to the rounding of terms that may cancel.
    private static void Lane(double? expected, T scalar, T actual, Func<string> what)
    {
        if (expected is { } value)
            AtPoint(value, actual, what);
        else
            Near(Double(scalar), actual, MostRoundings * Unit * Math.Max(1, Math.Abs(Double(scalar))), what);
    }

    // Zeros, infinities and NaN are themselves; anything else is as near as a few roundings bring it.
    private static void AtPoint(double expected, T actual, Func<string> what) =>
        Near(Double(Number(expected)), actual, MostRoundings * Unit * Math.Abs(expected), what);

    private static void Near(double expected, T actual, double tolerance, Func<string> what)
    {
        var number = Double(actual);
        var same = double.IsNaN(expected) ? double.IsNaN(number) : expected == number;
        if (!same && !(double.IsFinite(expected) && Math.Abs(number - expected) <= tolerance))
            Assert.Fail($"expected {expected:R}, was {number:R} in {what()}");
    }

    private static T Number(double value) => (T)Convert.ChangeType(value, typeof(T));

    private static double Double(T value) => Convert.ToDouble(value);
}
