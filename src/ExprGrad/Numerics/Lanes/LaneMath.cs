using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>What the elementary and special functions share: bits of a floating-point number, and error-free transformations.</summary>
/// <remarks>
/// Double-double pairs are a pair of locals, never a struct: the JIT keeps locals in registers. The algorithms are Dekker's (1971) and
/// Knuth's (TAOCP 2, 4.2.2), with the product's error by a fused multiply-add.
/// </remarks>
internal static class LaneMath
{
    /// <summary>A constant that differs between the precisions.</summary>
    [MethodImpl(AggressiveInlining)]
    public static double Pick<V>(double forDouble, double forSingle) where V : struct, ILane<V> =>
        default(V) is IDoubleLane ? forDouble : forSingle;

    /// <summary>The width of the fraction field.</summary>
    [MethodImpl(AggressiveInlining)]
    private static int FractionBits<V>() where V : struct, ILane<V> => default(V) is IDoubleLane ? 52 : 23;

    /// <summary>
    /// Adding 1.5 * 2^52 (2^23) to a number rounds it to an integer, which is then found in the low bits of the sum.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Magic<V>() where V : struct, ILane<V> => Pick<V>(6755399441055744.0, 12582912.0);

    /// <summary>The integer in the bits of the lane, of magnitude below 2^51 (2^22), as a number.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V FromInteger<V>(V n) where V : struct, ILane<V> => V.AddInteger(n, Magic<V>()) - Magic<V>();

    /// <summary><c>2^n</c> for integral n in the normal range, [-1022, 1023] or [-126, 127].</summary>
    [MethodImpl(AggressiveInlining)]
    public static V PowerOfTwo<V>(V n) where V : struct, ILane<V> =>
        V.ShiftLeft(n + Pick<V>(6755399441055744.0 + 1023, 12582912.0 + 127), FractionBits<V>());

    /// <summary><c>x * 2^⌊n⌋</c> in two multiplications, of which only the second can round.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V ScaleBInTwoSteps<V>(V x, V n) where V : struct, ILane<V>
    {
        n = V.Floor(n);
        V half = V.Round(n * V.Const(0.5));
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>The operand of VGETMANT that asks for [¾, 1½), NaN for negative numbers and +1 for either zero.</summary>
    public const byte MantissaFromThreeQuarters = 0b1111;

    /// <summary><see cref="ILane{V}.SplitExponent"/> where no instruction does it: by integer arithmetic on the bits.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V SplitExponentByBits<V>(V x, out V fraction) where V : struct, ILane<V>
    {
        V denormal = x < Pick<V>(2.2250738585072014e-308, 1.17549435e-38);
        V normal = V.Select(denormal, x * Pick<V>(18014398509481984.0, 16777216.0), x);
        V origin = V.Integer(default(V) is IDoubleLane ? 0x3fe8000000000000 : 0x3f400000);
        V k = V.ShiftRight(V.SubtractInteger(normal, origin), FractionBits<V>());
        V ordinary = (x > 0) & (x < double.PositiveInfinity);
        V special = V.Select(V.Equal(x, 0), double.NegativeInfinity, V.Select(x > 0, x, double.NaN));
        fraction = V.Select(ordinary, V.SubtractInteger(normal, V.ShiftLeft(k, FractionBits<V>())), V.Select(x >= 0, 1, double.NaN));
        return V.Select(ordinary, FromInteger(k) - (denormal & Pick<V>(54, 24)), special);
    }

    /// <summary>
    /// <c>(n + nLow) / (d + dLow)</c> to about half an ulp: the quotient by the reciprocal, then one correction by its exact residual.
    /// The denominator must be in the range where its reciprocal is normal.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Divide<V>(V n, V nLow, V d, V dLow, out V low) where V : struct, ILane<V>
    {
        V reciprocal = 1 / d;
        V quotient = n * reciprocal;
        low = V.FusedMultiplyAdd(-quotient, dLow, V.FusedMultiplyAdd(-quotient, d, n) + nLow) * reciprocal;
        return quotient;
    }

    /// <summary>The mask of NaN.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V IsNaN<V>(V x) where V : struct, ILane<V> => ~V.Equal(x, x);

    /// <summary>The rounding error of <c>sum = a + b</c>, for any a and b (Knuth).</summary>
    [MethodImpl(AggressiveInlining)]
    public static V SumError<V>(V a, V b, V sum) where V : struct, ILane<V>
    {
        V bRounded = sum - a;
        return (a - (sum - bRounded)) + (b - bRounded);
    }

    /// <summary>The rounding error of <c>sum = a + b</c> where |a| is at least |b|, or a is zero (Dekker).</summary>
    [MethodImpl(AggressiveInlining)]
    public static V FastSumError<V>(V a, V b, V sum) where V : struct, ILane<V> => b - (sum - a);

    /// <summary>The rounding error of <c>product = a * b</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V ProductError<V>(V a, V b, V product) where V : struct, ILane<V> => V.FusedMultiplyAdd(a, b, -product);
}
