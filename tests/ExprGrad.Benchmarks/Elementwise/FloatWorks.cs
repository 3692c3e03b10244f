using System.Linq.Expressions;
using static ExprGrad.Benchmarks.Elementwise.HandLoops;

namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>The elementwise work on floats, which have too few digits for finite differences.</summary>
internal static class FloatWorks
{
    private static readonly Expression<Func<float, float, float, float, float, float>> D1 =
        (s, k, v, t, r) => (MathF.Log(s / k) + (r + 0.5f * v * v) * t) / (v * MathF.Sqrt(t));

    private static readonly Expression<Func<float, float, float, float, float, float>> Call = (s, k, v, t, r) =>
        s * Functions.NormalCdf(D1.Invoke(s, k, v, t, r))
        - k * MathF.Exp(-r * t) * Functions.NormalCdf(D1.Invoke(s, k, v, t, r) - v * MathF.Sqrt(t));

    public static Work<float>[] All() =>
    [
        Slope("sigmoid'", x => 1 / (1 + MathF.Exp(-x)),
            Map<float, SigmoidSlope<float, InlinedMath>>, Map<float, SigmoidSlope<float, FrameworkMath>>,
            TensorLoops.SigmoidSlope, "sigmoid"),
        Slope("Functions.Sigmoid'", x => Functions.Sigmoid(x),
            Map<float, SigmoidSlope<float, InlinedMath>>, Map<float, SigmoidSlope<float, FrameworkMath>>,
            TensorLoops.SigmoidSlope, "sigmoid"),
        Slope("tanh'", x => MathF.Tanh(x),
            Map<float, TanhSlope<float, InlinedMath>>, Map<float, TanhSlope<float, FrameworkMath>>,
            TensorLoops.TanhSlope, "tanh_"),
        Slope("polynomial'", x => ((((0.06f * x - 0.25f) * x + 0.75f) * x - 0.7f) * x + 0.7f) * x + 1,
            Map<float, PolynomialSlope<float>>, null, (x, y, _) => TensorLoops.PolynomialSlope(x, y), "polynomial"),
        Works.Unary("softplus''", Differentiate.Derivative((float x) => Functions.Softplus(x), 2),
            Map<float, SoftplusCurvature<float, InlinedMath>>, Map<float, SoftplusCurvature<float, FrameworkMath>>,
            TensorLoops.SoftplusCurvature, "softplus"),
        Works.Price(Call),
        Works.Greeks(Call, f => f.VectorizeColumns(), true),
        Works.Greeks(Call, f => f.VectorizeColumns(), false),
    ];

    private static Work<float> Slope(
        string name, Expression<Func<float, float>> f, Kernel<float> hand, Kernel<float>? framework,
        Action<float[], float[], float[]> tensors, string native) =>
        Works.Unary(name, Differentiate.Grad(f), hand, framework, tensors, native);
}
