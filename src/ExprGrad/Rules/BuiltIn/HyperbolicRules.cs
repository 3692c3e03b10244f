namespace ExprGrad.Rules.BuiltIn;

/// <summary>Hyperbolic functions and their inverses.</summary>
internal static class HyperbolicRules
{
    public static Rule Sinh => Rule.Jvp((double x) => Math.Sinh(x), (x, dx) => Math.Cosh(x) * dx, (-5, 5));

    public static Rule Cosh => Rule.Jvp((double x) => Math.Cosh(x), (x, dx) => Math.Sinh(x) * dx, (-5, 5));

    // 1 / cosh², before it overflows. Not 1 - tanh², which is 0 from 20 on.
    public static Rule Tanh => Rule.Jvp((double x) => Math.Tanh(x),
        (x, dx) => (Math.Abs(x) < 20 ? 1 / (Math.Cosh(x) * Math.Cosh(x)) : 4 * Math.Exp(-2 * Math.Abs(x))) * dx, (-5, 5));

    // 1 / √(1 + x²), whose square would overflow.
    public static Rule Asinh => Rule.Jvp((double x) => Math.Asinh(x), (x, dx) => dx / double.Hypot(1, x), (-5, 5));

    // 1 / √(x² - 1), which cancels near 1 and overflows.
    public static Rule Acosh => Rule.Jvp((double x) => Math.Acosh(x), (x, dx) => dx / (Math.Sqrt(x - 1) * Math.Sqrt(x + 1)), (1.1, 6));

    // 1 - x² in one rounding, for x near ±1.
    public static Rule Atanh => Rule.Jvp((double x) => Math.Atanh(x), (x, dx) => dx / Math.FusedMultiplyAdd(-x, x, 1), (-0.99, 0.99));
}
