using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.OutOfLine;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>The error function and its complements, on lanes: DLMF chapter 7.</summary>
/// <remarks>
/// Everything but erf rests on <c>erfcx(x) = e^(x^2) erfc(x)</c> for <c>x >= 0</c>, which is smooth and of moderate
/// size. Where a Gaussian follows it ends with that, and polynomials on sixteen intervals do, around points of which the value is a number (S. Gal and
/// B. Bachelis, ACM TOMS 17, 1991). By itself, <c>(x + 1/2) erfcx(x)</c> is a polynomial of <c>t = (x - c) / (x + c)</c> on the whole half-line (M. Shepherd and
/// J. Laframboise, Chebyshev approximation of (1 + 2x) exp(x^2) erfc x, Math. Comp. 36, 1981). The factor <c>e^(-x^2)</c> is
/// applied with the rounding error of the square, as W. J. Cody (Math. Comp. 23, 1969) does, so that tails lose nothing.
/// The coefficients are fitted by tests/tools/fit_special.py and fit_tables.py.
/// </remarks>
internal static partial class SpecialFunctions
{
    private const double HalfLineCentre = 3.4375;

    /// <summary>Such that erf is close to a number at the first multiples, and so is its derivative at the first.</summary>
    internal const double ErfStep = 0.38909084957247486, ErfStepSingle = 0.265168160200119;

    /// <summary><c>e^(-x^2)</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V ExpMinusSquare<V>(V x) where V : struct, ILane<V> => Gaussian(x, 1.0);

    /// <summary>
    /// <c>e^(-scale x^2)</c> for a power of two as scale, with the error of the square carried along:
    /// <c>scale x^2 = scale r - n ln 2 / 16</c>, and the power of two of n from a table (P. T. P. Tang, ACM TOMS 15, 1989).
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    internal static V Gaussian<V>(V x, double scale) where V : struct, ILane<V>
    {
        V magnitude = V.Min(Pick<V>(40.0, 15.0), V.Abs(x)); // beyond, 0 in any case, and no infinities
        V square = magnitude * magnitude;
        V index = V.FusedMultiplyAdd(square, -scale * 23.083120654223414, Magic<V>());
        V n = index - Magic<V>();
        V r = V.FusedMultiplyAdd(n, Pick<V>(0.04332169878489367, 0.0433197021484375) / scale, square);
        r = V.FusedMultiplyAdd(n, Pick<V>(1.0291218489310676e-13, 1.9966365590818384e-06) / scale, r);
        r += ProductError(magnitude, magnitude, square);
        return ElementaryFunctions.ExpOfParts(index, n, ElementaryFunctions.SmallExpM1(r, -scale));
    }

    /// <summary><c>2 / sqrt(pi)</c> times the integral of <c>e^(-t^2)</c> from 0 to x: polynomials around sixteen points.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Erf<V>(V x) where V : struct, ILane<V>
    {
        V magnitude = V.Min(Pick<V>(6.0, 4.0), V.Abs(x)); // beyond, 1 in any case
        V index = V.FusedMultiplyAdd(magnitude, Pick<V>(1.0 / ErfStep, 1.0 / ErfStepSingle), Magic<V>());
        V h = V.FusedMultiplyAdd(index - Magic<V>(), Pick<V>(-ErfStep, -ErfStepSingle), magnitude);
        V p;
        if (default(V) is IDoubleLane)
        {
            p = V.FusedMultiplyAdd<ErfTable>(V.Lookup<ErfTable>(14, index), h, 13, index);
            p = V.FusedMultiplyAdd<ErfTable>(p, h, 12, index);
            p = V.FusedMultiplyAdd<ErfTable>(p, h, 11, index);
            p = V.FusedMultiplyAdd<ErfTable>(p, h, 10, index);
            p = V.FusedMultiplyAdd<ErfTable>(p, h, 9, index);
            p = V.FusedMultiplyAdd<ErfTable>(p, h, 8, index);
            p = V.FusedMultiplyAdd<ErfTable>(p, h, 7, index);
        }
        else
        {
            p = V.Lookup<ErfTable>(7, index);
        }
        p = V.FusedMultiplyAdd<ErfTable>(p, h, 6, index);
        p = V.FusedMultiplyAdd<ErfTable>(p, h, 5, index);
        p = V.FusedMultiplyAdd<ErfTable>(p, h, 4, index);
        p = V.FusedMultiplyAdd<ErfTable>(p, h, 3, index);
        p = V.FusedMultiplyAdd<ErfTable>(p, h, 2, index);
        V leading = V.FusedMultiplyAdd<ErfTable>(V.Lookup<ErfTable>(1, index), h, 0, index); // of the first, x
        return V.CopySign(V.FusedMultiplyAdd(p, h, leading), x);
    }

