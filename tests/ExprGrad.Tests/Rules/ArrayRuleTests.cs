using ExprGrad.Rules;

namespace ExprGrad.Tests.Rules;

/// <summary>Rules over arrays, and rules that come after the function was wrapped.</summary>
[TestClass]
public sealed class ArrayRuleTests
{
    private static readonly FunctionOptions Options = new()
    {
        Rules = RuleRegistry.Default
            .WithJvp((double[] x) => Lib.HalfSquare(x), (x, dx) => x.Zip(dx, (a, b) => a * b).Sum())
            .WithVjp(
                (double[] x) => Lib.Squares(x),
                x => ValueTuple.Create(Lib.Squares(x), x),
                (x, g) => g.Zip(x, (a, b) => 2 * a * b).ToArray()),
    };

    private static readonly double[] Point = [3, -1, 2];

    private static class Lib
    {
        public static double HalfSquare(double[] x) => x.Sum(v => v * v) / 2;

        public static double[] Squares(double[] x) => Array.ConvertAll(x, v => v * v);

        public static double Cube(double x) => x * x * x;
    }

    [TestMethod]
    public void A_jvp_that_zips_argument_and_tangent_works_backwards()
    {
        var (value, cotangent) = Differentiate.Vjp((double[] x) => Lib.HalfSquare(x), Options).Compile()(Point, 2);
        Assert.AreEqual(7, value);
        CollectionAssert.AreEqual(new double[] { 6, -2, 4 }, cotangent);
        GradientCheck.Verify((double[] x) => Lib.HalfSquare(x), Point, Options);
    }

    [TestMethod]
    public void A_vjp_that_zips_cotangent_and_residual_works_forwards()
    {
        CollectionAssert.AreEqual(
            new double[] { 6, -4, 12 }, Differentiate.Jvp((double[] x) => Lib.Squares(x), Options).Compile()(Point, [1, 2, 3]).Tangent);
        GradientCheck.Verify((double[] x) => Lib.Squares(x), Point, Options);
    }

    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void Loops_of_a_rule_are_not_those_over_the_rows_of_a_matrix(DerivativeMode mode)
    {
        var options = Options with { Mode = mode };
        var squares = Differentiate.Jacobian((double[] x) => Lib.Squares(x), options).Compile()(Point);
        var halfSquare = Differentiate.Hessian((double[] x) => Lib.HalfSquare(x), options).Compile()(Point);
        var softmax = Differentiate.Jacobian((double[] x) => Functions.Softmax(x), options).Compile()(Point);
        var logSumExp = Differentiate.Hessian((double[] x) => Functions.LogSumExp(x), options).Compile()(Point);

        // d x_i^2 / d x_j is 2 x_i on the diagonal, that of a softmax s_i (1 - s_i) there and -s_i s_j elsewhere.
        var s = Point.Select(x => Math.Exp(x) / Point.Sum(Math.Exp)).ToArray();
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                var here = i == j ? 1.0 : 0;
                Assert.AreEqual(2 * Point[i] * here, squares[i, j]);
                Assert.AreEqual(here, halfSquare[i, j], 1e-15);
                Assert.AreEqual(s[i] * (here - s[j]), softmax[i, j], 1e-15);
                Assert.AreEqual(s[i] * (here - s[j]), logSumExp[i, j], 1e-15);
            }
        }
    }

    [TestMethod]
    public void LogSumExp_and_softmax_pass_the_check()
    {
        GradientCheck.Verify((double[] x) => Functions.LogSumExp(x), Point);
        GradientCheck.Verify((double[] x) => Functions.Softmax(x), Point);
        GradientCheck.Verify((float[] x) => Functions.LogSumExp(x), [0.5f, -1, 2]);
        GradientCheck.Verify((float[] x) => Functions.Softmax(x), [0.5f, -1, 2]);
    }

    [TestMethod]
    public void StopGradient_holds_values_of_any_type_fixed()
    {
        Assert.AreEqual("x => Functions.StopGradient(x)", Differentiate.Grad((double x) => Functions.StopGradient(x) * x).ToString());
        var gradient = Differentiate.Grad((double[] x) => Functions.StopGradient(x).Zip(x, (a, b) => a * b).Sum()).Compile();
        CollectionAssert.AreEqual(Point, gradient(Point));
        Assert.AreEqual(2f, Differentiate.Grad((float x) => Functions.StopGradient(x) * x).Compile()(2));
    }

    [TestMethod]
    public void A_body_given_after_the_call_was_wrapped_is_differentiated_through()
    {
        var rules = RuleRegistry.Default.WithInline((double x) => Lib.Cube(x), x => x * x * x);
        var slope = Function.Of((double x) => Lib.Cube(x)).Grad(new FunctionOptions { Rules = rules });
        Assert.AreEqual("x => 3 * x * x", slope.ToString());
        Assert.AreEqual("x => 6 * x", slope.Grad().ToString());
    }
}
