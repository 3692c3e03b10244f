using System.Linq.Expressions;
using static ExprGrad.Benchmarks.Elementwise.HandLoops;

namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>The elementwise work on doubles.</summary>
internal static class DoubleWorks
{
    private static readonly Expression<Func<double, double, double, double, double, double>> D1 =
        (s, k, v, t, r) => (Math.Log(s / k) + (r + 0.5 * v * v) * t) / (v * Math.Sqrt(t));

    /// <summary>A European call by Black and Scholes: spot, strike, volatility, time to expiry, rate.</summary>
    public static readonly Expression<Func<double, double, double, double, double, double>> Call = (s, k, v, t, r) =>
        s * Functions.NormalCdf(D1.Invoke(s, k, v, t, r))
        - k * Math.Exp(-r * t) * Functions.NormalCdf(D1.Invoke(s, k, v, t, r) - v * Math.Sqrt(t));

    public static Work<double>[] All() =>
    [
        Slope("sigmoid'", x => 1 / (1 + Math.Exp(-x)),
            Map<double, SigmoidSlope<double, InlinedMath>>, Map<double, SigmoidSlope<double, FrameworkMath>>,
            TensorLoops.SigmoidSlope, "sigmoid"),
        Slope("Functions.Sigmoid'", x => Functions.Sigmoid(x),
            Map<double, SigmoidSlope<double, InlinedMath>>, Map<double, SigmoidSlope<double, FrameworkMath>>,
            TensorLoops.SigmoidSlope, "sigmoid"),
        Slope("tanh'", x => Math.Tanh(x),
            Map<double, TanhSlope<double, InlinedMath>>, Map<double, TanhSlope<double, FrameworkMath>>,
            TensorLoops.TanhSlope, "tanh_"),
        Slope("polynomial'", x => ((((0.06 * x - 0.25) * x + 0.75) * x - 0.7) * x + 0.7) * x + 1,
            Map<double, PolynomialSlope<double>>, null, (x, y, _) => TensorLoops.PolynomialSlope(x, y), "polynomial"),
        Curvature("softplus''", x => Functions.Softplus(x),
            Map<double, SoftplusCurvature<double, InlinedMath>>, Map<double, SoftplusCurvature<double, FrameworkMath>>,
            TensorLoops.SoftplusCurvature, "softplus"),
        Works.Price(Call),
        Works.Greeks(Call, f => f.VectorizeColumns(), true),
        Works.Greeks(Call, f => f.VectorizeColumns(), false, GreekDifferences(Function.Of(Call).Compile()), 1e-4),
    ];

    private static Work<double> Slope(
        string name, Expression<Func<double, double>> f, Kernel<double> hand, Kernel<double>? framework,
        Action<double[], double[], double[]> tensors, string native)
    {
        const double h = 1e-5;
        var value = Function.Of(f).Compile();
        return Works.Unary(name, Differentiate.Grad(f), hand, framework, tensors, native,
            x => (value(x + h) - value(x - h)) / (2 * h), 1e-8);
    }

    private static Work<double> Curvature(
        string name, Expression<Func<double, double>> f, Kernel<double> hand, Kernel<double>? framework,
        Action<double[], double[], double[]> tensors, string native)
    {
        const double h = 1e-4;
        var value = Function.Of(f).Compile();
        return Works.Unary(name, Differentiate.Derivative(f, 2), hand, framework, tensors, native,
            x => (value(x + h) - 2 * value(x) + value(x - h)) / (h * h), 1e-5);
    }

    private static Kernel<double> GreekDifferences(Func<double, double, double, double, double, double> f) => (x, y) =>
    {
        const double h = 1e-4, ds = 1e-2;
        for (var i = 0; i < y[0].Length; i++)
        {
            var (s, k, v, t, r) = (x[0][i], x[1][i], x[2][i], x[3][i], x[4][i]);
            var (here, up, down) = (f(s, k, v, t, r), f(s + ds, k, v, t, r), f(s - ds, k, v, t, r));
            y[0][i] = here;
            y[1][i] = (up - down) / (2 * ds);
            y[2][i] = (up - 2 * here + down) / (ds * ds);
            y[3][i] = (f(s, k, v + h, t, r) - f(s, k, v - h, t, r)) / (2 * h);
            y[4][i] = (f(s, k, v, t + h, r) - f(s, k, v, t - h, r)) / (2 * h);
            y[5][i] = (f(s, k, v, t, r + h) - f(s, k, v, t, r - h)) / (2 * h);
        }
    };
}
