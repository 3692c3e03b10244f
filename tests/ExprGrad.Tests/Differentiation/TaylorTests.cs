using System.Numerics;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Series and derivatives of high order.</summary>
[TestClass]
public sealed class TaylorTests
{
    [TestMethod]
    public void The_series_of_exp_of_sin_at_0_has_its_exact_rational_coefficients()
    {
        // e^(sin x) = 1 + x + x²/2 - x⁴/8 - x⁵/15 - x⁶/240 + x⁷/90 + 31x⁸/5760 + x⁹/5670 - 2951x¹⁰/3628800 + ... (OEIS A002017).
        double[] expected = [1, 1, 1.0 / 2, 0, -1.0 / 8, -1.0 / 15, -1.0 / 240, 1.0 / 90, 31.0 / 5760, 1.0 / 5670, -2951.0 / 3628800];
        AssertSeries(expected, Differentiate.Taylor((double x) => Math.Exp(Math.Sin(x)), 10).Compile()(0), 1e-15);
    }

    [TestMethod]
    public void The_series_of_the_elementary_functions_are_those_of_the_tables()
    {
        // Abramowitz and Stegun 4.1.24, 4.2.1, 4.3.65 to 67, 4.4.42, 4.5.62 to 64, 7.1.5.
        AssertSeries([0, 1, -0.5, 1.0 / 3, -0.25, 0.2], Differentiate.Taylor((double x) => Math.Log(1 + x), 5).Compile()(0));
        AssertSeries([1, 1, 1, 1, 1, 1], Differentiate.Taylor((double x) => 1 / (1 - x), 5).Compile()(0));
        AssertSeries([0, 1, 0, 1.0 / 3, 0, 2.0 / 15, 0, 17.0 / 315], Differentiate.Taylor((double x) => Math.Tan(x), 7).Compile()(0));
        AssertSeries([0, 1, 0, 1.0 / 6, 0, 3.0 / 40, 0, 15.0 / 336], Differentiate.Taylor((double x) => Math.Asin(x), 7).Compile()(0));
        AssertSeries([0, 1, 0, -1.0 / 3, 0, 2.0 / 15, 0, -17.0 / 315], Differentiate.Taylor((double x) => Math.Tanh(x), 7).Compile()(0));
        AssertSeries([1, 0.5, -1.0 / 8, 1.0 / 16, -5.0 / 128, 7.0 / 256], Differentiate.Taylor((double x) => Math.Sqrt(1 + x), 5).Compile()(0));
        AssertSeries([0, 1, 0, -1.0 / 3, 0, 1.0 / 5, 0, -1.0 / 7], Differentiate.Taylor((double x) => Math.Atan(x), 7).Compile()(0));
        var c = 2 / Math.Sqrt(Math.PI);
        AssertSeries([0, c, 0, -c / 3, 0, c / 10, 0, -c / 42], Differentiate.Taylor((double x) => Functions.Erf(x), 7).Compile()(0));
    }

    [TestMethod]
    public void Powers_expand_by_the_binomial_theorem_at_and_away_from_0()
    {
        AssertSeries([0, 0, 0, 1, 0], Differentiate.Taylor((double x) => Math.Pow(x, 3), 4).Compile()(0));
        AssertSeries([8, 12, 6, 1, 0], Differentiate.Taylor((double x) => Math.Pow(x, 3), 4).Compile()(2));
        AssertSeries([-8, 12, -6, 1, 0], Differentiate.Taylor((double x) => Math.Pow(x, 3), 4).Compile()(-2));
        AssertSeries([1, 2.5, 2.5 * 1.5 / 2, 2.5 * 1.5 * 0.5 / 6, 2.5 * 1.5 * 0.5 * -0.5 / 24], Differentiate.Taylor((double x) => Math.Pow(x, 2.5), 4).Compile()(1));
        AssertSeries([0.25, -0.25, 3.0 / 16, -4.0 / 32], Differentiate.Taylor((double x) => Math.Pow(x, -2), 3).Compile()(2));
    }

    [TestMethod]
    public void Thirty_orders_agree_with_exact_rational_arithmetic()
    {
        // e^(sin x) at 0 in rationals: y' = cos(x) y, so (k + 1) y_(k+1) = sum of c_j y_(k-j) with c_j the series of cos.
        var (y, denominator) = (new (BigInteger N, BigInteger D)[31], BigInteger.One);
        y[0] = (1, 1);
        for (var k = 0; k < 30; k++)
        {
            var (n, d) = (BigInteger.Zero, BigInteger.One);
            denominator = 1;
            for (var j = 0; j <= k; j += 2)
            {
                if (j > 0)
                    denominator *= (j - 1) * j;
                var sign = j % 4 == 0 ? 1 : -1;
                var (a, b) = (sign * y[k - j].N, denominator * y[k - j].D);
                (n, d) = (n * b + a * d, d * b);
            }

            var common = BigInteger.GreatestCommonDivisor(n, d * (k + 1));
            y[k + 1] = (n / common, d * (k + 1) / common);
        }

        var series = Differentiate.Taylor((double x) => Math.Exp(Math.Sin(x)), 30).Compile()(0);
        for (var k = 0; k <= 30; k++)
            Numbers.AssertNear(Ratio(y[k].N, y[k].D), series[k], 1e-11, $"order {k}", 1e-22);
    }

