using static ExprGrad.Functions;

namespace ExprGrad.Tests.Numerics;

/// <summary>The derivatives that docs/functions.md states, against central differences extrapolated to order 4.</summary>
[TestClass]
public sealed class StatedDerivativeTests
{
    private static readonly double TwoOverRootPi = 2 / Math.Sqrt(Math.PI);

    public static IEnumerable<object[]> Derivatives =>
    [
        Row("Sigmoid", Sigmoid, x => Sigmoid(x) * Sigmoid(-x), -3, 0.2, 4),
        Row("LogSigmoid", LogSigmoid, x => Sigmoid(-x), -3, 0.2, 4),
        Row("Softplus", Softplus, Sigmoid, -3, 0.2, 4),
        Row("Silu", Silu, x => Sigmoid(x) * (1 + x * Sigmoid(-x)), -3, 0.2, 4),
        Row("Gelu", Gelu, x => NormalCdf(x) + x * NormalPdf(x), -3, 0.2, 4),
        Row("ExpMinusSquare", ExpMinusSquare, x => -2 * x * ExpMinusSquare(x), -2, 0.2, 3),
        Row("Erf", Erf, x => TwoOverRootPi * ExpMinusSquare(x), -2, 0.2, 3),
        Row("Erfc", Erfc, x => -TwoOverRootPi * ExpMinusSquare(x), -2, 0.2, 5),
        Row("Erfcx", Erfcx, x => ErfcxDerivative(1, x), -2, 0.2, 0.9, 20),
        Row("ErfcxDerivative 1", x => ErfcxDerivative(1, x), x => ErfcxDerivative(2, x), -2, 0.2, 0.9, 20),
        Row("ErfcxDerivative 4", x => ErfcxDerivative(4, x), x => ErfcxDerivative(5, x), -2, 0.2, 0.9, 20),
        Row("LogErfc left", LogErfc, x => -TwoOverRootPi * ExpMinusSquare(x) / Erfc(x), -2, -0.2),
        Row("LogErfc right", LogErfc, x => -TwoOverRootPi / Erfcx(x), 0.2, 0.6, 20),
        Row("ErfInv", ErfInv, ErfInvDerivative, -0.9, 0.2, 0.95),
        Row("ErfInvDerivative", ErfInvDerivative, x => 2 * ErfInv(x) * Math.Pow(ErfInvDerivative(x), 2), -0.9, 0.2, 0.95),
        Row("NormalPdf", NormalPdf, x => -x * NormalPdf(x), -2, 0.2, 3),
        Row("NormalCdf", NormalCdf, NormalPdf, -5, 0.2, 3),
        Row("LogNormalCdf", LogNormalCdf, InverseMillsRatio, -20, -1, 0.2, 3),
        Row("InverseMillsRatio", InverseMillsRatio, InverseMillsRatioDerivative, -20, -1, 0.2, 3),
        Row("InverseMillsRatioDerivative", InverseMillsRatioDerivative, InverseMillsRatioSecondDerivative, -4, -1, 0.2, 3),
        Row("InverseMillsRatioSecondDerivative", InverseMillsRatioSecondDerivative,
            x => -(InverseMillsRatioSecondDerivative(x) * (2 * InverseMillsRatio(x) + x)
                + 2 * InverseMillsRatioDerivative(x) * (1 + InverseMillsRatioDerivative(x))), -4, -1, 0.2, 3),
        Row("HypotDerivative by x", x => HypotDerivative(x, 0.7), x => Math.Pow(HypotDerivative(0.7, x), 2) / double.Hypot(x, 0.7), -2, 0.1, 3),
        Row("HypotDerivative by y", y => HypotDerivative(0.7, y), y => -HypotDerivative(0.7, y) * HypotDerivative(y, 0.7) / double.Hypot(0.7, y), -2, 0.1, 3),
        Row("LogGamma", LogGamma, Digamma, -2.7, 0.3, 2.2, 15),
        Row("Digamma", Digamma, x => PolyGamma(1, x), -2.7, 0.3, 2.2, 15),
        Row("PolyGamma 1", x => PolyGamma(1, x), x => PolyGamma(2, x), -2.7, 0.3, 2.2, 15),
        Row("PolyGamma 4", x => PolyGamma(4, x), x => PolyGamma(5, x), -2.7, 0.3, 2.2, 15),
        Row("ExpM1", ExpM1, Math.Exp, -2, 0.2, 3),
        Row("LogP1", LogP1, x => 1 / (1 + x), -0.7, 0.2, 3),
        Row("LogExpM1", LogExpM1, x => -1 / ExpM1(-x), 0.1, 0.7, 3),
        Row("Log1MExp", Log1MExp, x => -1 / ExpM1(-x), -3, -0.7, -0.1),
        Row("Logit", Logit, x => 1 / (x * (1 - x)), 0.1, 0.5, 0.8),
        Row("XLogY by x", x => XLogY(x, 3), x => Math.Log(3), 0.5, 2),
        Row("XLogY by y", y => XLogY(2, y), y => 2 / y, 0.5, 2),
        Row("Sinc", Sinc, x => -SphericalBesselJ(1, x), -2, 0.01, 5),
        Row("SphericalBesselJ 3", x => SphericalBesselJ(3, x),
            x => (3 * SphericalBesselJ(2, x) - 4 * SphericalBesselJ(4, x)) / 7, -2, 0.5, 9),
    ];

    [TestMethod]
    [DynamicData(nameof(Derivatives))]
    public void AgreesWithADifference(string name, Func<double, double> f, Func<double, double> derivative, double[] points)
    {
        foreach (double x in points)
        {
            double h = 1e-3 * Math.Max(0.1, Math.Abs(x));
            double wide = (f(x + 2 * h) - f(x - 2 * h)) / (4 * h), narrow = (f(x + h) - f(x - h)) / (2 * h);
            double expected = (4 * narrow - wide) / 3, size = Math.Max(Math.Abs(expected), Math.Abs(f(x)) * 1e-3);
            Assert.AreEqual(expected, derivative(x), 1e-6 * size, $"{name} at {x}");
        }
    }

    private static object[] Row(string name, Func<double, double> f, Func<double, double> derivative, params double[] points) =>
        [name, f, derivative, points];
}
