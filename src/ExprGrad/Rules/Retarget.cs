using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Rules;

/// <summary>Turns a rule written for double into the same rule for float.</summary>
internal static class Retarget
{
    public static Graph ToSingle(Graph graph)
    {
        var builder = new GraphBuilder();
        var copies = new Node[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            var inputs = Array.ConvertAll(node.Inputs, i => copies[i.Id]);
            copies[node.Id] = node.Op switch
            {
                Op.Constant when node.Data is double value => builder.Real(value, typeof(float)),
                Op.Parameter => builder.Parameter((int)node.Data!, Single(node.Type)),
                Op.Convert => builder.Convert(inputs[0], Single(node.Type)),
                Op.Call when Twins.ToSingle((MethodInfo)node.Data!) is { } method => builder.Call(method, inputs),

                // A double function without a float twin is computed in double.
                Op.Call when node.IsReal => builder.Convert(
                    builder.Call((MethodInfo)node.Data!, Array.ConvertAll(inputs, i => i.Type == typeof(float) ? builder.Convert(i, typeof(double)) : i)),
                    typeof(float)),
                _ => builder.Rebuild(node, inputs),
            };
        }

        return Graph.Of(builder, copies[graph.Result.Id], Array.ConvertAll(graph.Parameters, Single));
    }

    private static Type Single(Type type) =>
        type == typeof(double) ? typeof(float) : type == typeof(double[]) ? typeof(float[]) : type;
}
