using System.Linq.Expressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Size is bounded by memory, not by the stack, and derivatives grow no faster than their functions.</summary>
[TestClass]
public sealed class LargeGraphTests
{
    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void A_chain_of_100_000_nodes_derives_compiles_and_runs(DerivativeMode mode)
    {
        // x -> 0.99999 * x + 0.5, 50,000 times: the slope is 0.99999^50000 = e^(50000 ln 0.99999).
        var x = Expression.Parameter(typeof(double), "x");
        Expression body = x;
        for (var i = 0; i < 50_000; i++)
            body = Expression.Add(Expression.Multiply(Expression.Constant(0.99999), body), Expression.Constant(0.5));
        var f = Expression.Lambda<Func<double, double>>(body, x);

        var slope = Differentiate.Grad(f, new FunctionOptions { Mode = mode }).Compile();

        Numbers.AssertNear(Math.Exp(50_000 * Math.Log(0.99999)), slope(3), 1e-10, mode.ToString());
    }

    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void A_chain_of_100_000_sines_derives_compiles_and_runs(DerivativeMode mode)
    {
        var x = Expression.Parameter(typeof(double), "x");
        Expression body = x;
        for (var i = 0; i < 100_000; i++)
            body = Expression.Call(typeof(Math), nameof(Math.Sin), null, body);
        var f = Expression.Lambda<Func<double, double>>(body, x);

        var slope = Differentiate.Grad(f, new FunctionOptions { Mode = mode }).Compile();

        // The chain rule by hand: the product of cosines along the orbit.
        var (point, expected) = (1.0, 1.0);
        for (var i = 0; i < 100_000; i++)
            (expected, point) = (expected * Math.Cos(point), Math.Sin(point));
        Numbers.AssertNear(expected, slope(1), 1e-9, mode.ToString());
    }

    [TestMethod]
    public void The_gradient_of_a_product_shares_products_of_factors()
    {
        // For each factor: its index, its element, the product of those before, of those after, of both, and where it goes.
        var x = Expression.Parameter(typeof(double[]), "x");
        Expression product = Expression.ArrayIndex(x, Expression.Constant(0));
        for (var i = 1; i < 1_000; i++)
            product = Expression.Multiply(product, Expression.ArrayIndex(x, Expression.Constant(i)));
        var gradient = Differentiate.Grad(Expression.Lambda<Func<double[], double>>(product, x));

        Assert.IsLessThan(6_100, ((IFunction)gradient).Body.Graph.Nodes.Length);
        var point = Enumerable.Repeat(1.0, 1_000).ToArray();
        (point[3], point[500], point[998]) = (2, 3, 5);
        var slopes = gradient.Compile()(point);
        Assert.AreEqual((30.0, 15.0, 10.0, 6.0), (slopes[0], slopes[3], slopes[500], slopes[998]));
    }

    [TestMethod]
    public void Sixty_iterations_that_share_one_node_derive_in_linear_size()
    {
        int Size(int iterations)
        {
            var gradient = Differentiate.Grad(Logistic(iterations));
            return ((IFunction)gradient).Body.Graph.Nodes.Length;
        }

        // As a tree the sixtieth iterate has 2^60 leaves.
        Assert.IsLessThan(2.1 * Size(30), Size(60));
        Assert.IsLessThan(20 * 60, Size(60));
    }

    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void Sixty_iterations_of_the_logistic_map_have_the_slope_of_the_chain_rule(DerivativeMode mode)
    {
        var slope = Differentiate.Grad(Logistic(60), new FunctionOptions { Mode = mode });

        var (point, expected) = (0.3, 1.0);
        for (var i = 0; i < 60; i++)
            (expected, point) = (expected * 3.7 * (1 - (2 * point)), 3.7 * point * (1 - point));

        // Neighbouring orbits separate: the slope of the sixtieth iterate keeps the digits of its largest factor only.
        Numbers.AssertNear(expected, slope.Compile()(0.3), 1e-6, mode.ToString());
        Assert.IsLessThan(20_000, slope.ToString().Length);
    }

    [TestMethod]
    public void The_gradient_of_a_product_of_a_thousand_factors_is_linear_in_size()
    {
        var x = Expression.Parameter(typeof(double[]), "x");
        Expression product = Expression.ArrayIndex(x, Expression.Constant(0));
        for (var i = 1; i < 1_000; i++)
            product = Expression.Multiply(product, Expression.ArrayIndex(x, Expression.Constant(i)));
        var gradient = Differentiate.Grad(Expression.Lambda<Func<double[], double>>(product, x));
        var point = Enumerable.Range(0, 1_000).Select(i => 1 + (i % 7 - 3) * 1e-3).ToArray();

        var value = point.Aggregate(1.0, (a, b) => a * b);
        var computed = gradient.Compile()(point);
        for (var i = 0; i < point.Length; i++)
            Numbers.AssertNear(value / point[i], computed[i], 1e-12, $"d/dx[{i}]");
        Assert.IsLessThan(20_000, ((IFunction)gradient).Body.Graph.Nodes.Length);
    }

    private static Expression<Func<double, double>> Logistic(int iterations)
    {
        var x = Expression.Parameter(typeof(double), "x");
        Expression body = x;
        for (var i = 0; i < iterations; i++)
        {
            body = Expression.Multiply(
                Expression.Multiply(Expression.Constant(3.7), body), Expression.Subtract(Expression.Constant(1.0), body));
        }

        return Expression.Lambda<Func<double, double>>(body, x);
    }
}
