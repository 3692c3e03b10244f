using System.Reflection;

namespace ExprGrad.Graphs;

/// <summary>Which nodes, with all that they need, can neither throw nor be observed, and so may be computed earlier than C# would.</summary>
internal static class Totality
{
    /// <param name="nodes">The nodes, numbered by position, inputs first.</param>
    /// <param name="always">Those of them that are <see cref="Always">evaluated at every call</see>.</param>
    public static bool[] Of(IReadOnlyList<Node> nodes, bool[] always)
    {
        var total = new bool[always.Length];
        for (var id = 0; id < total.Length; id++)
        {
            var node = nodes[id];
            // What is computed in any case does no harm to what builds on it.
            if (always[node.Id] || node.Op == Op.LoopIndex)
            {
                total[node.Id] = true;
                continue;
            }

            var itself = node.Op switch
            {
                // Inside the loop over an array's length, the array is there and the index within its bounds.
                Op.Index => GraphBuilder.IsInRange(node),
                Op.Map or Op.Reduce => total[node[0][0].Id],
                Op.Field => GraphBuilder.IsTotal(node) || (node.Inputs.Length > 0 && node[0].Op == Op.Capture && node.Data is FieldInfo),
                _ => GraphBuilder.IsTotal(node),
            };
            total[node.Id] = itself && Array.TrueForAll(node.Inputs, i => total[i.Id]);
        }

        return total;
    }

    /// <summary>Which of the first <paramref name="count"/> nodes are evaluated at every call, for the sake of a result.</summary>
    public static bool[] Always(IReadOnlyList<Node> nodes, Node result, int count)
    {
        var always = new bool[count];
        always[result.Id] = true;
        for (var id = result.Id; id >= 0; id--)
        {
            if (!always[id])
                continue;
            var node = nodes[id];
            switch (node.Op)
            {
                case Op.Select:
                    always[node[0].Id] = true;
                    break;
                case Op.Map or Op.Reduce:
                    always[node[0][0].Id] = true;
                    if (GraphBuilder.IsPositive(node[0][0]) && node.Data is not Reduction.Any)
                        always[node[1].Id] = true;
                    break;
                case Op.Scatter when node.Bound.Length > 0:
                    always[node[0].Id] = true;
                    always[node[3][0].Id] = true;
                    break;
                case Op.LoopIndex:
                    break;
                default:
                    foreach (var input in node.Inputs)
                        always[input.Id] = true;
                    break;
            }
        }

        return always;
    }
}
