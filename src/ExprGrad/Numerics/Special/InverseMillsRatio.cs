using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

// The second derivative of the inverse Mills ratio r, on lanes: r ((r + x) (2r + x) - 1).
internal static partial class SpecialFunctions
{
    /// <summary>
    /// On the left, where the terms cancel but for their x^-4th part, <c>(u + 5/4)^3</c> times it is a polynomial of
    /// <c>t = (u - c) / (u + c)</c> with <c>u = -x / sqrt(2)</c>, in the manner of Shepherd and Laframboise.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V InverseMillsRatioSecondDerivative<V>(V x) where V : struct, ILane<V>
    {
        Unsafe.SkipInit(out Scratch scratch);
        ref V slot = ref Scratch.Hold(ref scratch, x);
        InverseMillsRatioSecondDerivative(ref slot);
        return slot;
    }

    [MethodImpl(NoInlining)]
    private static void InverseMillsRatioSecondDerivative<V>(ref V x) where V : struct, ILane<V>
    {
        V u = RootHalf * V.Abs(x), t = HalfLine(u), r = 1.0 / (u + 1.25);
        V left = Polynomial.Evaluate(t, default(V) is IDoubleLane ? MillsSecondDouble : MillsSecondFloat) * r * r * r;

        V magnitude = V.Min(Pick<V>(40.0, 15.0), V.Abs(x)); // 0 beyond on the right, and no infinity times zero
        V rootBell = Gaussian(magnitude, 0.25), scale = InverseRootTwoPi / (1.0 - LeftTail(magnitude));
        V ratio = scale * rootBell * rootBell;
        V factor = V.FusedMultiplyAdd(ratio + magnitude, ratio + ratio + magnitude, -1.0);
        V right = scale * rootBell * factor * rootBell; // the bell itself may be subnormal where the product is not
        x = V.Select(x > 0.0, right, left);
    }

    private static ReadOnlySpan<double> MillsSecondDouble =>
    [
        1.1907566616528735, -0.2955428484542265, -0.7749542584890238, 0.8811113567079956, -0.06725257907543118,
        -0.5837795055493803, 0.43713497889223096, 0.08733595619548587, -0.30842587993551923, 0.12560112233279316,
        0.0949953383370572, -0.11143708196294226, 0.009229755676145186, 0.04640623801672014, -0.025204985487492726,
        -0.008097268816153944, 0.013596228674522141, -0.0028095127019096408, -0.003789275749912244, 0.0026864545557847845,
        0.00010103997046208841, -0.0009858746761476991, 0.000452843625547679, 0.000130163675241917, -0.00023908671023409837,
        6.570364558001325e-05, 6.370156623184318e-05, -4.9109966319847626e-05, -5.648447917953842e-06, 1.6582552596913664e-05,
        -2.337259760870024e-06, -3.188208593868545e-06, 9.25718357246998e-07, 2.831832825020671e-07, -1.1230139501520392e-07,
    ];

    private static ReadOnlySpan<double> MillsSecondFloat =>
    [
        1.1907566616528735, -0.2955428426271749, -0.7749542219686072, 0.8811109881151786, -0.06725477463319589,
        -0.5837722052022949, 0.43717380166433906, 0.08726616762786675, -0.3087388126788198, 0.1259840910010013,
        0.09636585819941479, -0.11275068085559165, 0.005693328722756784, 0.049345911814978737, -0.019683134140732764,
        -0.012461980546539894, 0.00851922087360724, 0.0014700215266466444, -0.0014206186578634389,
    ];
}
