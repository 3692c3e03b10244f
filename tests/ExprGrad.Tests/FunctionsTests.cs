namespace ExprGrad.Tests;

[TestClass]
public sealed class FunctionsTests
{
    [TestMethod]
    public void LogSumExpTakesOutTheLargestTerm()
    {
        Assert.AreEqual(1000 + Math.Log(2), Functions.LogSumExp([1000.0, 1000.0]), 1e-12);
        Assert.AreEqual(-1000 + Math.Log(3), Functions.LogSumExp([-1000.0, -1000.0, -1000.0]), 1e-12);
        Assert.AreEqual(Math.Log(6), Functions.LogSumExp([0.0, Math.Log(2), Math.Log(3)]), 1e-15);
        Assert.AreEqual((float)Math.Log(6), Functions.LogSumExp([0f, MathF.Log(2), MathF.Log(3)]), 1e-6f);
    }

    [TestMethod]
    public void LogSumExpKeepsASumThatIsSmallBesideItsLargestTerm() =>
        Assert.AreEqual(Math.Exp(-50), Functions.LogSumExp([0.0, -50.0]), 1e-36);

    [TestMethod]
    public void LogSumExpOfExtremes()
    {
        Assert.AreEqual(double.NegativeInfinity, Functions.LogSumExp(Array.Empty<double>()));
        Assert.AreEqual(float.NegativeInfinity, Functions.LogSumExp(Array.Empty<float>()));
        Assert.AreEqual(double.NegativeInfinity, Functions.LogSumExp([double.NegativeInfinity, double.NegativeInfinity]));
        Assert.AreEqual(1.0, Functions.LogSumExp([double.NegativeInfinity, 1.0]));
        Assert.AreEqual(double.PositiveInfinity, Functions.LogSumExp([1.0, double.PositiveInfinity]));
        Assert.AreEqual(double.NaN, Functions.LogSumExp([double.NaN, double.PositiveInfinity, 1.0]));
        Assert.AreEqual(double.NaN, Functions.LogSumExp([double.PositiveInfinity, double.NaN, 1.0]));
    }

    [TestMethod]
    public void SoftmaxSumsToOneWithoutOverflow()
    {
        double[] x = [1000.0, 1000 + Math.Log(3)], copy = [.. x];
        double[] weights = Functions.Softmax(x);
        Assert.AreEqual(0.25, weights[0], 1e-13);
        Assert.AreEqual(0.75, weights[1], 1e-13);
        CollectionAssert.AreEqual(copy, x);
        Assert.IsEmpty(Functions.Softmax(Array.Empty<double>()));
        Assert.AreEqual(0.5f, Functions.Softmax([1f, 1f])[1]);
    }

    [TestMethod]
    public void NullArraysAndBodiesAreRefused()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => Functions.LogSumExp((double[])null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => Functions.LogSumExp((float[])null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => Functions.Softmax((double[])null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => Functions.Softmax((float[])null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => Functions.Let(1.0, (Func<double, double>)null!));
    }

    [TestMethod]
    public void StopGradientAndLetAreTransparentToValues()
    {
        Assert.AreEqual(2.0, Functions.StopGradient(2.0));
        Assert.AreEqual("x", Functions.StopGradient("x"));
        Assert.AreEqual(9.0, Functions.Let(1.0 + 2.0, s => s * s));
    }

    [TestMethod]
    public void MatricesAreMadeOfElementsAndOfRows()
    {
        CollectionAssert.AreEqual(new[,] { { 0, 1, 2 }, { 10, 11, 12 } }, Functions.Matrix(2, 3, (i, j) => (10 * i) + j));
        Assert.HasCount(0, Functions.Matrix(0, 3, (i, j) => i));
        CollectionAssert.AreEqual(new[,] { { 1.0, 2 }, { 3, 4 } }, Functions.Rows([1.0, 2.0], [3.0, 4.0]));
        Assert.AreEqual(0, Functions.Rows<double>().GetLength(1));
        Assert.ThrowsExactly<ArgumentNullException>(() => Functions.Matrix<double>(1, 1, null!));
        Assert.ThrowsExactly<OverflowException>(() => Functions.Matrix(-1, 1, (i, j) => i));
        Assert.ThrowsExactly<ArgumentNullException>(() => Functions.Rows((double[][])null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => Functions.Rows([1.0], null!));
        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentException>(() => Functions.Rows([1.0], [2.0, 3.0])).Message, "The rows of a matrix have one length, not 1 and 2.");
    }
}
