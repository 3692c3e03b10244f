namespace ExprGrad.Rules.BuiltIn;

/// <summary>Functions that pick one of their arguments, or its size: half to each where they tie, NaN where an argument is.</summary>
internal static class ComparisonRules
{
    // 0 * x is 0 at the kink, and NaN for a NaN.
    public static Rule Abs => Rule.Jvp((double x) => Math.Abs(x), (x, dx) => (x > 0 ? 1 : x < 0 ? -1 : 0 * x) * dx, (0.5, 6));

    public static Rule CopySign => Rule.Jvp((double x, double y) => Math.CopySign(x, y),
        (x, y, dx, dy) => (x > 0 ? 1 : x < 0 ? -1 : 0 * x) * Math.CopySign(1, y) * dx, (0.5, 6), (-6, -0.5));

    public static Rule Max => Rule.Jvp((double x, double y) => Math.Max(x, y),
        (x, y, dx, dy) => x > y ? dx : x < y ? dy : x == y ? 0.5 * (dx + dy) : double.NaN * (dx + dy), (0, 2), (2.5, 4));

    public static Rule Min => Rule.Jvp((double x, double y) => Math.Min(x, y),
        (x, y, dx, dy) => x < y ? dx : x > y ? dy : x == y ? 0.5 * (dx + dy) : double.NaN * (dx + dy), (0, 2), (2.5, 4));

    public static Rule MaxNative => Rule.Jvp((double x, double y) => double.MaxNative(x, y),
        (x, y, dx, dy) => x > y ? dx : x < y ? dy : x == y ? 0.5 * (dx + dy) : double.NaN * (dx + dy), (0, 2), (2.5, 4));

    public static Rule MinNative => Rule.Jvp((double x, double y) => double.MinNative(x, y),
        (x, y, dx, dy) => x < y ? dx : x > y ? dy : x == y ? 0.5 * (dx + dy) : double.NaN * (dx + dy), (0, 2), (2.5, 4));

    // A NaN is passed over for the other argument.
    public static Rule MaxNumber => Rule.Jvp((double x, double y) => double.MaxNumber(x, y),
        (x, y, dx, dy) => x > y || double.IsNaN(y) ? dx : x < y || double.IsNaN(x) ? dy : 0.5 * (dx + dy), (0, 2), (2.5, 4));

    public static Rule MinNumber => Rule.Jvp((double x, double y) => double.MinNumber(x, y),
        (x, y, dx, dy) => x < y || double.IsNaN(y) ? dx : x > y || double.IsNaN(x) ? dy : 0.5 * (dx + dy), (0, 2), (2.5, 4));

    public static Rule MaxMagnitude => Rule.Jvp((double x, double y) => Math.MaxMagnitude(x, y),
        (x, y, dx, dy) => Math.Abs(x) > Math.Abs(y) ? dx : Math.Abs(x) < Math.Abs(y) ? dy
            : Math.Abs(x) == Math.Abs(y) ? 0.5 * (dx + dy) : double.NaN * (dx + dy), (0, 2), (-4, -2.5));

    public static Rule MinMagnitude => Rule.Jvp((double x, double y) => Math.MinMagnitude(x, y),
        (x, y, dx, dy) => Math.Abs(x) < Math.Abs(y) ? dx : Math.Abs(x) > Math.Abs(y) ? dy
            : Math.Abs(x) == Math.Abs(y) ? 0.5 * (dx + dy) : double.NaN * (dx + dy), (0, 2), (-4, -2.5));

    public static Rule MaxMagnitudeNumber => Rule.Jvp((double x, double y) => double.MaxMagnitudeNumber(x, y),
        (x, y, dx, dy) => Math.Abs(x) > Math.Abs(y) || double.IsNaN(y) ? dx
            : Math.Abs(x) < Math.Abs(y) || double.IsNaN(x) ? dy : 0.5 * (dx + dy), (0, 2), (-4, -2.5));

    public static Rule MinMagnitudeNumber => Rule.Jvp((double x, double y) => double.MinMagnitudeNumber(x, y),
        (x, y, dx, dy) => Math.Abs(x) < Math.Abs(y) || double.IsNaN(y) ? dx
            : Math.Abs(x) > Math.Abs(y) || double.IsNaN(x) ? dy : 0.5 * (dx + dy), (0, 2), (-4, -2.5));

    public static Rule Clamp => Rule.Jvp((double x, double low, double high) => Math.Clamp(x, low, high),
        (x, low, high, dx, dl, dh) => x > low && x < high ? dx : x < low ? dl : x > high ? dh
            : x == low ? 0.5 * (dx + dl) : x == high ? 0.5 * (dx + dh) : double.NaN * (dx + dl + dh), (2, 4), (0, 1), (5, 6));

    public static Rule ClampNative => Rule.Jvp((double x, double low, double high) => double.ClampNative(x, low, high),
        (x, low, high, dx, dl, dh) => x > low && x < high ? dx : x < low ? dl : x > high ? dh
            : x == low ? 0.5 * (dx + dl) : x == high ? 0.5 * (dx + dh) : double.NaN * (dx + dl + dh), (2, 4), (0, 1), (5, 6));
}
