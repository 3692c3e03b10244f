using System.Linq.Expressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Differentiation;

/// <summary>A branch that is not taken contributes nothing: not a NaN, not an infinity, not an exception.</summary>
[TestClass]
public sealed class GuardTests
{
    [TestMethod]
    public void A_guarded_logarithm_has_slope_0_where_it_is_not_taken()
    {
        foreach (var options in Modes.Both)
        {
            var slope = Differentiate.Grad((double x) => x > 0 ? Math.Log(x) : 0, options);
            Assert.AreEqual(0, slope.Compile()(0));
            Assert.AreEqual(0, slope.Compile()(-1));
            Assert.AreEqual(0.25, slope.Compile()(4));
            Assert.AreEqual(0, slope.Grad().Compile()(0));
            Assert.AreEqual(-0.0625, slope.Grad().Compile()(4));
            var destination = new double[3];
            slope.Vectorize()([0, -1, 4], destination);
            CollectionAssert.AreEqual((double[])[0, 0, 0.25], destination);
        }
    }

    [TestMethod]
    public void A_root_of_a_guarded_value_has_slope_0_where_the_value_is_constant()
    {
        foreach (var options in Modes.Both)
        {
            Assert.AreEqual(0, Differentiate.Grad((double x) => Math.Sqrt(x > 0 ? x : 0), options).Compile()(-1));
            Assert.AreEqual(0, Differentiate.Grad((double x) => Math.Sqrt((float)(x > 0 ? x : 0)), options).Compile()(-1));
            Assert.AreEqual(0, Differentiate.Grad((double x) => 1 / (x > 0 ? x : 0), options).Compile()(-1));
            Assert.AreEqual(0.25, Differentiate.Grad((double x) => Math.Sqrt(x > 0 ? x : 0), options).Compile()(4));
        }
    }

    [TestMethod]
    public void Nested_guards_hold_together()
    {
        foreach (var options in Modes.Both)
        {
            var f = Differentiate.Grad((double x) => x > 0 ? (x < 1 ? Math.Log(1 - x) : Math.Sqrt(x - 1)) : Math.Sqrt(-x), options);
            Assert.AreEqual(-2, f.Compile()(0.5));
            Assert.AreEqual(0.25, f.Compile()(5));
            Assert.AreEqual(-0.25, f.Compile()(-4));
            Assert.AreEqual(double.PositiveInfinity, f.Compile()(1));
        }
    }

    [TestMethod]
    public void A_value_shared_by_two_conditionals_counts_once_for_each_that_takes_it()
    {
        foreach (var options in Modes.Both)
        {
            // log x in neither, one, or both.
            var f = Differentiate.Grad(
                (double x) => Functions.Let(Math.Log(x), l => (x > 1 ? l : 0) + (x > 2 ? l * l : 0)), options).Compile();
            Assert.AreEqual(0, f(0));
            Assert.AreEqual(1 / 1.5, f(1.5), 1e-16);
            Assert.AreEqual((1 / 4.0) + (2 * Math.Log(4) / 4), f(4), 1e-15);
        }
    }

    [TestMethod]
    public void A_guard_by_the_element_of_a_loop_keeps_what_no_element_takes_out()
    {
        double[] x = [-1, -2];
        foreach (var options in Modes.Both)
        {
            var f = Differentiate.Grad((double[] x, double t, double p) => x.Select(v => v > t ? Math.Log(p) : 0).Sum(), options).Compile();
            Assert.AreEqual(0, f(x, 0, 0).Item3);
            Assert.AreEqual(0.5, f(x, -1.5, 2).Item3);
        }
    }

