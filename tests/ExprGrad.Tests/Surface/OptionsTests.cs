using ExprGrad.Differentiation;

namespace ExprGrad.Tests.Surface;

[TestClass]
public sealed class OptionsTests
{
    [TestMethod]
    public void Function_options_are_validated()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => new FunctionOptions { Rules = null! });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new FunctionOptions { Mode = (DerivativeMode)3 });
    }

    [TestMethod]
    public void Options_with_the_same_values_are_equal() =>
        Assert.AreEqual(new FunctionOptions { FastMath = true }, new FunctionOptions { FastMath = true });

    [TestMethod]
    public void Parallelism_is_a_number_of_threads_or_minus_one()
    {
        Assert.AreEqual(1, new VectorizeOptions().MaxDegreeOfParallelism);
        Assert.AreEqual(-1, new VectorizeOptions { MaxDegreeOfParallelism = -1 }.MaxDegreeOfParallelism);
        foreach (var wrong in new[] { 0, -2, int.MinValue })
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new VectorizeOptions { MaxDegreeOfParallelism = wrong });
    }

    [TestMethod]
    public void Positions_and_orders_are_checked_before_anything_is_read()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Differentiate.Partial((double x, double y) => x * y, 2));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Differentiate.Partial((double x, double y) => x * y, -1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Differentiate.Derivative((double x) => x, -1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Differentiate.Taylor((double x) => x, -1));
    }

    [TestMethod]
    public void Null_is_refused_everywhere()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => Function.Of<double, double>(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => Differentiate.Grad((System.Linq.Expressions.Expression<Func<double, double>>)null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => ((Function<Func<double, double>>)null!).Grad());
        Assert.ThrowsExactly<ArgumentNullException>(() => ((Function<Func<double, double>>)null!).Vectorize());
    }

    [TestMethod]
    public void Parameters_of_derivatives_have_names_of_their_own()
    {
        CollectionAssert.AreEqual(new[] { "x", "y", "dx", "dy" }, ParameterNames.After(new Transform.Jvp(), ["x", "y"]));
        CollectionAssert.AreEqual(new[] { "x", "dx", "dx1", "ddx" }, ParameterNames.After(new Transform.Jvp(), ["x", "dx"]));
        CollectionAssert.AreEqual(new[] { "g", "g1" }, ParameterNames.After(new Transform.Vjp(), ["g"]));
        CollectionAssert.AreEqual(new[] { "x" }, ParameterNames.After(new Transform.Grad(), ["x"]));
    }
}
