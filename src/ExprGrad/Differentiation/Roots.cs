using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>Recognises norms: the root of a sum of squares, whose derivative at zero is zero by convention and not 0 * infinity.</summary>
internal static class Roots
{
    private const int MostTerms = 64;

    public static bool IsRoot(MethodInfo method) => method.Name == nameof(Math.Sqrt) && IsOfMath(method);

    private static bool IsOfMath(MethodInfo method) => method.DeclaringType == typeof(Math) || method.DeclaringType == typeof(MathF);

    public static bool IsSumOfSquares(Node node)
    {
        var seen = 0;
        var pending = new Stack<Node>([node]);
        while (pending.TryPop(out var term))
        {
            if (++seen > MostTerms)
                return false;
            if (term.Op == Op.Add)
            {
                pending.Push(term[0]);
                pending.Push(term[1]);
            }
            else if (term.Op == Op.Reduce)
            {
                pending.Push(term[1]);
            }
            else if (!IsSquare(term))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSquare(Node node) => (node.Op == Op.Multiply && node[0] == node[1])
        || (node is { Op: Op.Call, Data: MethodInfo { Name: nameof(Math.Pow) } power } && IsOfMath(power) && node[1].IsConstant(2));
}
