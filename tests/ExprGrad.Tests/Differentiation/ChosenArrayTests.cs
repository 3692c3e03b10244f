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

    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void Each_turn_of_a_loop_may_choose_an_array_of_another_length(DerivativeMode mode)
    {
        // For each element of w that is 2, the sum of w, else that of x.
        var gradient = Differentiate.Grad(
            (double[] x, double[] w) => w.Select(e => (e == 2 ? w.ToArray() : x).Sum()).Sum(), new FunctionOptions { Mode = mode });
        var (byX, byW) = gradient.Compile()([1, 4], [2, 2, 3]);
        CollectionAssert.AreEqual(new double[] { 1, 1 }, byX);
        CollectionAssert.AreEqual(new double[] { 2, 2, 2 }, byW);
        var change = Differentiate.Jvp((double[] x, double[] w) => gradient.Invoke(x, w)).Compile()([1, 4], [2, 2, 3], [1, 1], [1, 1, 1]).Tangent;
        CollectionAssert.AreEqual(new double[2], change.Item1);
        CollectionAssert.AreEqual(new double[3], change.Item2);
        (byX, byW) = gradient.Expression.Compile()([1, 4], [2, 2, 3]);
        CollectionAssert.AreEqual(new double[] { 1, 1 }, byX);
        CollectionAssert.AreEqual(new double[] { 2, 2, 2 }, byW);
    }

    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void A_choice_that_no_turn_makes_is_not_made(DerivativeMode mode)
    {
        var gradient = Differentiate.Grad(
            (double[] x, double p) => Enumerable.Range(0, x.Length).Select(i => (p < p / x[0] ? x : x.ToArray()).Sum(e => e * e)).Sum(),
            new FunctionOptions { Mode = mode }).Compile();
        Assert.IsEmpty(gradient([], 1).Item1);
        CollectionAssert.AreEqual(new double[] { 2, 8 }, gradient([0.5, 2], 1).Item1);
    }
}
