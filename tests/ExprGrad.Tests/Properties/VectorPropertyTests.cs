using System.Linq.Expressions;
using ExprGrad.Tests.Emit;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Properties;

/// <summary>Compiled to vectors, a function gives for each element what it gives alone.</summary>
[TestClass]
public sealed class VectorPropertyTests
{
    // More than the lanes of any vector, and not a multiple of them.
    private const int Points = 37;

    [TestMethod]
    public void Values_and_partial_derivatives_of_doubles_are_the_scalar_ones_bit_for_bit() =>
        ScalarPrograms.Exact(typeof(double), mostSteps: 10, Points).Check(100, Check<double>);

    [TestMethod]
    public void Values_and_partial_derivatives_of_floats_are_the_scalar_ones_bit_for_bit() =>
        ScalarPrograms.Exact(typeof(float), mostSteps: 10, Points).Check(100, Check<float>);

    private static void Check<T>(Program program)
        where T : unmanaged
    {
        var lambda = (Expression<Func<T, T, T>>)program.Lambda;
        T[] x = [.. program.Points.Select(p => (T)p[0])];
        T[] y = [.. program.Points.Select(p => (T)p[1])];
        foreach (var mode in (DerivativeMode[])[DerivativeMode.Forward, DerivativeMode.Reverse])
        {
            var options = new FunctionOptions { Mode = mode };
            foreach (var f in (Function<Func<T, T, T>>[])[Function.Of(lambda), Differentiate.Partial(lambda, 0, options), Differentiate.Partial(lambda, 1, options)])
            {
                var scalar = f.Compile();
                var destination = new T[Points];

                // As a lambda of its own, of which nothing may be rounded otherwise; derivatives as such are compared with the oracle elsewhere.
                Function.Of(f.Expression).Vectorize()(x, y, destination);
                for (var i = 0; i < Points; i++)
                    VectorKernels.Same(scalar(x[i], y[i]), destination[i], 0, $"{f} at {x[i]}; {y[i]}");
            }
        }
    }
}
