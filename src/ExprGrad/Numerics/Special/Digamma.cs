namespace ExprGrad.Numerics;

// The derivative of the logarithm of the gamma function: DLMF chapter 5. Element by element, in double.
internal static partial class SpecialFunctions
{
    private const double DigammaZero = 1.4616321449683622, DigammaZeroRest = 9.549995429965697e-17;

    /// <summary>The derivative of <see cref="LogGamma{V}(V)"/>.</summary>
    public static V Digamma<V>(V x) where V : struct, ILane<V> => V.Map(Digamma, x);

    /// <summary>
    /// A rational function with the zero taken out on [1, 3] (fitted by tests/tools/fit_special.py), the recurrence 5.5.2 from there
    /// to 10 and down to 0, the asymptotic series 5.11.2 beyond, the reflection formula 5.5.4 for negative x.
    /// </summary>
    public static double Digamma(double x) => x switch
    {
        0 => double.CopySign(double.PositiveInfinity, -x),
        < 0 => Digamma(1 - x) - Math.PI / TanPi(x),
        < 1 => DigammaMiddle(x + 1) - 1 / x,
        <= 3 => DigammaMiddle(x),
        < 10 => DigammaShifted(x),
        _ => DigammaAsymptotic(x), // and NaN
    };

    private static double DigammaMiddle(double x) =>
        (x - DigammaZero - DigammaZeroRest) * Quotient(x, DigammaTop, DigammaBottom);

    private static double DigammaShifted(double x)
    {
        double sum = 0;
        while (x > 3)
            sum += 1 / --x;
        return DigammaMiddle(x) + sum;
    }

    private static double DigammaAsymptotic(double x)
    {
        double square = 1 / x / x;
        double series = square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240
            - square * (1.0 / 132 - square * (691.0 / 32760 - square * (1.0 / 12 - square * (3617.0 / 8160))))))));
        return Math.Log(x) - (0.5 / x + series);
    }

    /// <summary><c>tan(pi x)</c>; NaN at the integers, where digamma has its poles.</summary>
    private static double TanPi(double x)
    {
        double remainder = x - Math.Round(x);
        return remainder == 0 ? double.NaN : Math.Tan(Math.PI * remainder);
    }

    private static ReadOnlySpan<double> DigammaTop =>
    [
        247465874.01631397, 819537096.8101028, 797557715.7186311, 315006635.9560989, 53490046.71095879, 3580226.573947287,
        69461.44288419232, 73.29449958028815,
    ];

    private static ReadOnlySpan<double> DigammaBottom =>
    [
        1.0, 361704064.0958533, 741614705.0140945, 513106376.47676283, 151812108.47729114, 19590342.945658524, 980910.1812784259,
        13197.653972849814,
    ];
}
