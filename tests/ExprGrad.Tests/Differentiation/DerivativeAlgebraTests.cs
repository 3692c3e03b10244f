namespace ExprGrad.Tests.Differentiation;

/// <summary>Collecting constant factors and like terms, at the limit of how many parts are taken apart.</summary>
[TestClass]
public sealed class DerivativeAlgebraTests
{
    [TestMethod]
    public void A_long_product_over_a_negative_number_keeps_its_sign()
    {
        var y = Enumerable.Repeat(1.0, 9).ToArray();
        var slope = Differentiate.Grad((double x) => x * y[0] * y[1] * y[2] * y[3] * y[4] * y[5] * y[6] * y[7] * y[8] / -3).Compile();

        Assert.AreEqual(-1 / 3.0, slope(2));
    }

    [TestMethod]
    public void Like_terms_are_collected_whatever_the_order_of_their_factors() =>
        Assert.AreEqual(
            "x => 5 * Math.Sin(x) + 5 * x * Math.Cos(x)",
            Differentiate.Grad((double x) => 2 * x * Math.Sin(x) + 3 * Math.Sin(x) * x).ToString());
}
