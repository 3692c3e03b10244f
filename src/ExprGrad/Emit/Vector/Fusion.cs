using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// Derivatives that are written with several calls but need one exponential become one call: the same number, at half the cost. They are
/// written that way because they are read that way, and because their own derivatives are.
/// </summary>
internal static class Fusion
{
    /// <summary>The graph with all such derivatives as calls of their own; the graph itself where there are none.</summary>
    public static Graph In(Graph graph)
    {
        if (!Array.Exists(graph.Nodes, n => IsCall(n, "Sigmoid") || IsCall(n, "Cosh") || IsCall(n, "Exp")))
            return graph;
        var uses = new int[graph.Nodes.Length];
        foreach (var input in graph.Nodes.SelectMany(n => n.Inputs))
            uses[input.Id]++;

        var builder = new GraphBuilder();
        var copies = new Node[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            copies[node.Id] = (SigmoidDerivative(node, uses) ?? LogisticDerivative(node, uses)) is { } x ? Call(nameof(Functions.SigmoidDerivative), copies[x.Id])
                : TanhDerivative(node) is { } y ? Call(nameof(Functions.TanhDerivative), copies[y.Id])
                : builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i.Id]));
        }

        return Graph.Of(builder, copies[graph.Result.Id], graph.Parameters);

        Node Call(string name, Node x) => builder.Call(
            typeof(Functions).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static, [x.Type])!, x);
    }

    /// <summary>x of <c>Sigmoid(x) * Sigmoid(-x)</c>, unless both factors are needed elsewhere too.</summary>
    private static Node? SigmoidDerivative(Node node, int[] uses)
    {
        if (node.Op != Op.Multiply || !IsCall(node[0], "Sigmoid") || !IsCall(node[1], "Sigmoid"))
            return null;
        if (uses[node[0].Id] > 1 && uses[node[1].Id] > 1)
            return null;
        var (a, b) = (node[0][0], node[1][0]);
        return IsNegated(b, a) ? a : IsNegated(a, b) ? b : null;

        static bool IsNegated(Node negated, Node x) => negated.Op == Op.Negate && negated[0] == x;
    }

    /// <summary>
    /// x of <c>IsInfinity(t) ? 0 : Exp(x) / t / t</c> with <c>t = 1 + Exp(x)</c>, the derivative of <c>1 / t</c>, unless t is needed elsewhere too.
    /// </summary>
    private static Node? LogisticDerivative(Node node, int[] uses)
    {
        if (node.Op != Op.Select || !IsCall(node[0], "IsInfinity") || !node[1].IsConstant(0) || node[2].Op != Op.Divide || node[2][0].Op != Op.Divide)
            return null;
        var (t, e) = (node[2][1], node[2][0][0]);
        return t == node[2][0][1] && t == node[0][0] && uses[t.Id] == 3 && IsCall(e, "Exp")
            && t.Op == Op.Add && ((t[0].IsConstant(1) && t[1] == e) || (t[1].IsConstant(1) && t[0] == e)) ? e[0] : null;
    }

    /// <summary>x of <c>Abs(x) &lt; 20 ? 1 / (Cosh(x) * Cosh(x)) : 4 * Exp(-2 * Abs(x))</c>, the rule of the hyperbolic tangent.</summary>
    private static Node? TanhDerivative(Node node)
    {
        if (node.Op != Op.Select || node[0].Op != Op.Less || !IsCall(node[0][0], "Abs") || !node[0][1].IsConstant(20))
            return null;
        var (magnitude, middle, tail) = (node[0][0], node[1], node[2]);
        var x = magnitude[0];
        return middle.Op == Op.Divide && middle[0].IsConstant(1) && middle[1].Op == Op.Multiply
            && middle[1][0] == middle[1][1] && IsCall(middle[1][0], "Cosh") && middle[1][0][0] == x
            && tail.Op == Op.Multiply && tail[0].IsConstant(4) && IsCall(tail[1], "Exp")
            && tail[1][0].Op == Op.Multiply && tail[1][0][0].IsConstant(-2) && tail[1][0][1] == magnitude
            ? x : null;
    }

    private static bool IsCall(Node node, string name) =>
        node.Op == Op.Call && node.Data is MethodInfo { DeclaringType: { } type } method && method.Name == name
        && (type == typeof(Math) || type == typeof(MathF) || type == typeof(Functions) || type == typeof(double) || type == typeof(float));
}