    [TestMethod]
    public void Conditionals_loops_and_rules_of_users_expand()
    {
        double[] w = [1, 2, 3];
        var f = Differentiate.Taylor((double x) => x > 0 ? w.Sum(v => Math.Exp(v * x)) : -x, 3);
        AssertSeries([w.Sum(v => Math.Exp(v)), w.Sum(v => v * Math.Exp(v)), w.Sum(v => v * v * Math.Exp(v)) / 2, w.Sum(v => v * v * v * Math.Exp(v)) / 6], f.Compile()(1));
        AssertSeries([1, -1, 0, 0], f.Compile()(-1));
    }

    [TestMethod]
    public void The_number_of_nodes_grows_as_the_square_of_the_order()
    {
        int Size(int order) => ((IFunction)Differentiate.Taylor((double x) => Math.Exp(Math.Sin(x)), order)).Body.Graph.Nodes.Length;
        Assert.IsLessThan(4.6 * Size(20), Size(40));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(5)]
    [DataRow(12)]
    [DataRow(20)]
    public void The_derivative_of_order_n_is_n_factorial_times_the_coefficient(int order)
    {
        // (e^(2x) sin x)^(n) = 5^(n/2) e^(2x) sin(x + n atan(1/2))
        var derivative = Differentiate.Derivative((double x) => Math.Exp(2 * x) * Math.Sin(x), order).Compile();
        var expected = Math.Pow(5, order / 2.0) * Math.Exp(1.4) * Math.Sin(0.7 + (order * Math.Atan(0.5)));
        Numbers.AssertNear(expected, derivative(0.7), 1e-11, $"order {order}");
    }

    [TestMethod]
    public void The_twentieth_derivative_of_exp_of_sin_stays_small()
    {
        var derivative = Differentiate.Derivative((double x) => Math.Exp(Math.Sin(x)), 20);
        Assert.IsLessThan(3_000, ((IFunction)derivative).Body.Graph.Nodes.Length);

        // The twentieth derivative at 0 is the twentieth term of OEIS A002017.
        Numbers.AssertNear(Differentiate.Taylor((double x) => Math.Exp(Math.Sin(x)), 20).Compile()(0)[20] * 2432902008176640000, derivative.Compile()(0), 1e-12, "A002017(20)");
    }

    private static double Ratio(BigInteger n, BigInteger d)
    {
        // Both shifted to the same size keep the digits of a double.
        var shift = (int)(d.GetBitLength() - n.GetBitLength()) + 80;
        return n.IsZero ? 0 : Math.ScaleB((double)((shift >= 0 ? n << shift : n >> -shift) / d), -shift);
    }

    private static void AssertSeries(double[] expected, double[] actual, double tolerance = 1e-14)
    {
        Assert.HasCount(expected.Length, actual);
        for (var k = 0; k < expected.Length; k++)
            Numbers.AssertNear(expected[k], actual[k], tolerance, $"order {k}", tolerance);
    }

    // exp(x) + exp(2x), of which log-sum-exp takes the logarithm; softmax(0, x) is a sigmoid.
    [TestMethod]
    public void Functions_of_arrays_and_records_have_series()
    {
        var direct = Differentiate.Taylor((double x) => Math.Log(Math.Exp(x) + Math.Exp(2 * x)), 6).Compile()(0.3);
        var byArray = Differentiate.Taylor((double x) => Functions.LogSumExp(new[] { x, 2 * x }), 6).Compile()(0.3);
        var sigmoid = Differentiate.Taylor((double x) => Functions.Sigmoid(x), 6).Compile()(0.3);
        var softmax = Differentiate.Taylor((double x) => Functions.Softmax(new[] { 0, x })[1], 6).Compile()(0.3);
        var chosen = Differentiate.Taylor((double x) => (x > 0 ? new[] { x, x * x } : new[] { 1.0, 2.0 }).Sum(), 3).Compile();
        var record = Differentiate.Taylor((double x) => (x > 0 ? new Pair(x, x * x) : new Pair(1, x)).Second, 3).Compile();
        for (var k = 0; k <= 6; k++)
        {
            Assert.AreEqual(direct[k], byArray[k], 1e-14, $"LogSumExp, {k}");
            Assert.AreEqual(sigmoid[k], softmax[k], 1e-15, $"Softmax, {k}");
        }

        CollectionAssert.AreEqual((double[])[6, 5, 1, 0], chosen(2));
        CollectionAssert.AreEqual((double[])[3, 0, 0, 0], chosen(-2));
        CollectionAssert.AreEqual((double[])[4, 4, 1, 0], record(2));
        CollectionAssert.AreEqual((double[])[-2, 1, 0, 0], record(-2));
    }

    public sealed record Pair(double First, double Second);
}
