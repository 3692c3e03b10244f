using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

internal static partial class ElementaryFunctions
{
    /// <summary>
    /// <c>atan(a / b) = j π/4 + t + low</c> for nonnegative a and b, j of 0, 1, 2 chosen so that t is at most π/8 in magnitude: the arctangent of
    /// a/b, (a - b)/(a + b) or -b/a (Cephes, Moshier 1989), the quotient as a sum of two.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V AtanOfRatio<V>(V a, V b, out V j, out V low) where V : struct, ILane<V>
    {
        V small = a < b * 0.41421356237309503;
        V large = a > b * 2.414213562373095;
        V middle = ~(small | large);
        j = V.Select(large, 2, middle & 1);
        V difference = a - b;
        V sum = a + b;
        V n = V.Select(middle, difference, V.Select(large, -b, a));
        V d = V.Select(middle, sum, V.Select(large, a, b));
        V q = Divide(n, middle & SumError(a, -b, difference), d, middle & SumError(a, b, sum), out V qLow);
        V z = q * q;
        V p;
        if (default(V) is IDoubleLane)
        {
            p = -0.01793053947496724;
            p = V.FusedMultiplyAdd(p, z, 0.038083804488333414);
            p = V.FusedMultiplyAdd(p, z, -0.05039978325092152);
            p = V.FusedMultiplyAdd(p, z, 0.05848020110836997);
            p = V.FusedMultiplyAdd(p, z, -0.06663119517540694);
            p = V.FusedMultiplyAdd(p, z, 0.0769206136741832);
            p = V.FusedMultiplyAdd(p, z, -0.09090897811957332);
            p = V.FusedMultiplyAdd(p, z, 0.11111110785032749);
            p = V.FusedMultiplyAdd(p, z, -0.1428571428022299);
            p = V.FusedMultiplyAdd(p, z, 0.19999999999953816);
            p = V.FusedMultiplyAdd(p, z, -0.333333333333332);
        }
        else
        {
            p = -0.060927115;
            p = V.FusedMultiplyAdd(p, z, 0.10600166);
            p = V.FusedMultiplyAdd(p, z, -0.1424451);
            p = V.FusedMultiplyAdd(p, z, 0.19998533);
            p = V.FusedMultiplyAdd(p, z, -0.33333316);
        }
        low = V.FusedMultiplyAdd(p, q * z, qLow);
        return q;
    }

    /// <summary><c>j π/4 + (t + low)</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V AddQuarterTurns<V>(V j, V t, V low) where V : struct, ILane<V>
    {
        V quarter = 0.7853981633974483;
        V turns = j * quarter;
        V turnsLow = V.FusedMultiplyAdd(j, Pick<V>(3.061616997868383e-17, -2.1855694143348964e-08), ProductError(j, quarter, turns));
        V sum = turns + t;
        return sum + (FastSumError(turns, t, sum) + (turnsLow + low));
    }

    /// <summary>atan x, as <see cref="Atan2"/> of x and 1.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Atan<V>(V x) where V : struct, ILane<V>
    {
        V t = AtanOfRatio(V.Min(Pick<V>(1e300, 1e30), V.Abs(x)), 1, out V j, out V low);
        return V.CopySign(AddQuarterTurns(j, t, low), x);
    }

    /// <summary>The angle of the point (x, y): <c>atan(|y| / |x|)</c>, reflected into its quadrant.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Atan2<V>(V y, V x) where V : struct, ILane<V>
    {
        V a = V.Abs(y);
        V b = V.Abs(x);
        V left = x ^ b;
        V longest = V.Max(a, b);
        V limit = Pick<V>(8.452712498170644e270, 1.2676506002282294e30);
        V tiny = Pick<V>(1.1830521861667747e-271, 7.888609052210118e-31);
        if (V.Any(~((longest < limit) & (longest > tiny))))
        {
            V up = V.Select(longest > tiny, 1, Pick<V>(2.037035976334486e90, 1099511627776.0));
            (a, b) = ScaleRatio(a, b, V.Select(longest < limit, up, Pick<V>(4.909093465297727e-91, 9.094947017729282e-13)));
        }
        V t = AtanOfRatio(a, b, out V j, out V low);
        V result = AddQuarterTurns(V.Select(V.ShiftRight(x, default(V) is IDoubleLane ? 63 : 31), 4 - j, j), t ^ left, low ^ left);
        return V.CopySign(result, y);
    }

