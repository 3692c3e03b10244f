using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

// The derivative of the logarithm of the gamma function, on lanes: DLMF chapter 5.
internal static partial class SpecialFunctions
{
    private const double DigammaZero = 1.4616321449683622, DigammaZeroRest = 9.549995429965697e-17;

    /// <summary>The derivative of <see cref="LogGamma{V}(V)"/>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Digamma<V>(V x) where V : struct, ILane<V>
    {
        Unsafe.SkipInit(out Scratch scratch);
        ref V slot = ref Scratch.Hold(ref scratch, x);
        Digamma(ref slot);
        return slot;
    }

    [MethodImpl(NoInlining)]
    private static void Digamma<V>(ref V x) where V : struct, ILane<V>
    {
        V argument = x;
        V negative = argument < 0;
        V right = DigammaNonNegative(V.Select(negative, 1 - argument, argument));
        x = V.Any(negative) ? V.Select(negative, DigammaReflected(argument, right), right) : right;
    }

    /// <summary>
    /// Piecewise, as W. J. Cody, A. J. Strecok and H. C. Thacher (Math. Comp. 27, 1973): on [1, 4] a rational function with the zero taken out,
    /// below by the recurrence 5.5.2, above a polynomial of 1/x² for the asymptotic series 5.11.2. Of the quotient the constant ¾ is kept apart,
    /// so that its own rounding errors weigh less.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V DigammaNonNegative<V>(V x) where V : struct, ILane<V>
    {
        V low = x < 1, r = 1 / x;
        V z = V.Select(low, x + 1, x);
        V square = r * r;
        V fromZero = z - DigammaZero, zeroRest = Pick<V>(DigammaZeroRest, DigammaZero - (float)DigammaZero);
        V factor = fromZero - zeroRest;
        V factorLow = fromZero - factor - zeroRest;
        V quotient, tail;
        if (default(V) is IDoubleLane)
        {
            quotient = Polynomial.Quotient(z, DigammaTopDouble, DigammaBottomDouble);
            tail = Polynomial.Evaluate(square, DigammaTailDouble);
        }
        else
        {
            quotient = Polynomial.Quotient(z, DigammaTopFloat, DigammaBottomFloat);
            tail = Polynomial.Evaluate(square, DigammaTailFloat);
        }
        V middle = V.FusedMultiplyAdd(factor, 0.75, V.FusedMultiplyAdd(factor, quotient, factorLow)); // which counts at the zero only
        V large = ElementaryFunctions.Log(x) - V.FusedMultiplyAdd(square, tail, 0.5 * r);
        return V.Select(x < 4, middle - V.Select(low, r, 0), large);
    }

    private static ReadOnlySpan<double> DigammaTopDouble =>
    [
        1722518216.1520205, 4034925512.5470157, 2149277376.6776776, -302785648.80095845, -489997801.0505373, -125019347.37656213,
        -12085629.828402447, -430343.17642584816, -3990.268243379126,
    ];

    private static ReadOnlySpan<double> DigammaBottomDouble =>
    [
        1.0, 2517687984.020433, 5481760003.247022, 4204771632.0872593, 1469883533.2416387, 248027923.65619397, 19446036.91491653,
        614325.3956028714, 5346.43167453386,
    ];

    private static ReadOnlySpan<double> DigammaTopFloat =>
    [
        1349.2880438843604, 1876.8065124889713, -314.84258009151046, -348.7012002149981, -23.281872319377968,
    ];

    private static ReadOnlySpan<double> DigammaBottomFloat =>
    [
        1.0, 1965.8458047880097, 2437.453417437865, 638.6601538748968, 31.72031930840604,
    ];

    private static ReadOnlySpan<double> DigammaTailDouble =>
    [
        0.08333333333333333, -0.008333333333318827, 0.003968253958849537, -0.004166664261695412, 0.007575437694477858,
        -0.021067490343790643, 0.08204835156459736, -0.3992958066655563, 2.0004758503978333, -7.874672567242462, 16.272492444252475,
    ];

    private static ReadOnlySpan<double> DigammaTailFloat =>
    [
        0.08333333330987622, -0.00833331448840084, 0.0039657882092641586, -0.004050655637888287, 0.005206444597455694,
    ];
}
