using System.Globalization;
using System.Runtime.Intrinsics;
using ExprGrad.Numerics;

namespace ExprGrad.Benchmarks.LaneFunctions;

/// <summary>The largest error of a kernel, in units in the last place of the exact value.</summary>
internal static class Accuracy
{
    private const int Block = 8192;

    /// <summary>
    /// Of doubles, against 113 bits: half of the arguments spread over where the function is timed, half over all bit patterns, which are mostly
    /// very large and very small. The argument of the largest error comes with it.
    /// </summary>
    public static (double Ulps, string Where) OfDoubles(LaneFunction function, int count, int seed = 1)
    {
        var random = new Random(seed);
        var kernel = Loop.Kernel<double>(function.Double);
        var x = Array.ConvertAll(function.Domain, _ => new double[Block]);
        var y = new double[Block];
        var worst = (Ulps: 0.0, Where: "");
        for (var done = 0; done < count; done += Block)
        {
            for (var i = 0; i < Block; i++)
            {
                for (var k = 0; k < x.Length; k++)
                {
                    var (from, to) = function.Domain[k];
                    x[k][i] = i % 2 == 0 ? from + (to - from) * random.NextDouble() : BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
                }
            }

            kernel(x, y);
            Keep(ref worst, QuadReference.Worst(function.Reference, x, y, 53), x);
        }

        return worst;
    }

    /// <summary>
    /// Of floats: of one argument every nth of all 2^32, against the kernel of doubles, of which the error is half a billionth of theirs; of two,
    /// as <see cref="OfDoubles"/>.
    /// </summary>
    public static (double Ulps, string Where) OfSingles(LaneFunction function, int step, int seed = 1) =>
        function.Domain.Length == 1 ? OfAll(function, step) : OfPairs(function, (int)(0x1_0000_0000L / step / 256), seed);

    private static (double Ulps, string Where) OfAll(LaneFunction function, int step)
    {
        var (kernel, exactly) = (Loop.Kernel<float>(function.Single), Loop.Kernel<double>(function.Double));
        float[][] x = [new float[Block]];
        double[][] wide = [new double[Block]];
        var (y, exact) = (new float[Block], new double[Block]);
        var worst = (Ulps: 0.0, Where: "");
        for (long bits = 0; bits < 0x1_0000_0000; bits += (long)step * Block)
        {
            for (var i = 0; i < Block; i++)
                wide[0][i] = x[0][i] = BitConverter.UInt32BitsToSingle((uint)(bits + (long)i * step));
            kernel(x, y);
            exactly(wide, exact);
            Keep(ref worst, Worst(y, exact), wide);
        }

        return worst;
    }

    private static (double Ulps, int Where) Worst(float[] results, double[] exact)
    {
        Span<double> errors = stackalloc double[F64x8.Count], wide = stackalloc double[F64x8.Count];
        var worst = (Ulps: 0.0, Where: 0);
        for (var i = 0; i < results.Length; i += F64x8.Count)
        {
            for (var k = 0; k < wide.Length; k++)
                wide[k] = results[i + k];
            var error = Ulps(new(Vector512.Create(wide)), new(Vector512.Create(exact.AsSpan(i))));
            if (F64x8.Any(error > worst.Ulps))
            {
                Vector512.CopyTo(error.Value, errors);
                for (var k = 0; k < errors.Length; k++)
                    worst = errors[k] > worst.Ulps ? (errors[k], i + k) : worst;
            }
        }

        return worst;
    }

    /// <summary>Infinity counts as 2^128, and is right where the exact value rounds to it; a NaN must be one, a zero have its sign.</summary>
    private static F64x8 Ulps(F64x8 result, F64x8 exact)
    {
        F64x8 beyond = 3.402823669209385e38;
        F64x8 a = F64x8.Max(-beyond, F64x8.Min(beyond, result)), b = F64x8.Max(-beyond, F64x8.Min(beyond, exact));
        F64x8 binade = F64x8.Max(1.1754943508222875e-38, F64x8.Integer(0x7ff0000000000000) & b);
        F64x8 error = F64x8.Abs(a - b) / (binade * 1.1920928955078125e-07);
        F64x8 number = F64x8.Equal(result, result), wrongZero = F64x8.Equal(exact, 0) & F64x8.ShiftRight(a ^ b, 63);
        F64x8 same = F64x8.Select(F64x8.Equal(exact, exact), number, ~number);
        return F64x8.Select(same & ~wrongZero, F64x8.Select(number, error, 0), double.PositiveInfinity);
    }

    private static (double Ulps, string Where) OfPairs(LaneFunction function, int count, int seed)
    {
        var random = new Random(seed);
        var kernel = Loop.Kernel<float>(function.Single);
        var x = Array.ConvertAll(function.Domain, _ => new float[Block]);
        var wide = Array.ConvertAll(x, _ => new double[Block]);
        var (y, wideY) = (new float[Block], new double[Block]);
        var worst = (Ulps: 0.0, Where: "");
        for (var done = 0; done < count; done += Block)
        {
            for (var i = 0; i < Block; i++)
            {
                for (var k = 0; k < x.Length; k++)
                {
                    var (from, to) = function.Domain[k];
                    x[k][i] = i % 2 == 0 ? (float)(from + (to - from) * random.NextDouble()) : BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
                    wide[k][i] = x[k][i];
                }
            }

            kernel(x, y);
            Array.Copy(Array.ConvertAll(y, v => (double)v), wideY, Block);
            Keep(ref worst, QuadReference.Worst(function.Reference, wide, wideY, 24), wide);
        }

        return worst;
    }

    private static void Keep(ref (double Ulps, string Where) worst, (double Ulps, int Where) found, double[][] x)
    {
        if (found.Ulps > worst.Ulps)
            worst = (found.Ulps, string.Join(", ", x.Select(c => c[found.Where].ToString("R", CultureInfo.InvariantCulture))));
    }
}
