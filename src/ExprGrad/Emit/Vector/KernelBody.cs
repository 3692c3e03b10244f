using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// The vector statements of one turn of the loop. What is used once is written where it is used, and so are comparisons, which are cheaper
/// to repeat than to move out of the mask registers. Other values live in locals, no more of them at a time than there are registers: the
/// one that is needed last moves to memory.
/// </summary>
internal sealed class KernelBody
{
    /// <summary>The compilers recurse over nested expressions.</summary>
    private const int MaxDepth = 24;

    /// <summary>A method that is called takes all registers.</summary>
    private const int AcrossFunctions = 6;

    private readonly VectorTarget target;
    private readonly Spills? spills;
    private readonly Func<Node, Expression> leaf;
    private readonly Dictionary<Node, Expression> values = [];
    private readonly bool[] kept;
    private readonly Dictionary<Node, List<int>> uses = [];
    private readonly List<Node>?[] ending;
    private readonly HashSet<Node> live = [];
    private readonly HashSet<Node> written = [];
    private readonly Stack<ParameterExpression> free = [];

    /// <param name="target">The vectors to compute on.</param>
    /// <param name="spills">Takes what there are no registers for, if there is memory.</param>
    /// <param name="order">The nodes to compute, inputs first.</param>
    /// <param name="results">Those of them which are read as soon as they are computed, or in the end if they are parameters.</param>
    /// <param name="isKept">Those of them which need a local in any case; or need none, as they can be read again; or null.</param>
    /// <param name="leaf">The vector of a node that is not computed here, or of a parameter.</param>
    public KernelBody(
        VectorTarget target, Spills? spills, IReadOnlyList<Node> order, IReadOnlyList<Node> results, Func<Node, bool?> isKept,
        Func<Node, Expression> leaf)
    {
        (this.target, this.spills, this.leaf) = (target, spills, leaf);
        kept = new bool[order.Count];
        ending = new List<Node>?[order.Count + 1];
        Plan(order, results, isKept);
        if (order.Any(IsFunction))
            Variables.AddRange(target.Scratch);
    }

    /// <summary>The locals of the statements.</summary>
    public List<ParameterExpression> Variables { get; } = [];

    /// <summary>The vector of a node, once it is computed, from where it is now.</summary>
    public Expression Value(Node node) =>
        values.TryGetValue(node, out var value) ? value
        : written.Contains(node) ? Code(node)
        : LaneFunctions.IsOrder(node) ? Expression.Constant(node.Data)
        : leaf(node);

    /// <summary>Computes the node at a position of the order.</summary>
    public void Compute(Node node, int position, List<Expression> statements)
    {
        if (!kept[position])
        {
            // Written where it is used: until then its inputs may move.
            written.Add(node);
            return;
        }

        var value = Code(node);
        Assign(node, position, value, statements);

        // Not before: the value may be read from there, and another be moved there before it is.
        foreach (var last in ending[position] ?? [])
            spills?.Release(values[last]);
    }

    /// <summary>As deep as <see cref="MaxDepth"/>.</summary>
    private Expression Code(Node node) => node.Op == Op.Parameter
        ? leaf(node)
        : VectorCode.Of(node, target, Array.ConvertAll(node.Inputs, Value));

    private void Assign(Node node, int position, Expression value, List<Expression> statements)
    {
        // An input that is used here for the last time makes room for the result. What is only kept to be stored ends where it begins.
        foreach (var last in ending[position] ?? [])
        {
            if (live.Remove(last))
                free.Push((ParameterExpression)values[last]);
        }

        var isBrief = ending[position]?.Contains(node) == true;
        // Expressions and tables take the other half: with fewer left to them, the JIT moves values out of registers itself.
        var room = IsFunction(node) ? AcrossFunctions : target.Registers / 2;
        while (live.Count >= room && !isBrief && spills is { HasRoom: true })
        {
            var furthest = live.MaxBy(n => NextUse(n, position))!;
            if (!IsFunction(node) && NextUse(node, position) >= NextUse(furthest, position))
            {
                statements.Add(spills.Keep(value, out var kept));
                values[node] = kept;
                return;
            }

            var moved = (ParameterExpression)values[furthest];
            statements.Add(spills.Keep(moved, out var place));
            values[furthest] = place;
            live.Remove(furthest);
            free.Push(moved);
        }

        if (!free.TryPop(out var local))
            Variables.Add(local = Expression.Variable(target.Type));
        statements.Add(Expression.Assign(local, value));
        values[node] = local;
        if (isBrief)
            free.Push(local);
        else
            live.Add(node);
    }

    /// <summary>
    /// Backwards, from uses to what is used: how often the code of each node would be repeated were it written at its uses, how deep it
    /// would be nested there, and at which positions it is evaluated.
    /// </summary>
    private void Plan(IReadOnlyList<Node> order, IReadOnlyList<Node> results, Func<Node, bool?> isKept)
    {
        var positions = new Dictionary<Node, int>(order.Count);
        for (var i = 0; i < order.Count; i++)
            positions.Add(order[i], i);

        var (times, depth) = (new int[order.Count], new int[order.Count]);
        var written = results.ToLookup(r => r);
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var node = order[i];
            foreach (var result in written[node])
                Use(result, 1, 1, [result.Op == Op.Parameter ? order.Count : i]);
            kept[i] = isKept(node) ?? (depth[i] > MaxDepth || IsFunction(node) || (times[i] > 1 && !GraphBuilder.IsComparison(node.Op)));
            var at = uses.GetValueOrDefault(node) ?? [i];
            if (kept[i])
                (ending[at.Max()] ??= []).Add(node);
            foreach (var input in node.Inputs)
                Use(input, kept[i] ? 1 : times[i], kept[i] ? 1 : depth[i] + 1, kept[i] ? [i] : at);
        }

        void Use(Node node, int count, int nested, List<int> at)
        {
            if (!positions.TryGetValue(node, out var i))
                return;
            times[i] += count;
            depth[i] = Math.Max(depth[i], nested);
            if (!uses.TryGetValue(node, out var all))
                uses[node] = all = [];
            all.AddRange(at);
        }
    }

    private int NextUse(Node node, int position)
    {
        var next = int.MaxValue;
        foreach (var use in uses[node])
        {
            if (use > position && use < next)
                next = use;
        }

        return next;
    }

    /// <summary>Whether a node calls a method, which takes all registers.</summary>
    private bool IsFunction(Node node) => node.Op == Op.Call
        && (node.Data is GuardedCall || (node.Data is MethodInfo method && LaneFunctions.IsFunction(method, target)));
}
