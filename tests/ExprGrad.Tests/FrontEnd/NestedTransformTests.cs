using System.Linq.Expressions;
using ExprGrad.Rules;

namespace ExprGrad.Tests.FrontEnd;

/// <summary>Transforms that are called inside a lambda, with what the lambda around them knows.</summary>
[TestClass]
public sealed class NestedTransformTests
{
    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void An_inner_gradient_sees_the_variables_around_it(DerivativeMode mode)
    {
        // d/dy x y² = 2 x y, at y = x: 2 x², of slope 4 x.
        var options = new FunctionOptions { Mode = mode };
        var slope = Differentiate.Grad((double x) => Differentiate.Grad((double y) => x * y * y).Invoke(x), options);
        Assert.AreEqual("x => 4 * x", slope.ToString());
        Assert.AreEqual(12, slope.Compile()(3));
    }

    [TestMethod]
    public void The_inner_variable_is_not_confused_with_the_outer_one()
    {
        // d/dx (x d/dy (x + y)) = d/dx x.
        var slope = Differentiate.Grad((double x) => x * Differentiate.Grad((double y) => x + y).Invoke(1));
        Assert.AreEqual(1, slope.Compile()(3));
    }

    [TestMethod]
    public void Transforms_nest_to_any_depth()
    {
        // d/dz x y² z³ at z = y: 3 x y⁴; by y at y = x: 12 x⁴; by x: 48 x³.
        var f = Function.Of((double x) => Differentiate.Grad((double y) => Differentiate.Grad((double z) => x * y * y * z * z * z).Invoke(y)).Invoke(x));
        Assert.AreEqual(12 * 16, f.Compile()(2));
        Assert.AreEqual(48 * 8, f.Grad().Compile()(2));
    }

    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void An_element_of_an_inner_matrix_has_derivatives(DerivativeMode mode)
    {
        // d²/dp dq p² q² x = 4 p q x at (x, 2) is 8 x²; the second diagonal element of the Jacobian of w² x at (x, 2 x) is 4 x²; and that
        // of the rows (w₀ w₁ x, w₀) at (0, 1) is w₀ x = x².
        var options = new FunctionOptions { Mode = mode };
        var hessian = Differentiate.Grad((double x) => Differentiate.Hessian((double p, double q) => p * p * q * q * x).Invoke(x, 2)[0, 1], options);
        var jacobian = Differentiate.Grad(
            (double x) => Differentiate.Jacobian((double[] w) => w.Select(a => a * a * x).ToArray()).Invoke(new[] { x, 2 * x })[1, 1], options);
        var rows = Differentiate.Grad(
            (double x) => Differentiate.Jacobian((double[] w) => new[] { w[0] * w[1] * x, w[0] }).Invoke(new[] { x, 2 * x })[0, 1], options);
        Assert.AreEqual(16 * 3.0, hessian.Compile()(3));
        Assert.AreEqual(8 * 3.0, jacobian.Compile()(3));
        Assert.AreEqual(2 * 3.0, rows.Compile()(3));

        // The trace of the Hessian of Σ w³ is 6 Σ w.
        var trace = Differentiate.Grad(
            (double[] v) => Enumerable.Range(0, v.Length).Sum(i => Differentiate.Hessian((double[] w) => w.Sum(a => a * a * a)).Invoke(v)[i, i]), options);
        CollectionAssert.AreEqual(new[] { 6.0, 6, 6 }, trace.Compile()([1, 2, 3]));
    }