    /// <summary><c>1 - erf(x)</c>, accurate where erf is near 1.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Erfc<V>(V x) where V : struct, ILane<V>
    {
        V magnitude = V.Min(Pick<V>(27.3, 10.1), V.Abs(x)); // beyond, 0 or 2 in any case
        V tail = OctaveTail<V, ErfcxTable>(magnitude, Gaussian(x, 1.0), Pick<V>(0.54716, 1.4789));
        return V.Select(x < 0.0, 2.0 - tail, tail);
    }

    /// <summary>
    /// The product of a Gaussian and the function of a table for x not below 0: polynomials on sixteen intervals, quarters of the octaves of
    /// <c>u = 17/16 + scale x</c>, from 1 to 16. So the last two bits of the exponent of u and the first two of its fraction are the index. Of the
    /// function the value at the centre, which is exact, and the rest are multiplied apart, and only the sum is rounded to notice.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V OctaveTail<V, TTable>(V x, V gaussian, double scale)
        where V : struct, ILane<V>
        where TTable : struct, ILaneTable
    {
        Unsafe.SkipInit(out Scratch first);
        Unsafe.SkipInit(out Scratch second);
        ref V slot = ref Scratch.Hold(ref first, x);
        OctaveTailOutOfLine<V, TTable>(ref slot, ref Scratch.Hold(ref second, gaussian), scale);
        return slot;
    }

    [MethodImpl(NoInlining)]
    private static void OctaveTailOutOfLine<V, TTable>(ref V argument, ref V gaussian, double scale)
        where V : struct, ILane<V>
        where TTable : struct, ILaneTable
    {
        V x = argument;
        V index = V.ShiftRight(V.FusedMultiplyAdd(x, scale, 1.0625), default(V) is IDoubleLane ? 50 : 21);
        V h = x - V.Lookup<TTable>(0, index);
        V p;
        if (default(V) is IDoubleLane)
        {
            p = V.FusedMultiplyAdd<TTable>(V.Lookup<TTable>(15, index), h, 14, index);
            p = V.FusedMultiplyAdd<TTable>(p, h, 13, index);
            p = V.FusedMultiplyAdd<TTable>(p, h, 12, index);
            p = V.FusedMultiplyAdd<TTable>(p, h, 11, index);
            p = V.FusedMultiplyAdd<TTable>(p, h, 10, index);
            p = V.FusedMultiplyAdd<TTable>(p, h, 9, index);
            p = V.FusedMultiplyAdd<TTable>(p, h, 8, index);
            p = V.FusedMultiplyAdd<TTable>(p, h, 7, index);
        }
        else
        {
            p = V.Lookup<TTable>(7, index);
        }
        p = V.FusedMultiplyAdd<TTable>(p, h, 6, index);
        p = V.FusedMultiplyAdd<TTable>(p, h, 5, index);
        p = V.FusedMultiplyAdd<TTable>(p, h, 4, index);
        p = V.FusedMultiplyAdd<TTable>(p, h, 3, index);
        p = V.FusedMultiplyAdd<TTable>(p, h, 2, index);
        argument = V.FusedMultiplyAdd(gaussian, V.Lookup<TTable>(1, index), gaussian * (p * h));
    }

    /// <summary><c>e^(x^2) erfc(x)</c>; for negative x, <c>2 e^(x^2) - erfcx(-x)</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Erfcx<V>(V x) where V : struct, ILane<V>
    {
        V magnitude = V.Abs(x);
        V right = ErfcxNonNegative(magnitude);
        V clamped = V.Min(Pick<V>(26.635, 9.41), magnitude); // e^(x^2) is finite here, twice it is not
        V square = clamped * clamped;
        V e = ElementaryFunctions.ExpOfSum(square, ProductError(clamped, clamped, square));
        return V.Select(x < 0.0, e + (e - right), right);
    }

    /// <summary><c>log(erfc(x))</c>, also where erfc underflows.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V LogErfc<V>(V x) where V : struct, ILane<V>
    {
        V erfcx = ErfcxNonNegative(V.Abs(x));
        return V.Select(x < 0.5, LogP1(-Erf(x)), Log(erfcx) - x * x);
    }

    /// <summary>erfcx for x not below 0, infinity included.</summary>
    [MethodImpl(AggressiveInlining)]
    internal static V ErfcxNonNegative<V>(V x) where V : struct, ILane<V>
    {
        Unsafe.SkipInit(out Scratch scratch);
        ref V slot = ref Scratch.Hold(ref scratch, x);
        ErfcxNonNegative(ref slot);
        return slot;
    }

