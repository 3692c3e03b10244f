using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

// The logarithm of the absolute value of the gamma function, on lanes: DLMF chapter 5.
internal static partial class SpecialFunctions
{
    private const double HalfLogTwoPiMinusHalf = 0.41893853320467274;

    /// <summary><c>log(|Gamma(x)|)</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V LogGamma<V>(V x) where V : struct, ILane<V>
    {
        Unsafe.SkipInit(out Scratch scratch);
        ref V slot = ref Scratch.Hold(ref scratch, x);
        LogGamma(ref slot);
        return slot;
    }

    [MethodImpl(NoInlining)]
    private static void LogGamma<V>(ref V x) where V : struct, ILane<V>
    {
        V argument = x;
        V negative = argument < 0;
        V right = LogGammaNonNegative(V.Select(negative, 1 - argument, argument));
        x = V.Any(negative) ? V.Select(negative, LogGammaReflected(argument, right), right) : right;
    }

    /// <summary>
    /// Piecewise, as W. J. Cody and K. E. Hillstrom (Math. Comp. 21, 1967): on [1/2, 5/2] a rational function with the zeros at 1 and 2 taken
    /// out, below by <c>Gamma(x) = Gamma(x + 1) / x</c>, above Stirling's formula (5.11.1) with a rational function of 1/x for what it leaves. The
    /// two share a division and a logarithm. The latter is a sum of two, since log(x) - 1 cancels at e. Of the former the constant ½ is
    /// kept apart, so that its own rounding errors weigh half, and the factors taken out are a sum of two.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V LogGammaNonNegative<V>(V x) where V : struct, ILane<V>
    {
        V low = x < 0.5, middle = x < 2.5;
        V z = V.Select(low, x + 0.5, x - 0.5), fromOne = V.Select(low, x, x - 1), fromTwo = V.Select(low, x - 1, x - 2);
        V r = 1 / x;
        V square = r * r;
        V top, bottom;
        if (default(V) is IDoubleLane)
        {
            top = V.Select(middle, Polynomial.Evaluate(z, LogGammaTopDouble), r * Polynomial.Evaluate(square, BinetTopDouble));
            bottom = V.Select(middle, Polynomial.Evaluate(z, LogGammaBottomDouble), Polynomial.Evaluate(square, BinetBottomDouble));
        }
        else
        {
            top = V.Select(middle, Polynomial.Evaluate(z, LogGammaTopFloat), r * Polynomial.Evaluate(square, BinetFloat));
            bottom = V.Select(middle, Polynomial.Evaluate(z, LogGammaBottomFloat), 1);
        }
        V quotient = top / bottom;
        V log = ElementaryFunctions.LogParts(x, out V logLow);
        V shifted = x - 0.5;
        V stirling = V.FusedMultiplyAdd(shifted, logLow, HalfLogTwoPiMinusHalf + quotient);
        stirling = V.FusedMultiplyAdd(shifted, log - 1, stirling);
        V factor = fromOne * fromTwo;
        V factorLow = V.FusedMultiplyAdd(fromOne, ~low & (x - (fromTwo + 2)), ProductError(fromOne, fromTwo, factor));
        V rational = V.FusedMultiplyAdd(factor, 0.5, V.FusedMultiplyAdd(factor, quotient, 0.5 * factorLow));
        rational += V.Select(low, -(log + logLow), 0); // the sum with 0 also takes the sign from the zero at 1
        V value = V.Select(middle, rational, stirling);
        return V.Select(V.Equal(x, 0) | (x > Pick<V>(1e306, 1e37)), double.PositiveInfinity, value);
    }

    private static ReadOnlySpan<double> LogGammaTopDouble =>
    [
        0.2631532572329334, 1.4900265990383534, 2.882849251998793, 1.47165503754835, -2.2614414745071265, -3.7399344075449608,
        -2.206770234557521, -0.6190470713985734, -0.08130159658897662, -0.0043168728702338245, -6.258315676139252e-05,
    ];

    private static ReadOnlySpan<double> LogGammaBottomDouble =>
    [
        1.0, 7.877404354569129, 25.677275292344017, 44.968305277525275, 46.05275113125072, 28.209793186329843, 10.190750357456809,
        2.070421720955095, 0.21587015236504556, 0.009714411077082338, 0.00012660710538094422,
    ];

    private static ReadOnlySpan<double> LogGammaTopFloat =>
    [
        0.2631532559884898, 0.47521537387458546, -0.1985999631703349, -0.56713119432515, -0.19440753248504689,
        -0.012733243753111884,
    ];

    private static ReadOnlySpan<double> LogGammaBottomFloat =>
    [
        1.0, 4.021053144322122, 5.424973641475745, 2.877004535978356, 0.5502662210159827, 0.026448554224011864,
    ];

    private static ReadOnlySpan<double> BinetTopDouble =>
    [
        0.08333333333333333, 1.6138980441199402, 9.941474256637594, 23.69157439640587, 21.201718975843193, 5.742697960095335,
        0.2244890921322864,
    ];

    private static ReadOnlySpan<double> BinetBottomDouble =>
    [
        1.0, 19.400109862772613, 119.9348375988876, 288.11910058271644, 263.0108324002151, 75.61913797241942, 3.925687339675873,
    ];

    private static ReadOnlySpan<double> BinetFloat =>
    [
        0.08333333318250694, -0.002777730267917978, 0.0007911751677638835, -0.0005477085546540336, 0.0004225167871385413,
    ];
}
