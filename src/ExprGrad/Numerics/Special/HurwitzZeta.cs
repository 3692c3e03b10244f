using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

// Hurwitz' zeta function for integral s of 2 and more, on lanes: DLMF 25.11.
internal static partial class SpecialFunctions
{
    /// <summary>The zeta function is summed directly down to minus this.</summary>
    private const int FarLeft = 16;

    /// <summary><c>n! zeta(n + 1, x)</c> for x above -<see cref="FarLeft"/>.</summary>
    /// <remarks>
    /// The product of all <c>j / x</c>, small and large j in turn lest it leave the range on its way, as a sum of two lest it lose digits.
    /// </remarks>
    [MethodImpl(NoInlining)]
    private static V FactorialZeta<V>(int n, V x) where V : struct, ILane<V>
    {
        V high = ScaledZeta(n + 1, x), low = 0;
        V r = 1 / x;
        V rLow = V.FusedMultiplyAdd(-r, x, 1) * r;
        for (int i = 0; i <= n; i++)
        {
            V j = Math.Max(1, i % 2 == 0 ? i / 2 : n - i / 2); // there is one power more than there are factors
            V ratio = j * r;
            V ratioLow = V.FusedMultiplyAdd(j, rLow, ProductError(j, r, ratio));
            V product = high * ratio;
            low = V.FusedMultiplyAdd(low, ratio, V.FusedMultiplyAdd(high, ratioLow, ProductError(high, ratio, product)));
            high = product;
        }
        return SumOrInfinity(high, low);
    }

    /// <summary>
    /// <c>x^s zeta(s, x)</c>, the Hurwitz zeta function by Euler and Maclaurin's formula (25.11.5): the terms <c>(x / (x + k))^s</c>
    /// up to an argument of s + 5 or more (s + 2 for float), then the integral and 13 corrections (6). Smallest terms first, which to the left of 0 they are not: there the roundings of the sum count.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V ScaledZeta<V>(int s, V x) where V : struct, ILane<V>
    {
        int far = s + (default(V) is IDoubleLane ? 5 : 2), corrections = default(V) is IDoubleLane ? 13 : 6;
        V count = V.Max(0, -V.Floor(x - far)); // of terms, for each lane
        V end = x + count;
        V r = 1 / end;
        V square = r * r;
        V sum = 0, low = 0, term = s * r;
        for (int j = 0; j < corrections; j++)
        {
            sum = V.FusedMultiplyAdd(term, BernoulliOverFactorial[j], sum);
            term *= (s + 2.0 * j + 1) * (s + 2.0 * j + 2) * square;
        }
        sum = (V.FusedMultiplyAdd(end, 1.0 / (s - 1), 0.5) + sum) * RatioPower(s, x, count);
        for (int k = V.Any(x) ? far + FarLeft : far; k > 0; k--)
        {
            V counted = V.Const(k) < count;
            if (!V.Any(counted))
                continue;
            V next = counted & (s <= 3 ? LowPower(s, x / (x + k)) : RatioPower(s, x, k));
            V total = sum + next;
            low += SumError(sum, next, total);
            sum = total;
        }
        return SumOrInfinity(sum + V.Select(count > 0, 1, 0), low);
    }

    /// <summary>The second or third power; the few terms of low orders do not let roundings add up.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V LowPower<V>(int s, V ratio) where V : struct, ILane<V> => s == 2 ? ratio * ratio : ratio * ratio * ratio;

    /// <summary><c>(x / (x + k))^s</c> by repeated squaring, the quotient and the powers as sums of two.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V RatioPower<V>(int s, V x, V k) where V : struct, ILane<V>
    {
        V sum = x + k;
        V reciprocal = 1 / sum;
        V square = x * reciprocal;
        V squareLow = V.FusedMultiplyAdd(-square, SumError(x, k, sum), V.FusedMultiplyAdd(-square, sum, x)) * reciprocal;
        for (; s % 2 == 0; s /= 2)
            (square, squareLow) = Square(square, squareLow);
        V high = square, low = squareLow;
        while ((s /= 2) > 0)
        {
            (square, squareLow) = Square(square, squareLow);
            if (s % 2 == 0)
                continue;
            V product = high * square;
            low = V.FusedMultiplyAdd(low, square, V.FusedMultiplyAdd(high, squareLow, ProductError(high, square, product)));
            high = product;
        }
        return SumOrInfinity(high, low);
    }

    [MethodImpl(AggressiveInlining)]
    private static (V High, V Low) Square<V>(V high, V low) where V : struct, ILane<V>
    {
        V square = high * high;
        return (square, V.FusedMultiplyAdd(high + high, low, ProductError(high, high, square)));
    }

    /// <summary>The sum of two, of which the second is not a number where the first is infinite.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V SumOrInfinity<V>(V high, V low) where V : struct, ILane<V> =>
        V.Select(V.Abs(high) < double.PositiveInfinity, high + low, high);

    /// <summary><c>B(2j) / (2j)!</c>, j = 1 to 13.</summary>
    private static ReadOnlySpan<double> BernoulliOverFactorial =>
    [
        0.08333333333333333, -0.001388888888888889, 3.306878306878307e-05, -8.267195767195768e-07, 2.08767569878681e-08,
        -5.284190138687493e-10, 1.3382536530684679e-11, -3.3896802963225827e-13, 8.586062056277845e-15, -2.174868698558062e-16,
        5.5090028283602295e-18, -1.3954464685812522e-19, 3.534707039629467e-21,
    ];
}
