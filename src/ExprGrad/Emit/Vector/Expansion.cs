using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// Writes the functions that vectors call out as their operations, in the kernel's own graph. So a kernel keeps its registers, has no calls, and
/// what functions share, two exponentials of one argument or the reduction of one angle, is computed once.
/// </summary>
internal static class Expansion
{
    /// <summary>A function that is longer, as only those with an order are, is called.</summary>
    private const int LongestFunction = 250;

    /// <param name="graph">The function of one element; of several results, its result is an array literal.</param>
    /// <param name="target">The vectors to compute on.</param>
    public static Graph In(Graph graph, VectorTarget target)
    {
        if (!Array.Exists(graph.Nodes, n => Function(n, target) is not null))
            return graph;
        var plan = LanePlan.Of(graph, target);
        var written = plan.Vectors.Where(n => Function(n, target) is { } f && LaneFunctions.Cost(f, target) <= LongestFunction).ToHashSet();
        var builder = new GraphBuilder();
        var copies = new Node[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            var inputs = Array.ConvertAll(node.Inputs, i => copies[i.Id]);
            copies[node.Id] = (written.Contains(node) ? LaneFunctions.Trace((MethodInfo)node.Data!, target, builder, inputs) : null)
                ?? builder.Rebuild(node, inputs);
        }

        return Graph.Of(builder, copies[graph.Result.Id], graph.Parameters);
    }

    private static MethodInfo? Function(Node node, VectorTarget target) =>
        node is { Op: Op.Call, Data: MethodInfo method } && LaneFunctions.IsFunction(method, target) ? method : null;
}
