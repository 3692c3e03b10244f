using static ExprGrad.Functions;

namespace ExprGrad.Tests.Semantics;

/// <summary>Conditionals around what is not defined everywhere.</summary>
internal static class BranchRows
{
    private const double Inf = double.PositiveInfinity;
    private const string Constant = "the branch taken is constant";
    private const string Taken = "the branch taken";

    public static readonly Row[] All =
    [
        new("guarded logarithm", x => x > 0 ? Math.Log(x) : 0, 0, 0, 0, Constant),
        new("guarded logarithm", x => x > 0 ? Math.Log(x) : 0, -1, 0, 0, Constant),
        new("guarded logarithm", x => x > 0 ? Math.Log(x) : 0, 4, 0.25, -0.0625, "1/x, -1/x²"),
        new("logarithm guarded on the other side", x => x <= 0 ? 0 : Math.Log(x), 0, 0, 0, Constant),
        new("guarded root", x => x > 0 ? Math.Sqrt(x) : 0, 0, 0, 0, Constant),
        new("guarded root", x => x > 0 ? Math.Sqrt(x) : x, 0, 1, 0, Taken),
        new("guarded quotient", x => x != 0 ? Math.Sin(x) / x : 1, 0, 0, 0, Constant),
        new("guarded reciprocal", x => x != 0 ? 1 / x : 0, 0, 0, 0, Constant),
        new("guarded reciprocal of a square", x => x == 0 ? x : 1 / (x * x), 0, 1, 0, Taken),
        new("entropy", x => x > 0 ? -x * Math.Log(x) : 0, 0, 0, 0, Constant),
        new("guarded power", x => x > 0 ? Math.Pow(x, x) : 1, 0, 0, 0, Constant),
        new("guarded power", x => x > 0 ? Math.Pow(x, -1.5) : x * x, 0, 0, 2, Taken),
        new("guarded inverse sine", x => Math.Abs(x) < 1 ? Math.Asin(x) : x, 1, 1, 0, Taken),
        new("guarded inverse sine", x => Math.Abs(x) < 1 ? Math.Asin(x) : x * x, 3, 6, 2, Taken),
        new("guarded inverse cosine", x => x < 1 ? Math.Acos(x) : 0, 2, 0, 0, Constant),
        new("guarded inverse hyperbolic cosine", x => x > 1 ? Math.Acosh(x) : 0, 1, 0, 0, Constant),
        new("guarded inverse hyperbolic cosine", x => x > 1 ? Math.Acosh(x) : x, -1, 1, 0, Taken),
        new("guarded inverse hyperbolic tangent", x => x * x < 1 ? Math.Atanh(x) : x, -1, 1, 0, Taken),
        new("guarded gamma", x => x > 0 ? LogGamma(x) : x * x, -1, -2, 2, Taken),
        new("guarded gamma", x => x > 0 ? Digamma(x) : x, 0, 1, 0, Taken),
        new("guarded logit", x => x > 0 && x < 1 ? Logit(x) : x, 1, 1, 0, Taken),
        new("guarded overflow", x => x < 1 ? Math.Exp(1000 * Math.Exp(x)) : x, 3, 1, 0, Taken),
        new("nested, inner left", x => x > 0 ? (x < 1 ? Math.Log(1 - x) : Math.Sqrt(x - 1)) : Math.Sqrt(0 - x), 0.5, -2, -4, "log(1 - x)"),
        new("nested, inner right", x => x > 0 ? (x < 1 ? Math.Log(1 - x) : Math.Sqrt(x - 1)) : Math.Sqrt(0 - x), 5, 0.25, -0.03125, "√(x - 1)"),
        new("nested, outer", x => x > 0 ? (x < 1 ? Math.Log(1 - x) : Math.Sqrt(x - 1)) : Math.Sqrt(0 - x), -4, -0.25, -0.03125, "√-x"),
        new("nested, at the edge of a branch", x => x > 0 ? (x < 1 ? Math.Log(1 - x) : Math.Sqrt(x - 1)) : Math.Sqrt(0 - x), 1, Inf, -Inf, "√(x - 1), the limit"),
        new("nested, at the other edge", x => x > 0 ? (x < 1 ? Math.Log(1 - x) : Math.Sqrt(x - 1)) : Math.Sqrt(0 - x), 0, -Inf, -Inf, "√-x, the limit"),
        new("product of conditionals", x => (x > 0 ? Math.Log(x) : x) * (x > 0 ? Math.Sqrt(x) : 1 - x), -1, 3, -2, "x (1 - x)"),
        new("product of conditionals", x => (x > 0 ? Math.Log(x) : x) * (x < 0 ? 1 - x : Math.Sqrt(x)), 1, 1, 0, "log x √x"),
        new("sum of conditionals", x => (x > 0 ? Math.Log(x) : 0) + (x < 0 ? Math.Log(-x) : 0), 0, 0, 0, Constant),
        new("function of a conditional", x => Math.Exp(x > 0 ? Math.Log(x) : 0), -1, 0, 0, Constant),
        new("root of a conditional", x => Math.Sqrt(x > 0 ? x : 0), -1, 0, 0, "a structural zero is not 0 * infinity"),
        new("root of a conditional", x => Math.Sqrt(x > 0 ? x : 0), 4, 0.25, -0.03125, "√x"),
        new("root of a conditional converted", x => Math.Sqrt((float)(x > 0 ? x : 0)), -1, 0, 0, "a structural zero is not 0 * infinity"),
        new("reciprocal of a conditional", x => 1 / (x > 0 ? x : 0), -1, 0, 0, "a structural zero is not 0 * infinity"),
        new("logarithm of a conditional", x => Math.Log(x > 0 ? x * x : 0), -1, 0, 0, "a structural zero is not 0 * infinity"),
        new("quotient of conditionals", x => (x > 0 ? x : 1) / (x > 0 ? Math.Sqrt(x) : 0), -1, 0, 0, "a structural zero is not 0 * infinity"),
        new("conditional under a tie", x => Math.Sqrt(Math.Max(x > 1 ? x : 0, 0)), -1, 0, 0, "a structural zero is not 0 * infinity"),
        new("conditions of values that are not there", x => x > 0 && Math.Log(x) > -1 ? Math.Sqrt(x) : x * x, -2, -4, 2, Taken),
        new("conditions of values that are not there", x => x > 0 && Math.Log(x) > -1 ? Math.Sqrt(x) : x * x, 4, 0.25, -0.03125, Taken),
        new("either condition", x => x > 1 || x < -1 ? Math.Acosh(Math.Abs(x)) : x, 0.5, 1, 0, Taken),
        new("neither condition", x => !(x > 0) ? x : Math.Log(x), 0, 1, 0, Taken),
        new("shared by two conditionals", x => Let(Math.Log(x), l => (x > 1 ? l : 0) + (x > 2 ? l * l : 0)), 0, 0, 0, Constant),
        new("a value of NaN in the branch taken", x => x > 0 ? x : Math.Sqrt(-1), -1, 0, 0, "its value is NaN, its slope is not"),
        new("NaN takes the other branch", x => x > 0 ? Math.Log(x) : x, double.NaN, 1, 0, Taken),
        new("NaN passes through", x => x > 0 ? x : x * x, double.NaN, double.NaN, 2, "NaN in, NaN out"),
        new("clipped from below", x => Math.Log(Math.Max(x, 0.5)), 0.25, 0, 0, "constant below the bound"),
        new("guard by rounding", x => Math.Floor(x) == 0 ? x : 1 / Math.Floor(x) * x, 0.5, 1, 0, Taken),
        new("stopped", x => StopGradient(Math.Log(x)) * x, 0, -Inf, 0, "log x, held"),
    ];
}
