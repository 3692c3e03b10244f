using System.Linq.Expressions;
using ExprGrad.Rules;
using BuiltInRules = ExprGrad.Tests.Rules.BuiltInRules;

namespace ExprGrad.Tests.Checking;

[TestClass]
public sealed class GradientCheckTests
{
    private sealed record Circle(double X, double Y, double Radius)
    {
        public double[] Weights { get; init; } = [];
    }

    private static class Lib
    {
        public static double Cube(double x) => x * x * x;

        public static double Slope(double x) => 3 * x * x;

        public static double Twice(double x) => 2 * x;

        public static double Area(double a, double b) => a * b;

        public static double Norm(double[] v) => Math.Sqrt(v.Sum(x => x * x));

        public static float Cube(float x) => x * x * x;
    }

    // Estimates and neighbours are steps when looked at closely; StopGradient is wrong on purpose.
    public static IEnumerable<object[]> Rules => BuiltInRules.ByName.Keys
        .Where(n => !n.Contains("Estimate") && !n.Contains("Bit") && !n.EndsWith("StopGradient")).Order().Select(n => new object[] { n });

    [TestMethod]
    [DynamicData(nameof(Rules))]
    public void Every_built_in_rule_passes_in_the_middle_of_its_domain(string name)
    {
        var rule = BuiltInRules.ByName[name];
        var point = rule.Function.Parameters.Zip(rule.Domain, (p, d) =>
        {
            var x = (0.43 * d.Low) + (0.57 * d.High);
            return p.Type == typeof(double[]) ? new[] { x, -0.4, 1.2 } : p.Type == typeof(int) ? (int)Math.Round(x) : p.Type.IsEnum ? Enum.ToObject(p.Type, (int)Math.Round(x)) : (object)x;
        }).ToArray();
        var verify = typeof(GradientCheck).GetMethods().Single(m => m.Name == "Verify" && m.GetParameters().Length == point.Length + 3
            && m.GetParameters()[0].ParameterType.GetGenericTypeDefinition() == typeof(Expression<>));
        verify.MakeGenericMethod([.. rule.Function.Parameters.Select(p => p.Type), rule.Function.ReturnType])
            .Invoke(null, [rule.Function, .. point, null, 1e-6]);
    }

    [TestMethod]
    public void A_wrong_jvp_gives_a_table_of_the_three_derivatives()
    {
        var rules = RuleRegistry.Default.WithJvp((double x) => Lib.Cube(x), (x, dx) => 2 * x * x * dx);
        AssertDiffers(
            """
            Derivatives of x => GradientCheckTests.Lib.Cube(x) at x = 2 differ by more than 1E-06:
            derivative  order  forward  reverse  numerical  difference
            by x            1        8        8         12        0.33
            """,
            () => GradientCheck.Verify((double x) => Lib.Cube(x), 2, new FunctionOptions { Rules = rules }));
    }

    [TestMethod]
    public void A_wrong_vjp_is_found_at_the_argument_that_it_is_wrong_for()
    {
        var rules = RuleRegistry.Default.WithVjp(
            (double a, double b) => Lib.Area(a, b),
            (a, b) => ValueTuple.Create(a * b, ValueTuple.Create(a, b)),
            (r, g) => ValueTuple.Create(r.Item2 * g, 0.75 * r.Item1 * g));
        AssertDiffers(
            """
            Derivatives of (a, b) => GradientCheckTests.Lib.Area(a, b) at a = 4, b = 0.5 differ by more than 1E-06:
            derivative  order  forward  reverse  numerical  difference
            by b            1        3        3          4        0.25
            """,
            () => GradientCheck.Verify((double a, double b) => Lib.Area(a, b), 4, 0.5, new FunctionOptions { Rules = rules }));
    }

    [TestMethod]
    public void A_wrong_rule_inside_a_right_one_is_found_at_order_2()
    {
        var rules = RuleRegistry.Default
            .WithJvp((double x) => Lib.Slope(x), (x, dx) => 5 * x * dx)
            .WithJvp((double x) => Lib.Cube(x), (x, dx) => Lib.Slope(x) * dx);
        AssertDiffers(
            """
            Derivatives of x => GradientCheckTests.Lib.Cube(x) at x = 2 differ by more than 1E-06:
            derivative  order  forward  reverse  numerical  difference
            by x, x         2       10       10         12        0.17
            """,
            () => GradientCheck.Verify((double x) => Lib.Cube(x), 2, new FunctionOptions { Rules = rules }));
    }

