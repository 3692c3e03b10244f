using ExprGrad.Numerics;

namespace ExprGrad.Tests.Numerics;

/// <summary>What lanes do by an instruction here and by bit arithmetic on other hardware: the results must be the same.</summary>
[TestClass]
public sealed class LaneMathTests
{
    private static readonly double[] Numbers =
    [
        0.0, -0.0, 1, 0.75, 1.4999999999999998, 1.5, 1.9999999999999998, 2, 0.1, 3e100, double.MaxValue, 2.2250738585072014e-308, 1e-310, 5e-324,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, -1, -1e-310,
    ];

    [TestMethod]
    public void SplittingByBitsAgreesWithTheLane()
    {
        foreach (double x in Numbers)
        {
            double k = F64.SplitExponent(new F64(x), out F64 fraction).Value;
            double kByBits = LaneMath.SplitExponentByBits(new F64(x), out F64 fractionByBits).Value;
            Assert.AreEqual(kByBits, k, $"{x}");
            Assert.AreEqual(fractionByBits.Value, fraction.Value, $"{x}");

            float kSingle = F32x8.SplitExponent(F32x8.Const(x), out F32x8 fractionSingle).Value[5];
            float kSingleByBits = LaneMath.SplitExponentByBits(F32x8.Const(x), out F32x8 fractionSingleByBits).Value[5];
            Assert.AreEqual(kSingleByBits, kSingle, $"{x} as float");
            Assert.AreEqual(fractionSingleByBits.Value[5], fractionSingle.Value[5], $"{x} as float");
        }
    }

    [TestMethod]
    public void SplittingGivesAFractionFromThreeQuartersAndTheNumberBack()
    {
        foreach (double x in Numbers.Where(x => x > 0 && double.IsFinite(x)))
        {
            double k = F64x4.SplitExponent(F64x4.Const(x), out F64x4 fraction).Value[2];
            Assert.IsTrue(fraction.Value[2] is >= 0.75 and < 1.5, $"{x}");
            Assert.AreEqual(x, Math.ScaleB(fraction.Value[2], (int)k));
        }
    }

    [TestMethod]
    public void ScalingInTwoStepsAgreesWithTheLane()
    {
        foreach (double x in new[] { 1, -1.2345678901234567, 0.7071067811865476, 1.9999999999999998, 0.0, -0.0, double.NaN })
        {
            for (int n = -1200; n <= 1200; n += 1)
                Assert.AreEqual(LaneMath.ScaleBInTwoSteps(new F64(x), n).Value, F64.ScaleB(new F64(x), n).Value, $"{x} * 2^{n}");
            for (int n = -250; n <= 250; n += 1)
                Assert.AreEqual(LaneMath.ScaleBInTwoSteps(F32x4.Const(x), n).Value[1], F32x4.ScaleB(F32x4.Const(x), n).Value[1], $"{x} * 2^{n} as float");
        }
    }

    [TestMethod]
    public void AnyFindsASignInEachLane()
    {
        for (int lane = 0; lane < F64x8.Count; lane++)
        {
            int next = 0;
            F64x8 x = F64x8.Map(_ => next++ == lane ? -0.0 : 1, 0);
            Assert.IsTrue(F64x8.Any(x));
        }
        Assert.IsFalse(F64x8.Any(1));
        Assert.IsTrue(F64.Any(-1.5));
        Assert.IsFalse(F64.Any(1.5));
        Assert.IsTrue(F32.Any(-0.0));
        Assert.IsFalse(F32.Any(0.0));
    }
}
