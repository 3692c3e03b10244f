using System.Reflection;
using ExprGrad.Numerics;

namespace ExprGrad.Tests.Numerics;

/// <summary>What the functions give at infinities, zeros, NaN, poles and the ends of their domains, for both types.</summary>
[TestClass]
public sealed class SpecialValueTests
{
    private const double Inf = double.PositiveInfinity, NaN = double.NaN;

    [TestMethod]
    [DataRow("ExpMinusSquare", -Inf, 0.0)]
    [DataRow("ExpMinusSquare", 0.0, 1.0)]
    [DataRow("ExpMinusSquare", Inf, 0.0)]
    [DataRow("Erf", -Inf, -1.0)]
    [DataRow("Erf", -0.0, -0.0)]
    [DataRow("Erf", 0.0, 0.0)]
    [DataRow("Erf", Inf, 1.0)]
    [DataRow("Erfc", -Inf, 2.0)]
    [DataRow("Erfc", 0.0, 1.0)]
    [DataRow("Erfc", Inf, 0.0)]
    [DataRow("Erfcx", -Inf, Inf)]
    [DataRow("Erfcx", -30.0, Inf)]
    [DataRow("Erfcx", Inf, 0.0)]
    [DataRow("LogErfc", 0.0, -0.0)]
    [DataRow("LogErfc", -Inf, 0.69314718055994531)]
    [DataRow("LogErfc", Inf, -Inf)]
    [DataRow("ErfInv", -1.0, -Inf)]
    [DataRow("ErfInv", -0.0, -0.0)]
    [DataRow("ErfInv", 0.0, 0.0)]
    [DataRow("ErfInv", 1.0, Inf)]
    [DataRow("ErfInv", 1.5, NaN)]
    [DataRow("ErfInv", -1.5, NaN)]
    [DataRow("ErfInv", Inf, NaN)]
    [DataRow("ErfInvDerivative", 1.0, Inf)]
    [DataRow("ErfInvDerivative", -1.0, Inf)]
    [DataRow("ErfInvDerivative", 1.5, NaN)]
    [DataRow("NormalPdf", -Inf, 0.0)]
    [DataRow("NormalPdf", Inf, 0.0)]
    [DataRow("NormalCdf", -Inf, 0.0)]
    [DataRow("NormalCdf", 0.0, 0.5)]
    [DataRow("NormalCdf", Inf, 1.0)]
    [DataRow("LogNormalCdf", -Inf, -Inf)]
    [DataRow("LogNormalCdf", Inf, -0.0)]
    [DataRow("InverseMillsRatio", -Inf, Inf)]
    [DataRow("InverseMillsRatio", Inf, 0.0)]
    [DataRow("InverseMillsRatioDerivative", -Inf, -1.0)]
    [DataRow("InverseMillsRatioDerivative", Inf, -0.0)]
    [DataRow("InverseMillsRatioSecondDerivative", -Inf, 0.0)]
    [DataRow("InverseMillsRatioSecondDerivative", Inf, 0.0)]
    [DataRow("Sigmoid", -Inf, 0.0)]
    [DataRow("Sigmoid", 0.0, 0.5)]
    [DataRow("Sigmoid", Inf, 1.0)]
    [DataRow("LogSigmoid", -Inf, -Inf)]
    [DataRow("LogSigmoid", Inf, -0.0)]
    [DataRow("Softplus", -Inf, 0.0)]
    [DataRow("Softplus", Inf, Inf)]
    [DataRow("Relu", -Inf, 0.0)]
    [DataRow("Relu", -0.0, 0.0)]
    [DataRow("Relu", Inf, Inf)]
    [DataRow("Silu", -Inf, -0.0)]
    [DataRow("Silu", 0.0, 0.0)]
    [DataRow("Silu", Inf, Inf)]
    [DataRow("Gelu", -Inf, -0.0)]
    [DataRow("Gelu", 0.0, 0.0)]
    [DataRow("Gelu", Inf, Inf)]
    [DataRow("LogGamma", -Inf, Inf)]
    [DataRow("LogGamma", -3.0, Inf)]
    [DataRow("LogGamma", -0.0, Inf)]
    [DataRow("LogGamma", 0.0, Inf)]
    [DataRow("LogGamma", 1.0, 0.0)]
    [DataRow("LogGamma", 2.0, 0.0)]
    [DataRow("LogGamma", Inf, Inf)]
    [DataRow("Digamma", -Inf, NaN)]
    [DataRow("Digamma", -3.0, NaN)]
    [DataRow("Digamma", -0.0, Inf)]
    [DataRow("Digamma", 0.0, -Inf)]
    [DataRow("Digamma", Inf, Inf)]
    [DataRow("ExpM1", -Inf, -1.0)]
    [DataRow("ExpM1", -0.0, -0.0)]
    [DataRow("ExpM1", Inf, Inf)]
    [DataRow("LogP1", -1.0, -Inf)]
    [DataRow("LogP1", -2.0, NaN)]
    [DataRow("LogP1", -0.0, -0.0)]
    [DataRow("LogP1", Inf, Inf)]
    [DataRow("LogExpM1", 0.0, -Inf)]
    [DataRow("LogExpM1", -1.0, NaN)]
    [DataRow("LogExpM1", Inf, Inf)]
    [DataRow("Log1MExp", -Inf, -0.0)]
    [DataRow("Log1MExp", 0.0, -Inf)]
    [DataRow("Log1MExp", 1.0, NaN)]
    [DataRow("Logit", 0.0, -Inf)]
    [DataRow("Logit", 0.5, 0.0)]
    [DataRow("Logit", 1.0, Inf)]
    [DataRow("Logit", -0.5, NaN)]
    [DataRow("Logit", 1.5, NaN)]
    [DataRow("Logit", Inf, NaN)]
    [DataRow("Sinc", -Inf, 0.0)]
    [DataRow("Sinc", 0.0, 1.0)]
    [DataRow("Sinc", Inf, 0.0)]
    public void GivesTheLimit(string name, double x, double expected)
    {
        AssertSame(expected, (double)Method(name, typeof(double)).Invoke(null, [x])!);
        AssertSame((float)expected, (float)Method(name, typeof(float)).Invoke(null, [(float)x])!);
    }

