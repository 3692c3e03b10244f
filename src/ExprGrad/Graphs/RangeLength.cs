using System.Reflection;

namespace ExprGrad.Graphs;

/// <summary>
/// How long <c>Enumerable.Range(start, count)</c> is: a negative count is an error, as it is to LINQ, and not a loop without turns. Printed,
/// it is the count, which LINQ checks again.
/// </summary>
internal static class RangeLength
{
    private static readonly MethodInfo Method = ((Func<int, int>)Of).Method;

    public static Node Of(GraphBuilder builder, Node count) => IsLength(count) ? count : builder.Call(Method, count);

    public static bool Is(Node node) => node.Op == Op.Call && Method.Equals(node.Data);

    // Lengths, indices and what is counted up from them are never negative.
    private static bool IsLength(Node count) => IsCounted(count)
        || (count.Op is Op.Add or Op.Multiply && IsCounted(count[0]) && IsCounted(count[1]));

    private static bool IsCounted(Node node) => node.Op is Op.Length or Op.LoopIndex || node is { Op: Op.Constant, Data: int and >= 0 } || Is(node);

    private static int Of(int count) => count >= 0 ? count : throw new ArgumentOutOfRangeException(nameof(count));
}
