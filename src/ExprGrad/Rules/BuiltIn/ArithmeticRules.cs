namespace ExprGrad.Rules.BuiltIn;

/// <summary>Functions that are sums and products of their arguments.</summary>
internal static class ArithmeticRules
{
    public static Rule FusedMultiplyAdd => Rule.Jvp((double x, double y, double z) => Math.FusedMultiplyAdd(x, y, z),
        (x, y, z, dx, dy, dz) => y * dx + x * dy + dz, (-3, 3), (-3, 3), (-3, 3));

    public static Rule MultiplyAddEstimate => Rule.Jvp((double x, double y, double z) => double.MultiplyAddEstimate(x, y, z),
        (x, y, z, dx, dy, dz) => y * dx + x * dy + dz, (-3, 3), (-3, 3), (-3, 3));

    public static Rule Lerp => Rule.Jvp((double a, double b, double t) => double.Lerp(a, b, t),
        (a, b, t, da, db, dt) => (1 - t) * da + t * db + (b - a) * dt, (-3, 3), (-3, 3), (-1, 2));

    public static Rule ScaleB => Rule.Jvp((double x, int n) => Math.ScaleB(x, n),
        (x, n, dx, dn) => Math.ScaleB(1, n) * dx, (-3, 3), (-4, 4));

    // x - y n with the n that was used: Round(x / y) may be its neighbour where x / y rounds to a half.
    public static Rule IEEERemainder => Rule.Jvp((double x, double y) => Math.IEEERemainder(x, y),
        (x, y, dx, dy) => dx - Math.Round((x - Math.IEEERemainder(x, y)) / y) * dy, (6.1, 6.9), (2.9, 3.9));

    public static Rule BitIncrement => Rule.Jvp((double x) => Math.BitIncrement(x), (x, dx) => dx, (-6, 6));

    public static Rule BitDecrement => Rule.Jvp((double x) => Math.BitDecrement(x), (x, dx) => dx, (-6, 6));
}
