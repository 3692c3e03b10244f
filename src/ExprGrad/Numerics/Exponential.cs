using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>
/// The elementary functions, written once for every lane. Each is a static generic method named as in <see cref="Math"/>, its arguments and its
/// result of the one generic type, so that an emitted kernel finds it by name.
/// </summary>
/// <remarks>
/// Errors are at most 2 ulp over the whole domain, denormal results included; the largest seen on some 50,000 arguments a function is 1.88 (Tan),
/// 1.78 (Acosh), 1.6 (Softplus, LogSigmoid, Sigmoid), 1.5 and less for all others. Results do not depend on the kind of vector.
/// Polynomials are minimax fits made by <c>tests/tools/fit_polynomials.py</c>. Results that need more than one word are carried as an
/// unevaluated sum of a number and its <c>low</c> part.
/// </remarks>
internal static partial class ElementaryFunctions
{
    /// <summary>
    /// Splits <c>x = n ln 2 + r + low</c>, |r| at most ln 2 / 2 (Cody and Waite 1980): ln 2 in two parts, of which the first is short
    /// enough for its product with n, and so the first difference, to be exact.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V ReduceByLn2<V>(V x, out V n, out V low) where V : struct, ILane<V>
    {
        n = V.Round(x * 1.4426950408889634);
        V high = V.FusedMultiplyAdd(n, Pick<V>(-0.6931471805592082, -0.693145751953125), x);
        V tail = Pick<V>(-7.371002565167799e-13, -1.4286068203094173e-06);
        V r = V.FusedMultiplyAdd(n, tail, high);
        low = V.FusedMultiplyAdd(n, tail, high - r);
        return r;
    }

    /// <summary><c>e^(r + low) - 1 - r</c> for |r| at most ln 2 / 2.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V ExpTail<V>(V r, V low) where V : struct, ILane<V>
    {
        V p;
        if (default(V) is IDoubleLane)
        {
            p = 2.0887943232188377e-09;
            p = V.FusedMultiplyAdd(p, r, 2.5107536148348153e-08);
            p = V.FusedMultiplyAdd(p, r, 2.755731967655028e-07);
            p = V.FusedMultiplyAdd(p, r, 2.755724722665462e-06);
            p = V.FusedMultiplyAdd(p, r, 2.4801587321316098e-05);
            p = V.FusedMultiplyAdd(p, r, 0.00019841269884363153);
            p = V.FusedMultiplyAdd(p, r, 0.0013888888888871306);
            p = V.FusedMultiplyAdd(p, r, 0.008333333333321803);
            p = V.FusedMultiplyAdd(p, r, 0.0416666666666667);
            p = V.FusedMultiplyAdd(p, r, 0.16666666666666677);
        }
        else
        {
            p = 0.00015042842;
            p = V.FusedMultiplyAdd(p, r, 0.0013930545);
            p = V.FusedMultiplyAdd(p, r, 0.008341513);
            p = V.FusedMultiplyAdd(p, r, 0.04166651);
            p = V.FusedMultiplyAdd(p, r, 0.16666636);
        }
        return V.FusedMultiplyAdd(r * r, V.FusedMultiplyAdd(p, r, 0.5), low);
    }

    /// <summary><c>e^(scale r) - 1</c> for |scale r| at most ln 2 / 32.</summary>
    [MethodImpl(AggressiveInlining)]
    internal static V SmallExpM1<V>(V r, double scale) where V : struct, ILane<V>
    {
        double square = scale * scale, cube = scale * square;
        V p;
        if (default(V) is IDoubleLane)
        {
            p = 0.0013870408437965096 * cube * cube;
            p = V.FusedMultiplyAdd(p, r, 0.008333479305263026 * square * cube);
            p = V.FusedMultiplyAdd(p, r, 0.041666668036486304 * square * square);
            p = V.FusedMultiplyAdd(p, r, 0.16666666664108565 * cube);
            p = V.FusedMultiplyAdd(p, r, 0.49999999999975936 * square);
        }
        else
        {
            p = 0.1666700174011259 * cube;
            p = V.FusedMultiplyAdd(p, r, 0.5000167537364523 * square);
        }
        return V.FusedMultiplyAdd(p, r, scale) * r;
    }

    /// <summary>
    /// <c>2^(n/16) (1 + rest)</c>, n an integer that is also found in the last bits of <paramref name="index"/>: a table of
    /// <c>2^(j/16)</c>, in two parts, and a power of two.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    internal static V ExpOfParts<V>(V index, V n, V rest) where V : struct, ILane<V>
    {
        V leading = V.Lookup<PowersOfTwoTable>(0, index);
        return V.ScaleB(leading + V.FusedMultiplyAdd(leading, rest, V.Lookup<PowersOfTwoTable>(1, index)), n * (1.0 / 16));
    }

    /// <summary>e^x: <c>2^n e^r</c> with <c>x = n ln 2 + r</c> (Cody and Waite 1980).</summary>
    /// <remarks>Arguments are brought to where the result has long overflowed or vanished, so that n stays small.</remarks>
    [MethodImpl(AggressiveInlining)]
    public static V Exp<V>(V x) where V : struct, ILane<V>
    {
        V limit = Pick<V>(800, 150);
        V r = ReduceByLn2(V.Max(-limit, V.Min(limit, x)), out V n, out _);
        return V.ScaleB(1 + (r + ExpTail(r, 0)), n);
    }

