namespace ExprGrad.Graphs;

/// <summary>
/// A finished computation: the nodes that its result needs, in topological order and numbered by position. Two graphs are equal when they
/// compute the same thing in the same way from their parameters and captures; names and captured objects are not part of it.
/// </summary>
internal sealed class Graph : IEquatable<Graph>
{
    private readonly int hash;

    private Graph(Node[] nodes, Node result, Type[] parameters)
    {
        Nodes = nodes;
        Result = result;
        Parameters = parameters;

        var h = new HashCode();
        h.Add(result.Id);
        foreach (var p in parameters)
            h.Add(p);
        foreach (var node in nodes)
        {
            h.Add((int)node.Op);
            h.Add(NodeComparer.HashData(node.Data));
            foreach (var input in node.Inputs)
                h.Add(input.Id);
        }

        hash = h.ToHashCode();
    }

    public Node[] Nodes { get; }

    public Node Result { get; }

    /// <summary>The types of the lambda's parameters.</summary>
    public Type[] Parameters { get; }

    /// <summary>Keeps what <paramref name="result"/> needs of a builder's nodes and numbers it anew.</summary>
    /// <param name="builder">Holds the nodes.</param>
    /// <param name="result">What is computed.</param>
    /// <param name="parameters">The types of the lambda's parameters.</param>
    /// <param name="captures">If given, captured objects get the slots in which they stand here, and those that are needed are added.</param>
    internal static Graph Of(GraphBuilder builder, Node result, Type[] parameters, List<int>? captures = null)
    {
        var live = new bool[result.Id + 1];
        live[result.Id] = true;
        var count = 0;
        for (var id = result.Id; id >= 0; id--)
        {
            if (!live[id])
                continue;
            count++;
            foreach (var input in builder.Nodes[id].Inputs)
                live[input.Id] = true;
        }

        var nodes = new Node[count];
        var renumbered = new Node[result.Id + 1];
        var next = 0;
        for (var id = 0; id <= result.Id; id++)
        {
            if (!live[id])
                continue;
            var node = builder.Nodes[id];
            var (data, inputs) = (Renumbered(node), Renumber(node.Inputs));
            nodes[next] = renumbered[id] = next == id && ReferenceEquals(data, node.Data) && ReferenceEquals(inputs, node.Inputs)
                ? node
                : new Node(next, node.Op, node.Type, data, inputs);
            next++;
        }

        return new Graph(nodes, nodes[^1], parameters);

        object? Renumbered(Node node)
        {
            if (node.Op != Op.Capture || captures is null)
                return node.Data;
            var captured = (int)node.Data!;
            var slot = captures.IndexOf(captured);
            if (slot < 0)
            {
                slot = captures.Count;
                captures.Add(captured);
            }

            return slot == captured ? node.Data : slot;
        }

        // The nodes up to the first one that nothing needs are taken as they are.
        Node[] Renumber(Node[] inputs)
        {
            if (Array.TrueForAll(inputs, i => renumbered[i.Id] == i))
                return inputs;
            var result = new Node[inputs.Length];
            for (var i = 0; i < inputs.Length; i++)
                result[i] = renumbered[inputs[i].Id];
            return result;
        }
    }

    public bool Equals(Graph? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || hash != other.hash || Nodes.Length != other.Nodes.Length || Result.Id != other.Result.Id
            || !Parameters.AsSpan().SequenceEqual(other.Parameters))
        {
            return false;
        }

        for (var i = 0; i < Nodes.Length; i++)
        {
            var (a, b) = (Nodes[i], other.Nodes[i]);
            if (a.Op != b.Op || a.Type != b.Type || a.Inputs.Length != b.Inputs.Length || !NodeComparer.SameData(a.Data, b.Data))
                return false;
            for (var j = 0; j < a.Inputs.Length; j++)
            {
                if (a[j].Id != b[j].Id)
                    return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Graph);

    public override int GetHashCode() => hash;
}
