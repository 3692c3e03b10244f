using System.Linq.Expressions;
using ExprGrad.Rules;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.FrontEnd;

/// <summary>Lambdas by other means, and collections that are not arrays.</summary>
[TestClass]
public sealed class LambdaFormTests
{
    private static readonly IReadOnlyList<double> Rates = [1, 2, 3];

    private static void AssertSlope(Expression<Func<double, double>> f, double x, double slope)
    {
        foreach (var options in Modes.Both)
        {
            var gradient = Differentiate.ValueAndGrad(f, options).Compile()(x);
            Assert.AreEqual(f.Compile()(x), gradient.Value);
            Assert.AreEqual(slope, gradient.Gradient, 1e-14, options.Mode.ToString());
        }
    }

    [TestMethod]
    public void A_method_by_its_name_is_a_call_of_it()
    {
        AssertSlope(x => new[] { x, x * x }.Select(Math.Sin).Sum(), 0.5, Math.Cos(0.5) + Math.Cos(0.25));
        AssertSlope(x => new[] { x, 2 * x }.Sum(Math.Exp), 0.5, Math.Exp(0.5) + (2 * Math.Exp(1)));
        AssertSlope(x => new[] { x, 3 * x }.Zip(new[] { x, 1.0 }, Math.Max).Sum(), 2, 4);
        var curve = new Parabola(3);
        AssertSlope(x => new[] { x, 2 * x }.Select(curve.At).Sum(), 0.5, 3 * (1 + 4));
    }

    [TestMethod]
    public void A_cast_lambda_and_a_compiled_one_are_the_lambda()
    {
        Expression<Func<double, double>> square = x => x * x;
        var cube = Function.Of((double x) => x * x * x);
        AssertSlope(x => ((Func<double, double>)(y => y * x))(x), 3, 6);
        AssertSlope(x => square.Compile()(x), 3, 6);
        AssertSlope(x => cube.Compile()(x), 3, 27);
    }

    [TestMethod]
    public void Lists_and_sets_are_read_at_each_call()
    {
        var list = new List<double> { 1, 2, 3 };
        var set = new HashSet<double> { 2, 5 };
        var byName = new Dictionary<string, double> { ["a"] = 2, ["b"] = 4 };
        AssertSlope(x => list.Select(v => v * x * x).Sum(), 2, 24);
        AssertSlope(x => set.Sum(v => v * x), 2, 7);
        AssertSlope(x => byName.Values.Sum(v => v * x), 2, 6);
        AssertSlope(x => Rates.Zip(list, (a, b) => a * b * x).Sum(), 2, 14);
        var slope = Differentiate.Grad((double x) => list.Sum(v => v * x)).Compile();
        list.Add(4);
        Assert.AreEqual(10, slope(1));
    }

    // Enumerating it ahead would never end.
    [TestMethod]
    public void A_sequence_that_may_have_no_end_is_left_to_LINQ()
    {
        var naturals = Naturals();
        Assert.AreEqual(5, Differentiate.Grad((double x) => x * naturals.Zip(Rates, (a, b) => a * b).Sum() / 4).Compile()(1));
        var e = Assert.ThrowsExactly<NotDifferentiableException>(() => Differentiate.Grad((double x) => naturals.Zip(Rates, (a, b) => a * b * x).Sum()));
        Assert.AreEqual("naturals.Zip(LambdaFormTests.Rates, (a, b) => a * b * x).Sum()", e.Node);
    }

    private static IEnumerable<double> Naturals()
    {
        for (var i = 2.0; ; i++)
            yield return i;
    }

    private sealed record Parabola(double A)
    {
        [Inline(nameof(AtBody))]
        public double At(double x) => A * x * x;

        private static Expression<Func<Parabola, double, double>> AtBody => (p, x) => p.A * x * x;
    }
}
