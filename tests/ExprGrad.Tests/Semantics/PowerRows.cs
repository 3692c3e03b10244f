namespace ExprGrad.Tests.Semantics;

/// <summary>Powers and roots, at zero above all.</summary>
internal static class PowerRows
{
    private const double Inf = double.PositiveInfinity;
    private const string Rule = "c x^(c-1), c (c-1) x^(c-2)";
    private const string Limit = "the limit from the right";
    private const string Norm = "the subgradient of least norm";

    private static readonly double Zero = 0, One = 1, Two = 2, Three = 3, Half = 0.5, Minus = -1;

    public static readonly Row[] All =
    [
        new("x⁰", x => Math.Pow(x, 0), 0, 0, 0, "1 everywhere"),
        new("x⁰", x => Math.Pow(x, Zero), 0, 0, 0, "1 everywhere"),
        new("x⁰", x => Math.Pow(x, Zero), -2, 0, 0, "1 everywhere"),
        new("x⁰", x => Math.Pow(x, Zero), Inf, 0, 0, "1 everywhere"),
        new("x¹", x => Math.Pow(x, 1), 0, 1, 0, "x"),
        new("x¹", x => Math.Pow(x, One), 0, 1, 0, "x"),
        new("x¹", x => Math.Pow(x, One), -2, 1, 0, "x"),
        new("x²", x => Math.Pow(x, 2), 0, 0, 2, Rule),
        new("x²", x => Math.Pow(x, Two), 0, 0, 2, Rule),
        new("x²", x => Math.Pow(x, Two), -3, -6, 2, Rule),
        new("x³", x => Math.Pow(x, 3), 0, 0, 0, Rule),
        new("x³", x => Math.Pow(x, Three), -2, 12, -12, Rule),
        new("x³", x => Math.Pow(x, 3), -2, 12, -12, Rule),
        new("x^0.5", x => Math.Pow(x, 0.5), 0, Inf, -Inf, Limit),
        new("x^0.5", x => Math.Pow(x, Half), 0, Inf, -Inf, Limit),
        new("x^0.5", x => Math.Pow(x, 0.5), 4, 0.25, -0.03125, Rule),
        new("x^1.5", x => Math.Pow(x, 1.5), 0, 0, Inf, Limit),
        new("x^2.5", x => Math.Pow(x, 2.5), 0, 0, 0, Rule),
        new("1/x", x => Math.Pow(x, -1), -2, -0.25, -0.25, Rule),
        new("1/x", x => Math.Pow(x, Minus), -2, -0.25, -0.25, Rule),
        new("1/x", x => Math.Pow(x, -1), 0, -Inf, null, "-1/x²"),
        new("1/x²", x => Math.Pow(x, -2), -2, 0.25, 0.375, Rule),
        new("x^0.5 of a negative number", x => Math.Pow(x, 0.5), -1, double.NaN, double.NaN, "not a real number"),
        new("0^x", x => Math.Pow(Zero, x), 2, 0, 0, "0 for positive x"),
        new("0^x", x => Math.Pow(0, x), 0.5, 0, 0, "0 for positive x"),
        new("1^x", x => Math.Pow(1, x), -2, 0, 0, "1 everywhere"),
        new("2^x", x => Math.Pow(Two, x), 3, 8 * 0.69314718055994531, 8 * 0.48045301391820142, "2^x log 2, 2^x log² 2"),

        new("√x", x => Math.Sqrt(x), 0, Inf, -Inf, Limit),
        new("√x", x => Math.Sqrt(x), 4, 0.25, -0.03125, "1/(2√x), -1/(4 x√x)"),
        new("√x", x => Math.Sqrt(x), -1, double.NaN, double.NaN, "not a real number"),
        new("√x", x => Math.Sqrt(x), Inf, 0, 0, "the limit"),
        new("√(4x)", x => Math.Sqrt(4 * x), 0, Inf, -Inf, Limit),
        new("3√x", x => 3 * Math.Sqrt(x), 0, Inf, -Inf, Limit),
        new("√x + x", x => Math.Sqrt(x) + x, 0, Inf, -Inf, Limit),
        new("-√x", x => -Math.Sqrt(x), 0, -Inf, Inf, Limit),
        new("√x / 2", x => Math.Sqrt(x) / 2, 0, Inf, -Inf, Limit),
        new("√(1 - x)", x => Math.Sqrt(1 - x), 1, -Inf, -Inf, "the limit from the left"),
        new("root of two calls", x => Math.Sqrt(x) + Math.Sqrt(2 * x), 0, Inf, -Inf, Limit),
        new("√x twice", x => Functions.Let(Math.Sqrt(x), r => r + r), 0, Inf, -Inf, Limit),
        new("∛x", x => Math.Cbrt(x), 0, Inf, null, Limit),
        new("∛x", x => Math.Cbrt(x), -8, 1 / 12.0, 1 / 144.0, "x^(-2/3) / 3, -2/9 x^(-5/3)"),

        new("√(x²)", x => Math.Sqrt(x * x), 0, 0, 0, Norm),
        new("√(x²)", x => Math.Sqrt(x * x), -0.0, 0, 0, Norm),
        new("√(x²)", x => Math.Sqrt(x * x), -4, -1, 0, "|x|"),
        new("√(x²), by a power", x => Math.Sqrt(Math.Pow(x, 2)), 0, 0, 0, Norm),
        new("√(x²), moved", x => Math.Sqrt((x - 2) * (x - 2)), 2, 0, 0, Norm),
        new("√(x² + (2x)²)", x => Math.Sqrt((x * x) + (2 * x * (2 * x))), 0, 0, 0, Norm),
        new("norm of an array", x => Math.Sqrt(new[] { x, 2 * x }.Sum(v => v * v)), 0, 0, 0, Norm),
        new("norm of an array", x => Math.Sqrt(new[] { 3 * x, 4 * x }.Sum(v => v * v)), -2, -5, null, "5 |x|"),
        new("hypotenuse", x => double.Hypot(x, 2 * x), 0, 0, 0, Norm),
        new("hypotenuse", x => double.Hypot(3 * x, 4 * x), -2, -5, null, "5 |x|"),
    ];
}
