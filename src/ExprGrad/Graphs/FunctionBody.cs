namespace ExprGrad.Graphs;

/// <summary>What a lambda means: its structure, the names of its parameters (for printing), and the objects that it closes over, by slot.</summary>
internal sealed record FunctionBody(Graph Graph, string[] Names, object?[] Captures);
