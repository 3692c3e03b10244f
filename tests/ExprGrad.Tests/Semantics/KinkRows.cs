using static ExprGrad.Functions;

namespace ExprGrad.Tests.Semantics;

/// <summary>Kinks, ties, steps and bounds.</summary>
internal static class KinkRows
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;
    private const string Least = "the subgradient of least norm";
    private const string Half = "half to each side of a tie";
    private const string Step = "constant between its steps";

    public static readonly Row[] All =
    [
        new("abs", x => Math.Abs(x), 0, 0, 0, Least),
        new("abs", x => Math.Abs(x), -0.0, 0, 0, Least),
        new("abs", x => Math.Abs(x), -2, -1, 0, "-x"),
        new("abs", x => Math.Abs(x), NaN, NaN, null, "NaN in, NaN out"),
        new("abs of a difference", x => Math.Abs(x - 1) * x, 1, 0, null, "|x - 1| + x sign(x - 1)"),
        new("magnitude of a cube", x => Math.Abs(x * x * x), 0, 0, 0, "3 x |x|"),

        new("max at a tie", x => Math.Max(x, 2), 2, 0.5, 0, Half),
        new("max of zeros of both signs", x => Math.Max(x, 0), -0.0, 0.5, 0, Half),
        new("max of itself", x => Math.Max(x, x), 3, 1, 0, "two halves"),
        new("max of a square and a line at a tie", x => Math.Max(x * x, 2 * x), 2, 3, 1, "(2 x + 2) / 2"),
        new("min at a tie", x => Math.Min(x, 2), 2, 0.5, 0, Half),
        new("min of squares at a tie", x => Math.Min(x * x, 1), 1, 1, 1, Half),
        new("max with NaN", x => Math.Max(x, 1), NaN, NaN, null, "NaN in, NaN out"),
        new("min of infinities", x => Math.Min(x, Inf), Inf, 0.5, 0, Half),
        new("magnitudes at a tie", x => Math.MaxMagnitude(x, -2), 2, 0.5, 0, Half),
        new("lesser magnitude at a tie", x => Math.MinMagnitude(x * x, -4), 2, 2, 1, "x² / 2"),
        new("max of numbers at a tie", x => double.MaxNumber(x, 2), 2, 0.5, 0, Half),
        new("max of numbers passes over NaN", x => double.MaxNumber(x, 2), NaN, 0, 0, "the constant is taken"),
        new("min of numbers at a tie", x => double.MinNumber(x * x, 4), -2, -2, 1, "x² / 2"),
        new("greater magnitude of numbers at a tie", x => double.MaxMagnitudeNumber(x, 2), -2, 0.5, 0, Half),
        new("lesser magnitude of numbers", x => double.MinMagnitudeNumber(x, 2), 1, 1, 0, "x"),
        new("native max at a tie", x => double.MaxNative(x, 2), 2, 0.5, 0, Half),
        new("native min at a tie", x => double.MinNative(x, 2), 2, 0.5, 0, Half),

        new("sign", x => Math.Sign(x), 0, 0, 0, Step),
        new("sign as a factor", x => Math.Sign(x) * x * x, -3, 6, -2, "-x²"),
        new("floor", x => Math.Floor(x), 2, 0, 0, Step),
        new("floor as a factor", x => Math.Floor(x) * x, 2.5, 2, 0, "2 x"),
        new("ceiling as a factor", x => Math.Ceiling(x) * x, 2.5, 3, 0, "3 x"),
        new("ceiling", x => Math.Ceiling(x), -3, 0, 0, Step),
        new("round", x => Math.Round(x), 2.5, 0, 0, Step),
        new("round as a factor", x => Math.Round(x) * x, 2.5, 2, 0, "half to even: 2 x"),
        new("round away from zero", x => Math.Round(x, MidpointRounding.AwayFromZero) * x, 2.5, 3, 0, "3 x"),
        new("truncate as a factor", x => Math.Truncate(x) * x, -2.5, -2, 0, "-2 x"),
        new("distance to the next whole number below", x => x - Math.Floor(x), 3, 1, 0, "x less a constant"),
        new("cast to an integer", x => (int)x, 3, 0, 0, Step),
        new("cast to an integer as a factor", x => (int)x * x, 3.75, 3, 0, "3 x"),
        new("cast to a long and back", x => (double)(long)x * x, -3.75, -3, 0, "-3 x"),
        new("comparison", x => x > 2 ? 1.0 : 0, 2, 0, 0, Step),
        new("comparison for equality", x => x == 2 ? x * x : x, 2, 4, 2, "x², the branch taken"),
        new("remainder", x => x % 3, 7.5, 1, 0, "x - 6"),
        new("remainder by the variable", x => 7 % x, 2, -3, 0, "7 - 3 x"),
        new("remainder just below a whole turn", x => 1 % x, 0.375, -2, 0, "1 - 2 x"),
        new("conversion to float", x => (float)(x * x) * x, 1.5, 6.75, 9, "x³: rounding has slope 1"),

        new("relu", x => Relu(x), 0, 0, 0, Least),
        new("relu", x => Relu(x), -0.0, 0, 0, Least),
        new("relu", x => Relu(x) * x, 2, 4, 2, "x²"),
        new("relu", x => Relu(x), NaN, NaN, null, "NaN in, NaN out"),
        new("relu", x => Relu(x), -Inf, 0, 0, "constant on the left"),
        new("relu of a square", x => Relu(x * x), 0, 0, 0, "0 where its argument is 0"),

        new("clamp inside", x => Math.Clamp(x, -1, 1) * x, 0.5, 1, 2, "x²"),
        new("clamp below", x => Math.Clamp(x, -1, 1) * x, -3, -1, 0, "-x"),
        new("clamp above", x => Math.Clamp(x, -1, 1), 3, 0, 0, "constant"),
        new("clamp at the upper bound", x => Math.Clamp(x, -1, 1), 1, 0.5, 0, Half),
        new("clamp at the lower bound", x => Math.Clamp(x, -1, 1), -1, 0.5, 0, Half),
        new("clamp as a factor at a bound", x => Math.Clamp(x, -1, 1) * x, 1, 1.5, 1, "c' x + c with c = 1, c' = 1/2, c'' = 0"),
        new("clamp by the bound that holds", x => Math.Clamp(5, 0, x), 2, 1, 0, "the bound is the value"),
        new("clamp to nothing", x => Math.Clamp(x, 2, 2), 2, 0.5, 0, Half),
        new("clamp of infinity", x => Math.Clamp(x, -1, 1), Inf, 0, 0, "constant"),
        new("native clamp at a bound", x => double.ClampNative(x, -1, 1), 1, 0.5, 0, Half),

        new("copy of a sign", x => Math.CopySign(x, -1), 2, -1, 0, "-|x|"),
        new("copy of a sign", x => Math.CopySign(x, -1), 0, 0, 0, Least),
        new("sign only", x => Math.CopySign(3, x), -2, 0, 0, "by the first argument only"),
        new("both of a copied sign", x => Math.CopySign(x * x, x), -3, 6, -2, "-x²"),
    ];
}
