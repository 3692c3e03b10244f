using System.Linq.Expressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Derivatives of quotients: what cancels, and what they are at the ends of the range.</summary>
[TestClass]
public sealed class QuotientTests
{
    [TestMethod]
    public void A_factor_above_and_below_the_line_cancels()
    {
        AreEqual("x => Math.Log(x) + 1", x => x * Math.Log(x));
        AreEqual("x => 1.5 * Math.Sqrt(x)", x => x * Math.Sqrt(x));
        AreEqual("x => (1 - x) / Math.Exp(x)", x => x / Math.Exp(x));
        AreEqual("x => 2 / x", x => Math.Log(x * x));
        Assert.AreEqual(
            "(x, y) => 1 / x", Differentiate.Partial((double x, double y) => Math.Log(x / y), 0).ToString());
        Assert.AreEqual(
            "(x, y) => -1 / y", Differentiate.Partial((double x, double y) => Math.Log(x / y), 1).ToString());
    }

    [TestMethod]
    public void What_several_terms_are_divided_by_is_divided_by_once()
    {
        AreEqual("x => (1 - Math.Log(x)) / x / x", x => Math.Log(x) / x);
        Assert.AreEqual(
            "(x, y) => (Math.Cos(x) + Math.Cos(y)) / y",
            Differentiate.Partial((double x, double y) => Math.Sin(x) / y + x * Math.Cos(y) / y, 0).ToString());
    }

    [TestMethod]
    public void At_zero_a_quotient_that_cancels_has_its_limit()
    {
        Assert.AreEqual(double.NegativeInfinity, Differentiate.Grad((double x) => x * Math.Log(x)).Compile()(0));
        Assert.AreEqual(0.0, Differentiate.Grad((double x) => x * Math.Sqrt(x)).Compile()(0));
    }

    [TestMethod]
    public void The_quotient_of_the_user_stays()
    {
        Expression<Func<double, double>> f = x => Math.Sqrt(x) * (x / x);
        Assert.IsTrue(double.IsNaN(Differentiate.ValueAndGrad(f).Compile()(0).Value));
        Assert.AreEqual("x => Math.Sqrt(x) * (x / x)", Function.Of(f).ToString());
    }

    /// <summary>Slope and second derivative e / (1 + e)² and e (e - 1) / (1 + e)³ with e = exp(-x), by mpmath at 60 digits.</summary>
    [TestMethod]
    [DataRow(-700.0, 9.8596765437597709e-305, 9.8596765437597709e-305)]
    [DataRow(-40.0, 4.248354255291589e-18, 4.2483542552915889e-18)]
    [DataRow(-1.5, 0.14914645207033286, 0.094730212784752674)]
    [DataRow(0.25, 0.24613408273759835, -0.030607512026718775)]
    [DataRow(3.0, 0.045176659730912133, -0.040891574660943479)]
    [DataRow(40.0, 4.248354255291589e-18, -4.2483542552915889e-18)]
    [DataRow(700.0, 9.8596765437597709e-305, -9.8596765437597709e-305)]
    [DataRow(-800.0, 0.0, 0.0)]
    [DataRow(800.0, 0.0, 0.0)]
    [DataRow(double.NegativeInfinity, 0.0, 0.0)]
    [DataRow(double.PositiveInfinity, 0.0, 0.0)]
    public void The_logistic_function_written_out_is_right_in_both_tails(double x, double slope, double curvature)
    {
        foreach (var options in Modes.Both)
        {
            var first = Differentiate.Grad((double u) => 1 / (1 + Math.Exp(-u)), options);
            Near(slope, first.Compile()(x));
            Near(curvature, first.Grad(options).Compile()(x));
            Near(slope, Differentiate.ValueAndGrad((double u) => 1 / (1 + Math.Exp(-u)), options).Compile()(x).Gradient);
            Near(3 * slope, Differentiate.Grad((double u) => 3 / (1 + Math.Exp(-u)), options).Compile()(x));
            var (xs, ys) = (new[] { x }, new double[1]);
            first.Vectorize()(xs, ys);
            Near(slope, ys[0]);
        }
    }

    /// <summary>By mpmath at 60 digits.</summary>
    [TestMethod]
    [DataRow(-800.0, 0.0)]
    [DataRow(-700.0, -6.8919139040880798e-302)]
    [DataRow(-40.0, -1.6568581595637197e-16)]
    [DataRow(-1.5, -0.041294154299142944)]
    [DataRow(3.0, 1.0881041060151696)]
    [DataRow(800.0, 1.0)]
    public void So_is_a_quotient_with_a_variable_dividend(double x, double slope)
    {
        foreach (var options in Modes.Both)
            Near(slope, Differentiate.Grad((double u) => u / (1 + Math.Exp(-u)), options).Compile()(x));
    }

    [TestMethod]
    public void So_is_the_reciprocal_of_a_hyperbolic_cosine()
    {
        var slope = Differentiate.Grad((double x) => 1 / Math.Cosh(x)).Compile();
        Assert.AreEqual(0.0, slope(800));
        Near(-2 * Math.Exp(-40), slope(40));
    }

    [TestMethod]
    public void A_quotient_does_not_overflow_where_its_value_does_not()
    {
        // d/dx of x / (1 + x²) is (1 - x²) / (1 + x²)², -1 / x² up to rounding.
        var slope = Differentiate.Grad((double x) => x / (1 + x * x)).Compile();
        Near(-1e-200, slope(1e100));
        Near(-1e-300, slope(1e150));
        Assert.AreEqual(0.0, Differentiate.Derivative((double x) => 1 / (1 + x * x), 2).Compile()(1e200));
    }

    private static void AreEqual(string expected, Expression<Func<double, double>> f) =>
        Assert.AreEqual(expected, Differentiate.Grad(f).ToString());

    private static void Near(double expected, double actual) => Assert.AreEqual(expected, actual, 1e-13 * Math.Abs(expected));

    [TestMethod]
    public void A_divisor_with_a_polynomial_among_its_factors_counts_each_factor()
    {
        foreach (var options in Modes.Both)
        {
            // -(1 / (1 + x) + 2 / x) f, where f(-2) = -1/4.
            Assert.AreEqual(-0.5, Differentiate.Grad((double x) => 1 / ((1 + x) * (x * x)), options).Compile()(-2));
        }
    }

    [TestMethod]
    public void Terms_that_cancel_are_no_common_divisors()
    {
        foreach (var options in Modes.Both)
        {
            // 3 / (1 + tan 0) does not change.
            var slope = Differentiate.Grad((double x) => x * -1 - (3 / (1 + Math.Tan(x - x))), options);
            Assert.AreEqual(-1, slope.Compile()(2));
            Assert.AreEqual(0, slope.Grad().Compile()(2));

            // FusedMultiplyAdd(-1, 0 h, -asinh(x - x)) is 0 for every finite x.
            var zero = Differentiate.Grad(
                (double x) => Math.FusedMultiplyAdd(-1, double.Hypot(Math.Log10(x), x == 3 ? x - x : x - x) * 0, -Math.Asinh(x - x)), options);
            Assert.AreEqual(0, zero.Compile()(2));
        }
    }
}
