using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// The vector statements of one turn of the loop. Values live in a few locals that are reused after their last use; what is used once is
/// written where it is used, and so are comparisons, which are cheaper to repeat than to move out of the mask registers.
/// </summary>
internal sealed class KernelBody
{
    /// <summary>The compilers recurse over nested expressions.</summary>
    private const int MaxDepth = 24;

    /// <summary>
    /// So many operations in inlined functions. The JIT stops inlining, and then in the middle of functions, once a method has 512
    /// locals; a call costs some ten cycles.
    /// </summary>
    private const int MaxInlined = 150;

    private readonly VectorTarget target;
    private readonly Func<Node, Expression> leaf;
    private readonly Dictionary<Node, Expression> values = [];
    private readonly HashSet<Node> inlined = [];
    private readonly bool[] kept;
    private readonly List<Node>?[] ending;
    private readonly Stack<ParameterExpression> free = [];

    /// <param name="target">The vectors to compute on.</param>
    /// <param name="order">The nodes to compute, inputs first.</param>
    /// <param name="results">Those of them which are read after all are computed.</param>
    /// <param name="isKept">Those of them which need a local in any case.</param>
    /// <param name="leaf">The vector of a node that is not computed here, or of a parameter.</param>
    public KernelBody(
        VectorTarget target, IReadOnlyList<Node> order, IReadOnlyList<Node> results, Func<Node, bool> isKept, Func<Node, Expression> leaf)
    {
        this.target = target;
        this.leaf = leaf;
        kept = new bool[order.Count];
        ending = new List<Node>?[order.Count + 1];
        Plan(order, results, isKept);
        PlanInlining(order);
    }

    public List<ParameterExpression> Variables { get; } = [];

    /// <summary>The vector of a node, once it is computed.</summary>
    public Expression Value(Node node) =>
        values.TryGetValue(node, out var value) ? value : LaneFunctions.IsOrder(node) ? Expression.Constant(node.Data) : leaf(node);

    /// <summary>Computes the node at a position of the order.</summary>
    public void Compute(Node node, int position, List<Expression> statements)
    {
        var value = node.Op == Op.Parameter
            ? leaf(node)
            : VectorCode.Of(node, target, Array.ConvertAll(node.Inputs, Value), inlined.Contains(node));
        if (!kept[position])
        {
            values[node] = value;
            return;
        }

        // An input that is used here for the last time makes room for the result. What is only kept to be stored ends where it begins.
        foreach (var last in ending[position] ?? [])
        {
            if (last != node)
                free.Push((ParameterExpression)values[last]);
        }

        if (!free.TryPop(out var local))
            Variables.Add(local = Expression.Variable(target.Type));
        statements.Add(Expression.Assign(local, value));
        values[node] = local;
        if (ending[position]?.Contains(node) == true)
            free.Push(local);
    }

    /// <summary>
    /// Backwards, from uses to what is used: how often the code of each node would be repeated were it written at its uses, how deep it
    /// would be nested there, and at which position it is evaluated last.
    /// </summary>
    private void Plan(IReadOnlyList<Node> order, IReadOnlyList<Node> results, Func<Node, bool> isKept)
    {
        var positions = new Dictionary<Node, int>(order.Count);
        for (var i = 0; i < order.Count; i++)
            positions.Add(order[i], i);

        var (uses, depth, last) = (new int[order.Count], new int[order.Count], new int[order.Count]);
        foreach (var result in results)
            Use(result, 1, 1, order.Count);
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var node = order[i];
            kept[i] = isKept(node) || depth[i] > MaxDepth || (uses[i] > 1 && !GraphBuilder.IsComparison(node.Op));
            if (kept[i])
                (ending[Math.Max(last[i], i)] ??= []).Add(node);
            foreach (var input in node.Inputs)
                Use(input, kept[i] ? 1 : uses[i], kept[i] ? 1 : depth[i] + 1, kept[i] ? i : last[i]);
        }

        void Use(Node node, int times, int nested, int at)
        {
            if (!positions.TryGetValue(node, out var i))
                return;
            uses[i] += times;
            depth[i] = Math.Max(depth[i], nested);
            last[i] = Math.Max(last[i], at);
        }
    }

    /// <summary>The shortest functions first, for which a call would cost the most.</summary>
    private void PlanInlining(IReadOnlyList<Node> order)
    {
        var total = 0;
        foreach (var node in order.Where(n => n.Op == Op.Call).OrderBy(Cost))
        {
            total += Cost(node);
            if (total > MaxInlined)
            {
                Variables.AddRange(target.Scratch);
                return;
            }

            inlined.Add(node);
        }

        int Cost(Node node) => LaneFunctions.Cost((MethodInfo)node.Data!, target);
    }
}
