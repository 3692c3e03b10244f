namespace ExprGrad.Rules.BuiltIn;

/// <summary>The scalar functions of <see cref="Functions"/>.</summary>
internal static class SpecialRules
{
    private const double TwoOverRootPi = 1.1283791670955126;

    private const double RootTwo = 1.4142135623730951;

    public static Rule Sigmoid => Rule.Jvp((double x) => Functions.Sigmoid(x),
        (x, dx) => Functions.Sigmoid(x) * Functions.Sigmoid(-x) * dx, (-5, 5));

    public static Rule LogSigmoid => Rule.Jvp((double x) => Functions.LogSigmoid(x), (x, dx) => Functions.Sigmoid(-x) * dx, (-5, 5));

    public static Rule Softplus => Rule.Jvp((double x) => Functions.Softplus(x), (x, dx) => Functions.Sigmoid(x) * dx, (-5, 5));

    public static Rule Relu => Rule.Jvp((double x) => Functions.Relu(x), (x, dx) => (x > 0 ? 1 : x <= 0 ? 0 : double.NaN) * dx, (0.5, 5));

    // At infinity the second term is infinity times zero.
    public static Rule Silu => Rule.Jvp((double x) => Functions.Silu(x),
        (x, dx) => (Functions.Sigmoid(x) + (double.IsInfinity(x) ? 0 : x * Functions.Sigmoid(x) * Functions.Sigmoid(-x))) * dx, (-5, 5));

    public static Rule Gelu => Rule.Jvp((double x) => Functions.Gelu(x),
        (x, dx) => (Functions.NormalCdf(x) + (Functions.NormalPdf(x) == 0 ? 0 : x * Functions.NormalPdf(x))) * dx, (-5, 5));

    // x (1 - x) in one rounding: as a product its derivative cancels near 1/2.
    public static Rule Logit => Rule.Jvp((double x) => Functions.Logit(x), (x, dx) => dx / Math.FusedMultiplyAdd(-x, x, x), (0.01, 0.99));

    public static Rule Erf => Rule.Jvp((double x) => Functions.Erf(x),
        (x, dx) => TwoOverRootPi * Functions.ExpMinusSquare(x) * dx, (-4, 4));

    public static Rule Erfc => Rule.Jvp((double x) => Functions.Erfc(x),
        (x, dx) => -TwoOverRootPi * Functions.ExpMinusSquare(x) * dx, (-4, 4));

    // What has vanished stays so, also where x is infinite, or x² at the next orders.
    public static Rule ExpMinusSquare => Rule.Jvp((double x) => Functions.ExpMinusSquare(x),
        (x, dx) => (Functions.ExpMinusSquare(x) == 0 ? 0 : -2 * x * Functions.ExpMinusSquare(x)) * dx, (-4, 4));

    public static Rule ErfInv => Rule.Jvp((double x) => Functions.ErfInv(x), (x, dx) => Functions.ErfInvDerivative(x) * dx, (-0.99, 0.99));

    public static Rule ErfInvDerivative => Rule.Jvp((double x) => Functions.ErfInvDerivative(x),
        (x, dx) => 2 * Functions.ErfInv(x) * Functions.ErfInvDerivative(x) * Functions.ErfInvDerivative(x) * dx, (-0.99, 0.99));

    // Not 2x Erfcx(x) - 2/√π, which cancels for positive x.
    public static Rule Erfcx => Rule.Jvp((double x) => Functions.Erfcx(x), (x, dx) => Functions.ErfcxDerivative(1, x) * dx, (-4, 10));

    public static Rule ErfcxDerivative => Rule.Jvp((int n, double x) => Functions.ErfcxDerivative(n, x),
        (n, x, dn, dx) => Functions.ErfcxDerivative(n + 1, x) * dx, (0, 3), (-4, 10));

    // On the right ExpMinusSquare and Erfc underflow, on the left the ratio would square the rounding of its argument.
    public static Rule LogErfc => Rule.Jvp((double x) => Functions.LogErfc(x),
        (x, dx) => (x < 0 ? -TwoOverRootPi * Functions.ExpMinusSquare(x) / Functions.Erfc(x)
            : -RootTwo * Functions.InverseMillsRatio(-RootTwo * x)) * dx, (-4, 10));

    public static Rule NormalCdf => Rule.Jvp((double x) => Functions.NormalCdf(x), (x, dx) => Functions.NormalPdf(x) * dx, (-5, 5));

