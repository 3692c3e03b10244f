namespace ExprGrad.Graphs;

/// <summary>
/// Divisions as fast mathematics makes them, since one takes as long as ten multiplications: what several quotients are divided by is
/// inverted once, outside of the loops that it does not depend on, and a quotient of a quotient is divided by the product. In goes a finished
/// function, out comes one to be compiled and printed; derivatives are taken of the former, in which quotients still cancel.
/// </summary>
internal static class Reciprocals
{
    public static FunctionBody In(FunctionBody f)
    {
        var graph = f.Graph;
        if (!Array.Exists(graph.Nodes, IsQuotient))
            return f;
        var builder = new GraphBuilder(fastMath: true);
        var divisors = Divisors(graph);
        var uses = new int[graph.Nodes.Length];
        foreach (var input in graph.Nodes.SelectMany(n => n.Inputs))
            uses[input.Id]++;

        var copies = new Node[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            copies[node.Id] = IsQuotient(node)
                ? Quotient(node)
                : builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i.Id]));
        }

        return FunctionBody.Of(builder, copies[graph.Result.Id], graph.Parameters, f.Names, new CaptureTable(f.Captures));

        Node Quotient(Node quotient)
        {
            var (dividend, divisor) = (copies[quotient[0].Id], copies[quotient[1].Id]);
            if (Inverse(quotient[1]) is { } inverse)
                return builder.Multiply(dividend, inverse);
            return dividend.Op == Op.Divide && uses[quotient[0].Id] == 1
                ? builder.Divide(dividend[0], builder.Multiply(dividend[1], divisor))
                : builder.Divide(dividend, divisor);
        }

        Node? Inverse(Node divisor) => divisors[divisor.Id] > 1 ? builder.Divide(builder.Real(1, divisor.Type), copies[divisor.Id])
            : divisors[divisor.Id] < 0 ? builder.Multiply(Inverse(divisor[0])!, Inverse(divisor[1])!)
            : null;
    }

    /// <summary>
    /// How many quotients are divided by each node; as many as two by what does not change in the loop that divides by it. Less than none by
    /// a product of which either factor is a divisor too: it is inverted by inverting these.
    /// </summary>
    private static int[] Divisors(Graph graph)
    {
        var count = new int[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            if (IsQuotient(node))
                count[node[1].Id] += node.Loops.Length > node[1].Loops.Length ? 2 : 1;
        }

        foreach (var node in graph.Nodes.Reverse())
        {
            if (count[node.Id] == 0 || node.Op != Op.Multiply || count[node[0].Id] <= 0 || count[node[1].Id] <= 0)
                continue;
            count[node[0].Id] += count[node.Id];
            count[node[1].Id] += count[node.Id];
            count[node.Id] = -1;
        }

        return count;
    }

    private static bool IsQuotient(Node node) => node.Op == Op.Divide && node.IsReal && node[1].Op != Op.Constant;
}
