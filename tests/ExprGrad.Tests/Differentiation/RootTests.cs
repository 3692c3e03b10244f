using ExprGrad.Rules;

namespace ExprGrad.Tests.Differentiation;

/// <summary>The convention for the root of a sum of squares is for roots only.</summary>
[TestClass]
public sealed class RootTests
{
    /// <summary>Not a root, whatever it is called.</summary>
    public static double Sqrt(double x) => Math.Log(x);

    [TestMethod]
    public void A_method_that_is_called_like_the_root_follows_its_own_rule()
    {
        var options = new FunctionOptions { Rules = RuleRegistry.Default.WithJvp((double u) => Sqrt(u), (u, du) => du / u) };
        Assert.AreEqual(2.0, Differentiate.Grad((double x) => Sqrt(x * x), options).Compile()(1));
    }
}
