using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Rules;

namespace ExprGrad.Tests.Rules;

[TestClass]
public sealed class RuleRegistryTests
{
    [TestMethod]
    public void A_method_without_a_rule_has_none() =>
        Assert.IsNull(RuleRegistry.Default.Find(MethodOf((double x) => Lib.Plain(x))));

    [TestMethod]
    public void Adding_a_rule_leaves_the_registry_as_it_was()
    {
        var method = MethodOf((double x) => Lib.Plain(x));
        var rules = RuleRegistry.Default.WithConstant((double x) => Lib.Plain(x));
        Assert.AreEqual(RuleKind.Constant, rules.Find(method)!.Kind);
        Assert.IsNull(RuleRegistry.Default.Find(method));
        Assert.AreNotEqual(RuleRegistry.Default.Number, rules.Number);
    }

    [TestMethod]
    public void Of_two_rules_for_a_method_the_later_one_holds()
    {
        var rules = RuleRegistry.Default
            .WithConstant((double x) => Lib.Plain(x))
            .WithInline((double x) => Lib.Plain(x), x => 2 * x);
        Assert.AreEqual(RuleKind.Inline, rules.Find(MethodOf((double x) => Lib.Plain(x)))!.Kind);
    }

    [TestMethod]
    public void Built_in_rules_are_found_by_their_method()
    {
        Assert.AreEqual(RuleKind.Jvp, RuleRegistry.Default.Find(MethodOf((double x) => Math.Sin(x)))!.Kind);
        Assert.IsNull(RuleRegistry.Default.Find(MethodOf((double x) => Lib.Sin(x))));
    }

    [TestMethod]
    public void Functions_of_the_same_name_and_meaning_share_a_built_in_rule()
    {
        var sin = RuleRegistry.Default.Find(MethodOf((double x) => Math.Sin(x)));
        Assert.AreSame(sin, RuleRegistry.Default.Find(MethodOf((double x) => double.Sin(x))));
        Assert.AreSame(sin, RuleRegistry.Default.Find(MethodOf((float x) => MathF.Sin(x))));
        Assert.AreSame(sin, RuleRegistry.Default.Find(MethodOf((float x) => float.Sin(x))));
    }

    [TestMethod]
    public void An_attribute_comes_before_the_table_and_a_rule_before_an_attribute()
    {
        var method = MethodOf((double x) => Lib.Cube(x));
        Assert.AreEqual(RuleKind.Inline, RuleRegistry.Default.Find(method)!.Kind);
        Assert.AreEqual(RuleKind.Constant, RuleRegistry.Default.WithConstant((double x) => Lib.Cube(x)).Find(method)!.Kind);
    }

    [TestMethod]
    public void Attributes_name_properties_fields_and_methods()
    {
        Assert.AreSame(Lib.TwiceJvp, RuleRegistry.Default.Find(MethodOf((double x) => Lib.Twice(x)))!.Body);
        var abs = RuleRegistry.Default.Find(MethodOf((double x) => Lib.Abs(x)))!;
        Assert.AreEqual((RuleKind.Vjp, 1, 2), (abs.Kind, abs.Forward!.Parameters.Count, abs.Backward!.Parameters.Count));
        Assert.AreEqual(MethodOf((double x) => Lib.Abs(x)), RuleCall.MethodOf(abs.Function));
        Assert.AreEqual(RuleKind.Inline, RuleRegistry.Default.Find(MethodOf((double x) => Lib.Cube(x)))!.Kind);
    }

    [TestMethod]
    public void The_receiver_of_an_instance_method_is_the_first_argument()
    {
        var rules = RuleRegistry.Default.WithInline((Lib.Curve c, double x) => c.At(x), (c, x) => c.Slope * x);
        Assert.AreEqual(2, rules.Find(MethodOf((Lib.Curve c, double x) => c.At(x)))!.Body!.Parameters.Count);
        Assert.AreEqual(RuleKind.Inline, RuleRegistry.Default.Find(MethodOf((Lib.Curve c, double x) => c.Squared(x)))!.Kind);
    }

    [TestMethod]
    public void A_rule_for_a_generic_method_is_for_the_types_it_was_given()
    {
        var rules = RuleRegistry.Default.WithInline((double x) => Lib.Same(x), x => x);
        Assert.IsNotNull(rules.Find(MethodOf((double x) => Lib.Same(x))));
        Assert.IsNull(rules.Find(MethodOf((float x) => Lib.Same(x))));
    }

    [TestMethod]
    public void A_rule_may_be_for_an_operator()
    {
        var rules = RuleRegistry.Default.WithInline((Lib.Curve a, Lib.Curve b) => a + b, (a, b) => new Lib.Curve(a.Slope + b.Slope));
        Assert.IsNotNull(rules.Find(typeof(Lib.Curve).GetMethod("op_Addition")!));
    }

    [TestMethod]
    public void A_method_found_through_a_derived_class_is_the_same_method()
    {
        var rules = RuleRegistry.Default.WithConstant((Lib.Curve c, double x) => c.At(x));
        var inherited = typeof(Lib.Steeper).GetMethod(nameof(Lib.Curve.At))!;
        Assert.AreNotEqual(inherited.DeclaringType, inherited.ReflectedType);
        Assert.IsNotNull(rules.Find(inherited));
    }

    [TestMethod]
    public void Objects_that_rules_capture_are_kept_once()
    {
        var rules = RuleRegistry.Default.WithConstant((double x) => Lib.Plain(x));
        object captured = new();
        Assert.AreEqual(0, rules.Keep(captured));
        Assert.AreEqual(1, rules.Keep(new object()));
        Assert.AreEqual(0, rules.Keep(captured));
        Assert.AreSame(captured, rules.Kept(0));
    }

    [TestMethod]
    public void Null_is_refused_by_name()
    {
        var e = Assert.ThrowsExactly<ArgumentNullException>(() => RuleRegistry.Default.WithJvp((double x) => Lib.Plain(x), null!));
        Assert.AreEqual("jvp", e.ParamName);
    }

    private static MethodInfo MethodOf<T, R>(Expression<Func<T, R>> f) => RuleCall.MethodOf(f)!;

    private static MethodInfo MethodOf<T1, T2, R>(Expression<Func<T1, T2, R>> f) => RuleCall.MethodOf(f)!;

    private static class Lib
    {
        public static readonly Expression<Func<double, double, double>> TwiceJvp = (x, dx) => 2 * dx;

        private static Expression<Func<double, double, double>> AbsBackward => (x, g) => (x > 0 ? 1.0 : -1.0) * g;

        public static double Plain(double x) => x;

        public static double Sin(double x) => x;

        public static T Same<T>(T x) => x;

        [CustomJvp(nameof(TwiceJvp))]
        public static double Twice(double x) => 2 * x;

        [CustomVjp(nameof(AbsForward), nameof(AbsBackward))]
        public static double Abs(double x) => Math.Abs(x);

        [Inline(nameof(CubeBody))]
        public static double Cube(double x) => x * x * x;

        private static Expression<Func<double, (double, double)>> AbsForward() => x => ValueTuple.Create(Math.Abs(x), x);

        private static Expression<Func<double, double>> CubeBody() => x => x * x * x;

        public record Curve(double Slope)
        {
            private static Expression<Func<Curve, double, double>> SquaredBody => (c, x) => c.Slope * x * x;

            public double At(double x) => Slope * x;

            [Inline(nameof(SquaredBody))]
            public double Squared(double x) => Slope * x * x;

            public static Curve operator +(Curve a, Curve b) => new(a.Slope + b.Slope);
        }

        public sealed record Steeper(double Slope) : Curve(Slope);
    }
}
