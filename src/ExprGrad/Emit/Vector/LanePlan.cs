using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>Where a node of a graph is computed.</summary>
internal enum Place : byte
{
    /// <summary>Once a call, before the loop: it does not depend on the lanes.</summary>
    Uniform,

    /// <summary>For all lanes at once, as a vector; as a mask if it is a bool.</summary>
    Vector,

    /// <summary>Lane by lane, in scalar code.</summary>
    Scalar,
}

/// <summary>
/// Decides for each node where it is computed. Code alternates: vectors of phase 0, scalar code of phase 0 for each lane, vectors of
/// phase 1, and so on; most graphs have one phase and no scalar code.
/// </summary>
/// <remarks>
/// A vector computes both branches of a conditional, and a hoisted value is computed whether its branch is taken or not. What could throw
/// there is left to scalar code: it is called leaky, and so is everything that evaluates it, up to the conditional that every lane
/// evaluates.
/// </remarks>
internal sealed class LanePlan
{
    private readonly Node[] nodes;
    private readonly VectorTarget target;
    private readonly Place[] places;
    private readonly int[] phases;

    private LanePlan(Node[] nodes, IReadOnlyList<Node> outputs, VectorTarget target)
    {
        this.nodes = nodes;
        this.target = target;
        places = new Place[nodes.Length];
        phases = new int[nodes.Length];

        // A method with effects is called once for each element, in their order: then the whole function is scalar code.
        var ordered = Array.Exists(nodes, n => n.IsEffect);
        var certain = Certain(outputs);
        var leaky = new bool[nodes.Length];
        var varies = new bool[nodes.Length];
        foreach (var node in nodes)
        {
            varies[node.Id] = node.Op == Op.Parameter || node.IsEffect || IsOfLanes(node) || Array.Exists(node.Inputs, i => varies[i.Id]);
            var vector = varies[node.Id] && !ordered && HasVectorForm(node);
            leaky[node.Id] = !certain[node.Id] && ((!vector && !IsSafe(node)) || Array.Exists(node.Inputs, i => leaky[i.Id]));
            var inLoop = node.Op == Op.LoopIndex || node.Loops.Length > 0;
            if (inLoop || leaky[node.Id] || (varies[node.Id] && Array.Exists(node.Inputs, i => leaky[i.Id])))
                places[node.Id] = Place.Scalar;
            else
                places[node.Id] = !varies[node.Id] ? Place.Uniform : vector || node.Op == Op.Parameter ? Place.Vector : Place.Scalar;

            foreach (var input in node.Inputs)
            {
                var back = places[input.Id] == Place.Scalar && places[node.Id] == Place.Vector;
                phases[node.Id] = Math.Max(phases[node.Id], phases[input.Id] + (back ? 1 : 0));
            }
        }

        Phases = phases.Max() + 1;
        Vectors.AddRange(nodes.Where(n => places[n.Id] == Place.Vector).OrderBy(n => phases[n.Id]));
        Crossings(outputs);
    }

    /// <summary>The plan of a graph of which the result, or each number of it if it is an array literal, is written.</summary>
    public static LanePlan Of(Graph graph, VectorTarget target) => graph.Result.Op == Op.Array
        ? new LanePlan(graph.Nodes[..^1], graph.Result.Inputs, target)
        : new LanePlan(graph.Nodes, [graph.Result], target);

    /// <summary>How many times vectors and scalar code alternate.</summary>
    public int Phases { get; }

    /// <summary>What is computed as vectors, inputs first.</summary>
    public List<Node> Vectors { get; } = [];

    /// <summary>Scalar nodes that vectors read, in order.</summary>
    public List<Node> ToVector { get; } = [];

    /// <summary>Vector nodes that scalar code reads.</summary>
    public HashSet<Node> ToScalar { get; } = [];

    /// <summary>Uniform values that the lanes read, constants apart, in order.</summary>
    public List<Node> UniformRoots { get; } = [];

    public Place this[Node node] => places[node.Id];

    public int Phase(Node node) => phases[node.Id];

    /// <summary>Whether only vectors do this: a part of a function that is written out, which is computed at every turn even if it is the same.</summary>
    private static bool IsOfLanes(Node node) => node.Data is LaneOperation or LaneLookup or GuardedCall
        || (node.Op is Op.And or Op.Or or Op.Xor or Op.Not && node.IsReal) || (node.Op == Op.Select && node[0].IsReal);

    private bool HasVectorForm(Node node)
    {
        if (node.Type != target.Lane && node.Type != typeof(bool))
            return false;
        if (!Array.TrueForAll(node.Inputs, i => i.Type == target.Lane || i.Type == typeof(bool) || (node.Op == Op.Call && LaneFunctions.IsOrder(i))))
            return false;
        return node.Op switch
        {
            Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Negate or Op.Not or Op.And or Op.Or or Op.Xor or Op.Select => true,
            Op.Equal or Op.NotEqual or Op.Less or Op.LessOrEqual or Op.Greater or Op.GreaterOrEqual => true,
            Op.Call => node.Data is LaneOperation or LaneLookup or GuardedCall || (node.Data is MethodInfo method && LaneFunctions.Has(method, target)),
            _ => false,
        };
    }

    /// <summary>Whether computing the node where C# would not is unnoticeable. Objects that a lambda closes over are there.</summary>
    private static bool IsSafe(Node node) =>
        GraphBuilder.IsTotal(node) || (node.Op == Op.Field && node.Data is FieldInfo && node.Inputs is [{ Op: Op.Capture }]);

    /// <summary>The nodes that are computed whatever the conditionals and the lengths of loops turn out to be.</summary>
    private bool[] Certain(IReadOnlyList<Node> outputs)
    {
        var certain = new bool[nodes.Length];
        foreach (var output in outputs)
            certain[output.Id] = true;
        for (var id = nodes.Length - 1; id >= 0; id--)
        {
            var node = nodes[id];
            if (!certain[id])
                continue;
            var always = node.Op == Op.Select || node.IsBinder ? 1 : node.Inputs.Length;
            for (var i = 0; i < always; i++)
                certain[node[i].Id] = true;
        }

        return certain;
    }

    private void Crossings(IReadOnlyList<Node> outputs)
    {
        var toVector = new HashSet<Node>(outputs.Where(o => this[o] == Place.Scalar));
        var uniform = new HashSet<Node>(outputs.Where(o => this[o] == Place.Uniform));
        foreach (var node in nodes)
        {
            foreach (var input in node.Inputs)
            {
                if (this[node] == Place.Vector && this[input] == Place.Scalar)
                    toVector.Add(input);
                if (this[node] == Place.Scalar && this[input] == Place.Vector)
                    ToScalar.Add(input);
                if (this[node] != Place.Uniform && this[input] == Place.Uniform)
                    uniform.Add(input);
            }
        }

        ToVector.AddRange(toVector.OrderBy(n => n.Id));
        UniformRoots.AddRange(uniform.Where(n => n.Op != Op.Constant).OrderBy(n => n.Id));
    }
}
