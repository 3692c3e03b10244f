using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

internal static partial class ElementaryFunctions
{
    /// <summary>
    /// The largest magnitude reduced by three words of π/2: the reduced argument is never so close to 0 that what they lack would show.
    /// Beyond it the scalar library is asked, element by element.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V TrigonometricLimit<V>() where V : struct, ILane<V> => Pick<V>(1e12, 1e5);

    /// <summary>
    /// <c>x - n π/2</c> for the nearest integer n (Cody and Waite 1980, with fused multiply-adds): the first difference is exact and each further
    /// one is rounded relative to itself, however much cancels. The low bits of <paramref name="quadrant"/> hold n.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V ReduceByHalfPi<V>(V x, out V quadrant) where V : struct, ILane<V>
    {
        quadrant = V.FusedMultiplyAdd(x, 0.6366197723675814, Magic<V>());
        V n = quadrant - Magic<V>();
        V r = V.FusedMultiplyAdd(n, -1.5707963267948966, x);
        r = V.FusedMultiplyAdd(n, Pick<V>(-6.123233995736766e-17, 4.371138828673793e-08), r);
        return V.FusedMultiplyAdd(n, Pick<V>(1.4973849048591698e-33, 1.7151245100058819e-15), r);
    }

    /// <summary>The mask of the odd integers in the low bits.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V IsOdd<V>(V n) where V : struct, ILane<V>
    {
        int top = default(V) is IDoubleLane ? 63 : 31;
        return V.ShiftRight(V.ShiftLeft(n, top), top);
    }

    /// <summary>A sign bit for the odd integers in the low bits.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V SignOfFirstBit<V>(V n) where V : struct, ILane<V> => V.ShiftLeft(n, default(V) is IDoubleLane ? 63 : 31);

    /// <summary><c>(sin r - r) / r</c> for |r| at most π/4.</summary>
    [MethodImpl(AggressiveInlining)]
    internal static V SinTail<V>(V r) where V : struct, ILane<V>
    {
        V z = r * r;
        V p;
        if (default(V) is IDoubleLane)
        {
            p = 1.589689692786202e-10;
            p = V.FusedMultiplyAdd(p, z, -2.505076005376649e-08);
            p = V.FusedMultiplyAdd(p, z, 2.7557313705988127e-06);
            p = V.FusedMultiplyAdd(p, z, -0.00019841269829855532);
            p = V.FusedMultiplyAdd(p, z, 0.008333333333322488);
            p = V.FusedMultiplyAdd(p, z, -0.16666666666666632);
        }
        else
        {
            p = 2.8375139e-06;
            p = V.FusedMultiplyAdd(p, z, -0.00019853511);
            p = V.FusedMultiplyAdd(p, z, 0.00833338);
            p = V.FusedMultiplyAdd(p, z, -0.16666667);
        }
        return p * z;
    }

    /// <summary>cos r for |r| at most π/4, as a sum of two.</summary>
    [MethodImpl(AggressiveInlining)]
    internal static V CosParts<V>(V r, out V rest) where V : struct, ILane<V>
    {
        V z = r * r;
        V p;
        if (default(V) is IDoubleLane)
        {
            p = -1.1359925928778148e-11;
            p = V.FusedMultiplyAdd(p, z, 2.0875729140141706e-09);
            p = V.FusedMultiplyAdd(p, z, -2.7557314400161015e-07);
            p = V.FusedMultiplyAdd(p, z, 2.4801587289669243e-05);
            p = V.FusedMultiplyAdd(p, z, -0.0013888888888874472);
            p = V.FusedMultiplyAdd(p, z, 0.0416666666666666);
        }
        else
        {
            p = 2.4430668e-05;
            p = V.FusedMultiplyAdd(p, z, -0.0013887301);
            p = V.FusedMultiplyAdd(p, z, 0.041666646);
        }
        V half = z * 0.5;
        V leading = 1 - half;
        rest = V.FusedMultiplyAdd(p, z * z, (1 - leading) - half);
        return leading;
    }

