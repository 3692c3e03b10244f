using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Rules;

namespace ExprGrad.Tests.Rules;

/// <summary>The exact text of what a rule's author gets to read.</summary>
[TestClass]
public sealed class RuleErrorTests
{
    [TestMethod]
    public void The_left_side_is_one_call_of_the_parameters_in_order()
    {
        Reports(
            "EG0009", "(x, y) => Lib.Two(y, x)",
            "The left side of a rule is one call whose arguments are the lambda's parameters in their order; (x, y) => Lib.Two(y, x) is not. Write:",
            "(double x, double y) => Lib.Two(x, y)",
            () => RuleRegistry.Default.WithConstant((double x, double y) => Lib.Two(y, x)));
        Reports(
            "EG0009", "x => Lib.Plain(x) + 1",
            "The left side of a rule is one call whose arguments are the lambda's parameters in their order; x => Lib.Plain(x) + 1 is not. Write:",
            "(double x) => Lib.Method(x)",
            () => RuleRegistry.Default.WithConstant((double x) => Lib.Plain(x) + 1));
        Reports(
            "EG0009", "x => Lib.Two(x, 1)",
            "The left side of a rule is one call whose arguments are the lambda's parameters in their order; x => Lib.Two(x, 1) is not. Write:",
            "(double x, double y) => Lib.Two(x, y)",
            () => RuleRegistry.Default.WithConstant((double x) => Lib.Two(x, 1)));
    }

    [TestMethod]
    public void The_right_side_is_linear_in_the_tangents()
    {
        Reports(
            "EG0010", "(x, dx) => dx * dx",
            "The rule of Lib.Plain is not linear in dx: each term of its result has one of these as a factor, and none may be inside a function. Write:",
            "(x, dx) => /* derivative of Plain */ * dx",
            () => RuleRegistry.Default.WithJvp((double x) => Lib.Plain(x), (x, dx) => dx * dx));
        Reports(
            "EG0010", "(x, y, dx, dy) => dx + 1",
            "The rule of Lib.Two is not linear in dx, dy: each term of its result has one of these as a factor, and none may be inside a function. Write:",
            "(x, y, dx, dy) => /* derivative of Two by x */ * dx + /* derivative of Two by y */ * dy",
            () => RuleRegistry.Default.WithJvp((double x, double y) => Lib.Two(x, y), (x, y, dx, dy) => dx + 1));
        Reports(
            "EG0010", "(x, g) => Math.Sin(g)",
            "The rule of Lib.Plain is not linear in g: each term of its result has one of these as a factor, and none may be inside a function. Write:",
            "(x, g) => /* derivative of Plain */ * g",
            () => RuleRegistry.Default.WithVjp((double x) => Lib.Plain(x), x => ValueTuple.Create(x, x), (x, g) => Math.Sin(g)));
    }

    [TestMethod]
    public void A_member_has_the_parameters_of_its_part() => Reports(
        "EG0011", "Lib.OneParameter",
        "Lib.OneParameter, the tangent of ArityOfJvp, has 1 parameter where 2 are needed. Write:",
        "static Expression<Func<double, double, double>> OneParameter => (x, dx) => /* derivative of ArityOfJvp */ * dx;",
        () => RuleRegistry.Default.Find(Method(nameof(Lib.ArityOfJvp))));

    [TestMethod]
    public void A_member_has_the_types_of_its_method()
    {
        Reports(
            "EG0012", "Lib.OfFloat",
            "In Lib.OfFloat, the tangent of TypeOfJvp, x is of type float where double is needed. Write:",
            "static Expression<Func<double, double, double>> OfFloat => (x, dx) => /* derivative of TypeOfJvp */ * dx;",
            () => RuleRegistry.Default.Find(Method(nameof(Lib.TypeOfJvp))));
        Reports(
            "EG0012", "Lib.TwoResults",
            "In Lib.TwoResults, the forward part of TypeOfForward, the result is of type double where a pair of double and residuals is needed. Write:",
            "static Expression<Func<double, double, (double, (double, double))>> TwoResults => "
            + "(x, y) => ValueTuple.Create(Lib.TypeOfForward(x, y), ValueTuple.Create(x, y));",
            () => RuleRegistry.Default.Find(Method(nameof(Lib.TypeOfForward))));
        Reports(
            "EG0012", "Lib.OneCotangent",
            "In Lib.OneCotangent, the backward part of TypeOfBackward, the result is of type double where (double, double) is needed. Write:",
            "static Expression<Func<double, double, (double, double)>> OneCotangent => "
            + "(r, g) => ValueTuple.Create(/* derivative of TypeOfBackward by x */ * g, /* derivative of TypeOfBackward by y */ * g);",
            () => RuleRegistry.Default.Find(Method(nameof(Lib.TypeOfBackward))));
    }

