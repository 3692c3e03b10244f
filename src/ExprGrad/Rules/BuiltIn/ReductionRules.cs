namespace ExprGrad.Rules.BuiltIn;

/// <summary>The functions of arrays in <see cref="Functions"/>, and the one that lets no derivative through.</summary>
internal static class ReductionRules
{
    public static Rule LogSumExp => Rule.Jvp((double[] x) => Functions.LogSumExp(x),
        (x, dx) => Functions.Softmax(x).Zip(dx, (s, d) => s * d).Sum(), (-3, 3));

    // s_i (dx_i - sum of s_j dx_j)
    public static Rule Softmax => Rule.Jvp((double[] x) => Functions.Softmax(x),
        (x, dx) => Functions.Softmax(x).Zip(dx, (s, d) => s * (d - Functions.Softmax(x).Zip(dx, (t, e) => t * e).Sum())).ToArray(), (-3, 3));

    // For values of any type.
    public static Rule StopGradient => Rule.Constant((double value) => Functions.StopGradient(value), (-5, 5));
}
