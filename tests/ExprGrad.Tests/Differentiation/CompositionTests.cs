using System.Linq.Expressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Lambdas and derivatives inside lambdas.</summary>
[TestClass]
public sealed class CompositionTests
{
    private static readonly Expression<Func<double, double>> Cube = x => x * x * x;

    [TestMethod]
    public void An_invoked_lambda_is_differentiated_through()
    {
        foreach (var options in Modes.Both)
        {
            // (y³)³ = y⁹ with y = 2 x
            var f = Differentiate.Grad((double x) => Cube.Invoke(Cube.Invoke(2 * x)), options).Compile();
            Assert.AreEqual(9 * 512.0, f(1));
        }
    }

    [TestMethod]
    public void A_derivative_inside_a_lambda_is_a_function_like_any()
    {
        var slope = Differentiate.Grad(Cube);
        foreach (var options in Modes.Both)
        {
            // x (3 x²) has slope 9 x²
            Assert.AreEqual(36, Differentiate.Grad((double x) => x * slope.Invoke(x), options).Compile()(2));
            Assert.AreEqual(36, Differentiate.Grad((double x) => x * slope.Expression.Invoke(x), options).Compile()(2));
        }
    }

    [TestMethod]
    public void Tangents_of_nested_derivatives_are_not_confused()
    {
        // d/dx [x d/dy (x y)] = d/dx x² = 2 x, where a confusion of the two tangents gives 2 x + y or x.
        var byY = Differentiate.Partial((double x, double y) => x * y, 1);
        foreach (var options in Modes.Both)
        {
            Assert.AreEqual(6, Differentiate.Grad((double x) => x * byY.Invoke(x, 7), options).Compile()(3));

            // d/dx [x d/dy (x + y)] = 1
            var one = Differentiate.Partial((double x, double y) => x + y, 1);
            Assert.AreEqual(1, Differentiate.Grad((double x) => x * one.Invoke(x, x), options).Compile()(3));

            // d/dx [d/dy (x y²) at y = x] = d/dx 2 x² = 4 x
            var square = Differentiate.Partial((double x, double y) => x * y * y, 1);
            Assert.AreEqual(12, Differentiate.Grad((double x) => square.Invoke(x, x), options).Compile()(3));
        }
    }

    [TestMethod]
    public void A_lambda_invoked_in_a_loop_has_loops_of_its_own()
    {
        Expression<Func<double[], double, double>> weighted = (w, s) => w.Sum(v => v * s);
        foreach (var options in Modes.Both)
        {
            // Σᵢ xᵢ Σⱼ xⱼ has gradient 2 Σ x.
            var f = Differentiate.Grad((double[] x) => x.Sum(v => weighted.Invoke(x, v)), options).Compile();
            CollectionAssert.AreEqual((double[])[12, 12, 12], f([1, 2, 3]));
        }
    }

    [TestMethod]
    public void Gradients_of_arrays_can_be_differentiated_again_inside()
    {
        var gradient = Differentiate.Grad((double[] x) => x.Sum(v => v * v * v));
        foreach (var options in Modes.Both)
        {
            // Σ (3 xᵢ²)² = 9 Σ xᵢ⁴, its gradient 36 xᵢ³.
            var f = Differentiate.Grad((double[] x) => gradient.Invoke(x).Sum(g => g * g), options).Compile();
            CollectionAssert.AreEqual((double[])[36, 288], f([1, 2]));
        }
    }

    [TestMethod]
    public void Blocks_with_locals_are_what_they_assign()
    {
        var x = Expression.Parameter(typeof(double), "x");
        var (a, b) = (Expression.Variable(typeof(double)), Expression.Variable(typeof(double)));
        var block = Expression.Block(
            [a, b],
            Expression.Assign(a, Expression.Multiply(x, x)),
            Expression.Assign(b, Expression.Multiply(a, a)),
            Expression.Multiply(b, a));
        foreach (var options in Modes.Both)
            Assert.AreEqual(6 * 32.0, Differentiate.Grad(Expression.Lambda<Func<double, double>>(block, x), options).Compile()(2));
    }

    [TestMethod]
    public void Iterations_that_share_stay_small()
    {
        // x ← 3.7 x (1 - x), sixty times: as a tree it would have 2⁶⁰ nodes.
        var x = Expression.Parameter(typeof(double), "x");
        Expression value = x;
        for (var i = 0; i < 60; i++)
            value = Expression.Multiply(Expression.Multiply(Expression.Constant(3.7), value), Expression.Subtract(Expression.Constant(1.0), value));
        var lambda = Expression.Lambda<Func<double, double>>(value, x);
        foreach (var options in Modes.Both)
        {
            var (expected, slope) = (0.3, 1.0);
            for (var i = 0; i < 60; i++)
                (expected, slope) = (3.7 * expected * (1 - expected), slope * 3.7 * (1 - (2 * expected)));
            var (actual, gradient) = Differentiate.ValueAndGrad(lambda, options).Compile()(0.3);
            Assert.AreEqual(expected, actual);
            Numbers.AssertNear(slope, gradient, 1e-9, options.Mode.ToString());
        }
    }
}