    /// <summary>
    /// <c>x - n π</c> as <see cref="ReduceByHalfPi"/> does it, or its negative, for an n that may be half of an odd integer.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V SubtractMultipleOfPi<V>(V x, V n, bool negative) where V : struct, ILane<V>
    {
        double sign = negative ? 1 : -1;
        V r = V.FusedMultiplyAdd(n, sign * Pick<V>(3.141592653589793, 3.1415927410125732), negative ? -x : x);
        r = V.FusedMultiplyAdd(n, sign * Pick<V>(1.2246467991473532e-16, -8.742277657347586e-08), r);
        return V.FusedMultiplyAdd(n, sign * Pick<V>(-2.9947698097183397e-33, -3.4302490200117637e-15), r);
    }

    /// <summary>sin r for |r| at most π/2.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V SinOfHalfTurn<V>(V r) where V : struct, ILane<V>
    {
        V z = r * r;
        V p;
        if (default(V) is IDoubleLane)
        {
            p = 2.721413884335644e-15;
            p = V.FusedMultiplyAdd(p, z, -7.643018949670765e-13);
            p = V.FusedMultiplyAdd(p, z, 1.6058940990214122e-10);
            p = V.FusedMultiplyAdd(p, z, -2.505210690425686e-08);
            p = V.FusedMultiplyAdd(p, z, 2.7557319211568394e-06);
            p = V.FusedMultiplyAdd(p, z, -0.00019841269841212476);
            p = V.FusedMultiplyAdd(p, z, 0.008333333333333207);
            p = V.FusedMultiplyAdd(p, z, -0.16666666666666666);
        }
        else
        {
            p = -2.5503002e-08;
            p = V.FusedMultiplyAdd(p, z, 2.7627057e-06);
            p = V.FusedMultiplyAdd(p, z, -0.00019843093);
            p = V.FusedMultiplyAdd(p, z, 0.0083333505);
            p = V.FusedMultiplyAdd(p, z, -0.16666667);
        }
        return V.FusedMultiplyAdd(p * z, r, r);
    }

    /// <summary>sin x: that of the argument reduced by the nearest multiple of π, negative for the odd ones.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Sin<V>(V x) where V : struct, ILane<V>
    {
        V a = V.Abs(x);
        V halfTurns = V.FusedMultiplyAdd(a, 0.3183098861837907, Magic<V>());
        V r = SubtractMultipleOfPi(a, halfTurns - Magic<V>(), negative: false);
        V result = SinOfHalfTurn(r) ^ SignOfFirstBit(halfTurns) ^ (x ^ a);
        V far = a > TrigonometricLimit<V>();
        return V.Any(far) ? V.Select(far, V.Map(Math.Sin, x), result) : result;
    }

    /// <summary>cos x: the sine of the distance from the nearest of its zeros, of which every other one is a descent.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Cos<V>(V x) where V : struct, ILane<V>
    {
        V halfTurns = V.FusedMultiplyAdd(x, 0.3183098861837907, -0.5) + Magic<V>();
        V r = SubtractMultipleOfPi(x, halfTurns - Magic<V>() + 0.5, negative: true);
        V result = SinOfHalfTurn(r) ^ SignOfFirstBit(halfTurns);
        V far = V.Abs(x) > TrigonometricLimit<V>();
        return V.Any(far) ? V.Select(far, V.Map(Math.Cos, x), result) : result;
    }

    /// <summary>tan x: the quotient of sine and cosine, each a sum of two, or its negative reciprocal in odd quadrants.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Tan<V>(V x) where V : struct, ILane<V>
    {
        V a = V.Abs(x);
        V r = ReduceByHalfPi(a, out V quadrant);
        V sinRest = r * SinTail(r);
        V sin = r + sinRest;
        V sinLow = FastSumError(r, sinRest, sin);
        V cosLeading = CosParts(r, out V cosRest);
        V cos = cosLeading + cosRest;
        V cosLow = FastSumError(cosLeading, cosRest, cos);
        V odd = IsOdd(quadrant);
        V quotient = Divide(
            V.Select(odd, -cos, sin), V.Select(odd, -cosLow, sinLow),
            V.Select(odd, sin, cos), V.Select(odd, sinLow, cosLow), out V rest);
        V result = (quotient + rest) ^ (x ^ a);
        V far = a > TrigonometricLimit<V>();
        return V.Any(far) ? V.Select(far, V.Map(Math.Tan, x), result) : result;
    }
}