    /// <summary>
    /// Replaces a ratio of numbers near the ends of the range by an equal one in its middle: scaled, or 1 : 1, 1 : 0, 0 : 1 where something is
    /// infinite or both are zero.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static (V A, V B) ScaleRatio<V>(V a, V b, V scale) where V : struct, ILane<V>
    {
        V aInfinite = V.Equal(a, double.PositiveInfinity);
        V bInfinite = V.Equal(b, double.PositiveInfinity);
        V one = bInfinite | V.Equal(V.Max(a, b), 0);
        return (V.Select(aInfinite, 1, a * V.Select(bInfinite, 0, scale)), V.Select(one, 1, b * V.Select(aInfinite, 0, scale)));
    }

    /// <summary>
    /// <c>asin |x| = s + tail</c> where |x| is at most ½ and s is |x|, and half the complement of it above, where s is <c>√((1 - |x|) / 2)</c>:
    /// <c>asin s = s + s³ P(s²)</c> (fdlibm).
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V AsinParts<V>(V a, V large, out V tail) where V : struct, ILane<V>
    {
        V z = V.Select(large, V.FusedMultiplyAdd(a, -0.5, 0.5), a * a);
        V s = V.Select(large, V.Sqrt(z), a);
        V p;
        if (default(V) is IDoubleLane)
        {
            p = 0.031981961187962114;
            p = V.FusedMultiplyAdd(p, z, -0.01632705730877473);
            p = V.FusedMultiplyAdd(p, z, 0.019594558785451972);
            p = V.FusedMultiplyAdd(p, z, 0.006503442548705542);
            p = V.FusedMultiplyAdd(p, z, 0.01217496154097007);
            p = V.FusedMultiplyAdd(p, z, 0.013884346857683);
            p = V.FusedMultiplyAdd(p, z, 0.017359796146606862);
            p = V.FusedMultiplyAdd(p, z, 0.022371751889477952);
            p = V.FusedMultiplyAdd(p, z, 0.030381959398287642);
            p = V.FusedMultiplyAdd(p, z, 0.044642856821888094);
            p = V.FusedMultiplyAdd(p, z, 0.07500000000344928);
            p = V.FusedMultiplyAdd(p, z, 0.16666666666665375);
        }
        else
        {
            p = 0.042219788;
            p = V.FusedMultiplyAdd(p, z, 0.02414813);
            p = V.FusedMultiplyAdd(p, z, 0.04547666);
            p = V.FusedMultiplyAdd(p, z, 0.07495249);
            p = V.FusedMultiplyAdd(p, z, 0.16666754);
        }
        tail = p * (s * z);
        return s;
    }

    /// <summary>asin x, odd: <c>π/2 - 2 asin √((1 - |x|) / 2)</c> above ½.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Asin<V>(V x) where V : struct, ILane<V>
    {
        V a = V.Abs(x);
        V large = a > 0.5;
        V s = AsinParts(a, large, out V tail);
        V halfPi = 1.5707963267948966;
        V twice = s + s;
        V difference = halfPi - twice;
        V rest = FastSumError(halfPi, -twice, difference) + (Pick<V>(6.123233995736766e-17, -4.371138828673793e-08) - (tail + tail));
        return V.CopySign(V.Select(large, difference + rest, s + tail), x);
    }

    /// <summary>
    /// acos x: <c>π/2 - asin x</c> for |x| up to ½, beyond it <c>2 asin √((1 - x) / 2)</c> and <c>π - 2 asin √((1 + x) / 2)</c>.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Acos<V>(V x) where V : struct, ILane<V>
    {
        V a = V.Abs(x);
        V sign = x ^ a;
        V large = a > 0.5;
        V s = AsinParts(a, large, out V tail);
        // turns π/2 + term: below ½ the term is -asin x, beyond it 2 asin s with the sign of x.
        V turns = V.Select(large, V.Select(x < 0, 2, 0), 1);
        V term = V.Select(large, s + s, -s) ^ sign;
        V termTail = V.Select(large, tail + tail, -tail) ^ sign;
        V halfPi = turns * 1.5707963267948966;
        V sum = halfPi + term;
        V rest = V.FusedMultiplyAdd(turns, Pick<V>(6.123233995736766e-17, -4.371138828673793e-08), termTail);
        return sum + (FastSumError(halfPi, term, sum) + rest);
    }
}
