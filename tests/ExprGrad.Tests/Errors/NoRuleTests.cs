using System.Reflection;

namespace ExprGrad.Tests;

/// <summary>A call without a rule: the message ends with the rule that its reader has to fill in, for any signature.</summary>
[TestClass]
public sealed class NoRuleTests
{
    [TestMethod]
    [DataRow(nameof(Lib.Foo), ".WithJvp((double x) => Lib.Foo(x), (x, dx) => /* derivative of Foo */ * dx)")]
    [DataRow(nameof(Lib.Single), ".WithJvp((float x) => Lib.Single(x), (x, dx) => /* derivative of Single */ * dx)")]
    [DataRow(nameof(Lib.Two), ".WithJvp((double x, double y) => Lib.Two(x, y), "
        + "(x, y, dx, dy) => /* derivative of Two by x */ * dx + /* derivative of Two by y */ * dy)")]
    [DataRow(nameof(Lib.Power), ".WithJvp((double x, int n) => Lib.Power(x, n), (x, n, dx, dn) => /* derivative of Power */ * dx)")]
    [DataRow(nameof(Lib.Clash), ".WithJvp((double x, double dx) => Lib.Clash(x, dx), "
        + "(x, dx, dx1, ddx) => /* derivative of Clash by x */ * dx1 + /* derivative of Clash by dx */ * ddx)")]
    [DataRow(nameof(Lib.Keyword), ".WithJvp((double @in) => Lib.Keyword(@in), (@in, din) => /* derivative of Keyword */ * din)")]
    [DataRow(nameof(Lib.Norm), ".WithJvp((double[] v) => Lib.Norm(v), (v, dv) => /* derivative of Norm along dv */)")]
    [DataRow(nameof(Lib.Pair), ".WithJvp(((double, double) p) => Lib.Pair(p), (p, dp) => /* derivative of Pair along dp */)")]
    public void Ends_with_the_rule_to_add(string method, string fix) => Check(typeof(Lib).GetMethod(method)!, fix);

    [TestMethod]
    public void Shows_a_generic_method_as_it_is_called() => Check(
        typeof(Lib).GetMethod(nameof(Lib.Same))!.MakeGenericMethod(typeof(double)),
        ".WithJvp((double x) => Lib.Same(x), (x, dx) => /* derivative of Same */ * dx)");

    [TestMethod]
    public void Makes_a_receiver_the_first_argument() => Check(
        typeof(Curve).GetMethod(nameof(Curve.At))!,
        ".WithJvp((Curve c, double x) => c.At(x), (c, x, dc, dx) => /* derivative of At along dc, dx */)");

    [TestMethod]
    public void Names_the_call_as_it_stands_in_the_lambda()
    {
        var e = Errors.NoRule(typeof(Lib).GetMethod(nameof(Lib.Foo))!, "Lib.Foo(2 * t)");
        Assert.AreEqual("Lib.Foo(2 * t)", e.Node);
        StringAssert.StartsWith(e.Message, "EG0001: Lib.Foo(2 * t) has no derivative rule, ");
    }

    private static void Check(MethodInfo method, string fix)
    {
        var e = Errors.NoRule(method);
        Assert.AreEqual("EG0001", e.Code);
        Assert.AreEqual("    " + fix, e.Message.Replace(nameof(NoRuleTests) + ".", "").Split(Environment.NewLine)[^1]);
    }

    internal sealed record Curve(double Slope)
    {
        public double At(double x) => Slope * x;
    }

    private static class Lib
    {
        public static double Foo(double x) => x;

        public static float Single(float x) => x;

        public static double Two(double x, double y) => x + y;

        public static double Power(double x, int n) => x * n;

        public static double Clash(double x, double dx) => x + dx;

        public static double Keyword(double @in) => @in;

        public static double Norm(double[] v) => v[0];

        public static double Pair((double, double) p) => p.Item1;

        public static T Same<T>(T x) => x;
    }
}
