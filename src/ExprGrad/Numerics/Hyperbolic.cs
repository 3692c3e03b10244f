using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

internal static partial class ElementaryFunctions
{
    /// <summary><c>tanh |x| = -t / (2 + t)</c> with <c>t = e^(-2|x|) - 1</c>, all as sums of two; odd.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Tanh<V>(V x) where V : struct, ILane<V>
    {
        V r = ReduceByLn2(V.Max(-40, -2 * V.Abs(x)), out V n, out V rLow);
        V scale = PowerOfTwo(n);
        V whole = scale - 1;
        V part = scale * r;
        V sum = whole + part;
        V sumLow = V.FusedMultiplyAdd(scale, ExpTail(r, rLow), FastSumError(whole, part, sum) + FastSumError(-1, scale, whole));
        V t = sum + sumLow;
        V low = FastSumError(sum, sumLow, t);
        V d = 2 + t;
        V quotient = Divide(-t, -low, d, FastSumError(2, t, d) + low, out V rest);
        return V.CopySign(quotient + rest, x);
    }

    /// <summary>
    /// Parts of <c>(e^|x| ± e^-|x|) / 2 = (mantissa + low ± inverse) 2^n</c>: as the scale comes last, nothing overflows before the result does.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V HalfExpParts<V>(V x, out V n, out V low, out V inverse) where V : struct, ILane<V>
    {
        V r = ReduceByLn2(V.Min(Pick<V>(800, 150), V.Abs(x)), out V k, out V rLow);
        V leading = 1 + r;
        V rest = FastSumError(1, r, leading) + ExpTail(r, rLow);
        V mantissa = leading + rest;
        low = FastSumError(leading, rest, mantissa);
        inverse = PowerOfTwo(V.Max(-120, -2 * k)) / mantissa;
        n = k - 1;
        return mantissa;
    }

    /// <summary><c>cosh x = (e^|x| + e^-|x|) / 2</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Cosh<V>(V x) where V : struct, ILane<V>
    {
        V mantissa = HalfExpParts(x, out V n, out V low, out V inverse);
        return V.ScaleB(mantissa + (low + inverse), n);
    }

    /// <summary><c>sinh x = (e^|x| - e^-|x|) / 2</c>, odd; below 1 in magnitude <c>x + x³ P(x²)</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Sinh<V>(V x) where V : struct, ILane<V>
    {
        V mantissa = HalfExpParts(x, out V n, out V low, out V inverse);
        V large = V.CopySign(V.ScaleB(mantissa + (low - inverse), n), x);
        V z = x * x;
        V p;
        if (default(V) is IDoubleLane)
        {
            p = 6.2636991935640315e-15;
            p = V.FusedMultiplyAdd(p, z, 7.510978819033483e-13);
            p = V.FusedMultiplyAdd(p, z, 1.6061227919620756e-10);
            p = V.FusedMultiplyAdd(p, z, 2.505209021556064e-08);
            p = V.FusedMultiplyAdd(p, z, 2.755731930708602e-06);
            p = V.FusedMultiplyAdd(p, z, 0.00019841269841066548);
            p = V.FusedMultiplyAdd(p, z, 0.00833333333333357);
            p = V.FusedMultiplyAdd(p, z, 0.16666666666666666);
        }
        else
        {
            p = 2.7839255e-06;
            p = V.FusedMultiplyAdd(p, z, 0.00019842635);
            p = V.FusedMultiplyAdd(p, z, 0.008333311);
            p = V.FusedMultiplyAdd(p, z, 0.16666667);
        }
        return V.Select(V.Abs(x) < 1, V.FusedMultiplyAdd(p, x * z, x), large);
    }

    /// <summary>
    /// <c>asinh |x| = log(1 + (|x| + x² / (1 + √(1 + x²))))</c>, odd; for huge |x| <c>log |x| + ln 2</c>.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Asinh<V>(V x) where V : struct, ILane<V>
    {
        V a = V.Abs(x);
        V square = a * a;
        return V.CopySign(LogOfOnePlusOrTwice(a + square / (1 + V.Sqrt(1 + square)), a), x);
    }

    /// <summary><c>acosh x = log(1 + (t + √(2 t + t²)))</c> with <c>t = x - 1</c>, NaN where that is negative; for huge x <c>log x + ln 2</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Acosh<V>(V x) where V : struct, ILane<V>
    {
        V t = V.Max(-1, x - 1);
        return LogOfOnePlusOrTwice(t + V.Sqrt(V.FusedMultiplyAdd(t, t, t + t)), x);
    }

    /// <summary><c>log(1 + sum)</c>, or <c>log(2 x)</c> where x is so huge that the two are the same, and the sum may have overflowed.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V LogOfOnePlusOrTwice<V>(V sum, V x) where V : struct, ILane<V>
    {
        V huge = x > Pick<V>(1e18, 1e9);
        return LogOfOnePlus(V.Select(huge, x, sum)) + (huge & 0.6931471805599453);
    }

    /// <summary><c>atanh |x| = ½ log(1 + 2|x| / (1 - |x|))</c>, the quotient as a sum of two; odd.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Atanh<V>(V x) where V : struct, ILane<V>
    {
        V a = V.Abs(x);
        V d = 1 - a;
        V quotient = Divide(a + a, 0, d, FastSumError(1, -a, d), out V rest);
        V result = V.Select(a < 1, LogOfOnePlus(quotient, rest) * 0.5, V.Select(V.Equal(a, 1), double.PositiveInfinity, double.NaN));
        return V.CopySign(result, x);
    }
}
