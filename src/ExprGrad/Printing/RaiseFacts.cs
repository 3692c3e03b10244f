using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Printing;

/// <summary>
/// What the raiser needs to know of each node, whatever its place: how large its text is, whether it becomes a local, and whether it
/// may be evaluated where the graph does not ask for it. One pass in each direction over the nodes.
/// </summary>
internal sealed class RaiseFacts
{
    /// <summary>A shared node is repeated up to this size: <c>1 - Lib.Sigmoid(x)</c> has 4.</summary>
    public const int SmallSize = 4;

    // The nodes that repeating may add before a small node becomes a local after all.
    private const int MostRepeated = 16;

    // Nothing that reads the raised tree recurses deeper than some multiple of these.
    private const int DeepestTree = 40;
    private const int DeepestNesting = 12;

    private const int SelectSize = 2;
    private const int LoopSize = 10;

    private readonly int[] sizes;
    private readonly int[] uses;
    private readonly bool[] local;
    private readonly bool[] cut;
    private readonly bool[] forced;
    private readonly bool[] hoistable;

    public RaiseFacts(Graph graph, bool localEffects)
    {
        var count = graph.Nodes.Length;
        (sizes, uses, local, cut, forced, hoistable) = (new int[count], new int[count], new bool[count], new bool[count], new bool[count], new bool[count]);
        var certain = Totality.Always(graph.Nodes, graph.Result, count);
        foreach (var node in graph.Nodes)
        {
            foreach (var input in node.Inputs)
                uses[input.Id]++;
        }

        var heights = new int[count];
        var nestings = new int[count];
        foreach (var node in graph.Nodes)
        {
            var (size, height, nesting) = (Weight(node), 1, 0);
            var inputsHoistable = true;
            foreach (var mentioned in node.Op == Op.LoopIndex ? [] : node.Inputs)
            {
                // A loop is written with the length of its index; the index itself is a name.
                var input = node.Bound.Contains(mentioned) ? mentioned[0] : mentioned;
                size += local[input.Id] ? 1 : sizes[input.Id];
                height = Math.Max(height, (local[input.Id] ? 1 : heights[input.Id]) + (node.IsBinder || node.Op == Op.Accumulate ? 4 : 1));
                nesting = Math.Max(nesting, nestings[input.Id]);
                inputsHoistable &= hoistable[input.Id];
            }

            if (node.Data is OpaqueCode code)
            {
                height += Trees.Depth(code.Body);
                ForceInputs(node, code);
            }

            // What a lambda captures is computed once, outside of it.
            if (node.Op == Op.Lambda)
            {
                height += 4;
                foreach (var captured in node.Inputs)
                    forced[captured.Id] |= !IsLeaf(captured);
            }

            if (node.Op == Op.Scatter && node.Bound.IsEmpty && sizes[node[1].Id] > 2)
                forced[node[1].Id] = true;

            // An element in a loop over the array is a name too, where LINQ hands it out.
            var isElement = node.Op == Op.Index && IsLeaf(node[0]) && node[1].Op == Op.LoopIndex;
            sizes[node.Id] = isElement ? 1 : size;
            hoistable[node.Id] = certain[node.Id] || (inputsHoistable && IsTotal(node) && !IsEffectful(node));
            if (IsLeaf(node))
                continue;
            cut[node.Id] = node != graph.Result && (height > DeepestTree || nesting > DeepestNesting);
            forced[node.Id] |= localEffects && IsEffectful(node);
            local[node.Id] = cut[node.Id] || IsTooMuch(sizes[node.Id], uses[node.Id]);
            heights[node.Id] = height;
            nestings[node.Id] = cut[node.Id] ? 0 : nesting + (node.Op is Op.Select or Op.Map or Op.Reduce or Op.Scatter ? 1 : 0);
        }
    }

    public bool IsLarge(Node node) => sizes[node.Id] > SmallSize;

