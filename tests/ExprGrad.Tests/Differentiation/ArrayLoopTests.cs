using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Loops over arrays: inside each other, over the same array, of unequal lengths, of no elements.</summary>
[TestClass]
public sealed class ArrayLoopTests
{
    private static readonly double[] X = [1, 2, 5];

    private static void AssertGradient(System.Linq.Expressions.Expression<Func<double[], double>> f, double[] x, params double[] expected)
    {
        foreach (var options in Modes.Both)
        {
            var actual = Differentiate.Grad(f, options).Compile()(x);
            Assert.HasCount(expected.Length, actual);
            for (var i = 0; i < expected.Length; i++)
                Numbers.AssertNear(expected[i], actual[i], 1e-13, $"{options.Mode} [{i}]", 1e-15);
        }
    }

    [TestMethod]
    public void Elements_over_their_sum_add_up_to_one() => AssertGradient(x => x.Select(v => v / x.Sum()).Sum(), X, 0, 0, 0);

    [TestMethod]
    public void Pairs_of_an_array_with_itself() => AssertGradient(x => x.Sum(a => x.Sum(b => a * b)), X, 16, 16, 16);

    [TestMethod]
    public void Triples_of_an_array_with_itself() => AssertGradient(x => x.Sum(a => x.Sum(b => x.Sum(c => a * b * c))), X, 192, 192, 192);

    [TestMethod]
    public void A_sum_of_squared_differences() =>
        AssertGradient(x => x.Sum(a => x.Sum(b => (a - b) * (a - b))), X, 4 * (3 - 8), 4 * (6 - 8), 4 * (15 - 8));

    [TestMethod]
    public void A_value_outside_of_a_loop_collects_from_all_turns() =>
        AssertGradient(x => Functions.Let(x.Sum(v => v * v), s => x.Sum(v => v * s)), X,
            30 + (2 * 1 * 8), 30 + (2 * 2 * 8), 30 + (2 * 5 * 8));

    [TestMethod]
    public void A_softmax_times_weights()
    {
        // Σ wᵢ pᵢ has the gradient pᵢ (wᵢ - Σ w p).
        double[] w = [3, -1, 2];
        var e = X.Select(Math.Exp).ToArray();
        var p = e.Select(v => v / e.Sum()).ToArray();
        var mean = p.Zip(w, (a, b) => a * b).Sum();
        AssertGradient(
            x => Functions.Let(x.Select(v => Math.Exp(v)).ToArray(), t => t.Zip(w, (a, b) => a / t.Sum() * b).Sum()),
            X, [.. p.Zip(w, (a, b) => a * (b - mean))]);
    }

    [TestMethod]
    public void Zipped_with_a_shorter_array_the_rest_counts_nothing()
    {
        double[] shorter = [10, 20], longer = [10, 20, 30, 40];
        AssertGradient(x => x.Zip(shorter, (a, b) => a * b).Sum(), X, 10, 20, 0);
        AssertGradient(x => x.Zip(longer, (a, b) => a * b).Sum(), X, 10, 20, 30);
        AssertGradient(x => shorter.Zip(x, (a, b) => a * b * b).Sum() + x.Sum(), X, 21, 81, 1);
    }

    [TestMethod]
    public void Elements_by_position()
    {
        AssertGradient(x => x[0] * x[x.Length - 1], X, 5, 0, 1);
        AssertGradient(x => Enumerable.Range(1, x.Length - 1).Sum(i => (x[i] - x[i - 1]) * (x[i] - x[i - 1])), X, -2, 2 - 6, 6);
        AssertGradient(x => x.Select((v, i) => v * x[(i + 1) % x.Length]).Sum(), X, 7, 6, 3);
        AssertGradient(x => x.Select((v, i) => v * v * i).Sum(), X, 0, 4, 20);
    }

    [TestMethod]
    public void A_triangle_of_turns() =>
        AssertGradient(x => Enumerable.Range(0, x.Length).Sum(i => Enumerable.Range(0, i).Sum(j => x[i] * x[j])), X, 7, 6, 3);