    [TestMethod]
    public void A_derivative_that_nothing_flows_through_is_refused()
    {
        Reports(
            "EG0013", "(double x) => Lib.Rounded(x)",
            "The rule of Lib.Rounded would never be used: its result is of type int, which has no derivative. If its derivative is zero, say so:",
            ".WithConstant((double x) => Lib.Rounded(x))",
            () => RuleRegistry.Default.WithJvp((double x) => Lib.Rounded(x), (x, dx) => 0));
        Reports(
            "EG0013", "(int n) => Lib.Halved(n)",
            "The rule of Lib.Halved would never be used: none of its arguments is a double, a float, or made of them. If its derivative is zero, say so:",
            ".WithConstant((int n) => Lib.Halved(n))",
            () => RuleRegistry.Default.WithJvp((int n) => Lib.Halved(n), (n, dn) => 0.5 * dn));
    }

    [TestMethod]
    public void An_attribute_names_a_member_of_the_class() => Reports(
        "EG0014", "Lib.Nowhere",
        "The attribute on Lib.WithoutMember names Nowhere, but no static member of the class is called that. Add:",
        "static Expression<Func<double, double>> Nowhere => x => /* body of WithoutMember */;",
        () => RuleRegistry.Default.Find(Method(nameof(Lib.WithoutMember))));

    [TestMethod]
    public void The_member_gives_a_lambda() => Reports(
        "EG0015", "Lib.Plain",
        "Lib.Plain, the body of WithOrdinaryMethod, must be a static property, field or method without parameters "
        + "that gives a lambda as an Expression<Func<...>>. Write:",
        "static Expression<Func<double, double>> Plain => x => /* body of WithOrdinaryMethod */;",
        () => RuleRegistry.Default.Find(Method(nameof(Lib.WithOrdinaryMethod))));

    [TestMethod]
    public void A_member_that_throws_is_named_with_its_exception()
    {
        var e = Reports(
            "EG0016", "Lib.Throwing",
            "Lib.Throwing, the body of WithThrowing, threw InvalidOperationException: Not today. Write it without anything that can fail:",
            "static Expression<Func<double, double>> Throwing => x => /* body of WithThrowing */;",
            () => RuleRegistry.Default.Find(Method(nameof(Lib.WithThrowing))));
        Assert.IsInstanceOfType<InvalidOperationException>(e.InnerException);
    }

    [TestMethod]
    public void Two_attributes_on_one_method_are_one_too_many() => Reports(
        "EG0017", "Lib.Undecided",
        "Lib.Undecided carries [CustomJvp] and [Inline], which say the same thing in two ways. Keep one:",
        "[CustomJvp(nameof(UndecidedJvp))]",
        () => RuleRegistry.Default.Find(Method(nameof(Lib.Undecided))));

    private static NotDifferentiableException Reports(string code, string node, string reason, string fix, Func<object?> action)
    {
        var name = nameof(RuleErrorTests) + ".";
        var e = Assert.ThrowsExactly<NotDifferentiableException>(() => action());
        Assert.AreEqual($"{code}: {reason}{Environment.NewLine}    {fix}", e.Message.Replace(name, ""));
        Assert.AreEqual((code, node), (e.Code, e.Node.Replace(name, "")));
        return e;
    }

    private static MethodInfo Method(string name) => typeof(Lib).GetMethod(name)!;

    private static class Lib
    {
        public static Expression<Func<double, double>> OneParameter => x => x;

        public static Expression<Func<float, double, double>> OfFloat => (x, dx) => dx;

        public static Expression<Func<double, double, (double, double)>> TwoForward => (x, y) => ValueTuple.Create(x * y, x);

        public static Expression<Func<double, double, double>> OneCotangent => (x, g) => x * g;

        public static Expression<Func<double, double, double>> UndecidedJvp => (x, dx) => dx;

        public static Expression<Func<double, double>> Throwing => throw new InvalidOperationException("Not today.");

        public static double Plain(double x) => x;

        public static double Two(double x, double y) => x + y;

        public static int Rounded(double x) => (int)x;

        public static double Halved(int n) => n / 2.0;

        [CustomJvp(nameof(OneParameter))]
        public static double ArityOfJvp(double x) => x;

        [CustomJvp(nameof(OfFloat))]
        public static double TypeOfJvp(double x) => x;

        [CustomVjp(nameof(TwoResults), nameof(OneCotangent))]
        public static double TypeOfForward(double x, double y) => x * y;

        [CustomVjp(nameof(TwoForward), nameof(OneCotangent))]
        public static double TypeOfBackward(double x, double y) => x * y;

        [Inline("Nowhere")]
        public static double WithoutMember(double x) => x;

        [Inline(nameof(Plain))]
        public static double WithOrdinaryMethod(double x) => x;

        [Inline(nameof(Throwing))]
        public static double WithThrowing(double x) => x;

        [CustomJvp(nameof(UndecidedJvp))]
        [Inline(nameof(OneParameter))]
        public static double Undecided(double x) => x;

        private static Expression<Func<double, double, double>> TwoResults() => (x, y) => x * y;
    }
}
