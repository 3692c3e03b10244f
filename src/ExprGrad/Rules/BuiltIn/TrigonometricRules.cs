namespace ExprGrad.Rules.BuiltIn;

internal static class TrigonometricRules
{
    public static Rule Sin => Rule.Jvp((double x) => Math.Sin(x), (x, dx) => Math.Cos(x) * dx, (-6, 6));

    public static Rule Cos => Rule.Jvp((double x) => Math.Cos(x), (x, dx) => -Math.Sin(x) * dx, (-6, 6));
}
