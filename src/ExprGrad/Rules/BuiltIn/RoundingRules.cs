namespace ExprGrad.Rules.BuiltIn;

/// <summary>Step functions: 0 wherever they have a derivative, and by convention where they jump.</summary>
internal static class RoundingRules
{
    public static Rule Floor => Rule.Constant((double x) => Math.Floor(x), (2.1, 2.9));

    public static Rule Ceiling => Rule.Constant((double x) => Math.Ceiling(x), (2.1, 2.9));

    public static Rule Truncate => Rule.Constant((double x) => Math.Truncate(x), (2.1, 2.9));

    public static Rule Round => Rule.Constant((double x) => Math.Round(x), (2.6, 3.4));

    public static Rule Round_Digits => Rule.Constant((double x, int digits) => Math.Round(x, digits), (2.52, 2.54), (0, 1));

    public static Rule Round_Mode => Rule.Constant((double x, MidpointRounding mode) => Math.Round(x, mode), (2.6, 2.9), (0, 4));

    public static Rule Round_Digits_Mode => Rule.Constant(
        (double x, int digits, MidpointRounding mode) => Math.Round(x, digits, mode), (2.56, 2.59), (0, 1), (0, 4));
}
