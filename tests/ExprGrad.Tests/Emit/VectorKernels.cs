using System.Runtime.InteropServices;
using ExprGrad.Emit.Vector;
using ExprGrad.Graphs;

namespace ExprGrad.Tests.Emit;

/// <summary>
/// What the tests of vector kernels share: kernels from graphs built by hand, inputs with every kind of number, comparison by bits and by
/// ulp.
/// </summary>
internal static class VectorKernels
{
    public static readonly int[] Widths = [128, 256, 512];

    public static readonly int[] Lengths = [0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 1023, 1025];

    private static readonly double[] Special =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, double.Epsilon, -double.Epsilon, 1e-310, -1e-310,
        0.5, -0.5, 1.5, 2.5, -2.5, double.MaxValue, double.MinValue, 4503599627370495.5, 1.0, -1.0,
    ];

    public static Graph GraphOf<T>(int parameters, Func<GraphBuilder, Node[], Node> body)
    {
        var builder = new GraphBuilder();
        var nodes = Enumerable.Range(0, parameters).Select(i => builder.Parameter(i, typeof(T))).ToArray();
        return Graph.Of(builder, body(builder, nodes), [.. Enumerable.Repeat(typeof(T), parameters)]);
    }

    public static TDelegate Compile<TDelegate>(Graph graph, int bits = 0, params object?[] captures)
        where TDelegate : Delegate => (TDelegate)VectorCompiler.Compile(graph, typeof(TDelegate), Rounding.Exact, bits).Bind(captures);

    /// <summary>Numbers of all sizes with special ones strewn in; another series for another seed.</summary>
    public static T[] Numbers<T>(int length, int seed)
    {
        var random = new Random(seed);
        var numbers = new double[length];
        for (var i = 0; i < length; i++)
        {
            numbers[i] = random.Next(3) == 0
                ? Special[random.Next(Special.Length)]
                : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 4));
        }

        return typeof(T) == typeof(double) ? (T[])(object)numbers : (T[])(object)Array.ConvertAll(numbers, x => (float)x);
    }

    /// <summary>
    /// Asserts that a kernel of one input agrees with C#, at every width and length, to a number of units in the last place.
    /// </summary>
    public static void Agree<T>(Func<GraphBuilder, Node, Node> body, Func<T, T> expected, int ulps = 0)
    {
        var graph = GraphOf<T>(1, (b, x) => body(b, x[0]));
        foreach (var bits in Widths)
        {
            var kernel = Compile<VectorFunc<T, T>>(graph, bits);
            foreach (var length in Lengths)
            {
                var x = Numbers<T>(length, length);
                var y = new T[length];
                kernel(x, y);
                for (var i = 0; i < length; i++)
                    Same(expected(x[i]), y[i], ulps, $"{bits} bits, length {length}, element {i}, x = {x[i]:R}");
            }
        }
    }

    /// <summary>Asserts that a kernel of two inputs agrees with C#, at every width and length.</summary>
    public static void Agree<T>(Func<GraphBuilder, Node, Node, Node> body, Func<T, T, T> expected, int ulps = 0)
    {
        var graph = GraphOf<T>(2, (b, x) => body(b, x[0], x[1]));
        foreach (var bits in Widths)
        {
            var kernel = Compile<VectorFunc<T, T, T>>(graph, bits);
            foreach (var length in Lengths)
            {
                var (x1, x2, y) = (Numbers<T>(length, length), Numbers<T>(length, length + 1), new T[length]);
                kernel(x1, x2, y);
                for (var i = 0; i < length; i++)
                    Same(expected(x1[i], x2[i]), y[i], ulps, $"{bits} bits, length {length}, element {i}, x1 = {x1[i]:R}, x2 = {x2[i]:R}");
            }
        }
    }

    /// <summary>Any NaN is as good as any other.</summary>
    public static void Same<T>(T expected, T actual, int ulps, string where)
    {
        var (e, a) = (Convert.ToDouble(expected), Convert.ToDouble(actual));
        if (double.IsNaN(e) && double.IsNaN(a))
            return;
        var distance = typeof(T) == typeof(double)
            ? Math.Abs((decimal)Ordered(e) - Ordered(a))
            : Math.Abs(Ordered((float)e) - (long)Ordered((float)a));
        if (distance > ulps || (ulps == 0 && double.IsNegative(e) != double.IsNegative(a)))
            Assert.Fail($"{where}: expected {e:R}, got {a:R}");
    }

    private static long Ordered(double x) => BitConverter.DoubleToInt64Bits(x) is var bits && bits < 0 ? long.MinValue - bits : bits;

    private static int Ordered(float x) => BitConverter.SingleToInt32Bits(x) is var bits && bits < 0 ? int.MinValue - bits : bits;
}
