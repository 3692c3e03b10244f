using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

internal static partial class ElementaryFunctions
{
    /// <summary>
    /// The logarithm of a positive number as a sum of two, to some 12 bits more than the element type holds:
    /// <c>k ln 2 + 2 atanh s</c>, <c>s = f / (2 + f)</c>, where s, s², the first term of the series and the products are sums of two.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V LogExtended<V>(V x, out V low) where V : struct, ILane<V>
    {
        V k = V.SplitExponent(x, out V fraction);
        V f = fraction - 1;
        V d = 2 + f;
        V s = Divide(f, 0, d, FastSumError(2, f, d), out V sLow);
        V z = s * s;
        V zLow = V.FusedMultiplyAdd(s + s, sLow, ProductError(s, s, z));
        V p;
        if (default(V) is IDoubleLane)
        {
            p = 0.12571424619867178;
            p = V.FusedMultiplyAdd(p, z, 0.11592363690847701);
            p = V.FusedMultiplyAdd(p, z, 0.13341143880751802);
            p = V.FusedMultiplyAdd(p, z, 0.1538440667688857);
            p = V.FusedMultiplyAdd(p, z, 0.18181821525458933);
            p = V.FusedMultiplyAdd(p, z, 0.22222222191253177);
            p = V.FusedMultiplyAdd(p, z, 0.285714285715773);
            p = V.FusedMultiplyAdd(p, z, 0.39999999999999725);
        }
        else
        {
            p = 0.19917561;
            p = V.FusedMultiplyAdd(p, z, 0.22155732);
            p = V.FusedMultiplyAdd(p, z, 0.28572464);
            p = V.FusedMultiplyAdd(p, z, 0.39999995);
        }
        V twoThirds = 2.0 / 3;
        V series = p * z;
        V c = twoThirds + series;
        V cLow = FastSumError(twoThirds, series, c) + Pick<V>(3.700743415417188e-17, -1.9868215517249155e-08);
        V w = z * c;
        V wLow = ProductError(z, c, w) + V.FusedMultiplyAdd(z, cLow, zLow * c);
        V cubic = s * w;
        V cubicLow = ProductError(s, w, cubic) + V.FusedMultiplyAdd(s, wLow, sLow * w);
        V linear = s + s;
        V high = k * Pick<V>(0.6931471805592082, 0.693145751953125);
        V leading = high + linear;
        V sum = leading + cubic;
        V rest = V.FusedMultiplyAdd(k, Pick<V>(7.371002565167799e-13, 1.4286068203094173e-06), sLow + sLow + cubicLow)
            + (FastSumError(high, linear, leading) + FastSumError(leading, cubic, sum));
        V log = sum + rest;
        low = FastSumError(sum, rest, log);
        return LogLimits(k, log);
    }

    /// <summary>
    /// x^y: <c>e^(y log |x|)</c>, the logarithm and its product with y as sums of two, since an error of the exponent is multiplied by up to 700;
    /// negative for negative x and odd y. Special cases are those of <see cref="Math.Pow"/>.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Pow<V>(V x, V y) where V : struct, ILane<V>
    {
        V log = LogExtended(V.Abs(x), out V logLow);
        V product = y * log;
        V productLow = V.FusedMultiplyAdd(y, logLow, ProductError(y, log, product));
        V r = ReduceByLn2(product, out V n, out V low);
        V rest = low + productLow;
        V sum = r + rest;
        V power = V.ScaleB(1 + (sum + ExpTail(sum, FastSumError(r, rest, sum))), n);

        V inRange = V.Abs(product) < Pick<V>(800, 150);
        if (V.Any(~inRange))
            power = V.Select(inRange, power, PowLimits(x, y, product));
        return V.Any(x) ? PowSign(x, y, power) : power;
    }

    /// <summary>The power where y log |x| is beyond the range, infinite, or 0 ∞: <c>x^0</c> and <c>1^y</c> are 1 even then.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V PowLimits<V>(V x, V y, V product) where V : struct, ILane<V>
    {
        V limit = V.Select(product > 0, double.PositiveInfinity, V.Select(product < 0, 0, product));
        return V.Select(V.Equal(y, 0) | V.Equal(x, 1) | (V.Equal(x, -1) & V.Equal(V.Abs(y), double.PositiveInfinity)), 1, limit);
    }

    /// <summary>The power of a negative number: negative for odd y, undefined for a fraction.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V PowSign<V>(V x, V y, V power) where V : struct, ILane<V>
    {
        V integral = V.Equal(V.Truncate(y), y);
        V half = y * 0.5;
        V odd = integral & ~V.Equal(V.Truncate(half), half);
        V undefined = (x < 0) & (x > double.NegativeInfinity) & ~integral;
        return V.Select(undefined, double.NaN, V.Select(odd, V.CopySign(power, x), power));
    }

    /// <summary>
    /// The cube root, odd: <c>|x| = 2^(3 q) m</c> with m in [⅜, 3), a polynomial guess of <c>y = m^-⅓</c>, one step of order four in
    /// <c>e = 1 - m y³</c>, and a last step of Newton's on <c>t = m y²</c> with the exact residual <c>m - t³</c>.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Cbrt<V>(V x) where V : struct, ILane<V>
    {
        V a = V.Abs(x);
        V exponent = V.SplitExponent(a, out V fraction);
        V q = V.Round(exponent * (1.0 / 3));
        V m = fraction * PowerOfTwo(V.FusedMultiplyAdd(q, -3, exponent));
        V y;
        if (default(V) is IDoubleLane)
        {
            y = -0.026064533043419585;
            y = V.FusedMultiplyAdd(y, m, 0.2591496851199232);
            y = V.FusedMultiplyAdd(y, m, -1.0152379083204035);
            y = V.FusedMultiplyAdd(y, m, 2.0098261376607263);
            y = V.FusedMultiplyAdd(y, m, -2.206364895031018);
            y = V.FusedMultiplyAdd(y, m, 1.975919647042959);
        }
        else
        {
            y = 0.041042477;
            y = V.FusedMultiplyAdd(y, m, -0.3414956);
            y = V.FusedMultiplyAdd(y, m, 1.0699533);
            y = V.FusedMultiplyAdd(y, m, -1.6301367);
            y = V.FusedMultiplyAdd(y, m, 1.8550067);
        }
        V e = V.FusedMultiplyAdd(-m * y, y * y, 1);
        V step = V.FusedMultiplyAdd(V.FusedMultiplyAdd(e, 14.0 / 81, 2.0 / 9), e, 1.0 / 3);
        y = V.FusedMultiplyAdd(y * e, step, y);
        V square = y * y;
        V t = m * square;
        V tSquare = t * t;
        V residual = V.FusedMultiplyAdd(-t, ProductError(t, t, tSquare), V.FusedMultiplyAdd(-t, tSquare, m));
        V root = V.FusedMultiplyAdd(residual, square * (1.0 / 3), t);
        V result = root * PowerOfTwo(q);
        V ordinary = (a > 0) & (a < double.PositiveInfinity);
        return V.CopySign(V.Select(ordinary, result, a), x);
    }
}
