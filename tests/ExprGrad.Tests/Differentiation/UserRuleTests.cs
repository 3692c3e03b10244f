using System.Linq.Expressions;
using ExprGrad.Rules;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Rules of every kind that users write, forwards and backwards, at first and second order.</summary>
[TestClass]
public sealed class UserRuleTests
{
    public sealed record Residuals(double X, double Y);

    public sealed record Curve(double A)
    {
        public double At(double x) => A * x * x;
    }

    public static class Lib
    {
        public static double Product(double x, double y) => x * y;

        public static float Product(float x, float y) => x * y;

        public static double Power(double x, int n) => Math.Pow(x, n);

        public static double SumOfSquares(double[] x) => x.Sum(v => v * v);

        public static double Step(double x) => x > 0 ? 1 : 0;

        public static double Cube(double x) => x * x * x;

        public static T Same<T>(T x) => x;

        public static (double, double) SinCos(double x) => (Math.Sin(x), Math.Cos(x));

        public static double First((double, double) t) => t.Item1;

        public static double[] Twice(double[] x) => Array.ConvertAll(x, v => 2 * v);
    }

    private static void AssertSlopes(Expression<Func<double, double>> f, RuleRegistry rules, double x, double first, double second)
    {
        foreach (var inner in Modes.Both)
        {
            var slope = Differentiate.Grad(f, inner with { Rules = rules });
            Assert.AreEqual(first, slope.Compile()(x), 1e-14, inner.Mode.ToString());
            foreach (var outer in Modes.Both)
                Assert.AreEqual(second, slope.Grad(outer with { Rules = rules }).Compile()(x), 1e-13, $"{outer.Mode} over {inner.Mode}");
        }
    }

    [TestMethod]
    public void A_tangent_of_two_arguments() => AssertSlopes(
        x => Lib.Product(x, x * x),
        RuleRegistry.Default.WithJvp((double x, double y) => Lib.Product(x, y), (x, y, dx, dy) => y * dx + x * dy),
        2, 12, 12);

    [TestMethod]
    public void A_rule_for_double_serves_the_float_twin()
    {
        var rules = RuleRegistry.Default.WithJvp((double x, double y) => Lib.Product(x, y), (x, y, dx, dy) => y * dx + x * dy);
        foreach (var options in Modes.Both)
            Assert.AreEqual(12f, Differentiate.Grad((float x) => Lib.Product(x, x * x), options with { Rules = rules }).Compile()(2));
    }

    [TestMethod]
    public void Cotangents_of_two_arguments_with_a_record_as_residuals() => AssertSlopes(
        x => Lib.Product(x, x * x),
        RuleRegistry.Default.WithVjp((double x, double y) => Lib.Product(x, y),
            forward: (x, y) => ValueTuple.Create(x * y, new Residuals(x, y)),
            backward: (r, g) => ValueTuple.Create(r.Y * g, r.X * g)),
        2, 12, 12);

    [TestMethod]
    public void Cotangents_of_two_arguments_with_a_tuple_as_residuals() => AssertSlopes(
        x => Lib.Product(3, x) * Lib.Product(x, 2),
        RuleRegistry.Default.WithVjp((double x, double y) => Lib.Product(x, y),
            forward: (x, y) => ValueTuple.Create(x * y, ValueTuple.Create(x, y)),
            backward: (r, g) => ValueTuple.Create(r.Item2 * g, r.Item1 * g)),
        2, 24, 12);

    [TestMethod]
    public void An_integer_argument_has_no_tangent() => AssertSlopes(
        x => Lib.Power(x, 3),
        RuleRegistry.Default.WithJvp((double x, int n) => Lib.Power(x, n), (x, n, dx, dn) => n * Lib.Power(x, n - 1) * dx),
        2, 12, 12);

    [TestMethod]
    public void A_tangent_of_an_array() => AssertSlopes(
        x => Lib.SumOfSquares(new[] { x, 3, x * x }),
        RuleRegistry.Default.WithJvp((double[] x) => Lib.SumOfSquares(x), (x, dx) => 2 * x.Zip(dx, (a, b) => a * b).Sum()),
        2, 4 + 32, 2 + 48);

    [TestMethod]
    public void A_cotangent_of_an_array() => AssertSlopes(
        x => Lib.SumOfSquares(new[] { x, 3, x * x }),
        RuleRegistry.Default.WithVjp((double[] x) => Lib.SumOfSquares(x),
            forward: x => ValueTuple.Create(x.Sum(v => v * v), x),
            backward: (x, g) => x.Select(v => 2 * v * g).ToArray()),
        2, 4 + 32, 2 + 48);

