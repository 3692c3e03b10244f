using static ExprGrad.Numerics.OutOfLine;
using static ExprGrad.Numerics.LaneMath;

namespace ExprGrad.Numerics;

// The logarithm of the absolute value of the gamma function: DLMF chapter 5. Element by element, in double.
internal static partial class SpecialFunctions
{
    private const double HalfLogTwoPiMinusHalf = 0.41893853320467274;

    /// <summary><c>log(|Gamma(x)|)</c>.</summary>
    public static V LogGamma<V>(V x) where V : struct, ILane<V> => V.Map(LogGamma, x);

    /// <summary>
    /// Rational functions with the zeros at 1 and 2 taken out on [1/2, 3] (fitted by tests/tools/fit_special.py), the recurrence
    /// <c>Gamma(x + 1) = x Gamma(x)</c> from there to 12 and down to 0, and Stirling's series (5.11.1) beyond.
    /// </summary>
    public static double LogGamma(double x) => x switch
    {
        double.PositiveInfinity or double.NegativeInfinity => double.PositiveInfinity,
        <= 0 => LogGammaNegative(x),
        < 0.5 => LogGammaLow(1 + x) - Math.Log(x),
        1 => 0, // which the product gives a sign
        < 1.5 => LogGammaLow(x),
        <= 3 => LogGammaHigh(x),
        < 12 => LogGammaShifted(x),
        _ => LogGammaStirling(x), // and NaN
    };

    private static double LogGammaLow(double x) => (x - 1) * (x - 2) * Quotient(x - 0.5, LogGammaLowTop, LogGammaLowBottom);

    private static double LogGammaHigh(double x) => (x - 1) * (x - 2) * Quotient(x - 1.5, LogGammaHighTop, LogGammaHighBottom);

    private static double Quotient(double x, ReadOnlySpan<double> top, ReadOnlySpan<double> bottom) =>
        Polynomial.Evaluate<F64>(x, top).Value / Polynomial.Evaluate<F64>(x, bottom).Value;

    private static double LogGammaShifted(double x)
    {
        double product = 1;
        while (x > 3)
            product *= --x;
        return Math.Log(product) + LogGammaHigh(x);
    }

    private static double LogGammaStirling(double x)
    {
        double r = 1 / x, square = r * r;
        double series = r * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680
            - square * (1.0 / 1188 - square * (691.0 / 360360 - square / 156))))));
        return (x - 0.5) * (Math.Log(x) - 1) + (HalfLogTwoPiMinusHalf + series);
    }

    /// <summary>The reflection formula (5.5.3); poles at the integers.</summary>
    private static double LogGammaNegative(double x)
    {
        double remainder = x - Math.Round(x);
        if (remainder == 0)
            return double.PositiveInfinity;
        if (x > -1e-20)
            return -Math.Log(-x);
        double value = Math.Log(Math.PI / Math.Abs(x * Math.Sin(Math.PI * remainder))) - LogGamma(-x);
        return x is > -20 and < -2 && Math.Abs(value) < 4 ? LogGammaNearZero(x) : value;
    }

    /// <summary>
    /// Between -20 and -2 the function has two zeros around every integer, at which the reflection formula cancels. There
    /// <c>1/Gamma(x) = x (x + 1) ... (y - 1) / Gamma(y)</c> with y in [1/2, 3/2] is near 1 in size; found to twice the working
    /// precision, by the Maclaurin series 5.7.1, it gives the logarithm by its distance from 1.
    /// </summary>
    private static double LogGammaNearZero(double x)
    {
        double y = x + Math.Round(1 - x); // exact, as are all the factors
        (double high, double low) = ReciprocalGamma(y - 1);
        for (; x < y - 0.5; x++)
        {
            double product = high * x;
            double error = Math.FusedMultiplyAdd(high, x, -product) + low * x;
            high = product + error;
            low = error - (high - product);
        }
        if (high < 0)
            (high, low) = (-high, -low);
        return -LogP1<F64>(high - 1 + low).Value;
    }

    /// <summary><c>1 / Gamma(1 + z)</c> for |z| at most 1/2, as a sum of two doubles.</summary>
    private static (double High, double Low) ReciprocalGamma(double z)
    {
        double high = 0, low = 0;
        for (int i = ReciprocalGammaSeries.Length - 1; i >= 0; i--)
        {
            double product = high * z;
            double error = Math.FusedMultiplyAdd(high, z, -product) + low * z;
            double sum = ReciprocalGammaSeries[i] + product;
            double sumError = SumError<F64>(ReciprocalGammaSeries[i], product, sum).Value;
            error += sumError + (i < ReciprocalGammaRest.Length ? ReciprocalGammaRest[i] : 0);
            high = sum + error;
            low = error - (high - sum);
        }
        return (high, low);
    }

    private static ReadOnlySpan<double> LogGammaLowTop =>
    [
        0.7631532572329335, 4.770777607496598, 11.686279486171978, 14.248322798334971, 9.084916114908062, 2.9159366240220783,
        0.41407126013852186, 0.018886106447397574, 6.322465084206917e-05,
    ];

    private static ReadOnlySpan<double> LogGammaLowBottom =>
    [
        1.0, 7.015256204652373, 19.731174295603584, 28.517064248802132, 22.590160503453053, 9.707874878760087, 2.107488298120385,
        0.19664781212084098, 0.005324681809183941,
    ];

    private static ReadOnlySpan<double> LogGammaHighTop =>
    [
        0.4831289505409809, 0.9350194623022131, 0.6904053197309443, 0.2432449041397965, 0.041720817170137224, 0.0031476170157195105,
        7.682915338211904e-05, 1.313877388268077e-07,
    ];

    private static ReadOnlySpan<double> LogGammaHighBottom =>
    [
        1.0, 2.2374551494090733, 1.9747784485047721, 0.8735357499793064, 0.2033414953619993, 0.023890426297828955,
        0.0012271243587491615, 1.8826493755333392e-05,
    ];

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
