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
        var f = Differentiate.Grad((double[] x, double p) => Math.Sqrt(x.Sum(v => v > 0 ? v * p : 0))).Compile();
        var (byX, byP) = f([-1, -2], 3);
        CollectionAssert.AreEqual((double[])[0, 0], byX);
        Assert.AreEqual(0, byP);
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
}