    [TestMethod]
    public void The_elements_and_members_that_differ_are_named()
    {
        var options = new FunctionOptions { Rules = RuleRegistry.Default.WithJvp((double x) => Lib.Twice(x), (x, dx) => 3 * dx) };
        CollectionAssert.AreEqual(
            new[] { "by v[1]" },
            Differing(() => GradientCheck.Verify((double[] v) => v[0] + Lib.Twice(v[1]) + v[2], new double[] { 1, 2, 3 }, options)));
        CollectionAssert.AreEqual(
            new[] { "by c.Radius", "by c.Weights[0]" },
            Differing(() => GradientCheck.Verify(
                (Circle c) => c.X + Lib.Twice(c.Radius) + Lib.Twice(c.Weights[0]) + c.Weights[1], new Circle(1, 2, 3) { Weights = [4, 5] }, options)));
        CollectionAssert.AreEqual(
            new[] { "of result.Item2 by x" },
            Differing(() => GradientCheck.Verify((double x, int n) => ValueTuple.Create(n * x, Lib.Twice(x)), 1, 3, options)));
        CollectionAssert.AreEqual(
            new[] { "of result[1] by v.Item2" },
            Differing(() => GradientCheck.Verify(((double, double) v) => new[] { v.Item1, Lib.Twice(v.Item2) }, (1.0, 2.0), options)));
    }

    [TestMethod]
    public void Functions_of_arrays_records_tuples_and_floats_pass()
    {
        GradientCheck.Verify((double[] v) => Math.Sqrt(v.Sum(x => x * x)), [3, 4, 12]);
        GradientCheck.Verify((double[] v, double a) => v.Select(x => Math.Exp(a * x)).ToArray(), [0.3, -0.4, 1], 0.7);
        GradientCheck.Verify((Circle c) => c.X * c.Y + Math.Sin(c.Radius * c.Weights[1]), new Circle(1, 2, 3) { Weights = [4, 5] });
        GradientCheck.Verify(((double, float[]) t) => t.Item1 * t.Item2.Sum(x => x * x), (2.0, new[] { 0.5f, 1.5f }));
        GradientCheck.Verify((float x, float y) => MathF.Sin(x) * y * y, 0.4f, 1.5f);
        GradientCheck.Verify((float x) => MathF.Exp(x), -2f);
    }

    [TestMethod]
    public void Functions_of_up_to_eight_arguments_pass()
    {
        GradientCheck.Verify((double a, double b, double c) => a * b / c, 1, 2, 3);
        GradientCheck.Verify((double a, double b, double c, double d) => a * b / c - d * d, 1, 2, 3, 4);
        GradientCheck.Verify((double a, double b, double c, double d, double e) => a * b / c - d * e, 1, 2, 3, 4, 5);
        GradientCheck.Verify((double a, double b, double c, double d, double e, double f) => a * b / c - d * e * f, 1, 2, 3, 4, 5, 6);
        GradientCheck.Verify(
            (double a, double b, double c, double d, double e, double f, double g) => a * b / c - d * e * f / g, 1, 2, 3, 4, 5, 6, 7);
        GradientCheck.Verify(
            (double a, double b, double c, double d, double e, double f, double g, double h) => a * b / c - d * e * f / g * h * h,
            1, 2, 3, 4, 5, 6, 7, 8);
    }

    [TestMethod]
    public void A_function_goes_on_with_its_own_rules()
    {
        var rules = RuleRegistry.Default.WithJvp((double x) => Lib.Twice(x), (x, dx) => 3 * dx);
        var f = Function.Of((double x) => Lib.Twice(x), new FunctionOptions { Rules = rules });
        CollectionAssert.AreEqual(new[] { "by x" }, Differing(() => GradientCheck.Verify(f, 1)));
        GradientCheck.Verify(f, 1, new FunctionOptions { Rules = RuleRegistry.Default.WithInline((double x) => Lib.Twice(x), x => 2 * x) });
        GradientCheck.Verify(Function.Of((double x, double y) => x / y).Grad(), 3, 4);
    }

    [TestMethod]
    public void Large_arrays_are_checked_along_random_directions()
    {
        var v = Enumerable.Range(1, 500).Select(i => 1.0 / i).ToArray();
        GradientCheck.Verify((double[] x) => x.Sum(e => Math.Exp(e)), v);
        GradientCheck.Verify((double[] x) => x.Select(e => Math.Sin(e)).ToArray(), v);
        var rules = RuleRegistry.Default.WithJvp((double[] x) => Lib.Norm(x), (x, dx) => x.Zip(dx, (a, b) => a * b).Sum());
        CollectionAssert.AreEqual(
            new[] { "by x (random direction 1)", "by x (random direction 2)", "by x (random direction 3)" },
            Differing(() => GradientCheck.Verify((double[] x) => Lib.Norm(x), v, new FunctionOptions { Rules = rules })));
    }