    /// <summary>2^x: <c>2^n e^(f ln 2)</c>, n the nearest integer and f the rest.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Exp2<V>(V x) where V : struct, ILane<V>
    {
        V limit = Pick<V>(1200, 240);
        V t = V.Max(-limit, V.Min(limit, x));
        V n = V.Round(t);
        V f = t - n;
        V ln2 = 0.6931471805599453;
        V r = f * ln2;
        V low = V.FusedMultiplyAdd(f, Pick<V>(2.3190468138462996e-17, -1.9046542121259336e-09), ProductError(f, ln2, r));
        return V.ScaleB(1 + (r + ExpTail(r, low)), n);
    }

    /// <summary>10^x: <c>2^n e^(f ln 10)</c> with <c>x = n log10 2 + f</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Exp10<V>(V x) where V : struct, ILane<V>
    {
        V limit = Pick<V>(350, 65);
        V t = V.Max(-limit, V.Min(limit, x));
        V n = V.Round(t * 3.321928094887362);
        V high = V.FusedMultiplyAdd(n, Pick<V>(-0.30102999566361177, -0.301025390625), t);
        V tail = Pick<V>(-3.694239077158931e-13, -4.605038981195214e-06);
        V f = V.FusedMultiplyAdd(n, tail, high);
        V fLow = V.FusedMultiplyAdd(n, tail, high - f);
        V ln10 = 2.302585092994046;
        V r = f * ln10;
        V low = ProductError(f, ln10, r) + V.FusedMultiplyAdd(f, Pick<V>(-2.1707562233822494e-16, -3.1975435632602967e-08), fLow * ln10);
        return V.ScaleB(1 + (r + ExpTail(r, low)), n);
    }

    /// <summary>e^x - 1: <c>2^n (e^r - 1) + (2^n - 1)</c> with <c>x = n ln 2 + r</c>; the second term is exact where it matters.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V ExpM1<V>(V x) where V : struct, ILane<V>
    {
        V r = ReduceByLn2(V.Max(-40, V.Min(Pick<V>(800, 150), x)), out V n, out V low);
        V rest = r + ExpTail(r, low);
        V scale = PowerOfTwo(V.Min(60, n));
        V result = V.Select(n > 60, V.ScaleB(1 + rest, n), V.FusedMultiplyAdd(scale, rest, scale - 1));
        return V.CopySign(result, x);
    }

    /// <summary>
    /// The logistic function <c>1 / (1 + e^-x)</c>, as <c>c / (c + c e^-x)</c> with a small power of two for c: so e^-x cannot overflow
    /// before the result has vanished, and the left tail ends in denormals. With <c>e^-x = 2^n e^r</c> the denominator is
    /// <c>(c + c 2^n) + c 2^n (e^r - 1)</c>, of which only the last sum is rounded to notice.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Sigmoid<V>(V x) where V : struct, ILane<V>
    {
        V t = V.Max(Pick<V>(-40, -20), V.Min(Pick<V>(746, 104.5), -x));
        V r = ReduceByLn2(t, out V n, out _);
        V rest = r + ExpTail(r, 0);
        V c = Pick<V>(5.421010862427522e-20, 9.094947017729282e-13);
        V scale = PowerOfTwo(n - Pick<V>(64, 40));
        V sum = c + scale;
        return c / (sum + V.FusedMultiplyAdd(scale, rest, FastSumError(scale, c, sum)));
    }

    /// <summary>
    /// <c>log(1 + e^x) = max(x, 0) + log(1 + e)</c> with <c>e = e^-|x|</c>. As 1 + e is in [1, 2] the logarithm needs no splitting:
    /// <c>s = e / (2 + e)</c> is at most ⅓, and <c>log(1 + e) = 2 atanh s = e - e²/2 + s (e²/2 + s² P(s²))</c>.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Softplus<V>(V x) where V : struct, ILane<V>
    {
        V e = Exp(-V.Abs(x));
        V s = e / (2 + e);
        V z = s * s;
        V p;
        if (default(V) is IDoubleLane)
        {
            p = 0.17016651913843095;
            p = V.FusedMultiplyAdd(p, z, 0.0834121282401589);
            p = V.FusedMultiplyAdd(p, z, 0.12105811701506929);
            p = V.FusedMultiplyAdd(p, z, 0.13301011422367945);
            p = V.FusedMultiplyAdd(p, z, 0.153865567419769);
            p = V.FusedMultiplyAdd(p, z, 0.18181744092485916);
            p = V.FusedMultiplyAdd(p, z, 0.22222223964272433);
            p = V.FusedMultiplyAdd(p, z, 0.285714285479581);
            p = V.FusedMultiplyAdd(p, z, 0.4000000000015621);
            p = V.FusedMultiplyAdd(p, z, 0.6666666666666631);
        }
        else
        {
            p = 0.24245271;
            p = V.FusedMultiplyAdd(p, z, 0.21443884);
            p = V.FusedMultiplyAdd(p, z, 0.28615212);
            p = V.FusedMultiplyAdd(p, z, 0.3999895);
            p = V.FusedMultiplyAdd(p, z, 0.66666675);
        }
        V half = e * e * 0.5;
        V log = e - V.FusedMultiplyAdd(-s, V.FusedMultiplyAdd(p, z, half), half);
        return V.Max(0, x) + log;
    }

    /// <summary><c>log(1 / (1 + e^-x)) = -log(1 + e^-x)</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V LogSigmoid<V>(V x) where V : struct, ILane<V> => -Softplus(-x);
}
