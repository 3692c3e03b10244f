using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.OutOfLine;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

// The standard normal distribution, on lanes, built on ErrorFunction.
internal static partial class SpecialFunctions
{
    private const double RootHalf = 0.70710678118654752;
    public const double InverseRootTwoPi = 0.39894228040143268;
    private const double TwoOverRootPi = 1.1283791670955126;
    private const double RootTwoOverPi = 0.79788456080286536;

    /// <summary><c>e^(-x^2/2) / sqrt(2 pi)</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V NormalPdf<V>(V x) where V : struct, ILane<V> => InverseRootTwoPi * Bell(x);

    /// <summary><c>e^(-x^2/2)</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Bell<V>(V x) where V : struct, ILane<V> => Gaussian(x, 0.5);

    /// <summary>
    /// <c>erfc(-x / sqrt(2)) / 2</c>, but with the Gaussian factor of x itself: the rounding of <c>x / sqrt(2)</c> only meets the
    /// well conditioned erfcx.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V NormalCdf<V>(V x) where V : struct, ILane<V>
    {
        V magnitude = V.Min(Pick<V>(38.61, 14.25), V.Abs(x)); // beyond, 0 or 1 in any case
        V tail = OctaveTail<V, NormalTailTable>(magnitude, Bell(x), Pick<V>(0.38688, 1.0482));
        return V.Select(x > 0.0, 1.0 - tail, tail);
    }

    /// <summary><c>log(NormalCdf(x))</c>, also where the distribution underflows or is near 1.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V LogNormalCdf<V>(V x) where V : struct, ILane<V>
    {
        V magnitude = V.Abs(x);
        V erfcx = HalfErfcx(magnitude);
        V right = LogP1(-erfcx * Gaussian(magnitude, 0.5));
        V left = V.FusedMultiplyAdd(-0.5 * x, x, Log(erfcx));
        return V.Select(x > 0.0, right, left);
    }

    /// <summary>
    /// <c>NormalPdf(x) / NormalCdf(x)</c>, on the left as <c>sqrt(2/pi) / erfcx(-x / sqrt(2))</c>. Also known as the hazard
    /// function of the normal distribution at -x.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V InverseMillsRatio<V>(V x) where V : struct, ILane<V>
    {
        V magnitude = V.Abs(x);
        V erfcx = HalfErfcx(magnitude), bell = Gaussian(magnitude, 0.5);
        V right = InverseRootTwoPi * bell / (1.0 - erfcx * bell);
        V left = (0.5 * RootTwoOverPi) / erfcx;
        return V.Select(x > 0.0, right, left);
    }

    /// <summary>
    /// <c>-r (r + x)</c> with r the inverse Mills ratio. On the left the sum would cancel; there it is
    /// <c>-2/sqrt(pi) i(u) / erfcx(u)^2</c> with <c>u = -x / sqrt(2)</c> and i the scaled integral of erfc, the powers of
    /// <c>u + 1/2</c> in the two approximations cancelling exactly.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V InverseMillsRatioDerivative<V>(V x) where V : struct, ILane<V>
    {
        V t = HalfLine(RootHalf * V.Abs(x));
        V p = ErfcxPolynomial(t);
        V left = V.Max(-1.0, -TwoOverRootPi * ErfcxIntegralPolynomial(t) / (p * p));

        V magnitude = V.Min(Pick<V>(40.0, 15.0), V.Abs(x)); // -0 beyond on the right, and no infinity times zero
        V rootBell = Gaussian(magnitude, 0.25), scale = InverseRootTwoPi / (1.0 - LeftTail(magnitude));
        V sum = V.FusedMultiplyAdd(scale * rootBell, rootBell, magnitude);
        V right = -scale * sum * rootBell * rootBell; // the bell itself may be subnormal where the product is not
        return V.Select(x > 0.0, right, left);
    }

    /// <summary><c>x NormalCdf(x)</c>, with x inside the tail so that a subnormal factor costs no digits.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Gelu<V>(V x) where V : struct, ILane<V>
    {
        V magnitude = V.Min(Pick<V>(40.0, 15.0), V.Abs(x)); // -0 beyond on the left, and no infinity times zero
        V tail = magnitude * HalfErfcx(magnitude) * Gaussian(magnitude, 0.5);
        return V.Select(x >= 0.0, x - tail, -tail);
    }

    [MethodImpl(AggressiveInlining)]
    private static V HalfErfcx<V>(V magnitude) where V : struct, ILane<V> =>
        0.5 * ErfcxNonNegative(RootHalf * magnitude);

    [MethodImpl(AggressiveInlining)]
    private static V LeftTail<V>(V magnitude) where V : struct, ILane<V> => HalfErfcx(magnitude) * Bell(magnitude);
}
