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

    /// <summary>The integral value of |x| below 2^51 (2^22) as an integer in the bits of the lane.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V ToInteger<V>(V x) where V : struct, ILane<V> => V.SubtractInteger(x + Magic<V>(), Magic<V>());

    /// <summary>The integer in the bits of the lane, of magnitude below 2^51 (2^22), as a number.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V FromInteger<V>(V n) where V : struct, ILane<V> => V.AddInteger(n, Magic<V>()) - Magic<V>();

    /// <summary><c>2^n</c> for integral n in the normal range, [-1022, 1023] or [-126, 127].</summary>
    [MethodImpl(AggressiveInlining)]
    public static V PowerOfTwo<V>(V n) where V : struct, ILane<V> =>
        V.ShiftLeft(n + Pick<V>(6755399441055744.0 + 1023, 12582912.0 + 127), FractionBits<V>());

    /// <summary><c>x * 2^n</c> in two multiplications, of which only the second can round.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V ScaleBInTwoSteps<V>(V x, V n) where V : struct, ILane<V>
    {
        V half = V.Round(n * V.Const(0.5));
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>The k for which <c>x * 2^-k</c> lies in [√½, √2), or in [1, 2); x must be positive and normal.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Exponent<V>(V x, bool centred, out V fraction) where V : struct, ILane<V>
    {
        V origin = default(V) is IDoubleLane
            ? V.Integer(centred ? 0x3fe6a09e667f3bcd : 0x3ff0000000000000)
            : V.Integer(centred ? 0x3f3504f3 : 0x3f800000);
        V k = V.ShiftRight(V.SubtractInteger(x, origin), FractionBits<V>());
        fraction = V.SubtractInteger(x, V.ShiftLeft(k, FractionBits<V>()));
        return FromInteger(k);
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
        low = (V.FusedMultiplyAdd(-quotient, d, n) + (nLow - quotient * dLow)) * reciprocal;
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
