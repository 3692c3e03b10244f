namespace ExprGrad.Rules.BuiltIn;

/// <summary>Powers, roots and reciprocals.</summary>
internal static class PowerRules
{
    // The conditions make 0 of 0 * Infinity: x⁰ is constant also at 0, and so is 0^y by its exponent.
    public static Rule Pow => Rule.Jvp((double x, double y) => Math.Pow(x, y),
        (x, y, dx, dy) => (y == 0 && x == 0 ? 0 : y * Math.Pow(x, y - 1)) * dx + (x == 0 && y > 0 ? 0 : Math.Pow(x, y) * Math.Log(x)) * dy,
        (0.1, 4), (-3, 3));

    public static Rule Sqrt => Rule.Jvp((double x) => Math.Sqrt(x), (x, dx) => 0.5 / Math.Sqrt(x) * dx, (0.1, 6));

    // Not Cbrt(x) / (3x), which is 0/0 at 0.
    public static Rule Cbrt => Rule.Jvp((double x) => Math.Cbrt(x), (x, dx) => dx / (3 * Math.Cbrt(x) * Math.Cbrt(x)), (0.1, 6));

    // RootN(x, n) / (n x) is 0/0 at 0 and ∞/∞ at infinity; elsewhere it is better for large n, which the power multiplies the root's error by.
    public static Rule RootN => Rule.Jvp((double x, int n) => double.RootN(x, n),
        (x, n, dx, dn) => (n > -32 && n < 32 || x == 0 || double.IsInfinity(x)
            ? Math.Pow(double.RootN(x, n), 1 - n) / n : double.RootN(x, n) / (n * x)) * dx, (0.1, 6), (2, 5));

    // x / Hypot(x, y), but 0 at the origin, a limit at infinity, and a derivative that does not cancel.
    public static Rule Hypot => Rule.Jvp((double x, double y) => double.Hypot(x, y),
        (x, y, dx, dy) => Functions.HypotDerivative(x, y) * dx + Functions.HypotDerivative(y, x) * dy, (-3, 3), (0.5, 3));

    // Not (1 - cos²) / r for the cosine x / r by x: that is sin² / r.
    public static Rule HypotDerivative => Rule.Jvp((double x, double y) => Functions.HypotDerivative(x, y),
        (x, y, dx, dy) => double.Hypot(x, y) == 0 ? 0
            : Functions.HypotDerivative(y, x) * (Functions.HypotDerivative(y, x) * dx - Functions.HypotDerivative(x, y) * dy) / double.Hypot(x, y),
        (-3, 3), (0.5, 3));

    public static Rule ReciprocalEstimate => Rule.Jvp((double x) => Math.ReciprocalEstimate(x), (x, dx) => -dx / (x * x), (0.1, 6));

    public static Rule ReciprocalSqrtEstimate => Rule.Jvp((double x) => Math.ReciprocalSqrtEstimate(x),
        (x, dx) => -0.5 / (x * Math.Sqrt(x)) * dx, (0.1, 6));
}
