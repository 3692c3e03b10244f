using System.Linq.Expressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Polynomials in Horner's scheme: their derivatives are polynomials in Horner's scheme.</summary>
[TestClass]
public sealed class PolynomialTests
{
    [TestMethod]
    public void The_derivative_of_Horners_scheme_is_Horners_scheme_with_other_coefficients()
    {
        AreEqual("x => ((4 * x - 6) * x + 1) * x + 3", x => (((x - 2) * x + 0.5) * x + 3) * x - 7);
        AreEqual("x => 2 + x * (6 + 12 * x)", x => 1 + x * (2 + x * (3 + x * 4)));
        AreEqual("x => 1 - 2 * x", x => x * (1 - x));
        AreEqual("x => -1 - x * (6 + 3 * x)", x => -1 - x * (1 + x * (3 + x)));
        AreEqual("x => x * (6 - 12 * x) - 2", x => 1 - x * (2 - x * (3 - x * 4)));
    }

    [TestMethod]
    public void Powers_that_are_missing_stay_missing() => AreEqual("x => 1 + x * x * (3 + 5 * x * x)", x => x * (1 + x * x * (1 + x * x)));

    [TestMethod]
    public void Sums_of_powers_stay_sums_of_powers() => AreEqual("x => 6 * x * x - 18 * x + 12", x => 2 * x * x * x - 9 * x * x + 12 * x - 4);

    [TestMethod]
    public void The_variable_may_be_any_expression()
    {
        AreEqual("x => Math.Cos(x) * (1 + 4 * Math.Sin(x))", x => Math.Sin(x) * (1 + 2 * Math.Sin(x)));
        AreEqual("x => Math.Exp(x * (1 - x)) * (1 - 2 * x)", x => Math.Exp(x * (1 - x)));
    }

    [TestMethod]
    public void Fused_additions_are_sums() =>
        AreEqual("x => 6 * x + 1", x => Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(3, x, 1), x, 2));

    [TestMethod]
    public void Floats_have_polynomials_too() =>
        Assert.AreEqual("x => (6 * x - 4) * x + 1", Differentiate.Grad((float x) => ((2 * x - 2) * x + 1) * x).ToString());

    [TestMethod]
    public void Derivatives_of_every_order_are_as_short_as_their_degree_allows()
    {
        Expression<Func<double, double>> f = x => 1 + x * (1 + x * (0.5 + x * (1 + x * (2 + x * 3))));
        Assert.AreEqual("x => 48 + 360 * x", Differentiate.Derivative(f, 4).ToString());
        Assert.AreEqual("x => 360", Differentiate.Derivative(f, 5).ToString());
        Assert.AreEqual("x => 0", Differentiate.Derivative(f, 6).ToString());
    }

    [TestMethod]
    public void Values_are_those_of_the_formula_in_both_modes()
    {
        // (x - 3)⁵ written out; its derivatives are 5 (x - 3)⁴ and 20 (x - 3)³.
        Expression<Func<double, double>> f = x => ((((x - 15) * x + 90) * x - 270) * x + 405) * x - 243;
        foreach (var options in Modes.Both)
        {
            var (first, pair) = (Differentiate.Grad(f, options), Differentiate.ValueAndGrad(f, options).Compile());
            foreach (var x in new double[] { -4, -1, 0, 1, 2, 5, 8 })
            {
                Assert.AreEqual(5 * Math.Pow(x - 3, 4), first.Compile()(x));
                Assert.AreEqual(20 * Math.Pow(x - 3, 3), first.Grad(options).Compile()(x));
                Assert.AreEqual((Math.Pow(x - 3, 5), 5 * Math.Pow(x - 3, 4)), pair(x));
            }
        }
    }

    [TestMethod]
    public void The_value_beside_the_derivative_keeps_every_bit()
    {
        Expression<Func<double, double>> f = x => ((((0.06 * x - 0.25) * x + 0.75) * x - 0.7) * x + 0.7) * x + 1;
        var (value, pair) = (f.Compile(), Differentiate.ValueAndGrad(f).Compile());
        for (var x = -7.3; x < 8; x += 0.37)
            Assert.AreEqual(value(x), pair(x).Value);
    }

    [TestMethod]
    public void Other_variables_are_no_coefficients()
    {
        var gradient = Differentiate.Grad((double x, double y) => x * (1 + x * (y + x * (y + x)))).Compile();

        // By x: 1 + 2xy + 3x²y + 4x³; by y: x² + x³.
        Assert.AreEqual((1 + 2 * 3 * 5 + 3 * 9 * 5 + 4 * 27.0, 9 + 27.0), gradient(3, 5));
    }

    [TestMethod]
    public void A_polynomial_used_for_itself_has_a_derivative_of_its_own()
    {
        // p = x (2 + x), q = x p: the derivative of q sin p is (4 x + 3 x²) sin p + q cos p (2 + 2 x).
        Expression<Func<double, double>> f = x => x * (x * (2 + x)) * Math.Sin(x * (2 + x));
        double x = 0.75, p = x * (2 + x);
        foreach (var options in Modes.Both)
        {
            Assert.AreEqual(
                (4 * x + 3 * x * x) * Math.Sin(p) + x * p * Math.Cos(p) * (2 + 2 * x), Differentiate.Grad(f, options).Compile()(x), 1e-14);
        }
    }

    [TestMethod]
    public void Chains_of_any_length_are_differentiated()
    {
        var x = Expression.Parameter(typeof(double));
        Expression sum = x;
        for (var i = 0; i < 20_000; i++)
            sum = Expression.Add(Expression.Multiply(sum, x), Expression.Constant(1.0));
        var slope = Differentiate.Grad(Expression.Lambda<Func<double, double>>(sum, x)).Compile();

        // x^(n + 1) + x^(n - 1) + ... + x + 1 at -1: n + 1 for the first term, 1 - 2 + 3 - ... + (n - 1) = n / 2 for the others.
        Assert.AreEqual(20_001.0 + 10_000, slope(-1));
    }

    private static void AreEqual(string expected, Expression<Func<double, double>> f)
    {
        foreach (var options in Modes.Both)
            Assert.AreEqual(expected, Differentiate.Grad(f, options).ToString());
    }
}