    /// <summary>Whether a node whose text would stand at so many places is better a local.</summary>
    public bool IsWorthLocal(Node node, long times) => local[node.Id] && IsTooMuch(sizes[node.Id], times);

    /// <summary>Whether a node that has more than one place should be computed once.</summary>
    public bool IsLocal(Node node) => local[node.Id];

    /// <summary>Whether it must be a local even if it has one place only.</summary>
    public bool IsForced(Node node) => cut[node.Id] || forced[node.Id];

    /// <summary>Whether the tree would be too deep if the node were not taken out of everything around it.</summary>
    public bool IsCut(Node node) => cut[node.Id];

    /// <summary>Whether evaluating it where the graph does not ask for it can neither throw nor be observed.</summary>
    public bool IsHoistable(Node node) => hoistable[node.Id];

    public bool IsUsedOnce(Node node) => uses[node.Id] == 1;

    /// <summary>Loops over arrays and what else makes arrays: not to be repeated for every element of another loop.</summary>
    public static bool IsExpensive(Node node) =>
        node.Op is Op.Map or Op.Reduce or Op.Scatter or Op.Accumulate || (node.Type.IsArray && node.Op is Op.Call or Op.Opaque or Op.Select or Op.Array && !IsEffectful(node));

    public static bool IsEffectful(Node node) => node.IsEffect;

    public static bool IsLeaf(Node node) => node.Op is Op.Constant or Op.Parameter or Op.Capture or Op.LoopIndex;

    /// <summary>The node that is known to be an array's length, if the graph has one.</summary>
    public static bool IsLengthOf(Node length, Node array)
    {
        while (array.Op == Op.Accumulate)
            array = array[0];
        return array.Op switch
        {
            Op.Map => array[0][0] == length,
            Op.Scatter => array[0] == length,
            _ => length.Op == Op.Length && length[0] == array,
        };
    }

    private static bool IsTooMuch(int size, long times) => times > 1 && (size > SmallSize || (size > 1 && size * (times - 1) > MostRepeated));

    // Members and conversions read as one with what they are of.
    private static int Weight(Node node) => node.Op switch
    {
        Op.Select => SelectSize,
        Op.Map or Op.Reduce or Op.Scatter or Op.Accumulate => LoopSize,
        Op.Field or Op.Length or Op.Convert => node.Inputs.Length == 0 ? 1 : 0,
        Op.Index => 0,
        Op.Call when RangeLength.Is(node) => 0,
        _ => 1,
    };

    // An element read at an index that runs over the array's own length is there; LINQ checks sums of integers for overflow.
    private static bool IsTotal(Node node) => node.Op switch
    {
        Op.Index => node[1].Op == Op.LoopIndex && IsLengthOf(node[1][0], node[0]),
        Op.Map => true,
        Op.Reduce => node.IsReal || node.Type == typeof(bool),
        _ => GraphBuilder.IsTotal(node),
    };

    // Opaque code may mention a variable several times, or inside a lambda that is called many times.
    private void ForceInputs(Node node, OpaqueCode code)
    {
        var mentions = new Dictionary<ParameterExpression, int>();
        var repeats = false;
        var seen = new HashSet<Expression>();
        var stack = new Stack<Expression>([code.Body]);
        while (stack.TryPop(out var e))
        {
            // A part that is shared stands for several, and is not walked again.
            if (e is not ParameterExpression && !seen.Add(e))
            {
                repeats = true;
                continue;
            }

            repeats |= e is LambdaExpression;
            if (e is ParameterExpression p)
                mentions[p] = mentions.GetValueOrDefault(p) + 1;
            foreach (var child in Trees.Children(e))
                stack.Push(child);
        }

        for (var i = 0; i < node.Inputs.Length; i++)
        {
            var input = node[i];
            if (!IsLeaf(input) && (repeats || mentions.GetValueOrDefault(code.Variables[i]) != 1) && (IsLarge(input) || IsEffectful(input)))
                forced[input.Id] = true;
        }
    }
}
