using System.Linq.Expressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Semantics;

/// <summary>What holds of arrays, indices, integers and captured variables, at orders 1 and 2, forwards and backwards.</summary>
[TestClass]
public sealed class ArrayConventionTests
{
    [TestMethod]
    public void A_norm_at_the_zero_vector_has_gradient_and_hessian_0()
    {
        Expression<Func<double[], double>> norm = x => Math.Sqrt(x.Sum(v => v * v));
        foreach (var options in Modes.Both)
        {
            CollectionAssert.AreEqual((double[])[0, 0], Differentiate.Grad(norm, options).Compile()([0, 0]));
            CollectionAssert.AreEqual((double[])[0.6, -0.8], Differentiate.Grad(norm, options).Compile()([3, -4]));
            CollectionAssert.AreEqual(new double[2, 2], Differentiate.Hessian(norm, options).Compile()([0, 0]));
            Assert.IsEmpty(Differentiate.Grad(norm, options).Compile()([]));
        }

        Assert.AreEqual(0, Differentiate.Jvp(norm).Compile()([0, 0], [1, 2]).Tangent);
        Assert.AreEqual(0, Differentiate.Linearize(norm).Compile()([0, 0]).Tangent([1, 2]));
        CollectionAssert.AreEqual((double[])[0, 0], Differentiate.HessianVectorProduct(norm).Compile()([0, 0], [1, 2]));
    }

    [TestMethod]
    public void A_norm_of_floats_at_the_zero_vector_has_gradient_0()
    {
        foreach (var options in Modes.Both)
            CollectionAssert.AreEqual((float[])[0, 0], Differentiate.Grad((float[] x) => MathF.Sqrt(x.Sum(v => v * v)), options).Compile()([0, 0]));
    }

    [TestMethod]
    public void The_sum_of_nothing_is_0_with_an_empty_gradient()
    {
        foreach (var options in Modes.Both)
        {
            var (value, gradient) = Differentiate.ValueAndGrad((double[] x) => x.Sum(v => v * v * v), options).Compile()([]);
            Assert.AreEqual(0, value);
            Assert.IsEmpty(gradient);
            Assert.HasCount(0, Differentiate.Hessian((double[] x) => x.Sum(v => v * v * v), options).Compile()([]));
        }
    }

    [TestMethod]
    public void Sequences_that_may_not_be_empty_throw_as_LINQ_does()
    {
        Assert.Throws<InvalidOperationException>(() => Function.Of((double[] x) => x.Max()).Compile()([]));
        Assert.Throws<InvalidOperationException>(() => Function.Of((double[] x) => x.Average()).Compile()([]));
        Assert.Throws<InvalidOperationException>(() => Function.Of((double[] x) => x.Aggregate((a, b) => a * b)).Compile()([]));
    }

    [TestMethod]
    public void Integers_lengths_and_indices_are_constants()
    {
        foreach (var options in Modes.Both)
        {
            var f = Differentiate.Grad((double[] x, int n) => (n * x[n] * x[n]) + (x.Length * x[0]), options).Compile();
            var (byX, byN) = f([1, 2, 3], 2);
            CollectionAssert.AreEqual((double[])[3, 0, 12], byX);
            Assert.AreEqual(0, byN);
            var indices = Differentiate.Grad((double x) => Enumerable.Range(0, 4).Sum(i => i * x * x), options);
            Assert.AreEqual(36, indices.Compile()(3));
            Assert.AreEqual(12, indices.Grad(options).Compile()(3));
        }
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(3)]
    public void An_index_out_of_range_throws(int index)
    {
        double[] x = [1, 2, 3];
        Assert.Throws<IndexOutOfRangeException>(() => Function.Of((double[] v, int i) => v[i]).Compile()(x, index));
        foreach (var inner in Modes.Both)
        {
            var gradient = Differentiate.Grad((double[] v, int i) => v[i] * v[i] * v[i], inner);
            Assert.Throws<IndexOutOfRangeException>(() => gradient.Compile()(x, index));
            foreach (var outer in Modes.Both)
            {
                var second = Differentiate.Grad((double[] v, int i) => gradient.Invoke(v, i).Item1.Sum(), outer).Compile();
                Assert.Throws<IndexOutOfRangeException>(() => second(x, index));
            }
        }
    }

