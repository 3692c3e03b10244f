using System.Reflection;
using ExprGrad.Graphs;
using ExprGrad.Rules;

namespace ExprGrad.Differentiation;

/// <summary>
/// Recognises the slope of the sigmoid, σ(x) σ(-x) or its negative, alone or after other factors. Taken factor by factor its derivative is it times the
/// difference σ(-x) - σ(x), which has no digits left near zero; the difference is -tanh(x / 2).
/// </summary>
internal static class SigmoidSlopes
{
    /// <summary>The factors before the slope, if there are any, the slope, and x; null for all other products.</summary>
    public static (Node? Before, Node Slope, Node Argument)? In(GraphBuilder builder, Node product, RuleRegistry rules)
    {
        var (left, last) = (product[0], product[1]);
        if (!IsSigmoid(last, rules))
            return null;
        var (before, first) = left.Op == Op.Multiply ? (left[0], left[1]) : (null, left);
        var positive = first.Op == Op.Negate ? first[0] : first;
        if (!IsSigmoid(positive, rules))
            return null;
        var argument = IsNegated(last[0], positive[0]) ? positive[0] : IsNegated(positive[0], last[0]) ? last[0] : null;
        return argument is null ? null : (before, builder.Multiply(first, last), argument);
    }

    /// <summary>tanh(x / 2).</summary>
    public static Node HalfTangent(GraphBuilder builder, Node x) => builder.Call(
        (x.Type == typeof(float) ? (Func<float, float>)MathF.Tanh : (Delegate)(Func<double, double>)Math.Tanh).Method,
        builder.Divide(x, builder.Real(2, x.Type)));

    private static bool IsNegated(Node negated, Node x) => negated.Op == Op.Negate && negated[0] == x;

    // A user's own rule for the sigmoid says what its derivative is.
    private static bool IsSigmoid(Node node, RuleRegistry rules) =>
        node is { Op: Op.Call, Data: MethodInfo { Name: nameof(Functions.Sigmoid) } method } && method.DeclaringType == typeof(Functions)
        && rules.Find(method) == RuleRegistry.Default.Find(method);
}
