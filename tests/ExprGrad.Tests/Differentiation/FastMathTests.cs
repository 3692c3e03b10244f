namespace ExprGrad.Tests.Differentiation;

/// <summary>Fast mathematics divides as seldom as it can.</summary>
[TestClass]
public sealed class FastMathTests
{
    private static readonly FunctionOptions Fast = new() { FastMath = true };

    [TestMethod]
    public void What_several_quotients_are_divided_by_is_inverted_once() =>
        Assert.AreEqual(
            "(x, y) => Math.Sin(x * (1 / y)) + Math.Cos(x) * (1 / y)",
            Function.Of((double x, double y) => Math.Sin(x / y) + Math.Cos(x) / y, Fast).ToString());

    [TestMethod]
    public void A_quotient_of_a_quotient_is_divided_by_the_product() =>
        Assert.AreEqual("(x, y) => Math.Sin(x) / (x * y)", Function.Of((double x, double y) => Math.Sin(x) / x / y, Fast).ToString());

    [TestMethod]
    public void A_product_of_divisors_is_inverted_by_inverting_them() =>
        Assert.AreEqual(
            "(x, y) => 1 / x + 1 / y + 2 * (1 / x * (1 / y))",
            Function.Of((double x, double y) => 1 / x + 1 / y + 2 / (x * y), Fast).ToString());

    [TestMethod]
    public void A_loop_multiplies_by_what_does_not_change_in_it() =>
        Assert.AreEqual(
            "(v, a) => v.Sum(w => w * (1 / a))", Function.Of((double[] v, double a) => v.Sum(e => e / a), Fast).ToString());

    [TestMethod]
    public void Derivatives_are_taken_of_the_quotients_as_they_were()
    {
        var f = Function.Of((double x, double y) => Math.Sin(x) / y + Math.Cos(x) / y, Fast);
        Assert.AreEqual("(x, y) => (Math.Cos(x) - Math.Sin(x)) / y", f.Partial(0).ToString());
    }

    [TestMethod]
    public void Captured_variables_stay_live()
    {
        var scale = 2.0;
        var f = Function.Of((double x) => Math.Sin(x) / scale + x / scale, Fast).Compile();
        scale = 4;
        Assert.AreEqual((Math.Sin(1) + 1) / 4, f(1));
    }
}
