using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>Recognises the share of a part in a whole, a / (a + b), and a / (a - b) and a / (b - a), whose derivative by the rule of quotients cancels.</summary>
internal static class Shares
{
    /// <summary>b; null for all other quotients.</summary>
    public static Node? Rest(Node quotient)
    {
        var (a, whole) = (quotient[0], quotient[1]);
        return whole.Op is not (Op.Add or Op.Subtract) || (whole[0] == a) == (whole[1] == a) ? null : whole[0] == a ? whole[1] : whole[0];
    }
}
