using System.Runtime.CompilerServices;

namespace ExprGrad.Graphs;

/// <summary>Structural equality of nodes whose inputs are already unique: the comparer behind hash-consing.</summary>
internal sealed class NodeComparer : IEqualityComparer<Node>
{
    internal static readonly NodeComparer Instance = new();

    public bool Equals(Node? a, Node? b)
    {
        if (ReferenceEquals(a, b))
            return true;
        if (a!.Op != b!.Op || a.Type != b.Type || a.Inputs.Length != b.Inputs.Length || !SameData(a.Data, b.Data))
            return false;
        if (IsCommutative(a.Op))
        {
            return (a[0] == b[0] && a[1] == b[1]) || (a[0] == b[1] && a[1] == b[0]);
        }

        for (var i = 0; i < a.Inputs.Length; i++)
        {
            if (a[i] != b[i])
                return false;
        }

        return true;
    }

    public int GetHashCode(Node node)
    {
        var inputs = 0;
        if (IsCommutative(node.Op))
        {
            inputs = node[0].Id + node[1].Id;
        }
        else
        {
            foreach (var input in node.Inputs)
                inputs = HashCode.Combine(inputs, input.Id);
        }

        return HashCode.Combine((int)node.Op, RuntimeHelpers.GetHashCode(node.Type), HashData(node.Data), inputs);
    }

    /// <summary>IEEE addition and multiplication commute bit for bit, so `a * b` and `b * a` are one node, printed as first written.</summary>
    private static bool IsCommutative(Op op) => op is Op.Add or Op.Multiply or Op.And or Op.Or or Op.Xor or Op.Equal or Op.NotEqual;

    /// <summary>Constants are equal when their bits are: 0.0 and -0.0 differ, NaN equals itself.</summary>
    internal static bool SameData(object? a, object? b) => (a, b) switch
    {
        (double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
        (float x, float y) => BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y),

        // 1.0m and 1.00m are equal, but not as text.
        (decimal x, decimal y) => decimal.GetBits(x).AsSpan().SequenceEqual(decimal.GetBits(y)),
        _ => Equals(a, b),
    };

    internal static int HashData(object? data) => data switch
    {
        null => 0,
        double d => BitConverter.DoubleToInt64Bits(d).GetHashCode(),
        float f => BitConverter.SingleToInt32Bits(f),
        _ => data.GetHashCode(),
    };
}
