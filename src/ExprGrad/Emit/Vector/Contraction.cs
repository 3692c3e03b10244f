using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// Products that are only added become fused multiply-adds: half the operations of a polynomial, rounded once instead of twice. That is for
/// derivatives, whose rounding is free, and not for the values of a lambda, which are computed as it says. Nor is it done to what a function, a
/// condition or a divisor depends on: a rounding error there may decide between a number and a NaN, and scalar code would decide otherwise.
/// </summary>
internal static class Contraction
{
    /// <param name="graph">The function of one element; of several results, its result is an array literal.</param>
    /// <param name="rounding">What may be rounded otherwise than the lambda says.</param>
    public static Graph In(Graph graph, Rounding rounding)
    {
        if (rounding.IsExact || !IsFast)
            return graph;
        var (free, uses) = (Free(graph, rounding), new int[graph.Nodes.Length]);
        foreach (var input in graph.Nodes.SelectMany(n => n.Inputs))
            uses[input.Id]++;
        if (!Array.Exists(graph.Nodes, n => free[n.Id] && (IsProduct(n, 0) || IsProduct(n, 1))))
            return graph;

        var builder = new GraphBuilder();
        var copies = new Node[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            copies[node.Id] = !free[node.Id] ? Copy(node)
                : IsProduct(node, 0) ? Fused(node[0], negated: false, node.Op == Op.Subtract ? builder.Negate(copies[node[1].Id]) : copies[node[1].Id])
                : IsProduct(node, 1) ? Fused(node[1], node.Op == Op.Subtract, copies[node[0].Id])
                : Copy(node);
        }

        return Graph.Of(builder, copies[graph.Result.Id], graph.Parameters);

        Node Copy(Node node) => builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i.Id]));

        // A term of a sum that nothing else needs.
        bool IsProduct(Node node, int input) => node.Op is Op.Add or Op.Subtract && node.IsReal
            && node[input].Op == Op.Multiply && uses[node[input].Id] == 1;

        Node Fused(Node product, bool negated, Node sum)
        {
            var (a, b) = (copies[product[0].Id], copies[product[1].Id]);
            var functions = sum.Type == typeof(double) ? typeof(Math) : typeof(MathF);
            return builder.Call(functions.GetMethod(nameof(Math.FusedMultiplyAdd))!, negated ? builder.Negate(a) : a, b, sum);
        }
    }

    private static bool IsFast => Fma.IsSupported || Avx512F.IsSupported || AdvSimd.IsSupported;

    /// <summary>The nodes whose rounding does not matter: results and their terms and factors, down to functions, conditions and divisors.</summary>
    private static bool[] Free(Graph graph, Rounding rounding)
    {
        var nodes = graph.Nodes;
        var free = new bool[nodes.Length];
        Array.Fill(free, true);
        var results = graph.Result.Op == Op.Array ? graph.Result.Inputs : [graph.Result];
        foreach (var value in results.Take(rounding.Values))
            free[value.Id] = false;
        for (var id = nodes.Length - 1; id >= 0 && !rounding.IsFree; id--)
        {
            var node = nodes[id];
            var passes = free[id] && node.Op is Op.Add or Op.Subtract or Op.Negate or Op.Multiply or Op.Divide or Op.Select;
            for (var i = 0; i < node.Inputs.Length && node != graph.Result; i++)
            {
                if (!passes || (node.Op == Op.Divide && i == 1) || (node.Op == Op.Select && i == 0))
                    free[node[i].Id] = false;
            }
        }

        return free;
    }
}
