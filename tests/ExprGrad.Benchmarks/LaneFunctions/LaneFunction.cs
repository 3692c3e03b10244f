using System.Linq.Expressions;

namespace ExprGrad.Benchmarks.LaneFunctions;

/// <summary>A function of which the kernels have a form of their own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reference">The name of its reference in <c>quad.c</c>.</param>
/// <param name="Domain">Where each of its arguments is timed.</param>
/// <param name="Double">The call, on <see langword="double"/>.</param>
/// <param name="Single">The call, on <see langword="float"/>.</param>
internal sealed record LaneFunction(string Name, string Reference, (double From, double To)[] Domain, LambdaExpression Double, LambdaExpression Single)
{
    public static readonly LaneFunction[] All =
    [
        One("Exp", -20, 20, x => Math.Exp(x), x => MathF.Exp(x)),
        One("Exp2", -20, 20, x => double.Exp2(x), x => float.Exp2(x)),
        One("Exp10", -20, 20, x => double.Exp10(x), x => float.Exp10(x)),
        One("ExpM1", -10, 10, x => Functions.ExpM1(x), x => Functions.ExpM1(x)),
        One("Log", 0, 1e4, x => Math.Log(x), x => MathF.Log(x)),
        One("Log2", 0, 1e4, x => Math.Log2(x), x => MathF.Log2(x)),
        One("Log10", 0, 1e4, x => Math.Log10(x), x => MathF.Log10(x)),
        One("LogP1", -1, 10, x => Functions.LogP1(x), x => Functions.LogP1(x)),
        new("Pow", "pow", [(0, 10), (-20, 20)], Two((x, y) => Math.Pow(x, y)), TwoSingle((x, y) => MathF.Pow(x, y))),
        One("Cbrt", -100, 100, x => Math.Cbrt(x), x => MathF.Cbrt(x)),
        new("Hypot", "hypot", [(-10, 10), (-10, 10)], Two((x, y) => double.Hypot(x, y)), TwoSingle((x, y) => float.Hypot(x, y))),
        One("Sin", -100, 100, x => Math.Sin(x), x => MathF.Sin(x)),
        One("Cos", -100, 100, x => Math.Cos(x), x => MathF.Cos(x)),
        One("Tan", -100, 100, x => Math.Tan(x), x => MathF.Tan(x)),
        One("Asin", -1, 1, x => Math.Asin(x), x => MathF.Asin(x)),
        One("Acos", -1, 1, x => Math.Acos(x), x => MathF.Acos(x)),
        One("Atan", -10, 10, x => Math.Atan(x), x => MathF.Atan(x)),
        new("Atan2", "atan2", [(-10, 10), (-10, 10)], Two((y, x) => Math.Atan2(y, x)), TwoSingle((y, x) => MathF.Atan2(y, x))),
        One("Sinh", -10, 10, x => Math.Sinh(x), x => MathF.Sinh(x)),
        One("Cosh", -10, 10, x => Math.Cosh(x), x => MathF.Cosh(x)),
        One("Tanh", -10, 10, x => Math.Tanh(x), x => MathF.Tanh(x)),
        One("Asinh", -100, 100, x => Math.Asinh(x), x => MathF.Asinh(x)),
        One("Acosh", 1, 100, x => Math.Acosh(x), x => MathF.Acosh(x)),
        One("Atanh", -1, 1, x => Math.Atanh(x), x => MathF.Atanh(x)),
        One("Erf", -5, 5, x => Functions.Erf(x), x => Functions.Erf(x)),
        One("Erfc", -5, 5, x => Functions.Erfc(x), x => Functions.Erfc(x)),
        One("NormalCdf", -8, 8, x => Functions.NormalCdf(x), x => Functions.NormalCdf(x)),
        One("NormalPdf", -8, 8, x => Functions.NormalPdf(x), x => Functions.NormalPdf(x)),
        One("Sigmoid", -20, 20, x => Functions.Sigmoid(x), x => Functions.Sigmoid(x)),
        One("Softplus", -20, 20, x => Functions.Softplus(x), x => Functions.Softplus(x)),
        One("LogGamma", 0, 20, x => Functions.LogGamma(x), x => Functions.LogGamma(x)),
        One("Digamma", 0, 20, x => Functions.Digamma(x), x => Functions.Digamma(x)),
    ];

    private static LaneFunction One(string name, double from, double to, Expression<Func<double, double>> f, Expression<Func<float, float>> single) =>
        new(name, name.ToLowerInvariant(), [(from, to)], f, single);

    private static Expression<Func<double, double, double>> Two(Expression<Func<double, double, double>> f) => f;

    private static Expression<Func<float, float, float>> TwoSingle(Expression<Func<float, float, float>> f) => f;
}