    [MethodImpl(NoInlining)]
    private static void ErfcxNonNegative<V>(ref V x) where V : struct, ILane<V> =>
        x = ErfcxPolynomial(HalfLine(x)) / (x + 0.5);

    /// <summary>
    /// <c>e^(x^2)</c> times the integral of erfc from x to infinity, that is <c>1/sqrt(pi) - x erfcx(x)</c> without the
    /// cancellation, for x not below 0 (DLMF 7.18).
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    internal static V ErfcxIntegralNonNegative<V>(V x) where V : struct, ILane<V>
    {
        V shifted = x + 0.5;
        return ErfcxIntegralPolynomial(HalfLine(x)) / shifted / shifted;
    }

    /// <summary><c>(x + 1/2) erfcx(x)</c> of t.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V ErfcxPolynomial<V>(V t) where V : struct, ILane<V> =>
        Polynomial.Evaluate(t, default(V) is IDoubleLane ? ErfcxDouble : ErfcxFloat);

    /// <summary><c>(x + 1/2)^2</c> times the scaled integral of erfc, of t.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V ErfcxIntegralPolynomial<V>(V t) where V : struct, ILane<V> =>
        Polynomial.Evaluate(t, default(V) is IDoubleLane ? ErfcxIntegralDouble : ErfcxIntegralFloat);

    /// <summary><c>(x - c) / (x + c)</c>, from the half-line to [-1, 1], with its rounding error taken out.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V HalfLine<V>(V x) where V : struct, ILane<V>
    {
        V centre = V.Const(HalfLineCentre);
        x = V.Min(Pick<V>(1e30, 1e15), x); // t = 1 there, and infinity would give NaN
        V reciprocal = 1.0 / (x + centre);
        V t = (x - centre) * reciprocal;
        V residual = V.FusedMultiplyAdd(-t, x, V.FusedMultiplyAdd(t + 1.0, -centre, x)); // x - c - t (x + c)
        return V.FusedMultiplyAdd(reciprocal, residual, t);
    }

    private static ReadOnlySpan<double> ErfcxDouble =>
    [
        0.62180483002599, -0.06989177950680868, -0.007252551135088883, 0.050731908764200494, -0.05816418656188576,
        0.043188364957352274, -0.023013492458059497, 0.008398174271084267, -0.001522900862093204, -0.0003065015020760647,
        0.0002679956753065228, -3.319762038993581e-05, -2.7299969506149767e-05, 9.225826475020648e-06, 2.665130209281092e-06,
        -1.6390179796677809e-06, -3.0935004960995395e-07, 2.752986998090046e-07, 4.9484842918888405e-08, -4.6198449905660044e-08,
        -9.728091986414831e-09, 7.410863697175682e-09, 1.6869379234945145e-09, -9.862788054749553e-10, -1.6463337534049793e-10,
        7.718564003371481e-11,
    ];

    private static ReadOnlySpan<double> ErfcxFloat =>
    [
        0.6218048401400331, -0.06989178221004502, -0.007253280298147963, 0.05073210389531915, -0.05815562212612301,
        0.04318605829204561, -0.023050547981213875, 0.008408287097447273, -0.0014494964900918436, -0.0003270425744895176,
        0.00019890777907578713, -1.2835002936894078e-05,
    ];

    private static ReadOnlySpan<double> ErfcxIntegralDouble =>
    [
        0.3309168791444902, -0.035875194431076125, -0.06319593933834747, 0.09996034905293921, -0.07532592857994454,
        0.027136465532752306, 0.007749506660155946, -0.017535764306046173, 0.01170152399726965, -0.003724088222429582,
        -0.0001558424256325585, 0.0006231926245051601, -0.00014983548684221923, -6.733894451477947e-05, 3.671058619146534e-05,
        6.787252047897918e-06, -7.110601708785387e-06, -8.451951611124654e-07, 1.3463109176927269e-06, 1.718675572521836e-07,
        -2.5737035264327397e-07, -4.754353621457859e-08, 4.802150779199693e-08, 1.2364407791944722e-08, -8.058849233340682e-09,
        -2.3342807770460293e-09, 1.0474553741003023e-09, 2.263046785616172e-10, -7.590206471053952e-11,
    ];

    private static ReadOnlySpan<double> ErfcxIntegralFloat =>
    [
        0.33091688150467286, -0.035875193858604874, -0.06319617110468258, 0.09996029289215502, -0.07532218181917559,
        0.02713736891944145, 0.007726558934216535, -0.01754124287114837, 0.011769512080905294, -0.0037081347846336884,
        -0.000262334606840663, 0.0005989614596403492, -6.117312419751209e-05, -4.835433435353676e-05,
    ];
}
