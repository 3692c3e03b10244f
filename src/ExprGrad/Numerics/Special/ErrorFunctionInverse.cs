using static ExprGrad.Numerics.ElementaryFunctions;

namespace ExprGrad.Numerics;

// The inverse of the error function and its derivative, on lanes.
internal static partial class SpecialFunctions
{
    /// <summary>The y with <c>erf(y) = x</c>.</summary>
    /// <remarks>
    /// A first value to six digits from polynomials of <c>w = -log(1 - x^2)</c> (M. Giles, Approximating the erfinv function, GPU
    /// Computing Gems 2, 2010; coefficients fitted by tests/tools/fit_special.py), then one step of Halley's iteration, which
    /// cubes the error: with <c>u = (erf(y) - x) / erf'(y)</c>, <c>y - u / (1 + y u)</c>. The residual is taken on erfc from 1/2
    /// on, where <c>1 - |x|</c> is exact.
    /// </remarks>
    public static V ErfInv<V>(V x) where V : struct, ILane<V>
    {
        V one = 1.0, magnitude = V.Abs(x);
        V w = -Log((one - magnitude) * (one + magnitude));
        V central = Polynomial.Evaluate(w, ErfInvCentral);
        V tail = Polynomial.Evaluate(V.Sqrt(w), ErfInvTail);
        V y = magnitude * V.Select(w < 5.0, central, tail);

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
    public static V ErfInvDerivative<V>(V x) where V : struct, ILane<V>
    {
        V magnitude = V.Abs(x);
        V y = ErfInv(magnitude);
        V value = HalfRootPi * ErfcxNonNegative(y) / (1.0 - magnitude);
        return V.Select(V.Equal(magnitude, 1.0), double.PositiveInfinity, value);
    }

    private const double HalfRootPi = 0.88622692545275801;

    private static ReadOnlySpan<double> ErfInvCentral =>
    [
        0.8862267858628946, 0.2320181828567194, 0.011525431199929647, -0.0022867828511138845, -0.0001761591830400175,
        7.257810853178963e-05, -5.48766581695036e-06, -1.098948458299626e-07, 2.2605977741170975e-08,
    ];

    private static ReadOnlySpan<double> ErfInvTail =>
    [
        2.807277537927822, -4.2932955476780785, 4.129823837301738, -1.8443897106837432, 0.5145729447720843, -0.0915902554193316,
        0.010140214795222285, -0.0006378305052302194, 1.7442125014668702e-05,
    ];
}
