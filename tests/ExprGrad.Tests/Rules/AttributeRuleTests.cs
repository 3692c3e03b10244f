using System.Linq.Expressions;
using ExprGrad.Rules;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Rules;

/// <summary>Rules from attributes, and the same from the registry: both modes, first and second derivatives.</summary>
[TestClass]
public sealed class AttributeRuleTests
{
    private static void AssertSlopes(Expression<Func<double, double>> f, double x, double first, double second, RuleRegistry? rules = null)
    {
        foreach (var inner in Modes.Both)
        {
            var options = inner with { Rules = rules ?? RuleRegistry.Default };
            var slope = Differentiate.Grad(f, options);
            Assert.AreEqual(first, slope.Compile()(x), 1e-13 * Math.Abs(first), inner.Mode.ToString());
            foreach (var outer in Modes.Both)
                Assert.AreEqual(second, slope.Grad(options with { Mode = outer.Mode }).Compile()(x), 1e-13 * Math.Abs(second), $"{outer.Mode} over {inner.Mode}");
            Assert.AreEqual(second, Function.Of(f, options).Derivative(2).Compile()(x), 1e-13 * Math.Abs(second));
        }
    }

    [TestMethod]
    public void Arguments_that_are_no_numbers_are_passed_through()
    {
        AssertSlopes(x => Lib.Scaled("three", x * x, Kind.Double), 2, 2 * 3 * 2 * 2, 2 * 3 * 2);
        AssertSlopes(
            x => Lib.Named("three", x * x, Kind.Double), 2, 24, 12,
            RuleRegistry.Default.WithVjp(
                (string name, double x, Kind kind) => Lib.Named(name, x, kind),
                (name, x, kind) => ValueTuple.Create(0.0, name.Length - 2 + (kind == Kind.Double ? 3.0 : 0.0)),
                (factor, g) => ValueTuple.Create(default(string)!, factor * g, default(Kind))));
    }

    [TestMethod]
    public void Cotangents_of_three_arguments_with_a_record_as_residuals() =>
        AssertSlopes(x => Lib.Fused(x, x * x, x), 2, (3 * 4) + 1, 6 * 2);

    [TestMethod]
    public void A_rule_calls_functions_that_have_rules()
    {
        // sinc'(x) = (x cos x - sin x) / x²
        const double x = 0.7;
        var (sin, cos) = Math.SinCos(x);
        AssertSlopes(t => Lib.Sinc(t), x, ((x * cos) - sin) / (x * x), (-sin / x) - (2 * cos / (x * x)) + (2 * sin / (x * x * x)));
    }

    [TestMethod]
    public void The_derivative_of_a_derivative_is_that_of_the_rule()
    {
        // What the rule says, not what the method does: 5x, and then 5.
        AssertSlopes(x => Lib.Stated(x), 3, 15, 5);

        // A rule that calls the function itself is applied again: y' = -y² for y = 1 / x.
        AssertSlopes(x => Lib.Inverse(x), 2, -0.25, 0.25);
    }

    [TestMethod]
    public void A_generic_method_has_a_rule_for_every_type()
    {
        AssertSlopes(x => Lib.Same(x * x), 3, 6, 2);
        foreach (var options in Modes.Both)
            Assert.AreEqual(6f, Differentiate.Grad((float x) => Lib.Same(x * x), options).Compile()(3));
    }

    [TestMethod]
    public void An_instance_method_by_its_receiver_and_its_argument()
    {
        foreach (var options in Modes.Both)
        {
            var (line, x) = Differentiate.Grad((Line l, double x) => l.At(x) * x, options).Compile()(new Line(3, 1), 2);
            Assert.AreEqual((4, 2, 13), (line.Slope, line.Offset, x));
        }
    }

    [TestMethod]
    public void A_float_method_has_a_rule_of_its_own()
    {
        foreach (var options in Modes.Both)
            Assert.AreEqual(12f, Differentiate.Grad((float x) => Lib.Cube(x), options).Grad(options).Compile()(2));
    }

    [TestMethod]
    public void An_array_function_and_its_higher_derivatives()
    {
        // f = sum of squares of (x, x²): 2x + 4x³, 2 + 12x², 24x
        AssertSlopes(x => Lib.SumOfSquares(new[] { x, x * x }), 2, 4 + 32, 2 + 48);
        foreach (var options in Modes.Both)
        {
            Assert.AreEqual(48, Differentiate.Derivative((double x) => Lib.SumOfSquares(new[] { x, x * x }), 3, options).Compile()(2), 1e-12);
            CollectionAssert.AreEqual(
                (double[])[2, 6, 7, 4, 1], Differentiate.Taylor((double x) => Lib.SumOfSquares(new[] { x, x * x }), 4, options).Compile()(1));
            CollectionAssert.AreEqual((double[])[2, 6], Differentiate.Grad((double[] v) => Lib.SumOfSquares(v), options).Compile()([1, 3]));
        }
    }