    public static Rule NormalPdf => Rule.Jvp((double x) => Functions.NormalPdf(x), 
        (x, dx) => (Functions.NormalPdf(x) == 0 ? 0 : -x * Functions.NormalPdf(x)) * dx, (-5, 5));

    public static Rule LogNormalCdf => Rule.Jvp((double x) => Functions.LogNormalCdf(x),
        (x, dx) => Functions.InverseMillsRatio(x) * dx, (-10, 5));

    // Not -r (r + x), which cancels for negative x.
    public static Rule InverseMillsRatio => Rule.Jvp((double x) => Functions.InverseMillsRatio(x),
        (x, dx) => Functions.InverseMillsRatioDerivative(x) * dx, (-10, 5));

    // Not -(r' (2r + x) + r), likewise.
    public static Rule InverseMillsRatioDerivative => Rule.Jvp((double x) => Functions.InverseMillsRatioDerivative(x),
        (x, dx) => Functions.InverseMillsRatioSecondDerivative(x) * dx, (-10, 5));

    // Far on the left the sum cancels: there log NormalCdf(x) has the asymptotic series of DLMF 7.12.1. Far on the right all has vanished.
    public static Rule InverseMillsRatioSecondDerivative => Rule.Jvp((double x) => Functions.InverseMillsRatioSecondDerivative(x),
        (x, dx) => (x < -25 ? Functions.Let(1 / (x * x), y => y * y * (6 + y * (-120 + y * (2100 + y * (-37296 + y * (698940 + y * (-14005992
                + y * (301419300 + y * (-6970247520.0 + y * (172978511724.0 + y * (-4596778787160.0 + y * 130464198734100.0))))))))))) : x > 40 ? 0
            : -(Functions.InverseMillsRatioSecondDerivative(x) * (2 * Functions.InverseMillsRatio(x) + x)
                + 2 * Functions.InverseMillsRatioDerivative(x) * (1 + Functions.InverseMillsRatioDerivative(x)))) * dx, (-3, 5));

    public static Rule LogGamma => Rule.Jvp((double x) => Functions.LogGamma(x), (x, dx) => Functions.Digamma(x) * dx, (0.1, 6));

    public static Rule Digamma => Rule.Jvp((double x) => Functions.Digamma(x), (x, dx) => Functions.PolyGamma(1, x) * dx, (0.1, 6));

    public static Rule PolyGamma => Rule.Jvp((int n, double x) => Functions.PolyGamma(n, x),
        (n, x, dn, dx) => Functions.PolyGamma(n + 1, x) * dx, (0, 3), (0.1, 6));

    public static Rule XLogY => Rule.Jvp((double x, double y) => Functions.XLogY(x, y),
        (x, y, dx, dy) => Math.Log(y) * dx + (x == 0 && y == 0 ? 0 : x / y) * dy, (-3, 3), (0.1, 6));

    public static Rule ExpM1 => Rule.Jvp((double x) => Functions.ExpM1(x), (x, dx) => Math.Exp(x) * dx, (-5, 5));

    public static Rule LogP1 => Rule.Jvp((double x) => Functions.LogP1(x), (x, dx) => dx / (1 + x), (-0.9, 5));

    // 1 / (1 - e^-x), which never overflows.
    public static Rule LogExpM1 => Rule.Jvp((double x) => Functions.LogExpM1(x), (x, dx) => -dx / Functions.ExpM1(-x), (0.1, 6));

    // Not -1 / ExpM1(-x), whose own derivative would be 0 * Infinity far on the left. The difference is 0 at 0, and not -0.
    public static Rule Log1MExp => Rule.Jvp((double x) => Functions.Log1MExp(x),
        (x, dx) => -Math.Exp(x) / (0 - Functions.ExpM1(x)) * dx, (-6, -0.1));

    public static Rule Sinc => Rule.Jvp((double x) => Functions.Sinc(x), (x, dx) => -Functions.SphericalBesselJ(1, x) * dx, (-6, 6));

    public static Rule SphericalBesselJ => Rule.Jvp((int n, double x) => Functions.SphericalBesselJ(n, x),
        (n, x, dn, dx) => (n == 0 ? -Functions.SphericalBesselJ(1, x)
            : (n * Functions.SphericalBesselJ(n - 1, x) - (n + 1) * Functions.SphericalBesselJ(n + 1, x)) / (2 * n + 1)) * dx,
        (0, 3), (0.5, 6));
}
