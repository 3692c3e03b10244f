using ExprGrad.Rules;

namespace ExprGrad.Tests;

/// <summary>The cells of the tutorial that the library started from: a sigmoid with its own JVP, |x| with its own VJP.</summary>
[TestClass]
public sealed class SeedTests
{
    private static readonly double[] Points = [-3.0, -0.8, 1.0, 0.0, 10.0, -22.0];
    private static readonly double[] Slopes = [-1, -1, 1, 0, 1, -1];

    public static class Plain
    {
        public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

        public static double Abs(double x) => Math.Abs(x);
    }

    public static class Lib
    {
        [CustomJvp(nameof(SigmoidJvp))]
        public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

        [CustomVjp(nameof(AbsForward), nameof(AbsBackward))]
        public static double Abs(double x) => Math.Abs(x);

        public static System.Linq.Expressions.Expression<Func<double, double, double>> SigmoidJvp =>
            (x, dx) => Lib.Sigmoid(x) * (1 - Lib.Sigmoid(x)) * dx;

        public static System.Linq.Expressions.Expression<Func<double, (double, double)>> AbsForward => x => ValueTuple.Create(Math.Abs(x), x);

        public static System.Linq.Expressions.Expression<Func<double, double, double>> AbsBackward =>
            (x, g) => (x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0) * g;
    }

    private static readonly FunctionOptions Registry = new()
    {
        Rules = RuleRegistry.Default
            .WithJvp((double x) => Plain.Sigmoid(x), (x, dx) => Plain.Sigmoid(x) * (1 - Plain.Sigmoid(x)) * dx)
            .WithVjp((double x) => Plain.Abs(x),
                forward: x => ValueTuple.Create(Math.Abs(x), x),
                backward: (x, g) => (x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0) * g),
    };

    [TestMethod]
    public void Sigmoid_by_attribute_is_a_half_and_its_slope_a_quarter_at_zero()
    {
        Assert.AreEqual(0.5, Function.Of((double x) => Lib.Sigmoid(x)).Compile()(0));
        Assert.AreEqual(0.25, Differentiate.Grad((double x) => Lib.Sigmoid(x)).Compile()(0));
    }

    [TestMethod]
    public void Sigmoid_by_registry_is_a_half_and_its_slope_a_quarter_at_zero()
    {
        var (value, gradient) = Differentiate.ValueAndGrad((double x) => Plain.Sigmoid(x), Registry).Compile()(0);
        Assert.AreEqual(0.5, value);
        Assert.AreEqual(0.25, gradient);
    }

    [TestMethod]
    public void Abs_has_the_chosen_slope_at_every_point()
    {
        foreach (var mode in Enum.GetValues<DerivativeMode>())
        {
            var byAttribute = Differentiate.Grad((double x) => Lib.Abs(x), new FunctionOptions { Mode = mode }).Compile();
            var byRegistry = Differentiate.Grad((double x) => Plain.Abs(x), Registry with { Mode = mode }).Compile();
            CollectionAssert.AreEqual(Slopes, Array.ConvertAll(Points, x => byAttribute(x)));
            CollectionAssert.AreEqual(Slopes, Array.ConvertAll(Points, x => byRegistry(x)));
        }
    }

    [TestMethod]
    public void Abs_summed_over_an_array_has_the_array_of_slopes_as_its_gradient()
    {
        foreach (var mode in Enum.GetValues<DerivativeMode>())
        {
            var byAttribute = Differentiate.ValueAndGrad((double[] x) => x.Select(v => Lib.Abs(v)).Sum(), new FunctionOptions { Mode = mode });
            var (value, gradient) = byAttribute.Compile()(Points);
            Assert.AreEqual(36.8, value, 1e-13);
            CollectionAssert.AreEqual(Slopes, gradient);
            CollectionAssert.AreEqual(
                Slopes, Differentiate.Grad((double[] x) => x.Select(v => Plain.Abs(v)).Sum(), Registry with { Mode = mode }).Compile()(Points));
        }
    }

    [TestMethod]
    public void A_function_with_only_a_backward_rule_works_forwards()
    {
        var (value, tangent) = Differentiate.Jvp((double x) => Lib.Abs(x)).Compile()(-0.8, 2);
        Assert.AreEqual(0.8, value);
        Assert.AreEqual(-2, tangent);
    }

    [TestMethod]
    public void A_function_with_only_a_backward_rule_has_a_second_derivative()
    {
        // (x |x|)'' = (|x| + x s)' = 2 s with s the chosen slope.
        var second = Differentiate.Grad((double x) => x * Lib.Abs(x)).Grad().Compile();
        CollectionAssert.AreEqual(Array.ConvertAll(Slopes, s => 2 * s), Array.ConvertAll(Points, x => second(x)));
    }

    [TestMethod]
    public void The_users_sigmoid_prints_by_its_own_rule_and_the_built_in_one_by_the_stable_rule()
    {
        Assert.AreEqual("x => Lib.Sigmoid(x) * (1 - Lib.Sigmoid(x))", Differentiate.Grad((double x) => Lib.Sigmoid(x)).ToString().Replace("SeedTests.", ""));
        Assert.AreEqual("x => Functions.Sigmoid(x) * Functions.Sigmoid(-x)", Differentiate.Grad((double x) => Functions.Sigmoid(x)).ToString());
    }

    [TestMethod]
    public void The_second_derivative_of_the_users_sigmoid_applies_its_rule_again()
    {
        // s'' = s (1 - s) (1 - 2 s)
        var second = Differentiate.Derivative((double x) => Plain.Sigmoid(x), 2, Registry).Compile();
        foreach (var x in Points)
        {
            var s = Plain.Sigmoid(x);
            Assert.AreEqual(s * (1 - s) * (1 - (2 * s)), second(x), 1e-15);
        }
    }
}
