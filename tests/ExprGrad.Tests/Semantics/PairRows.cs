namespace ExprGrad.Tests.Semantics;

/// <summary>Functions of two numbers: what is divided between them, and what one of them has no part in.</summary>
internal static class PairRows
{
    private const double Inf = double.PositiveInfinity;

    public static readonly PairRow[] All =
    [
        new("x^y", (x, y) => Math.Pow(x, y), (0, 2), (0, 0), (2, 0, 0), "y x^(y-1); x^y log x is 0 where x = 0 and y > 0"),
        new("x^y", (x, y) => Math.Pow(x, y), (0, 1), (1, 0), (0, null, 0), "y x^(y-1)"),
        new("x^y", (x, y) => Math.Pow(x, y), (0, 3), (0, 0), (0, 0, 0), "y x^(y-1)"),
        new("x^y", (x, y) => Math.Pow(x, y), (0, 0.5), (Inf, 0), (-Inf, null, 0), "the limit from the right"),
        new("x^y", (x, y) => Math.Pow(x, y), (0, 0), (0, null), (0, null, null), "x⁰ is constant"),
        new("x^y", (x, y) => Math.Pow(x, y), (-2, 3), (12, null), (-12, null, null), "3 x²"),
        new("x^y", (x, y) => Math.Pow(x, y), (1, 5), (5, 0), (20, 1, 0), "x^(y-1) (1 + y log x), x^y log² x"),
        new("hypotenuse", (x, y) => double.Hypot(x, y), (0, 0), (0, 0), (0, 0, 0), "the subgradient of least norm"),
        new("hypotenuse", (x, y) => double.Hypot(x, y), (3, 4), (0.6, 0.8), (16 / 125.0, -12 / 125.0, 9 / 125.0), "(y², -xy, x²) / r³"),
        new("√(x² + y²)", (x, y) => Math.Sqrt((x * x) + (y * y)), (0, 0), (0, 0), (0, 0, 0), "the subgradient of least norm"),
        new("√(x² + y²)", (x, y) => Math.Sqrt((x * x) + (y * y)), (-3, 4), (-0.6, 0.8), (16 / 125.0, 12 / 125.0, 9 / 125.0), "(y², -xy, x²) / r³"),
        new("x √y", (x, y) => x * Math.Sqrt(y), (2, 0), (0, Inf), (0, Inf, -Inf), "√y, x / (2√y); x does not bend it"),
        new("√x + y²", (x, y) => Math.Sqrt(x) + (y * y), (0, 3), (Inf, 6), (-Inf, 0, 2), "a sum has no mixed derivative"),
        new("log x + y log y", (x, y) => Math.Log(x) + (y > 0 ? y * Math.Log(y) : 0), (0, 0), (Inf, 0), (-Inf, 0, 0), "the branch taken is constant"),
        new("x² + 1/y", (x, y) => (x * x) + (1 / y), (3, 0), (6, -Inf), (2, 0, null), "y contributes nothing by x"),
        new("x / (x + y)", (x, y) => x / (x + y), (3, 1), (1 / 16.0, -3 / 16.0), (-2 / 64.0, 2 / 64.0, 6 / 64.0), "(y, -x) / (x + y)², (-2 y, x - y, 2 x) / (x + y)³"),
        new("y / (x - y)", (x, y) => y / (x - y), (3, 1), (-1 / 4.0, 3 / 4.0), (2 / 8.0, -4 / 8.0, 6 / 8.0), "(-y, x) / (x - y)², (2 y, -(x + y), 2 x) / (x - y)³"),
        new("max at a tie", (x, y) => Math.Max(x, y), (1, 1), (0.5, 0.5), (0, 0, 0), "half to each"),
        new("min at a tie", (x, y) => Math.Min(x * x, y), (2, 4), (2, 0.5), (1, 0, 0), "half to each"),
        new("magnitudes at a tie", (x, y) => Math.MaxMagnitude(x, y), (1, -1), (0.5, 0.5), (0, 0, 0), "half to each"),
        new("copy of a sign", (x, y) => Math.CopySign(x, y), (2, -3), (-1, 0), (0, 0, 0), "by the first argument only"),
        new("clamp at a bound of its own", (x, y) => Math.Clamp(x, y, 9), (2, 2), (0.5, 0.5), (0, 0, 0), "half to each"),
        new("clamp below its bound", (x, y) => Math.Clamp(x * x, y, 9), (1, 2), (0, 1), (0, 0, 0), "the bound is the value"),
        new("a branch for each", (x, y) => x > y ? Math.Log(x - y) : Math.Sqrt(y - x), (1, 5), (-0.25, 0.25), (-0.03125, 0.03125, -0.03125), "√(y - x)"),
        new("remainder", (x, y) => x % y, (7.5, 2), (1, -3), (0, 0, 0), "x - 3 y"),
    ];
}