    [TestMethod]
    public void A_root_of_a_sum_that_takes_nothing_has_slope_0()
    {
        double[] nothing = [-1, -2];
        foreach (var inner in Modes.Both)
        {
            var gradient = Differentiate.Grad((double[] x, double p) => Math.Sqrt(x.Sum(v => v > 0 ? v * p : 0)), inner);
            var (byX, byP) = gradient.Compile()(nothing, 3);
            CollectionAssert.AreEqual((double[])[0, 0], byX);
            Assert.AreEqual(0, byP);

            // √(4 p) at p = 4: 1/√p, and -1/(2 p√p).
            double[] taken = [4, -2];
            Assert.AreEqual(0.5, gradient.Compile()(taken, 4).Item2);
            foreach (var outer in Modes.Both)
            {
                var second = Differentiate.Grad((double[] x, double p) => gradient.Invoke(x, p).Item2, outer).Compile();
                Assert.AreEqual(0, second(nothing, 3).Item2, $"{outer.Mode} over {inner.Mode}");
                CollectionAssert.AreEqual((double[])[0, 0], second(nothing, 3).Item1);
                Assert.AreEqual(-0.0625, second(taken, 4).Item2, $"{outer.Mode} over {inner.Mode}");
            }
        }

        Expression<Func<double[], double>> f = x => Math.Sqrt(x.Sum(v => v > 0 ? v : 0));
        double[] direction = [1, 1];
        Assert.AreEqual(0, Differentiate.Jvp(f).Compile()(nothing, direction).Tangent);
        Assert.AreEqual(0, Differentiate.Linearize(f).Compile()(nothing).Tangent(direction));
        CollectionAssert.AreEqual((double[])[0, 0], Differentiate.Vjp(f).Compile()(nothing, 1).Cotangent);
        CollectionAssert.AreEqual((double[])[0, 0], Differentiate.HessianVectorProduct(f).Compile()(nothing, direction));
        CollectionAssert.AreEqual((double[,])new double[2, 2], Differentiate.Hessian(f).Compile()(nothing));
    }

    [TestMethod]
    public void A_root_of_an_element_that_is_constant_has_slope_0()
    {
        foreach (var options in Modes.Both)
        {
            var f = Differentiate.Grad((double[] x) => Math.Sqrt(x.Select(v => v > 0 ? v : 0).ToArray()[1]), options).Compile();
            CollectionAssert.AreEqual((double[])[0, 0], f([1, -1]));
            CollectionAssert.AreEqual((double[])[0, 0.25], f([1, 4]));
            var direct = Differentiate.Grad((double[] x) => Math.Sqrt(x[1]), options).Compile();
            CollectionAssert.AreEqual((double[])[0, double.PositiveInfinity], direct([1, 0]));
        }
    }

    [TestMethod]
    public void A_sum_over_nothing_contributes_nothing_to_an_infinite_slope()
    {
        foreach (var options in Modes.Both)
        {
            // √0 and e¹⁰⁰⁰ are infinitely steep; 0 * infinity would be NaN.
            var root = Differentiate.Grad((double[] x, double p) => Math.Sqrt(x.Sum(v => v * p)), options).Compile();
            Assert.AreEqual(0, root([], 3).Item2);
            Assert.IsEmpty(root([], 3).Item1);
            var overflow = Differentiate.Grad((double[] x, double p) => x.Sum(v => v + Math.Exp(p)), options);
            Assert.AreEqual(0, overflow.Compile()([], 1000).Item2);
            Assert.AreEqual(2 * Math.E, overflow.Compile()([3, 4], 1).Item2);
            foreach (var outer in Modes.Both)
            {
                var second = Differentiate.Grad((double[] x, double p) => overflow.Invoke(x, p).Item2, outer).Compile();
                Assert.AreEqual(0, second([], 1000).Item2, $"{outer.Mode} over {options.Mode}");
                Assert.AreEqual(2 * Math.E, second([3, 4], 1).Item2, $"{outer.Mode} over {options.Mode}");
            }
        }
    }

    [TestMethod]
    public void An_infinite_factor_outside_of_a_loop_without_turns_finds_nothing_to_multiply()
    {
        foreach (var inner in Modes.Both)
        {
            // log p is computed once, outside of the loop, and is infinitely steep at 0; so is p / w at w = 0.
            var log = Differentiate.Grad((double[] x, double p) => x.Sum(v => Math.Sin(v * Math.Log(p))), inner).Compile();
            Assert.AreEqual(0, log([], 0).Item2);
            Assert.AreEqual(Math.Cos(3 * Math.Log(2)) * 3 / 2, log([3], 2).Item2, 1e-15);

            // No inner loop has a turn: the first is up to 0.
            var triangle = Differentiate.Grad(
                (double[] x, double p, double[] w) => Enumerable.Range(0, x.Length).Select(i => Enumerable.Range(0, i).Select(j => p).Sum(e => p / e)).Sum(), inner);
            double[] weights = [0, 1, 0];
            Assert.AreEqual(0, triangle.Compile()([-0.02], 0, weights).Item2);
            foreach (var outer in Modes.Both)
            {
                var second = Differentiate.Grad((double[] x, double p, double[] w) => triangle.Invoke(x, p, w).Item2, outer).Compile()([-0.02], 0, weights);
                CollectionAssert.AreEqual((double[])[0], second.Item1, $"{outer.Mode} over {inner.Mode}");
                Assert.AreEqual(0, second.Item2, $"{outer.Mode} over {inner.Mode}");
                CollectionAssert.AreEqual(new double[3], second.Item3, $"{outer.Mode} over {inner.Mode}");
            }
        }
    }

