using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static ExprGrad.Numerics.OutOfLine;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

// log |Gamma(x)| to the left of 0: reflection, and twice the working precision around the zeros.
internal static partial class SpecialFunctions
{
    private const double LogPi = 1.1447298858494002, LogPiRest = 1.0265951162707826e-17;

    /// <summary>The reflection formula (5.5.3), given <c>log(Gamma(1 - x))</c>; infinite at the poles.</summary>
    [MethodImpl(NoInlining)]
    private static V LogGammaReflected<V>(V x, V right) where V : struct, ILane<V>
    {
        V whole = V.Round(x);
        SinCosPi(V.Abs(x - whole), out V sine, out _);
        V tiny = x > Pick<V>(-1e-20, -1e-10); // of which pi x need not survive as a subnormal
        V value = LogPi - right + Pick<V>(LogPiRest, LogPi - (float)LogPi) - Log(sine);
        value = V.Select(tiny, -Log(-x), value);
        V near = (x < -1) & (x > -32) & (V.Abs(value) < V.Max(8, 0.5 * right));
        if (V.Any(near))
            value = V.Select(near, LogGammaNearZero(V.Select(near, x, -2.5)), value);
        return V.Select(V.Equal(x, whole), double.PositiveInfinity, value);
    }

    /// <summary><c>sin(pi x)</c> and <c>cos(pi x)</c> for x in [0, 1/2], each relative to itself.</summary>
    [MethodImpl(AggressiveInlining)]
    private static void SinCosPi<V>(V x, out V sine, out V cosine) where V : struct, ILane<V>
    {
        V outer = x > 0.25;
        V r = Math.PI * V.Select(outer, 0.5 - x, x);
        V sin = V.FusedMultiplyAdd(r, ElementaryFunctions.SinTail(r), r);
        V cos = ElementaryFunctions.CosParts(r, out V rest) + rest;
        sine = V.Select(outer, cos, sin);
        cosine = V.Select(outer, sin, cos);
    }

    /// <summary>
    /// Between -32 and -2 the function has two zeros around every integer that a number can be told from, at which the reflection formula
    /// cancels. There <c>1/Gamma(x) = x (x + 1) ... (y - 1) / Gamma(y)</c> with y in [1/2, 3/2] is of moderate size; found to twice the working
    /// precision, by the Maclaurin series 5.7.1, it gives the logarithm by its distance from 1.
    /// </summary>
    [MethodImpl(NoInlining)]
    private static V LogGammaNearZero<V>(V x) where V : struct, ILane<V>
    {
        V y = x + V.Round(1 - x); // exact, as are all the factors
        V high = ReciprocalGamma(y - 1, out V low);
        V end = y - 0.5;
        for (V open = x < end; V.Any(open); open = x < end)
        {
            V factor = V.Select(open, x, 1);
            V product = high * factor;
            low = V.FusedMultiplyAdd(low, factor, ProductError(high, factor, product));
            high = product;
            x = V.Select(open, x + 1, x);
        }
        V magnitude = V.Abs(high), rest = low ^ high ^ magnitude;
        return -V.Select(V.Abs(magnitude - 1) < 0.5, LogP1(magnitude - 1 + rest), Log(magnitude + rest));
    }

    /// <summary>
    /// <c>1 / Gamma(1 + z)</c> for |z| at most 1/2, as a sum of two: Horner's scheme with a second one for its rounding errors (S. Graillat,
    /// P. Langlois and N. Louvet, Compensated Horner Scheme, 2005).
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V ReciprocalGamma<V>(V z, out V low) where V : struct, ILane<V>
    {
        ReadOnlySpan<double> series = ReciprocalGammaSeries, rest = ReciprocalGammaRest;
        V high = series[^1];
        for (int i = series.Length - 2; i >= rest.Length; i--) // too small for their rounding to count
            high = V.FusedMultiplyAdd(high, z, series[i]);
        low = 0;
        for (int i = rest.Length - 1; i >= 0; i--)
        {
            V coefficient = series[i];
            V product = high * z;
            V sum = coefficient + product;
            low = V.FusedMultiplyAdd(low, z, ProductError(high, z, product))
                + (SumError(coefficient, product, sum) + Pick<V>(rest[i], series[i] - (float)series[i]));
            high = sum;
        }
        return high;
    }

    private static ReadOnlySpan<double> ReciprocalGammaSeries =>
    [
        1.0, 0.5772156649015329, -0.6558780715202539, -0.04200263503409524, 0.16653861138229148, -0.04219773455554433,
        -0.009621971527876973, 0.0072189432466631, -0.0011651675918590652, -0.00021524167411495098, 0.0001280502823881162,
        -2.013485478078824e-05, -1.2504934821426706e-06, 1.133027231981696e-06, -2.056338416977607e-07, 6.116095104481416e-09,
        5.002007644469223e-09, -1.18127457048702e-09, 1.0434267116911005e-10, 7.782263439905071e-12, -3.696805618642206e-12,
        5.100370287454476e-13, -2.0583260535665066e-14, -5.348122539423018e-15, 1.2267786282382608e-15, -1.1812593016974588e-16,
        1.1866922547516004e-18, 1.4123806553180319e-18, -2.29874568443537e-19, 1.7144063219273374e-20, 1.337351730493693e-22,
        -2.0542335517666728e-22,
    ];

    private static ReadOnlySpan<double> ReciprocalGammaRest =>
    [
        0.0, -4.942915152430645e-18, 2.137185197068536e-17, 1.4920306285650505e-18, 1.0189144546842026e-17, -3.3579992682480134e-18,
        -5.300031368830263e-19, -3.6006537063394283e-19, 5.659947853880981e-20, 2.3758686180729364e-21, -9.359124499198967e-21,
        3.0488773972037385e-23, -2.66214092271898e-23, -4.622235212104869e-23, -3.0061601618645134e-24, -2.693458298171306e-25,
        -1.538123614056751e-26, -1.0052356155716208e-25,
    ];
}