    [TestMethod]
    public void Arguments_are_never_written_and_results_are_arrays_of_their_own()
    {
        double[] x = [1, 2, 3], dx = [4, 5, 6];
        Assert.AreNotSame(x, Function.Of((double[] v) => v).Compile()(x));
        foreach (var f in (Expression<Func<double[], double[]>>[])[v => v, v => v.Select(e => e).ToArray(), v => v.Select(e => e * e).ToArray()])
        {
            var (value, tangent) = Differentiate.Jvp(f).Compile()(x, dx);
            var (again, cotangent) = Differentiate.Vjp(f).Compile()(x, dx);
            var (linear, map) = Differentiate.Linearize(f).Compile()(x);
            double[][] results = [value, tangent, again, cotangent, linear, map(dx), map(dx), x, dx];
            for (var i = 0; i < results.Length; i++)
            {
                foreach (var other in results[..i])
                    Assert.AreNotSame(results[i], other);
            }

            foreach (var result in results[..^2])
                Array.Clear(result);
            CollectionAssert.AreEqual((double[])[1, 2, 3], x);
            CollectionAssert.AreEqual((double[])[4, 5, 6], dx);
        }
    }

    [TestMethod]
    public void Captured_variables_are_read_when_a_derivative_is_called()
    {
        var (a, n) = (2.0, 1);
        double[] w = [3];
        Expression<Func<double, double>> f = x => a * x * x * w.Sum() * n;
        foreach (var inner in Modes.Both)
        {
            (a, n, w) = (2, 1, [3]);
            var (first, second) = (Differentiate.Grad(f, inner).Compile(), Differentiate.Grad(f, inner).Grad(inner).Compile());
            var vector = Differentiate.Grad(f, inner).Vectorize();
            var y = new double[2];
            Assert.AreEqual(12, first(1));
            Assert.AreEqual(12, second(1));
            (a, n, w) = (5, 2, [1, 1]);
            Assert.AreEqual(40, first(1));
            Assert.AreEqual(40, second(1));
            vector([1, 2], y);
            CollectionAssert.AreEqual((double[])[40, 80], y);
        }
    }

    [TestMethod]
    public void A_range_of_a_negative_count_throws_as_LINQ_does()
    {
        foreach (var inner in Modes.Both)
        {
            var f = Differentiate.ValueAndGrad((double x, int n) => Enumerable.Range(1, n).Sum(i => x * x * i), inner).Compile();
            Assert.AreEqual(((27.0, (18.0, 0)), (0.0, (0.0, 0))), (f(3, 2), f(3, 0)));
            Assert.Throws<ArgumentOutOfRangeException>(() => f(3, -1));
            var slope = Differentiate.Grad((double x, int n) => Enumerable.Range(0, n).Select(i => x * x * x).ToArray().Sum(), inner);
            Assert.Throws<ArgumentOutOfRangeException>(() => slope.Compile()(3, -1));
            foreach (var outer in Modes.Both)
            {
                var second = Differentiate.Grad((double x, int n) => slope.Invoke(x, n).Item1, outer).Compile();
                Assert.AreEqual(36, second(3, 2).Item1);
                Assert.Throws<ArgumentOutOfRangeException>(() => second(3, -1));
            }

            // In a branch that is not taken it is not made.
            var guarded = Differentiate.Grad((double x, int n) => n < 0 ? x : Enumerable.Range(0, n).Sum(i => x * i), inner);
            Assert.AreEqual(1, guarded.Compile()(3, -1).Item1);
            Assert.AreEqual(3, guarded.Compile()(3, 3).Item1);
        }

        var count = -1;
        var vector = Function.Of((double x) => Enumerable.Range(0, count).Sum(i => x * i)).Vectorize();
        Assert.Throws<ArgumentOutOfRangeException>(() => vector([1, 2, 3], new double[3]));
        Assert.AreEqual(
            "(x, n) => Enumerable.Range(0, n).Sum(i => x * i)",
            Function.Of((double x, int n) => Enumerable.Range(0, n).Sum(i => x * i)).ToString());
    }
}
