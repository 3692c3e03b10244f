namespace ExprGrad.Tests.Emit;

/// <summary>Derivatives that vector kernels compute with one exponential: the numbers are those of the formulas as they are written.</summary>
[TestClass]
public sealed class VectorFusionTests
{
    private static readonly double[] Points = [-800, -745, -500, -37, -19.9, -1e-9, -0.0, 0, 0.3, 2, 20.1, 300, 745, 800, double.NaN];

    [TestMethod]
    public void The_slope_of_the_sigmoid_is_that_of_the_scalar_code() =>
        Same(Differentiate.Grad((double x) => Functions.Sigmoid(x)));

    [TestMethod]
    public void The_curvature_of_the_softplus_is_that_of_the_scalar_code() =>
        Same(Differentiate.Derivative((double x) => Functions.Softplus(x), 2));

    [TestMethod]
    public void The_slope_of_the_hyperbolic_tangent_is_that_of_the_scalar_code() => Same(Differentiate.Grad((double x) => Math.Tanh(x)));

    [TestMethod]
    public void The_slope_of_the_logistic_function_written_out_is_that_of_the_scalar_code()
    {
        Same(Differentiate.Grad((double x) => 1 / (1 + Math.Exp(-x))));
        Same(Differentiate.Grad((double x) => 1 / (Math.Exp(x) + 1) + Math.Sin(x)));
        Same(Function.Of((double x) => double.IsInfinity(1 + Math.Exp(x)) ? 0 : Math.Exp(x) / (1 + Math.Exp(x)) / (1 + Math.Exp(x)) + Math.Exp(x)));
    }

    [TestMethod]
    public void A_normal_distribution_beside_its_density_is_that_of_the_scalar_code()
    {
        Same(Differentiate.Grad((double x) => x * Functions.NormalCdf(x)));
        Same(Function.Of((double x) => Functions.NormalCdf(x) - Functions.NormalPdf(x) * Functions.NormalPdf(1 - x)));
    }

    [TestMethod]
    public void Both_factors_needed_elsewhere_are_kept() =>
        Same(Function.Of((double x) => Functions.Sigmoid(x) * Functions.Sigmoid(-x) + Functions.Sigmoid(x) - 3 * Functions.Sigmoid(-x)));

    [TestMethod]
    public void Other_products_and_conditionals_stay_what_they_are()
    {
        Same(Function.Of((double x) => Functions.Sigmoid(x) * Functions.Sigmoid(2 - x)));
        Same(Function.Of((double x) => Math.Abs(x) < 20 ? 1 / (Math.Cosh(x) * Math.Cosh(x)) : 4 * Math.Exp(-3 * Math.Abs(x))));
    }

    [TestMethod]
    public void Floats_are_fused_like_doubles()
    {
        var slope = Differentiate.Grad((float x) => MathF.Tanh(x));
        var (x, y, scalar) = (new float[] { -100, -50, -1, 0, 0.25f, 9, 44 }, new float[7], slope.Compile());
        slope.Vectorize()(x, y);
        for (var i = 0; i < x.Length; i++)
            Assert.AreEqual(scalar(x[i]), y[i], 1e-6f * scalar(x[i]) + float.Epsilon * 4);
    }

    private static void Same(Function<Func<double, double>> f)
    {
        var (y, scalar) = (new double[Points.Length], f.Compile());
        f.Vectorize()(Points, y);
        for (var i = 0; i < Points.Length; i++)
        {
            if (double.IsNaN(Points[i]))
                Assert.IsTrue(double.IsNaN(y[i]));
            else
                Assert.AreEqual(scalar(Points[i]), y[i], 2e-15 * Math.Abs(scalar(Points[i])) + 4 * double.Epsilon, $"at {Points[i]}");
        }
    }
}