    [TestMethod]
    public void A_rule_from_an_array_to_an_array() => AssertSlopes(
        x => Lib.Twice(new[] { x, x * x }).Sum(v => v * v),
        RuleRegistry.Default.WithJvp((double[] x) => Lib.Twice(x), (x, dx) => dx.Select(v => 2 * v).ToArray()),
        2, (8 * 2) + (16 * 8), 8 + (48 * 4));

    [TestMethod]
    public void A_rule_with_a_tuple_as_result() => AssertSlopes(
        x => Lib.SinCos(x).Item1 * Lib.SinCos(x).Item2,
        RuleRegistry.Default.WithJvp((double x) => Lib.SinCos(x), (x, dx) => ValueTuple.Create(Math.Cos(x) * dx, -Math.Sin(x) * dx)),
        0.3, Math.Cos(0.6), -2 * Math.Sin(0.6));

    [TestMethod]
    public void A_rule_with_a_tuple_as_argument() => AssertSlopes(
        x => Lib.First(ValueTuple.Create(x * x, x)),
        RuleRegistry.Default.WithJvp(((double, double) t) => Lib.First(t), (t, dt) => dt.Item1),
        3, 6, 2);

    [TestMethod]
    public void A_constant_has_slope_0() => AssertSlopes(
        x => Lib.Step(x) * x * x, RuleRegistry.Default.WithConstant((double x) => Lib.Step(x)), 3, 6, 2);

    [TestMethod]
    public void An_inlined_body_is_differentiated_through() => AssertSlopes(
        x => Lib.Cube(Lib.Cube(x)), RuleRegistry.Default.WithInline((double x) => Lib.Cube(x), x => x * x * x), 1, 9, 72);

    [TestMethod]
    public void An_inlined_body_may_use_an_inlined_body() => AssertSlopes(
        x => Lib.Power(x, 3),
        RuleRegistry.Default
            .WithInline((double x) => Lib.Cube(x), x => x * x * x)
            .WithInline((double x, int n) => Lib.Power(x, n), (x, n) => Lib.Cube(x) * n),
        2, 36, 36);

    [TestMethod]
    public void A_generic_method_is_matched_by_its_types() => AssertSlopes(
        x => Lib.Same(x * x), RuleRegistry.Default.WithJvp((double x) => Lib.Same(x), (x, dx) => dx), 3, 6, 2);

    [TestMethod]
    public void An_instance_method_by_its_argument_and_by_the_receiver()
    {
        var rules = RuleRegistry.Default.WithJvp((Curve c, double x) => c.At(x), (c, x, dc, dx) => 2 * c.A * x * dx + x * x * dc.A);
        foreach (var options in Modes.Both)
        {
            var (byCurve, byX) = Differentiate.Grad((Curve c, double x) => c.At(x) * x, options with { Rules = rules }).Compile()(new Curve(5), 2);
            Assert.AreEqual(8, byCurve.A);
            Assert.AreEqual(60, byX);
        }
    }

    [TestMethod]
    public void A_rule_holds_inside_a_loop()
    {
        var rules = RuleRegistry.Default.WithVjp((double x, double y) => Lib.Product(x, y),
            forward: (x, y) => ValueTuple.Create(x * y, new Residuals(x, y)),
            backward: (r, g) => ValueTuple.Create(r.Y * g, r.X * g));
        foreach (var options in Modes.Both)
        {
            var (byX, byP) = Differentiate.Grad((double[] x, double p) => x.Sum(v => Lib.Product(v, p * v)), options with { Rules = rules }).Compile()([1, 2], 3);
            CollectionAssert.AreEqual((double[])[6, 12], byX);
            Assert.AreEqual(5, byP);
        }
    }

    [TestMethod]
    public void A_variable_captured_by_a_rule_is_live()
    {
        var slope = 2.0;
        var rules = RuleRegistry.Default.WithJvp((double x) => Lib.Cube(x), (x, dx) => slope * dx);
        var f = Differentiate.Grad((double x) => Lib.Cube(x), new FunctionOptions { Rules = rules }).Compile();
        Assert.AreEqual(2, f(1));
        slope = 7;
        Assert.AreEqual(7, f(1));
    }
}
