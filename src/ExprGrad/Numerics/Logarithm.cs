using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

internal static partial class ElementaryFunctions
{
    /// <summary>
    /// <c>log(1 + f) = f - tail</c> for 1 + f in [√½, √2]: with <c>s = f / (2 + f)</c>, <c>log(1 + f) = 2 atanh s</c>, of which
    /// <c>2 s = f - f²/2 + s f²/2</c> carries the leading part without rounding (the scheme of fdlibm, Sun Microsystems 1993).
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V LogTail<V>(V f) where V : struct, ILane<V>
    {
        V s = f / (2 + f);
        V z = s * s;
        V p;
        if (default(V) is IDoubleLane)
        {
            p = 0.14798260819052786;
            p = V.FusedMultiplyAdd(p, z, 0.15313832004179975);
            p = V.FusedMultiplyAdd(p, z, 0.18183572359641553);
            p = V.FusedMultiplyAdd(p, z, 0.22222198428917123);
            p = V.FusedMultiplyAdd(p, z, 0.2857142874368678);
            p = V.FusedMultiplyAdd(p, z, 0.3999999999940935);
            p = V.FusedMultiplyAdd(p, z, 0.6666666666666735);
        }
        else
        {
            p = 0.24278854;
            p = V.FusedMultiplyAdd(p, z, 0.28498793);
            p = V.FusedMultiplyAdd(p, z, 0.40000972);
            p = V.FusedMultiplyAdd(p, z, 0.6666666);
        }
        V half = f * f * 0.5;
        return V.FusedMultiplyAdd(-s, V.FusedMultiplyAdd(p, z, half), half);
    }

    /// <summary><c>k ln 2 + log(1 + f + low)</c>, with ln 2 in two parts of which the first makes an exact product.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V LogOfParts<V>(V k, V f, V low) where V : struct, ILane<V>
    {
        V small = V.FusedMultiplyAdd(k, Pick<V>(-1.7239444525614835e-13, 1.428606765330187e-06), low);
        return V.FusedMultiplyAdd(k, Pick<V>(0.6931471805601177, 0.693145751953125), f - (LogTail(f) - small));
    }

    /// <summary>Splits a positive x as <c>2^k (1 + f)</c>, 1 + f in [√½, √2), denormals included.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V SplitForLog<V>(V x, out V k) where V : struct, ILane<V>
    {
        V denormal = x < Pick<V>(2.2250738585072014e-308, 1.17549435e-38);
        V normal = V.Select(denormal, x * Pick<V>(18014398509481984.0, 16777216.0), x);
        k = Exponent(normal, centred: true, out V fraction) - (denormal & Pick<V>(54, 24));
        return fraction - 1;
    }

    /// <summary>The limits of a logarithm: -∞ at 0, NaN below, +∞ and NaN as they came.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V LogLimits<V>(V x, V result) where V : struct, ILane<V>
    {
        V outside = V.Select(V.Equal(x, 0), double.NegativeInfinity, double.NaN);
        return V.Select(x > 0, V.Select(x < double.PositiveInfinity, result, x), outside);
    }

    /// <summary>log x: <c>k ln 2 + log(1 + f)</c> with <c>x = 2^k (1 + f)</c> (fdlibm).</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log<V>(V x) where V : struct, ILane<V>
    {
        V f = SplitForLog(x, out V k);
        return LogLimits(x, LogOfParts(k, f, 0));
    }

    /// <summary>log2 x: <c>k + log(1 + f) log2 e</c>, the product and the sum with their errors; exact at powers of two.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log2<V>(V x) where V : struct, ILane<V>
    {
        V f = SplitForLog(x, out V k);
        V product = ScaledLog(f, 1.4426950408889634, Pick<V>(2.0355273740931033e-17, 1.925963033500011e-08), out V low);
        V sum = k + product;
        return LogLimits(x, sum + (FastSumError(k, product, sum) + low));
    }

    /// <summary>log10 x: <c>k log10 2 + log(1 + f) log10 e</c>, likewise.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log10<V>(V x) where V : struct, ILane<V>
    {
        V f = SplitForLog(x, out V k);
        V product = ScaledLog(f, 0.4342944819032518, Pick<V>(1.098319650216765e-17, -1.0103049952192578e-08), out V low);
        V high = k * Pick<V>(0.3010299956640665, 0.301025390625);
        V sum = high + product;
        V rest = V.FusedMultiplyAdd(k, Pick<V>(-8.532344317057107e-14, 4.605039066518657e-06), low);
        return LogLimits(x, sum + (FastSumError(high, product, sum) + rest));
    }

    /// <summary><c>log(1 + f) * (c + cLow)</c> as a sum of two.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V ScaledLog<V>(V f, V c, V cLow, out V low) where V : struct, ILane<V>
    {
        V tail = LogTail(f);
        V log = f - tail;
        V logLow = (f - log) - tail;
        V product = log * c;
        low = ProductError(log, c, product) + V.FusedMultiplyAdd(log, cLow, logLow * c);
        return product;
    }

    /// <summary><c>log(1 + x)</c>, without the rounding of 1 + x.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V LogP1<V>(V x) where V : struct, ILane<V> =>
        V.CopySign(V.Select(x >= -1, LogOfOnePlus(x, 0), double.NaN), x);

    /// <summary>
    /// <c>log(1 + x + low)</c> for x at least -1: the sum is split like any argument, and its rounding error carried into f.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V LogOfOnePlus<V>(V x, V low) where V : struct, ILane<V>
    {
        V sum = 1 + x;
        V error = SumError(1, x, sum) + low;
        V k = Exponent(sum, centred: true, out V fraction);
        V leading = fraction - 1;
        error *= PowerOfTwo(V.Max(Pick<V>(-1022, -126), -k));
        V f = leading + error;
        V result = LogOfParts(k, f, FastSumError(leading, error, f));
        return V.Select(V.Equal(sum, 0), double.NegativeInfinity, V.Select(sum < double.PositiveInfinity, result, sum));
    }
}
