using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>Recognises what overflows for arguments of ordinary size: exponentials, among the factors of the terms of an expression.</summary>
internal static class Exponentials
{
    private const int MostParts = 32;

    /// <summary>Whether an exponential multiplies a term.</summary>
    public static bool Overflow(Node sum)
    {
        var seen = 0;
        var pending = new Stack<Node>([sum]);
        while (pending.TryPop(out var node) && ++seen <= MostParts)
        {
            if (IsExponential(node))
                return true;
            AddParts(node, pending);
        }

        return false;
    }

    private static void AddParts(Node node, Stack<Node> pending)
    {
        if (node.Op is Op.Add or Op.Subtract or Op.Multiply)
            pending.Push(node[1]);
        if (node.Op is Op.Add or Op.Subtract or Op.Multiply or Op.Negate or Op.Divide)
            pending.Push(node[0]);
    }

    private static bool IsExponential(Node node) => node is { Op: Op.Call, IsReal: true, Data: MethodInfo { DeclaringType.Namespace: nameof(System) or nameof(ExprGrad) } method }
        && method.Name is "Exp" or "Exp2" or "Exp10" or "ExpM1" or "Exp2M1" or "Exp10M1" or "Sinh" or "Cosh";
}
