using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Jacobians, Hessians and their products with vectors.</summary>
[TestClass]
public sealed class MatrixTests
{
    private static readonly double[] Point = [1, 2, 3];

    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void Rows_of_a_jacobian_are_outputs(DerivativeMode mode)
    {
        // y_i = x_i² x_0: dy_i/dx_j = 2 x_i x_0 [i = j] + x_i² [j = 0]
        var jacobian = Differentiate.Jacobian((double[] x) => x.Select(v => v * v * x[0]).ToArray(), new FunctionOptions { Mode = mode }).Compile()(Point);
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                var expected = (i == j ? 2 * Point[i] * Point[0] : 0) + (j == 0 ? Point[i] * Point[i] : 0);
                Assert.AreEqual(expected, jacobian[i, j], $"{mode} [{i}, {j}]");
            }
        }
    }

    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void A_jacobian_need_not_be_square(DerivativeMode mode)
    {
        var jacobian = Differentiate.Jacobian((double[] x) => new[] { x[0] * x[1], Math.Sin(x[2]) }, new FunctionOptions { Mode = mode }).Compile()(Point);
        double[,] expected = { { 2, 1, 0 }, { 0, 0, Math.Cos(3) } };
        CollectionAssert.AreEqual(expected, jacobian);
    }

    [TestMethod]
    public void The_jacobian_of_a_constant_is_zero()
    {
        CollectionAssert.AreEqual(new double[2, 3], Differentiate.Jacobian((double[] x) => new[] { 1.0, 2.0 }).Compile()(Point));
    }

    [TestMethod]
    public void The_hessian_of_an_array_is_symmetric_and_exact()
    {
        // f = sum of x_i² x_0 = x_0³ + x_0 (x_1² + x_2²)
        var hessian = Differentiate.Hessian((double[] x) => x.Sum(v => v * v * x[0])).Compile()(Point);
        double[,] expected = { { 6, 4, 6 }, { 4, 2, 0 }, { 6, 0, 2 } };
        CollectionAssert.AreEqual(expected, hessian);
    }

    [TestMethod]
    public void The_hessian_of_several_numbers_computes_one_half()
    {
        var hessian = Differentiate.Hessian((double x, double y, double z) => x * x * y + Math.Exp(y * z));
        var e = Math.Exp(6);
        double[,] expected = { { 4, 2, 0 }, { 2, 9 * e, 7 * e }, { 0, 7 * e, 4 * e } };
        var actual = hessian.Compile()(1, 2, 3);
        for (var i = 0; i < 9; i++)
            Numbers.AssertNear(expected[i / 3, i % 3], actual[i / 3, i % 3], 1e-15, $"[{i / 3}, {i % 3}]");
        Assert.AreEqual("(x, y) => new double[,] { { 2 * y, 2 * x }, { 2 * x, 0 } }", Differentiate.Hessian((double x, double y) => x * x * y).ToString());
    }

    [TestMethod]
    public void A_hessian_vector_product_is_the_product_with_the_hessian()
    {
        var product = Differentiate.HessianVectorProduct((double[] x) => x.Sum(v => v * v * x[0])).Compile()(Point, [1, 0, -1]);
        CollectionAssert.AreEqual(new double[] { 0, 4, 4 }, product);
    }

    [TestMethod]
    public void Fast_mathematics_cancels_what_plain_mathematics_keeps()
    {
        // (x y)' = y + x * 0 and so on: x - x is NaN at infinity, and 0 under fast mathematics.
        var fast = new FunctionOptions { FastMath = true };
        Assert.AreEqual("x => x - x", Function.Of((double x) => x - x).ToString());
        Assert.AreEqual("x => 0", Function.Of((double x) => x - x, fast).ToString());
        Assert.AreEqual("x => 0", Function.Of((double x) => x * 0, fast).ToString());
        Assert.AreEqual("x => 1", Function.Of((double x) => x / x, fast).ToString());
        Assert.AreEqual("x => 0", Differentiate.Grad((double x) => 3 * x - x - 2 * x, fast).ToString());
    }
}
