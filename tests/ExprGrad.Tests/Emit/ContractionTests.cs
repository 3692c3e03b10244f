using System.Linq.Expressions;
using ExprGrad.Emit.Vector;
using ExprGrad.Graphs;

namespace ExprGrad.Tests.Emit;

/// <summary>Fused multiply-adds in the kernels of derivatives: where they are made, and where the bits of the lambda are kept.</summary>
[TestClass]
public sealed class ContractionTests
{
    // Their products are rounded: x * (1 / x) is 1 although it is not, exactly.
    private static readonly double[] X = [.. Enumerable.Range(1, 200).Select(i => i / 7.0)];
    private static readonly double[] Inverse = Array.ConvertAll(X, x => 1 / x);

    [TestMethod]
    public void The_derivative_of_a_polynomial_is_fused_throughout()
    {
        var f = Differentiate.Grad((double x) => (((3 * x - 2) * x + 7) * x - 1) * x + 4);
        Assert.AreEqual(0, Count(f, Op.Add) + Count(f, Op.Subtract), f.ToString());
        Assert.AreEqual(3, Fused(f), f.ToString());
    }

    [TestMethod]
    public void The_value_beside_a_derivative_has_the_bits_of_scalar_code()
    {
        var f = Differentiate.ValueAndGrad((double x, double y) => x * y - 1 + x * x * y);
        Assert.AreNotEqual(0, Fused(f), f.ToString());
        var scalar = f.Compile();
        var result = new (double Value, (double, double) Gradient)[X.Length];
        f.Vectorize()(X, Inverse, result);
        for (var i = 0; i < X.Length; i++)
        {
            var (value, (byX, byY)) = scalar(X[i], Inverse[i]);
            Assert.AreEqual(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(result[i].Value), $"at {X[i]}");
            Assert.AreEqual(byX, result[i].Gradient.Item1, 4e-16 * Math.Abs(byX));
            Assert.AreEqual(byY, result[i].Gradient.Item2, 4e-16 * Math.Abs(byY));
        }
    }

    [TestMethod]
    public void A_lambda_that_is_not_a_derivative_keeps_its_bits() =>
        Assert.AreEqual(0, Fused(Function.Of((double x, double y) => x * y + x * x)));

    [TestMethod]
    public void What_a_function_a_condition_or_a_divisor_depends_on_keeps_its_bits()
    {
        // x y - 1 is zero or an ulp off in either direction: contracted, roots of what is zero would be NaN.
        Function<Func<double, double, double>>[] slopes =
        [
            Differentiate.Partial((double x, double y) => 3 * Math.Sqrt(x * y - 1), 1),
            Differentiate.Partial((double x, double y) => x * y - 1 < 0 ? 5 * y : 7 * y, 1),
            Differentiate.Partial((double x, double y) => y / (x * y - 1), 1),
        ];
        foreach (var slope in slopes)
        {
            var (scalar, y) = (slope.Compile(), new double[X.Length]);
            slope.Vectorize()(X, Inverse, y);
            for (var i = 0; i < X.Length; i++)
            {
                var expected = scalar(X[i], Inverse[i]);
                Assert.AreEqual(expected, y[i], double.IsFinite(expected) ? 1e-15 * Math.Abs(expected) : 0, $"{slope} at {X[i]}");
            }
        }
    }

    [TestMethod]
    public void Fast_mathematics_is_fused_everywhere()
    {
        var options = new FunctionOptions { FastMath = true };
        Assert.AreEqual(2, Fused(Function.Of((double x, double y) => Math.Exp(x * y + 1) * x - y, options)));
    }

    private static int Count<T>(Function<T> f, Op op)
        where T : Delegate => Contracted(f).Nodes.Count(n => n.Op == op);

    private static int Fused<T>(Function<T> f)
        where T : Delegate => Contracted(f).Nodes.Count(n => n.Data is System.Reflection.MethodInfo { Name: "FusedMultiplyAdd" });

    private static Graph Contracted<T>(Function<T> f)
        where T : Delegate
    {
        var body = ((IFunction)f).Finished;
        return Contraction.In(Shape.Of(body.Graph.Result.Type) is null ? body.Graph : LaneGraph.Of(body.Graph), body.Rounding);
    }
}