    // Of a rule given backwards, JAX takes the value from forward; here the value of a lambda is never changed.
    [TestMethod]
    public void The_value_is_that_of_the_method_whatever_forward_gives()
    {
        var rules = RuleRegistry.Default.WithVjp((double x) => Lib.Plain(x), x => ValueTuple.Create(99.0, x), (x, g) => 7 * x * g);
        foreach (var options in Modes.Both)
        {
            Assert.AreEqual((4, 28), Differentiate.ValueAndGrad((double x) => Lib.Plain(x), options with { Rules = rules }).Compile()(4));
            Assert.AreEqual((4, 28), Differentiate.Jvp((double x) => Lib.Plain(x), options with { Rules = rules }).Compile()(4, 1));
            Assert.AreEqual((4, 28), Differentiate.Vjp((double x) => Lib.Plain(x), options with { Rules = rules }).Compile()(4, 1));
        }
    }

    [TestMethod]
    public void A_rule_may_be_piecewise_and_is_applied_under_conditions()
    {
        AssertSlopes(x => x > 0 ? Lib.Clipped(x) : x * x * x, 0.5, 1, 0);
        AssertSlopes(x => x > 0 ? Lib.Clipped(x) : x * x * x, 3, 0, 0);
        AssertSlopes(x => x > 0 ? Lib.Clipped(x) : x * x * x, -1, 3, -6);
    }

    public enum Kind
    {
        Single,
        Double,
    }

    public sealed record Residuals(double X, double Y);

    public sealed record Line(double Slope, double Offset)
    {
        private static Expression<Func<Line, double, Line, double, double>> AtJvp => (l, x, dl, dx) => dl.Slope * x + l.Slope * dx + dl.Offset;

        [CustomJvp(nameof(AtJvp))]
        public double At(double x) => (Slope * x) + Offset;
    }

    public static class Lib
    {
        private static readonly Expression<Func<double, double, double>> ClippedJvp = (x, dx) => x < 1 ? dx : 0;

        private static Expression<Func<string, double, Kind, string, double, Kind, double>> ScaledJvp =>
            (name, x, kind, dname, dx, dkind) => (name == "three" ? 3 : 1) * (kind == Kind.Double ? 2 : 1) * dx;

        private static Expression<Func<double, double, double, (double, Residuals)>> FusedForward =>
            (x, y, z) => ValueTuple.Create(x * y + z, new Residuals(x, y));

        private static Expression<Func<Residuals, double, (double, double, double)>> FusedBackward => (r, g) => ValueTuple.Create(r.Y * g, r.X * g, g);

        private static Expression<Func<double, double, double>> SincJvp => (x, dx) => (Cosine(x) - Sinc(x)) / x * dx;

        private static Expression<Func<double, double, double>> CosineJvp => (x, dx) => -Math.Sin(x) * dx;

        private static Expression<Func<double, double, double>> StatedJvp => (x, dx) => 5 * x * dx;

        private static Expression<Func<double, double, double>> InverseJvp => (x, dx) => -Inverse(x) * Inverse(x) * dx;

        private static Expression<Func<float, float, float>> CubeJvp => (x, dx) => 3 * x * x * dx;

        private static Expression<Func<double[], (double, double[])>> SumOfSquaresForward => v => ValueTuple.Create(v.Sum(x => x * x), v);

        private static Expression<Func<double[], double, double[]>> SumOfSquaresBackward => (v, g) => v.Select(x => 2 * x * g).ToArray();

        [CustomJvp(nameof(ScaledJvp))]
        public static double Scaled(string name, double x, Kind kind) => (name == "three" ? 3 : 1) * (kind == Kind.Double ? 2 : 1) * x;

        public static double Named(string name, double x, Kind kind) => (name.Length - 2 + (kind == Kind.Double ? 3 : 0)) * x;

        [CustomVjp(nameof(FusedForward), nameof(FusedBackward))]
        public static double Fused(double x, double y, double z) => (x * y) + z;

        [CustomJvp(nameof(SincJvp))]
        public static double Sinc(double x) => Math.Sin(x) / x;

        [CustomJvp(nameof(CosineJvp))]
        public static double Cosine(double x) => Math.Cos(x);

        [CustomJvp(nameof(StatedJvp))]
        public static double Stated(double x) => x * x;

        [CustomJvp(nameof(InverseJvp))]
        public static double Inverse(double x) => 1 / x;

        [CustomJvp(nameof(SameJvp))]
        public static T Same<T>(T x) => x;

        [CustomJvp(nameof(CubeJvp))]
        public static float Cube(float x) => x * x * x;

        [CustomVjp(nameof(SumOfSquaresForward), nameof(SumOfSquaresBackward))]
        public static double SumOfSquares(double[] v) => v.Sum(x => x * x);

        [CustomJvp(nameof(ClippedJvp))]
        public static double Clipped(double x) => Math.Min(x, 1);

        public static double Plain(double x) => x;

        private static Expression<Func<T, T, T>> SameJvp<T>() => (x, dx) => dx;
    }
}
