namespace ExprGrad.Graphs;

/// <summary>What a lambda means: its structure, the names of its parameters (for printing), and the objects that it closes over, by slot.</summary>
internal sealed record FunctionBody(Graph Graph, string[] Names, object?[] Captures)
{
    /// <summary>What vector code may round otherwise.</summary>
    public Rounding Rounding { get; init; } = Rounding.Exact;

    /// <summary>
    /// Keeps the captured objects that the result needs, in the order of the graph: functions of equal graphs must have equal slots,
    /// whatever they were made from.
    /// </summary>
    public static FunctionBody Of(GraphBuilder builder, Node result, Type[] types, string[] names, CaptureTable captures)
    {
        var slots = new List<int>();
        var graph = Graph.Of(builder, result, types, slots);
        var all = captures.ToArray();
        return new FunctionBody(graph, names, [.. slots.Select(s => all[s])]);
    }
}
