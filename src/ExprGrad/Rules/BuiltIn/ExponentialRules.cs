namespace ExprGrad.Rules.BuiltIn;

/// <summary>Exponentials and logarithms of every base.</summary>
internal static class ExponentialRules
{
    private const double Ln2 = 0.6931471805599453;

    private const double Ln10 = 2.302585092994046;

    public static Rule Exp => Rule.Jvp((double x) => Math.Exp(x), (x, dx) => Math.Exp(x) * dx, (-5, 5));

    public static Rule Exp2 => Rule.Jvp((double x) => double.Exp2(x), (x, dx) => Ln2 * double.Exp2(x) * dx, (-5, 5));

    public static Rule Exp10 => Rule.Jvp((double x) => double.Exp10(x), (x, dx) => Ln10 * double.Exp10(x) * dx, (-3, 3));

    // Not ExpM1(x) + 1, which cancels for negative x.
    public static Rule ExpM1 => Rule.Jvp((double x) => double.ExpM1(x), (x, dx) => Math.Exp(x) * dx, (-5, 5));

    public static Rule Exp2M1 => Rule.Jvp((double x) => double.Exp2M1(x), (x, dx) => Ln2 * double.Exp2(x) * dx, (-5, 5));

    public static Rule Exp10M1 => Rule.Jvp((double x) => double.Exp10M1(x), (x, dx) => Ln10 * double.Exp10(x) * dx, (-3, 3));

    public static Rule Log => Rule.Jvp((double x) => Math.Log(x), (x, dx) => dx / x, (0.1, 6));

    public static Rule Log2 => Rule.Jvp((double x) => Math.Log2(x), (x, dx) => dx / (Ln2 * x), (0.1, 6));

    public static Rule Log10 => Rule.Jvp((double x) => Math.Log10(x), (x, dx) => dx / (Ln10 * x), (0.1, 6));

    public static Rule Log_Base => Rule.Jvp((double x, double b) => Math.Log(x, b),
        (x, b, dx, db) => (dx / x - Math.Log(x, b) * db / b) / Math.Log(b), (0.1, 6), (1.5, 6));

    public static Rule LogP1 => Rule.Jvp((double x) => double.LogP1(x), (x, dx) => dx / (1 + x), (-0.9, 5));

    public static Rule Log2P1 => Rule.Jvp((double x) => double.Log2P1(x), (x, dx) => dx / (Ln2 * (1 + x)), (-0.9, 5));

    public static Rule Log10P1 => Rule.Jvp((double x) => double.Log10P1(x), (x, dx) => dx / (Ln10 * (1 + x)), (-0.9, 5));
}