    [TestMethod]
    public void At_a_kink_any_slope_between_the_two_sides_passes()
    {
        GradientCheck.Verify((double x) => Math.Abs(x), 0);
        GradientCheck.Verify((double x) => Functions.Relu(x), 0);
        GradientCheck.Verify((double x, double y) => Math.Max(x, y), 1, 1);
        GradientCheck.Verify((double x) => Math.Sqrt(x * x), 0);
        GradientCheck.Verify((double x) => x * Math.Abs(x), 0);
        GradientCheck.Verify((double x) => Math.Floor(x), 2);
        GradientCheck.Verify((float x) => MathF.Abs(x), 0f);
    }

    [TestMethod]
    public void At_a_kink_a_slope_beyond_both_sides_fails_and_the_kink_is_named()
    {
        var rules = RuleRegistry.Default.WithJvp((double x) => Math.Abs(x), (x, dx) => (x >= 0 ? 2 : -2) * dx);
        AssertDiffers(
            """
            Derivatives of x => Math.Abs(x) at x = 0 differ by more than 1E-06:
            derivative  order  forward  reverse  numerical  difference
            by x            1        2        2          1         0.5
            Looks like a kink by x: the slope is -1 on the left and 1 on the right
            """,
            () => GradientCheck.Verify((double x) => Math.Abs(x), 0, new FunctionOptions { Rules = rules }));
    }

    [TestMethod]
    public void Ends_of_domains_poles_and_values_that_are_not_numbers_pass()
    {
        GradientCheck.Verify((double x) => Math.Sqrt(x), 0);
        GradientCheck.Verify((double x) => Math.Cbrt(x), 0);
        GradientCheck.Verify((double x) => x * Math.Sqrt(x), 1e-7);
        GradientCheck.Verify((double x) => Math.Asin(x), 1);
        GradientCheck.Verify((double x) => Math.Log(x), -1);
        GradientCheck.Verify((double x) => Math.Log(x), 1e-9);
        GradientCheck.Verify((double x) => x, double.NaN);
        GradientCheck.Verify((double x) => Math.Exp(x), double.PositiveInfinity);
    }

    [TestMethod]
    public void A_derivative_that_is_not_a_number_where_there_is_one_fails()
    {
        var rules = RuleRegistry.Default.WithJvp((double x) => Lib.Cube(x), (x, dx) => 3 * Lib.Cube(x) / x * dx);
        AssertDiffers(
            """
            Derivatives of x => GradientCheckTests.Lib.Cube(x) at x = 0 differ by more than 1E-06:
            derivative  order  forward  reverse  numerical  difference
            by x            1      NaN      NaN          0         NaN
            """,
            () => GradientCheck.Verify((double x) => Lib.Cube(x), 0, new FunctionOptions { Rules = rules }));
    }

    [TestMethod]
    public void Large_small_and_periodic_functions_pass()
    {
        GradientCheck.Verify((double x) => 1e10 + Math.Sin(x), 1);
        GradientCheck.Verify((double x) => Math.Sin(2 * Math.PI * 16 * x), 0);
        GradientCheck.Verify((double x) => Math.Cos(x), 1e6);
        GradientCheck.Verify((double x) => 1 / x, 1e-8);
        GradientCheck.Verify((double x, double y) => x * x * y, 1e150, 1e-150);
        GradientCheck.Verify((double x) => Math.Exp(-x * x), 6);
    }

    [TestMethod]
    public void Tolerance_decides_what_differs()
    {
        var options = new FunctionOptions { Rules = RuleRegistry.Default.WithJvp((double x) => Lib.Twice(x), (x, dx) => 2.0001 * dx) };
        GradientCheck.Verify((double x) => Lib.Twice(x), 1, options, tolerance: 1e-4);
        CollectionAssert.AreEqual(new[] { "by x" }, Differing(() => GradientCheck.Verify((double x) => Lib.Twice(x), 1, options)));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => GradientCheck.Verify((double x) => x, 1, tolerance: 0));
    }

    [TestMethod]
    public void Errors_of_the_lambda_are_those_of_differentiation()
    {
        Assert.AreEqual("EG0001", Assert.ThrowsExactly<NotDifferentiableException>(() => GradientCheck.Verify((double x) => Lib.Cube(x), 1)).Code);
        Assert.AreEqual("f", Assert.ThrowsExactly<ArgumentNullException>(() => GradientCheck.Verify((Expression<Func<double, double>>)null!, 1)).ParamName);
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => GradientCheck.Verify((double[] v) => v[1], new double[] { 1 }));
    }

    private static string[] Differing(Action check) =>
        [.. Assert.ThrowsExactly<GradientCheckException>(check).Differences.Select(d => d.Derivative)];

    private static void AssertDiffers(string table, Action check) =>
        Assert.AreEqual(table.ReplaceLineEndings(), Assert.ThrowsExactly<GradientCheckException>(check).Message);
}
