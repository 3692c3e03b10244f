using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

internal static partial class ElementaryFunctions
{
    /// <summary>
    /// <c>log(1 + f) = f - tail</c> for 1 + f in [¾, 1½]: with <c>s = f / (2 + f)</c>, <c>log(1 + f) = 2 atanh s</c>, of which
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
            p = 0.15368379020296083;
            p = V.FusedMultiplyAdd(p, z, 0.15250164682033895);
            p = V.FusedMultiplyAdd(p, z, 0.18186357246297344);
            p = V.FusedMultiplyAdd(p, z, 0.2222213847340183);
            p = V.FusedMultiplyAdd(p, z, 0.2857142939562405);
            p = V.FusedMultiplyAdd(p, z, 0.39999999996159913);
            p = V.FusedMultiplyAdd(p, z, 0.6666666666667271);
        }
        else
        {
            p = 0.3036365;
            p = V.FusedMultiplyAdd(p, z, 0.3995768);
            p = V.FusedMultiplyAdd(p, z, 0.6666695);
        }
        V half = f * f * 0.5;
        return V.FusedMultiplyAdd(-s, V.FusedMultiplyAdd(p, z, half), half);
    }

    /// <summary><c>k ln 2 + log(1 + f)</c>, with ln 2 in two parts of which the first makes an exact product.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V LogOfParts<V>(V k, V f) where V : struct, ILane<V>
    {
        V small = V.FusedMultiplyAdd(k, Pick<V>(7.371002565167799e-13, 1.4286068203094173e-06), -LogTail(f));
        return V.FusedMultiplyAdd(k, Pick<V>(0.6931471805592082, 0.693145751953125), f + small);
    }

    /// <summary>log x as a sum of two; where it is infinite, only the first is of use.</summary>
    [MethodImpl(AggressiveInlining)]
    internal static V LogParts<V>(V x, out V low) where V : struct, ILane<V>
    {
        V k = V.SplitExponent(x, out V fraction);
        V f = fraction - 1;
        V high = k * Pick<V>(0.6931471805592082, 0.693145751953125);
        V sum = high + f;
        low = V.FusedMultiplyAdd(k, Pick<V>(7.371002565167799e-13, 1.4286068203094173e-06), FastSumError(high, f, sum) - LogTail(f));
        return sum;
    }

    /// <summary>The result, or k where that is infinite: at 0 and +∞.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V LogLimits<V>(V k, V result) where V : struct, ILane<V> =>
        V.Select(V.Equal(V.Abs(k), double.PositiveInfinity), k, result);

    /// <summary>log x: <c>k ln 2 + log(1 + f)</c> with <c>x = 2^k (1 + f)</c> (fdlibm). An infinite k gives the limits by itself.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log<V>(V x) where V : struct, ILane<V>
    {
        V k = V.SplitExponent(x, out V fraction);
        return LogOfParts(k, fraction - 1);
    }

    /// <summary>log2 x: <c>k + log(1 + f) log2 e</c>, the product with its error; exact at powers of two.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log2<V>(V x) where V : struct, ILane<V>
    {
        V k = V.SplitExponent(x, out V fraction);
        V product = ScaledLog(fraction - 1, 1.4426950408889634, Pick<V>(2.0355273740931033e-17, 1.925963033500011e-08), out V low);
        return k + (product + low);
    }

    /// <summary>log10 x: <c>k log10 2 + log(1 + f) log10 e</c>, the sum with its error too.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log10<V>(V x) where V : struct, ILane<V>
    {
        V k = V.SplitExponent(x, out V fraction);
        V product = ScaledLog(fraction - 1, 0.4342944819032518, Pick<V>(1.098319650216765e-17, -1.0103049952192578e-08), out V low);
        V high = k * Pick<V>(0.30102999566361177, 0.301025390625);
        V sum = high + product;
        V rest = V.FusedMultiplyAdd(k, Pick<V>(3.694239077158931e-13, 4.605038981195214e-06), low);
        return LogLimits(k, sum + (FastSumError(high, product, sum) + rest));
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
    public static V LogP1<V>(V x) where V : struct, ILane<V> => V.CopySign(LogOfOnePlus(x), x);

    /// <summary><c>log(1 + x)</c>: the sum is split like any argument, and its rounding error carried into f.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V LogOfOnePlus<V>(V x) where V : struct, ILane<V>
    {
        V sum = 1 + x;
        return LogOfSum(sum, x - (sum - 1)); // exact up to 2^53, beyond it the error no longer matters
    }

    /// <summary><c>log(1 + x + low)</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V LogOfOnePlus<V>(V x, V low) where V : struct, ILane<V>
    {
        V sum = 1 + x;
        return LogOfSum(sum, x - (sum - 1) + low);
    }

    [MethodImpl(AggressiveInlining)]
    private static V LogOfSum<V>(V sum, V error) where V : struct, ILane<V>
    {
        V k = V.SplitExponent(sum, out V fraction);
        V f = fraction - 1 + V.ScaleB(error, -k);
        return LogLimits(k, LogOfParts(k, f));
    }
}