    [TestMethod]
    public void GivesNaNForNaN()
    {
        foreach (MethodInfo method in typeof(Functions).GetMethods(BindingFlags.Public | BindingFlags.Static))
        {
            Type[] types = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
            if (types is [var only] && only == typeof(double))
                Assert.IsTrue(double.IsNaN((double)method.Invoke(null, [NaN])!), method.Name);
            else if (types is [var single] && single == typeof(float))
                Assert.IsTrue(float.IsNaN((float)method.Invoke(null, [float.NaN])!), method.Name);
            else if (types is [var first, var last] && first == typeof(int) && last == typeof(double))
                Assert.IsTrue(Enumerable.Range(0, 5).All(n => double.IsNaN((double)method.Invoke(null, [n, NaN])!)), method.Name);
        }
    }

    [TestMethod]
    public void XLogYIsZeroWhereItsFactorIs()
    {
        AssertSame(0, Functions.XLogY(0.0, 0.0));
        AssertSame(0, Functions.XLogY(0.0, -1.0));
        AssertSame(0, Functions.XLogY(0.0, Inf));
        AssertSame(NaN, Functions.XLogY(0.0, NaN));
        AssertSame(NaN, Functions.XLogY(1.0, -1.0));
        AssertSame(-Inf, Functions.XLogY(1.0, 0.0));
    }

    [TestMethod]
    public void FunctionsWithAnOrderHaveTheirPolesAndLimits()
    {
        AssertSame(Inf, Functions.PolyGamma(1, 0.0));
        AssertSame(-Inf, Functions.PolyGamma(2, 0.0));
        AssertSame(Inf, Functions.PolyGamma(2, -0.0));
        AssertSame(Inf, Functions.PolyGamma(1, -2.0));
        AssertSame(NaN, Functions.PolyGamma(2, -2.0));
        AssertSame(0, Functions.PolyGamma(1, Inf));
        AssertSame(1, Functions.SphericalBesselJ(0, 0.0));
        AssertSame(0, Functions.SphericalBesselJ(3, 0.0));
        AssertSame(0, Functions.SphericalBesselJ(3, Inf));
        AssertSame(-0.0, Functions.ErfcxDerivative(1, Inf));
        AssertSame(0, Functions.ErfcxDerivative(2, Inf));
        AssertSame(-Inf, Functions.ErfcxDerivative(1, -Inf));
        AssertSame(Inf, Functions.ErfcxDerivative(2, -Inf));
    }

    [TestMethod]
    [DataRow(0.0, 0.0, 0.0)]
    [DataRow(-0.0, 2.0, -0.0)]
    [DataRow(-2.0, 0.0, -1.0)]
    [DataRow(Inf, 1.0, 1.0)]
    [DataRow(-Inf, 1.0, -1.0)]
    [DataRow(1.0, -Inf, 0.0)]
    [DataRow(-Inf, Inf, -0.70710678118654752)]
    [DataRow(NaN, 1.0, NaN)]
    [DataRow(1.0, NaN, NaN)]
    [DataRow(Inf, NaN, NaN)]
    [DataRow(NaN, Inf, NaN)]
    public void TheSlopeOfTheHypotenuseHasItsLimits(double x, double y, double expected)
    {
        AssertSame(expected, Functions.HypotDerivative(x, y));
        AssertSame((float)expected, Functions.HypotDerivative((float)x, (float)y));
        AssertSame(expected, ElementaryFunctions.HypotDerivative(F64x8.Const(x), F64x8.Const(y)).Value[3]);
    }

    [TestMethod]
    public void NegativeOrdersAreRefused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Functions.PolyGamma(-1, 1.0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Functions.SphericalBesselJ(-1, 1f));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Functions.ErfcxDerivative(-1, 1.0));
    }

    private static MethodInfo Method(string name, Type type) => typeof(Functions).GetMethod(name, [type])!;

    /// <summary>Equality to the bit, but one NaN is as good as another.</summary>
    private static void AssertSame(double expected, double actual)
    {
        if (double.IsNaN(expected))
            Assert.IsTrue(double.IsNaN(actual), $"{actual}");
        else
            Assert.AreEqual(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual), $"{actual}, not {expected}");
    }
}
