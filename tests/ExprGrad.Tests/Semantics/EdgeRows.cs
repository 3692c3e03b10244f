using static ExprGrad.Functions;

namespace ExprGrad.Tests.Semantics;

/// <summary>Infinities, NaN, and what simplification must leave alone.</summary>
internal static class EdgeRows
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;
    private const string Limit = "the limit";

    private static readonly double Zero = 0;

    public static readonly Row[] All =
    [
        new("exp", x => Math.Exp(x), -Inf, 0, 0, Limit),
        new("exp", x => Math.Exp(x), Inf, Inf, Inf, Limit),
        new("log", x => Math.Log(x), 0, Inf, -Inf, Limit),
        new("log", x => Math.Log(x), Inf, 0, 0, Limit),
        new("log2", x => Math.Log2(x), 0, Inf, -Inf, Limit),
        new("log10", x => Math.Log10(x), Inf, 0, 0, Limit),
        new("log(1 + x)", x => LogP1(x), -1, Inf, -Inf, Limit),
        new("exp(x) - 1", x => ExpM1(x), -Inf, 0, 0, Limit),
        new("tanh", x => Math.Tanh(x), Inf, 0, 0, Limit),
        new("tanh", x => Math.Tanh(x), -Inf, 0, 0, Limit),
        new("atan", x => Math.Atan(x), Inf, 0, null, Limit),
        new("atan", x => Math.Atan(x), -Inf, 0, null, Limit),
        new("asin", x => Math.Asin(x), 1, Inf, Inf, Limit),
        new("asin", x => Math.Asin(x), -1, Inf, -Inf, Limit),
        new("acos", x => Math.Acos(x), -1, -Inf, Inf, Limit),
        new("asinh", x => Math.Asinh(x), Inf, 0, null, Limit),
        new("acosh", x => Math.Acosh(x), 1, Inf, -Inf, Limit),
        new("acosh", x => Math.Acosh(x), Inf, 0, null, Limit),
        new("atanh", x => Math.Atanh(x), 1, Inf, Inf, Limit),
        new("sigmoid", x => Sigmoid(x), Inf, 0, 0, Limit),
        new("sigmoid", x => Sigmoid(x), -Inf, 0, 0, Limit),
        new("log sigmoid", x => LogSigmoid(x), -Inf, 1, 0, Limit),
        new("softplus", x => Softplus(x), Inf, 1, 0, Limit),
        new("softplus", x => Softplus(x), -Inf, 0, 0, Limit),
        new("erf", x => Erf(x), Inf, 0, null, Limit),
        new("erfc", x => Erfc(x), -Inf, 0, null, Limit),
        new("normal distribution", x => NormalCdf(x), -Inf, 0, null, Limit),
        new("reciprocal", x => 1 / x, Inf, 0, 0, Limit),
        new("reciprocal", x => 1 / x, 0, -Inf, null, Limit),
        new("square", x => x * x, Inf, Inf, 2, "2 x"),
        new("square", x => x * x, NaN, NaN, 2, "2 x: the second derivative is a constant"),
        new("sine of NaN", x => Math.Sin(x), NaN, NaN, NaN, "NaN in, NaN out"),
        new("exp of NaN", x => Math.Exp(x), NaN, NaN, NaN, "NaN in, NaN out"),
        new("log of NaN", x => Math.Log(x), NaN, NaN, NaN, "NaN in, NaN out"),
        new("root of NaN", x => Math.Sqrt(x), NaN, NaN, NaN, "NaN in, NaN out"),
        new("sine of infinity", x => Math.Sin(x), Inf, NaN, NaN, "there is no limit"),

        new("x * 0", x => x * 0, 2, 0, 0, "0"),
        new("x * 0", x => x * 0, Inf, 0, 0, "0 * 1: the value is NaN"),
        new("x - x", x => x - x, Inf, 0, 0, "1 - 1: the value is NaN"),
        new("x / x", x => x / x, 2, 0, 0, "(1 - x / x) / x"),
        new("x / x", x => x / x, 0, NaN, NaN, "0 / 0 stays"),
        new("a constant that is not finite", x => (0 * Math.Log(Zero)) + (x * x), 1, 2, 2, "what is not there contributes nothing"),
        new("an infinite term", x => (1 / Zero) + (x * x), 3, 6, 2, "what is not there contributes nothing"),
        new("an infinite exponent held", x => Math.Pow(x, 3) + StopGradient(x / Zero), 2, 12, 12, "what is not there contributes nothing"),
        new("overflow outside of the derivative", x => (x * 1e30) + (x * x), 2, 1e30, 2, "1e30 + 2 x"),
    ];
}