    [TestMethod]
    public void An_empty_array_has_an_empty_gradient()
    {
        AssertGradient(x => x.Sum(), []);
        AssertGradient(x => x.Sum(v => Math.Log(v)) + 3, []);
        AssertGradient(x => x.Sum(v => v / x[0]), []);
        AssertGradient(x => x.Sum(v => x.Sum(w => v * w)), []);
    }

    [TestMethod]
    public void An_element_read_only_inside_a_loop_is_not_read_when_the_loop_has_no_turn()
    {
        double[] none = [];
        foreach (var options in Modes.Both)
        {
            var f = Differentiate.ValueAndGrad((double[] x, double p) => none.Sum(v => v * x[0] * p), options).Compile();
            var (value, (byX, byP)) = f([], 2);
            Assert.AreEqual(0, value);
            Assert.IsEmpty(byX);
            Assert.AreEqual(0, byP);
        }
    }

    [TestMethod]
    public void An_index_out_of_range_throws()
    {
        foreach (var options in Modes.Both)
        {
            Assert.ThrowsExactly<IndexOutOfRangeException>(() => Differentiate.ValueAndGrad((double[] x) => x[3] * x[0], options).Compile()(X));
            Assert.ThrowsExactly<IndexOutOfRangeException>(() => Differentiate.Grad((double[] x) => x[3] * x[0], options).Compile()(X));
        }
    }

    [TestMethod]
    public void Results_share_no_memory_with_arguments()
    {
        double[] x = [1, 2];
        var (value, tangent) = Differentiate.Jvp((double[] v) => v).Compile()(x, [3, 4]);
        value[0] = 100;
        tangent[0] = 100;
        CollectionAssert.AreEqual((double[])[1, 2], x);
        CollectionAssert.AreEqual((double[])[1, 2], Function.Of((double[] v) => v).Compile()(x));
        Assert.AreNotSame(x, Function.Of((double[] v) => v).Compile()(x));
    }

    [TestMethod]
    public void The_second_derivative_of_pairs_is_constant()
    {
        foreach (var inner in Modes.Both)
        {
            foreach (var outer in Modes.Both)
            {
                // The gradient of Σᵢⱼ xᵢ xⱼ in direction d is 2 Σ d.
                var gradient = Differentiate.Grad((double[] x) => x.Sum(a => x.Sum(b => a * b)), inner);
                var again = Differentiate.Grad((double[] x) => gradient.Invoke(x)[0], outer).Compile();
                CollectionAssert.AreEqual((double[])[2, 2, 2], again(X));
            }
        }
    }

    [TestMethod]
    public void An_element_that_is_not_read_counts_nothing_however_steep_it_is()
    {
        foreach (var options in Modes.Both)
        {
            // √x₂ is infinitely steep at 0, and not looked at: v₀ + v₀ v₁ of v = √x by x₀ and x₁ is (1 + √x₁) / (2 √x₀) and √x₀ / (2 √x₁).
            var f = Differentiate.Grad((double[] x) => Functions.Let(x.Select(Math.Sqrt).ToArray(), v => v[0] + (v[1] * v[0])), options).Compile();
            CollectionAssert.AreEqual((double[])[1.5, 0.25, 0], f([1, 4, 0]));
            var at = Differentiate.Grad((double[] x, int i) => Functions.Let(x.Select(e => 1 / e).ToArray(), v => Math.Sin(v[i])), options).Compile();
            CollectionAssert.AreEqual((double[])[0, -Math.Cos(0.5) / 4, 0], at([0, 2, 0], 1).Item1);
            Assert.Throws<IndexOutOfRangeException>(() => at([1, 2], 2));
        }
    }

    [TestMethod]
    public void A_tangent_that_happens_to_be_zero_is_not_taken_for_none()
    {
        // ∛(x³) is x, of slope 1; at 0 it is 0 * infinity: no number, but not 0.
        foreach (var options in Modes.Both)
        {
            var f = Differentiate.Grad(
                (double[] x) => Functions.Let(x.Select(e => e * e * e).ToArray(), v => x.Select((e, i) => Math.Cbrt(v[(i + 1) % x.Length])).Sum()), options).Compile();
            CollectionAssert.AreEqual((double[])[double.NaN, 1], f([0, 1]));
        }
    }
}
