using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.OutOfLine;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

// The inverse of the error function and its derivative, on lanes.
internal static partial class SpecialFunctions
{
    /// <summary>The y with <c>erf(y) = x</c>.</summary>
    /// <remarks>
    /// A first value to six digits from polynomials of <c>-log(1 - x^2)</c> in the middle, as M. Giles does it (Approximating the
    /// erfinv function, GPU Computing Gems 2, 2010), and of <c>sqrt(-log(1 - |x|))</c> outside, fitted by
    /// tests/tools/fit_special.py; then one step of Halley's iteration, which cubes the error: with
    /// <c>u = (erf(y) - x) / erf'(y)</c>, <c>y - u / (1 + y u)</c>. The residual is taken on erfc from 1/2 on, where
    /// <c>1 - |x|</c> is exact.
    /// </remarks>
    [MethodImpl(AggressiveInlining)]
    public static V ErfInv<V>(V x) where V : struct, ILane<V>
    {
        V one = 1.0, magnitude = V.Abs(x);
        Unsafe.SkipInit(out Scratch scratch);
        ref V slot = ref Scratch.Hold(ref scratch, magnitude);
        ErfInvStart(ref slot);
        V y = slot;

        V bell = ExpMinusSquare(y);
        V nearZero = (Erf(y) - magnitude) / bell;
        V nearOne = (one - magnitude) / bell - ErfcxNonNegative(y);
        V u = HalfRootPi * V.Select(magnitude < 0.5, nearZero, nearOne);
        y -= u / V.FusedMultiplyAdd(y, u, one);

        y = V.Select(V.Equal(magnitude, one), double.PositiveInfinity, y);
        return V.CopySign(y, x);
    }

    /// <summary>
    /// <c>sqrt(pi)/2 e^(y^2)</c> at <c>y = erfinv(x)</c>, as <c>sqrt(pi)/2 erfcx(|y|) / (1 - |x|)</c>: the exponential would
    /// multiply the rounding error of y by <c>2 y^2</c>.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V ErfInvDerivative<V>(V x) where V : struct, ILane<V>
    {
        V magnitude = V.Abs(x);
        V y = ErfInv(magnitude);
        V value = HalfRootPi * ErfcxNonNegative(y) / (1.0 - magnitude);
        return V.Select(V.Equal(magnitude, 1.0), double.PositiveInfinity, value);
    }

    /// <summary>The first value, of |x|.</summary>
    [MethodImpl(NoInlining)]
    private static void ErfInvStart<V>(ref V magnitude) where V : struct, ILane<V>
    {
        V inner = magnitude < 0.99;
        V w = -Log((1.0 - magnitude) * V.Select(inner, 1.0 + magnitude, 1.0));
        V root = V.Sqrt(w);
        V central = magnitude * Polynomial.Evaluate(w, ErfInvCentral);
        magnitude = V.Select(inner, central, root * Polynomial.Evaluate(root, ErfInvTail));
    }

    private const double HalfRootPi = 0.88622692545275801;

    private static ReadOnlySpan<double> ErfInvCentral =>
    [
        0.8862270584422999, 0.23201060303021323, 0.011557598996848429, -0.002335450934600919, -0.00014307851261940134,
        6.222478162110607e-05, -4.402786069675526e-06,
    ];

    private static ReadOnlySpan<double> ErfInvTail =>
    [
        -0.03382623287895907, 1.2044809744627383, -0.7875579597830622, 0.3379913303194745, -0.09965828708560318, 0.020378027134312166,
        -0.0028448215332798365, 0.00025894026856590816, -1.3857549221396048e-05, 3.3083331377812285e-07,
    ];
}
