using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Captured variables are read when the derivative is called, and belong to the function that was given.</summary>
[TestClass]
public sealed class CapturedVariableTests
{
    [TestMethod]
    public void A_captured_variable_is_live()
    {
        var a = 2.0;
        var slope = Differentiate.Grad((double x) => a * x * x).Compile();
        Assert.AreEqual(12, slope(3));
        a = 10;
        Assert.AreEqual(60, slope(3));
    }

    [TestMethod]
    public void A_captured_array_is_live()
    {
        double[] w = [1, 2];
        var gradient = Differentiate.Grad((double[] x) => x.Zip(w, (a, b) => a * b).Sum()).Compile();
        CollectionAssert.AreEqual((double[])[1, 2], gradient([5, 6]));
        w = [7, 8, 9];
        CollectionAssert.AreEqual((double[])[7, 8], gradient([5, 6]));
    }

    [TestMethod]
    public void Functions_of_one_structure_keep_their_own_variables()
    {
        Function<Func<double, double>> Scaled(double a) => Differentiate.Grad((double x) => a * x * x);
        var (one, two) = (Scaled(1).Compile(), Scaled(2).Compile());
        Assert.AreEqual(6, one(3));
        Assert.AreEqual(12, two(3));
    }

    [TestMethod]
    public void A_variable_that_the_derivative_no_longer_needs_is_let_go()
    {
        // Both first derivatives are 2 x + sin 1; one of the functions captures a variable.
        foreach (var capturesFirst in (bool[])[true, false])
        {
            var c = 4.0;
            Function<Func<double, double>> Captures() => Differentiate.Grad((double x) => x * x + x * Math.Sin(1) + c);
            Function<Func<double, double>> Plain() => Differentiate.Grad((double x) => x * x + x * Math.Sin(1));
            DerivativeCache.Default.Clear();
            foreach (var f in capturesFirst ? [Captures(), Plain()] : (Function<Func<double, double>>[])[Plain(), Captures()])
            {
                Assert.AreEqual(2 + Math.Sin(1), f.Compile()(1));
                Assert.AreEqual(2, f.Grad().Compile()(1));
            }
        }
    }

    [TestMethod]
    public void A_variable_in_code_that_is_not_needed_is_not_held()
    {
        var c = 4.0;
        var withDead = Differentiate.Grad((double x) => Functions.Let(x * c, unused => x * x * x));
        var without = Differentiate.Grad((double x) => x * x * x);
        Assert.AreEqual(12, withDead.Compile()(2));
        Assert.AreEqual(12, without.Compile()(2));
        Assert.AreEqual(12, without.Grad().Compile()(2));
        Assert.AreEqual(12, withDead.Grad().Compile()(2));
    }

    [TestMethod]
    public void Calls_that_do_not_depend_on_the_variable_may_be_anything()
    {
        var words = new List<string> { "a", "bc" };
        foreach (var options in Modes.Both)
        {
            var f = Differentiate.Grad((double x, string s) => x * x * words.Sum(w => w.Length) + int.Parse(s), options);
            Assert.AreEqual(18, f.Compile()(3, "5").Item1);
        }
    }
}
