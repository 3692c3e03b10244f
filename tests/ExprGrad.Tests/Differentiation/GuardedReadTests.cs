using ExprGrad.Rules;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Elements read only where a condition holds, rules of arrays under a direction, and what carries no tangent.</summary>
[TestClass]
public sealed class GuardedReadTests
{
    public static class Lib
    {
        public static double SumOfSquares(double[] a) => a.Sum(v => v * v);

        public static double Endless(double x) => x;
    }

    private static readonly DerivativeMode[] Modes = [DerivativeMode.Forward, DerivativeMode.Reverse];

    [TestMethod]
    public void A_neighbour_that_is_not_there_is_not_read()
    {
        foreach (var mode in Modes)
        {
            var options = new FunctionOptions { Mode = mode };

            // w0 w1 + w1 w2
            var products = Differentiate.Grad((double[] w) => Enumerable.Range(0, 3).Sum(i => i == 0 ? 0 : w[i - 1] * w[i]), options);
            CollectionAssert.AreEqual(new double[] { 2, 4, 2 }, products.Compile()([1, 2, 3]), mode.ToString());

            // w0² + (w0 - w1)² + (w1 - w2)²
            var steps = Differentiate.Grad((double[] w) => Enumerable.Range(0, w.Length).Sum(i => Math.Pow(i == 0 ? w[i] : w[i - 1] - w[i], 2)), options);
            CollectionAssert.AreEqual(new double[] { 0, -2, 4 }, steps.Compile()([1, 2, 4]), mode.ToString());
        }
    }

    [TestMethod]
    public void A_triangle_of_products_has_the_gradient_of_the_square_of_the_sum()
    {
        // Sum of w_i w_j for j < i: the derivative by w_k is the sum of all others.
        foreach (var mode in Modes)
        {
            var f = Differentiate.Grad(
                (double[] w) => Enumerable.Range(0, w.Length).Sum(i => Enumerable.Range(0, i).Sum(j => w[i] * w[j])), new FunctionOptions { Mode = mode });
            CollectionAssert.AreEqual(new double[] { 9, 8, 7, 6 }, f.Compile()([1, 2, 3, 4]), mode.ToString());
        }
    }

    [TestMethod]
    public void Rows_of_different_lengths_are_data_like_any_other()
    {
        double[][] rows = [[1, 2], [3]];
        foreach (var mode in Modes)
        {
            var f = Differentiate.Grad((double[] w) => rows.Sum(r => r.Zip(w, (a, b) => a * b).Sum()), new FunctionOptions { Mode = mode });
            CollectionAssert.AreEqual(new double[] { 4, 2, 0 }, f.Compile()([1, 1, 1]), mode.ToString());
        }
    }

    [TestMethod]
    public void A_choice_between_arrays_gives_each_a_gradient_of_its_own_length()
    {
        var f = Differentiate.Grad((double[] v, double[] u) => (v[0] > 0 ? v : u).Sum(q => q * q)).Compile();
        var (v, u) = f([1, 2], [3, 4, 5]);
        CollectionAssert.AreEqual(new double[] { 2, 4 }, v);
        CollectionAssert.AreEqual(new double[] { 0, 0, 0 }, u);
        (v, u) = f([-1, 2], [3, 4, 5]);
        CollectionAssert.AreEqual(new double[] { 0, 0 }, v);
        CollectionAssert.AreEqual(new double[] { 6, 8, 10 }, u);
    }

    [TestMethod]
    public void A_rule_of_an_array_keeps_its_loops_apart_from_those_around_it()
    {
        var rules = RuleRegistry.Default.WithVjp((double[] a) => Lib.SumOfSquares(a),
            a => ValueTuple.Create(Lib.SumOfSquares(a), a), (a, g) => a.Select(x => 2 * x * g).ToArray());
        foreach (var mode in Modes)
        {
            var options = new FunctionOptions { Rules = rules, Mode = mode };
            CollectionAssert.AreEqual(new double[] { 2, 4 }, Differentiate.Grad((double[] a) => Lib.SumOfSquares(a), options).Compile()([1, 2]));
            CollectionAssert.AreEqual(new double[,] { { 2, 4 } }, Differentiate.Jacobian((double[] a) => new[] { Lib.SumOfSquares(a) }, options).Compile()([1, 2]));
        }
    }

    [TestMethod]
    public void Lengths_of_any_type_are_constants()
    {
        foreach (var mode in Modes)
        {
            var f = Differentiate.Grad((double[] w) => w.LongLength * w[0] * w.Rank, new FunctionOptions { Mode = mode });
            CollectionAssert.AreEqual(new double[] { 3, 0, 0 }, f.Compile()([1, 2, 3]), mode.ToString());
        }
    }

    [TestMethod]
    public void Arrays_of_arrays_are_no_arguments_to_differentiate_by()
    {
        Assert.AreEqual("EG0003", Assert.ThrowsExactly<NotDifferentiableException>(() => Differentiate.Grad((double[,] a) => a[0, 0] * a[1, 1])).Code);
        Assert.AreEqual("EG0003", Assert.ThrowsExactly<NotDifferentiableException>(() => Differentiate.Grad((double[][] a) => a[0][0] * a[1][1])).Code);
    }

    [TestMethod]
    public void A_body_that_leads_back_to_its_function_is_an_error()
    {
        var rules = RuleRegistry.Default.WithInline((double x) => Lib.Endless(x), x => x < 1 ? x : Lib.Endless(x / 2));
        var e = Assert.ThrowsExactly<NotDifferentiableException>(
            () => Differentiate.Grad((double x) => Lib.Endless(x), new FunctionOptions { Rules = rules }));
        Assert.AreEqual("EG0018", e.Code);
        Assert.Contains(".WithJvp(", e.Message);
    }
}
