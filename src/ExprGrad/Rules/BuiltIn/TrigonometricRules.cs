namespace ExprGrad.Rules.BuiltIn;

/// <summary>Sine, cosine, tangent, their inverses, and all of these in half turns.</summary>
internal static class TrigonometricRules
{
    public static Rule Sin => Rule.Jvp((double x) => Math.Sin(x), (x, dx) => Math.Cos(x) * dx, (-6, 6));

    public static Rule Cos => Rule.Jvp((double x) => Math.Cos(x), (x, dx) => -Math.Sin(x) * dx, (-6, 6));

    public static Rule Tan => Rule.Jvp((double x) => Math.Tan(x), (x, dx) => (1 + Math.Tan(x) * Math.Tan(x)) * dx, (-1.4, 1.4));

    // 1 - x² in one rounding: (1 - x)(1 + x) is as good near ±1, but its derivative cancels near 0.
    public static Rule Asin => Rule.Jvp((double x) => Math.Asin(x),
        (x, dx) => dx / Math.Sqrt(Math.FusedMultiplyAdd(-x, x, 1)), (-0.99, 0.99));

    public static Rule Acos => Rule.Jvp((double x) => Math.Acos(x),
        (x, dx) => -dx / Math.Sqrt(Math.FusedMultiplyAdd(-x, x, 1)), (-0.99, 0.99));

    public static Rule Atan => Rule.Jvp((double x) => Math.Atan(x), (x, dx) => dx / (1 + x * x), (-6, 6));

    // (x dy - y dx) / (x² + y²), whose squares would overflow or underflow; 0 at infinity.
    public static Rule Atan2 => Rule.Jvp((double y, double x) => Math.Atan2(y, x),
        (y, x, dy, dx) => (Functions.HypotDerivative(x, y) * dy - Functions.HypotDerivative(y, x) * dx) / double.Hypot(x, y), (-3, 3), (0.5, 3));

    public static Rule SinPi => Rule.Jvp((double x) => double.SinPi(x), (x, dx) => Math.PI * double.CosPi(x) * dx, (-3, 3));

    public static Rule CosPi => Rule.Jvp((double x) => double.CosPi(x), (x, dx) => -Math.PI * double.SinPi(x) * dx, (-3, 3));

    public static Rule TanPi => Rule.Jvp((double x) => double.TanPi(x),
        (x, dx) => Math.PI * (1 + double.TanPi(x) * double.TanPi(x)) * dx, (-0.45, 0.45));

    public static Rule AsinPi => Rule.Jvp((double x) => double.AsinPi(x),
        (x, dx) => dx / (Math.PI * Math.Sqrt(Math.FusedMultiplyAdd(-x, x, 1))), (-0.99, 0.99));

    public static Rule AcosPi => Rule.Jvp((double x) => double.AcosPi(x),
        (x, dx) => -dx / (Math.PI * Math.Sqrt(Math.FusedMultiplyAdd(-x, x, 1))), (-0.99, 0.99));

    public static Rule AtanPi => Rule.Jvp((double x) => double.AtanPi(x), (x, dx) => dx / (Math.PI * (1 + x * x)), (-6, 6));

    public static Rule Atan2Pi => Rule.Jvp((double y, double x) => double.Atan2Pi(y, x),
        (y, x, dy, dx) => (Functions.HypotDerivative(x, y) * dy - Functions.HypotDerivative(y, x) * dx) / (Math.PI * double.Hypot(x, y)), (-3, 3), (0.5, 3));

    public static Rule DegreesToRadians => Rule.Jvp((double x) => double.DegreesToRadians(x), (x, dx) => Math.PI / 180 * dx, (-360, 360));

    public static Rule RadiansToDegrees => Rule.Jvp((double x) => double.RadiansToDegrees(x), (x, dx) => 180 / Math.PI * dx, (-6, 6));
}