    [TestMethod]
    public void An_array_read_once_for_each_turn_is_not_read_where_there_is_none()
    {
        foreach (var options in Modes.Both)
        {
            var gradient = Differentiate.Grad((double[] x) => x.Sum(e => Functions.Let(x.ToArray(), v => v[0])), options).Compile();
            Assert.IsEmpty(gradient([]));
            CollectionAssert.AreEqual((double[])[3, 0, 0], gradient([1, 2, 3]));
        }
    }

    [TestMethod]
    public void An_index_in_a_loop_without_turns_is_never_out_of_range()
    {
        double[] w = [1, 2];
        foreach (var inner in Modes.Both)
        {
            var f = Differentiate.Grad((double[] x, double p, int i) => x.Sum(v => Math.Sin(v * w[i] * x[i] * p)), inner);
            foreach (var outer in Modes.Both)
            {
                var byP = Differentiate.Grad((double[] x, double p, int i) => f.Invoke(x, p, i).Item2, outer).Compile();
                var byX = Differentiate.Grad((double[] x, double p, int i) => f.Invoke(x, p, i).Item1.Sum(), outer).Compile();
                Assert.AreEqual(0, byP([], 2, 5).Item2);
                Assert.AreEqual(0, byX([], 2, 5).Item2);
                Assert.IsEmpty(byX([], 2, 5).Item1);
                Assert.Throws<IndexOutOfRangeException>(() => byP([1, 1, 1], 2, 2));
            }
        }

        var none = Differentiate.Hessian((double[] x) => x.Sum(v => v * v * w[7] * x[7])).Compile();
        Assert.IsEmpty(none([]));
    }

    [TestMethod]
    public void Conjunctions_and_disjunctions_guard_as_their_parts()
    {
        foreach (var options in Modes.Both)
        {
            var f = Differentiate.Grad((double x, double y) => x > 0 && Math.Log(x) > y || x == 0 ? x * y : Math.Sqrt(-x), options).Compile();
            Assert.AreEqual((-1.0, 3.0), f(3, -1));
            Assert.AreEqual((7.0, 0.0), f(0, 7));
            Assert.AreEqual((-0.25, 0.0), f(-4, 7));
        }
    }

    [TestMethod]
    public void A_branch_that_would_throw_is_not_run()
    {
        foreach (var options in Modes.Both)
        {
            var f = Differentiate.Grad((double[] x, int i) => i < x.Length ? x[i] * x[i] : 0, options).Compile();
            CollectionAssert.AreEqual((double[])[0, 6], f([2, 3], 1).Item1);
            CollectionAssert.AreEqual((double[])[0, 0], f([2, 3], 5).Item1);
        }
    }

    [TestMethod]
    public void What_throws_at_no_turn_of_a_loop_is_not_evaluated_in_the_derivative_of_none()
    {
        foreach (var options in Modes.Both)
        {
            // w has no element, and x no turn that would read it.
            var gradient = Differentiate.Grad((double[] x, double p, double[] w) => x.Sum(e => Enumerable.Range(0, 3).Sum(i => Math.Max(w[i], p))), options);
            var (dx, dp, dw) = gradient.Compile()([], 1, []);
            Assert.IsEmpty(dx);
            Assert.AreEqual(0, dp);
            Assert.IsEmpty(dw);

            // No turn divides by the length.
            var slope = Differentiate.Grad(
                (double[] x) => Enumerable.Range(0, 3).Sum(i => Math.Max(x.Sum(e => x[(i + 1) % x.Length]), 2)), options).Compile();
            Assert.IsEmpty(slope([]));
            CollectionAssert.AreEqual(new double[] { 2, 4 }, slope([2, 3]));
        }
    }
}
