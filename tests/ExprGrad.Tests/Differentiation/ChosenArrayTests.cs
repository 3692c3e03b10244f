namespace ExprGrad.Tests.Differentiation;

/// <summary>Conditionals that choose between arrays of different lengths.</summary>
[TestClass]
public sealed class ChosenArrayTests
{
    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void Literals_of_different_lengths(DerivativeMode mode)
    {
        var slope = Differentiate.Grad(
            (double x) => (x > 5 ? new[] { x, x } : new[] { 1.0 * x }).Select(t => t * t).ToArray().Select(t => t * x).Sum(),
            new FunctionOptions { Mode = mode }).Compile();
        Assert.AreEqual(3.0 * 2 * 2, slope(2));
        Assert.AreEqual(6.0 * 7 * 7, slope(7));
    }

    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void Each_gradient_has_the_length_of_its_argument(DerivativeMode mode)
    {
        var gradient = Differentiate.Grad(
            (double[] v, double[] w, double x) => (x > 0 ? v : w).Select(t => t * t * x).Sum(), new FunctionOptions { Mode = mode }).Compile();
        var (v, w, slope) = gradient([1, 2], [3, 4, 5], -1);
        CollectionAssert.AreEqual(new double[] { 0, 0 }, v);
        CollectionAssert.AreEqual(new double[] { -6, -8, -10 }, w);
        Assert.AreEqual(50.0, slope);
    }

    [TestMethod]
    public void A_tangent_is_as_long_as_the_branch_taken()
    {
        double[] other = [7, 8, 9];
        var jvp = Differentiate.Jvp((double[] v, double x) => x > 0 ? v.Select(t => t * x).ToArray() : other).Compile();
        CollectionAssert.AreEqual(new double[] { 0, 0, 0 }, jvp([1, 2], -1, [1, 1], 1).Tangent);
    }
}