    [TestMethod]
    public void An_element_beyond_an_inner_matrix_is_out_of_range()
    {
        var f = Function.Of((double x, int i, int j) => Differentiate.Hessian((double p, double q) => p * p * q * q * x).Invoke(x, 2)[i, j]).Compile();
        Assert.AreEqual(2 * 4 * 3.0, f(3, 0, 0));
        Assert.AreEqual(4 * 3 * 2 * 3.0, f(3, 0, 1));
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => f(3, 0, 2));
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => f(3, 2, 0));
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => f(3, 1, -1));
    }

    [TestMethod]
    public void Inside_a_loop_the_element_is_a_variable_around()
    {
        // The sum of d/dy sin(a y) v₀ at y = a: of a cos(a²) v₀.
        var gradient = Differentiate.Grad((double[] v) => v.Sum(a => Differentiate.Grad((double y) => Math.Sin(a * y) * v[0]).Invoke(a)));
        var g = gradient.Compile()([1, 2]);
        Assert.AreEqual(Math.Cos(1) - 2 * Math.Sin(1) + Math.Cos(1) + 2 * Math.Cos(4), g[0], 1e-14);
        Assert.AreEqual(Math.Cos(4) - 8 * Math.Sin(4), g[1], 1e-14);
    }

    [TestMethod]
    public void A_loop_inside_shares_nothing_by_mistake_with_one_outside()
    {
        // Σ a² + d/dy Σ a² y² at 2 = 5 Σ a².
        var gradient = Differentiate.Grad((double[] v) => v.Sum(a => a * a) + Differentiate.Grad((double y) => v.Sum(a => a * a * y * y)).Invoke(2));
        CollectionAssert.AreEqual(new[] { 10.0, 30.0 }, gradient.Compile()([1, 3]));
    }

    [TestMethod]
    public void An_inner_function_may_be_of_an_array()
    {
        // d/dw₁ Σ w² s at w = (s, 2s) is 4 s².
        var slope = Differentiate.Grad((double s) => Differentiate.Grad((double[] w) => w.Sum(a => a * a * s)).Invoke(new[] { s, 2 * s })[1]);
        Assert.AreEqual(24, slope.Compile()(3));
    }

    [TestMethod]
    public void Every_transform_may_stand_inside()
    {
        var order = 3;
        var f = Function.Of((double x) => Differentiate.ValueAndGrad((double y) => y * y * x).Invoke(x).Gradient
            + Differentiate.Jvp((double y) => y * y * x).Invoke(x, 1).Tangent
            + Differentiate.Vjp((double y) => y * y * x).Invoke(x, 1).Cotangent
            + Differentiate.Linearize((double y) => y * y * x).Invoke(x).Tangent(1)
            + Differentiate.Derivative((double y) => y * y * y * x, order).Invoke(x)
            + Differentiate.Taylor((double y) => y * y * x, 1).Invoke(x)[1]
            + Differentiate.Partial((double y, double z) => y * z * x, 1).Invoke(x, 5)
            + Differentiate.Hessian((double a, double b) => a * b * x).Invoke(1, 2)[0, 1]
            + Function.Of((double y) => y * x).Invoke(x));

        // At 3: 2 x² six times but for the third derivative 6 x, ..., x², x, x².
        Assert.AreEqual((5 * 18) + 18 + 9 + 3 + 9, f.Compile()(3), 1e-12);
    }

    [TestMethod]
    public void A_function_that_is_captured_may_be_transformed_or_compiled_inside()
    {
        var cube = Function.Of((double x) => x * x * x);
        var f = Function.Of((double x) => cube.Grad().Grad().Invoke(x) + cube.Compile()(x));
        Assert.AreEqual("x => 6 * x + x * x * x", f.ToString());
    }

    [TestMethod]
    public void A_step_of_Newtons_method_is_one_line()
    {
        Expression<Func<double, double>> f = x => (x * x) - 2;
        var step = Function.Of((double x) => x - (f.Invoke(x) / Differentiate.Grad(f).Invoke(x)));
        Assert.AreEqual("x => x - (x * x - 2) / (2 * x)", step.ToString());
    }

    [TestMethod]
    public void Captured_variables_are_read_when_it_is_called()
    {
        var rate = 2.0;
        var f = Function.Of((double x) => Differentiate.Grad((double y) => y * y * rate).Invoke(x)).Compile();
        Assert.AreEqual(12, f(3));
        rate = 3;
        Assert.AreEqual(18, f(3));
    }

    [TestMethod]
    public void A_branch_around_it_guards_it()
    {
        // 2 x log x where x > 0, of slope 2 log x + 2.
        var slope = Differentiate.Grad((double x) => x > 0 ? Differentiate.Grad((double y) => Math.Log(x) * y * y).Invoke(x) : x).Compile();
        Assert.AreEqual(1, slope(-1));
        Assert.AreEqual(1, slope(0));
        Assert.AreEqual(2 * Math.Log(2) + 2, slope(2), 1e-15);
    }

    [TestMethod]
    public void It_is_vectorised_like_anything_else()
    {
        var kernel = Function.Of((double x) => Differentiate.Grad((double y) => Math.Sin(x * y)).Invoke(x)).Vectorize();
        double[] x = [.. Enumerable.Range(0, 19).Select(i => i * 0.3)];
        var slopes = new double[x.Length];
        kernel(x, slopes);
        for (var i = 0; i < x.Length; i++)
            Assert.AreEqual(x[i] * Math.Cos(x[i] * x[i]), slopes[i], 1e-13);
    }

    [TestMethod]
    public void The_rules_of_the_function_around_it_hold_unless_it_has_its_own()
    {
        var rules = RuleRegistry.Default.WithJvp((double x) => Opaque(x), (x, dx) => 7 * dx);
        var own = new FunctionOptions { Rules = RuleRegistry.Default.WithJvp((double x) => Opaque(x), (x, dx) => 8 * dx) };
        var outer = new FunctionOptions { Rules = rules };
        Assert.AreEqual(7, Function.Of((double x) => Differentiate.Grad((double y) => Opaque(y)).Invoke(x), outer).Compile()(1));
        Assert.AreEqual(8, Function.Of((double x) => Differentiate.Grad((double y) => Opaque(y), own).Invoke(x), outer).Compile()(1));
    }

    [TestMethod]
    public void An_error_names_the_call_inside()
    {
        var e = Assert.ThrowsExactly<NotDifferentiableException>(
            () => Differentiate.Grad((double x) => Differentiate.Grad((double y) => Opaque(x * y)).Invoke(x)));
        Assert.AreEqual("EG0001", e.Code);
        Assert.AreEqual("NestedTransformTests.Opaque(captured * y)", e.Node);
    }

    [TestMethod]
    public void An_inner_function_of_no_real_number_is_an_error()
    {
        var e = Assert.ThrowsExactly<NotDifferentiableException>(
            () => Function.Of((double x) => Differentiate.Grad((int n) => x * n).Invoke(2)));
        Assert.AreEqual("EG0003", e.Code);
        Assert.AreEqual("captured * n", e.Node);
    }

    private static double Opaque(double x) => x * 3;
}
