namespace ExprGrad.Tests.Surface;

/// <summary>Tangents and cotangents of another length than what they belong to.</summary>
[TestClass]
public sealed class TangentLengthTests
{
    [TestMethod]
    public void A_tangent_is_as_long_as_its_argument()
    {
        var f = Differentiate.Jvp((double[] x, double s, float[] y) => x.Sum(v => v * v) * s + y.Sum()).Compile();
        Assert.AreEqual((11, 8), f([1, 3], 1, [1], [1, 1], 0, [0]));
        Reports("dx has 1 elements where x has 2.", "dx", () => f([1, 3], 1, [1], [1], 0, [0]));
        Reports("dx has 3 elements where x has 2.", "dx", () => f([1, 3], 1, [1], [1, 1, 1], 0, [0]));
        Reports("dy has 0 elements where y has 1.", "dy", () => f([1, 3], 1, [1], [1, 1], 0, []));
        Assert.ThrowsExactly<ArgumentNullException>(() => f([1, 3], 1, [1], null!, 0, [0]));
    }

    [TestMethod]
    public void A_cotangent_is_as_long_as_the_value()
    {
        double[] weights = [2, 3];
        var squares = Differentiate.Vjp((double[] x) => x.Select(v => v * v).ToArray()).Compile();
        CollectionAssert.AreEqual((double[])[2, 12], squares([1, 3], [1, 2]).Cotangent);
        Reports("g has 1 elements where the value has 2.", "g", () => squares([1, 3], [1]));
        Reports("g has 3 elements where the value has 2.", "g", () => squares([1, 3], [1, 1, 1]));
        var weighted = Differentiate.Vjp((double[] x) => x.Zip(weights, (v, w) => v * w).ToArray()).Compile();
        CollectionAssert.AreEqual((double[])[2, 3, 0], weighted([1, 3, 5], [1, 1]).Cotangent);
        Reports("g has 3 elements where the value has 2.", "g", () => weighted([1, 3, 5], [1, 1, 1]));
        var literal = Differentiate.Vjp((double x) => new[] { x, 2 * x, 3 * x }).Compile();
        Reports("g has 2 elements where the value has 3.", "g", () => literal(1, [1, 1]));
    }

    [TestMethod]
    public void A_direction_is_as_long_as_the_argument()
    {
        var product = Differentiate.HessianVectorProduct((double[] x) => x.Sum(v => v * v * v)).Compile();
        CollectionAssert.AreEqual((double[])[6, 0], product([1, 2], [1, 0]));
        Reports("dx has 1 elements where x has 2.", "dx", () => product([1, 2], [1]));
    }

    private static void Reports(string message, string argument, Func<object?> action)
    {
        var e = Assert.ThrowsExactly<ArgumentException>(() => action());
        StringAssert.StartsWith(e.Message, message);
        Assert.AreEqual(argument, e.ParamName);
    }
}
