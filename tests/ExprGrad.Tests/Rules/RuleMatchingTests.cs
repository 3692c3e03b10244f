using System.Linq.Expressions;
using ExprGrad.Rules;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Rules;

/// <summary>Which calls a rule serves.</summary>
[TestClass]
public sealed class RuleMatchingTests
{
    private static readonly RuleRegistry OfInterface = RuleRegistry.Default.WithJvp((ICurve c, double x) => c.At(x), (c, x, dc, dx) => c.Slope(x) * dx);

    private static void AssertSlopes(Expression<Func<double, double>> f, RuleRegistry rules, double x, double first, double? second)
    {
        foreach (var inner in Modes.Both)
        {
            var slope = Differentiate.Grad(f, inner with { Rules = rules });
            Assert.AreEqual(first, slope.Compile()(x), 1e-14, inner.Mode.ToString());
            if (second is not { } curvature)
                continue;
            foreach (var outer in Modes.Both)
                Assert.AreEqual(curvature, slope.Grad(outer with { Rules = rules }).Compile()(x), 1e-13, $"{outer.Mode} over {inner.Mode}");
        }
    }

    [TestMethod]
    public void The_rule_of_an_interface_serves_its_classes()
    {
        var rules = OfInterface.WithJvp((ICurve c, double x) => c.Slope(x), (c, x, dc, dx) => 2 * dx);
        ICurve curve = new Square();
        var square = new Square();
        AssertSlopes(x => curve.At(x) * x, rules, 3, 27, 18);
        AssertSlopes(x => square.At(x) * x, rules, 3, 27, 18);
        AssertSlopes(x => new Derived().At(x), rules, 3, 6, 2);
    }

    [TestMethod]
    public void A_class_may_have_a_rule_of_its_own()
    {
        var rules = OfInterface.WithJvp((Square s, double x) => s.At(x), (s, x, ds, dx) => 7 * dx);
        var square = new Square();
        ICurve curve = square;
        AssertSlopes(x => square.At(x), rules, 3, 7, 0);
        AssertSlopes(x => curve.At(x), rules, 3, 6, null);
    }

    [TestMethod]
    public void An_attribute_on_the_method_of_an_interface_serves_its_classes()
    {
        var twice = new Twice();
        AssertSlopes(x => twice.Of(x * x), RuleRegistry.Default, 3, 12, 4);
    }

    // The interface's rule cannot say how the value depends on the numbers that the object holds.
    [TestMethod]
    public void The_rule_of_an_interface_does_not_serve_derivatives_by_the_object()
    {
        foreach (var options in Modes.Both)
        {
            var e = Assert.ThrowsExactly<NotDifferentiableException>(
                () => Differentiate.Grad((Scaled s, double x) => s.At(x), options with { Rules = OfInterface }));
            Assert.AreEqual("EG0001", e.Code);
            StringAssert.Contains(e.Message, "the one that was given, of (RuleMatchingTests.ICurve c, double x) => c.At(x), is not used, because it is of another method");
        }

        var scaled = new Scaled(3);
        AssertSlopes(x => scaled.At(x), OfInterface, 2, 3, null);
    }

    [TestMethod]
    public void An_override_has_the_rule_of_what_it_overrides()
    {
        var derived = new Cube();
        AssertSlopes(x => derived.Value(x), RuleRegistry.Default.WithJvp((Base b, double x) => b.Value(x), (b, x, db, dx) => 3 * x * x * dx), 2, 12, 12);
    }

    [TestMethod]
    public void Explicit_and_inherited_members_and_extensions_have_rules()
    {
        AssertSlopes(x => x.Doubled() * x, RuleRegistry.Default.WithJvp((double x) => x.Doubled(), (x, dx) => 2 * dx), 3, 12, 4);
        AssertSlopes(x => RuleMatching.Doubled(x), RuleRegistry.Default.WithJvp((double x) => x.Doubled(), (x, dx) => 2 * dx), 3, 2, 0);
    }

    [TestMethod]
    public void A_rule_that_is_not_used_is_named()
    {
        var rules = RuleRegistry.Default.WithJvp((double x) => Generic.Same(x), (x, dx) => dx);
        var e = Assert.ThrowsExactly<NotDifferentiableException>(
            () => Differentiate.Grad((float x) => Generic.Same(x), new FunctionOptions { Rules = rules }));
        StringAssert.Contains(e.Message, "the one that was given, of (double x) => RuleMatchingTests.Generic.Same(x), is not used, because it is of another method");
        StringAssert.EndsWith(e.Message, ".WithJvp((float x) => RuleMatchingTests.Generic.Same(x), (x, dx) => /* derivative of Same */ * dx)");
    }

    internal interface ICurve
    {
        double At(double x);

        double Slope(double x);
    }

    private interface ITwice
    {
        private static Expression<Func<ITwice, double, double>> OfBody => (t, x) => 2 * x;

        [Inline(nameof(OfBody))]
        double Of(double x);
    }

    private static class Generic
    {
        public static T Same<T>(T x) => x;
    }

    private class Square : ICurve
    {
        public double At(double x) => x * x;

        public double Slope(double x) => 2 * x;
    }

    private sealed class Derived : Square;

    private sealed record Scaled(double Factor) : ICurve
    {
        public double At(double x) => Factor * x;

        public double Slope(double x) => Factor;
    }

    private sealed class Twice : ITwice
    {
        public double Of(double x) => 2 * x;
    }

    private abstract class Base
    {
        public abstract double Value(double x);
    }

    private sealed class Cube : Base
    {
        public override double Value(double x) => x * x * x;
    }
}

internal static class RuleMatching
{
    public static double Doubled(this double x) => 2 * x;
}
