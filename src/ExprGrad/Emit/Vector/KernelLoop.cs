using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// The core of a kernel: what to do for one vector of every output, given how a vector of each input is read and one of each output is
/// written. It knows nothing of spans, lengths and broadcasting.
/// </summary>
internal sealed class KernelLoop
{
    /// <summary>So many vector operations in one method: beyond some 1,500 the JIT keeps all values in memory.</summary>
    private const int MaxWhole = 1000;

    /// <summary>In one method of several.</summary>
    private const int MaxSegment = 700;

    /// <summary>
    /// So many values that such a method reads, and that it writes. Each is an inlined call with locals of its own, and at 512 locals the JIT
    /// leaves off inlining: then every operation is a call.
    /// </summary>
    private const int MaxCrossing = 100;

    private readonly LanePlan plan;
    private readonly VectorTarget target;
    private readonly Parts parts;
    private readonly (Node Node, Func<Expression, Expression, Expression> Store)[] outputs;
    private readonly Func<Node, Expression, Expression> input;
    private readonly Spills? spills;
    private readonly Uniforms uniforms;
    private readonly Frame frame;

    /// <param name="plan">Where each node is computed.</param>
    /// <param name="target">The vectors to compute on.</param>
    /// <param name="parts">Receives scalar code and further methods.</param>
    /// <param name="outputs">The results, and how a vector of each is written at an index.</param>
    /// <param name="input">How a vector of a parameter is read at an index.</param>
    /// <param name="spills">Memory for what there are no registers for, if there is any.</param>
    public KernelLoop(
        LanePlan plan, VectorTarget target, Parts parts,
        (Node Node, Func<Expression, Expression, Expression> Store)[] outputs, Func<Node, Expression, Expression> input,
        Spills? spills = null)
    {
        this.plan = plan;
        this.target = target;
        this.parts = parts;
        this.outputs = outputs;
        this.input = input;
        this.spills = spills;
        uniforms = new Uniforms(plan, target, parts);
        frame = new Frame(target);
        Variables.Add(Index);
        Variables.Add(Count);
        if (plan.Vectors.Count > MaxWhole)
            EmitSegments();
        else
            EmitWhole();
        Turn.Add(Expression.Assign(Index, Expression.Add(Index, Expression.Constant((long)target.Count))));

        Variables.AddRange(uniforms.Variables);
        Before.InsertRange(0, uniforms.Statements);
        if (frame.Length > 0)
        {
            Variables.AddRange([frame.Rented, frame.Read, frame.Write]);
            Before.InsertRange(0, frame.Rent());
            After.Add(frame.Return());
        }
    }

    /// <summary>The index of the first lane of a turn, advanced by each.</summary>
    public ParameterExpression Index { get; } = Expression.Variable(typeof(long), "i");

    /// <summary>The number of elements; the last turn may have more lanes than there are elements left.</summary>
    public ParameterExpression Count { get; } = Expression.Variable(typeof(long), "count");

    /// <summary>Whether an element may be computed twice: not where that calls a method of which nothing is known.</summary>
    public bool MayRepeat => plan.ToVector.Count == 0;

    public List<ParameterExpression> Variables { get; } = [];

    /// <summary>To be run once, before the first turn.</summary>
    public List<Expression> Before { get; } = [];

    /// <summary>One turn of the loop.</summary>
    public List<Expression> Turn { get; } = [];

    /// <summary>To be run once, after the last turn.</summary>
    public List<Expression> After { get; } = [];

    private void EmitWhole()
    {
        // An output may be the memory of an input, so of several outputs none is written before all inputs are read, which are the first
        // nodes there are. From then on each is written as soon as it is known: few values are alive at a time.
        var stores = outputs.ToLookup(o => o.Node, o => o.Store);
        var body = new KernelBody(target, spills, plan.Vectors, Array.ConvertAll(outputs, o => o.Node), IsKept, Leaf);
        var next = 0;
        for (var phase = 0; phase < plan.Phases; phase++)
        {
            for (; next < plan.Vectors.Count && plan.Phase(plan.Vectors[next]) == phase; next++)
            {
                var node = plan.Vectors[next];
                body.Compute(node, next, Turn);
                if (plan.ToScalar.Contains(node))
                    Turn.Add(frame.Store(node, body.Value(node)));
                if (!IsLast(node))
                    Turn.AddRange(stores[node].Select(store => store(Index, body.Value(node))));
            }

            EmitScalar(phase);
        }

        Turn.AddRange(outputs.Where(o => IsLast(o.Node)).Select(o => o.Store(Index, body.Value(o.Node))));
        Variables.AddRange(body.Variables);

        bool? IsKept(Node node) => plan.ToScalar.Contains(node) ? true
            : outputs.Length > 1 && node.Op == Op.Parameter ? true : null;

        // An argument, or what no vector code computes.
        bool IsLast(Node node) => node.Op == Op.Parameter || plan[node] != Place.Vector;

        Expression Leaf(Node node) => plan[node] switch
        {
            Place.Vector => input(node, Index),
            Place.Uniform => uniforms.Vector(node),
            _ => frame.Load(node),
        };
    }

    /// <summary>A kernel of several methods: every value that passes from one to another does so through the frame.</summary>
    private void EmitSegments()
    {
        foreach (var node in plan.UniformRoots)
            Before.Add(frame.Store(node, uniforms.Vector(node)));
        var inner = plan.Vectors.FindAll(n => n.Op != Op.Parameter);
        foreach (var node in plan.Vectors)
        {
            if (node.Op == Op.Parameter)
                Turn.Add(frame.Store(node, input(node, Index)));
        }

        var segments = Split(inner);
        var leaving = Leaving(segments);
        var next = 0;
        for (var phase = 0; phase < plan.Phases; phase++)
        {
            for (; next < segments.Count && plan.Phase(segments[next][0]) == phase; next++)
                Turn.Add(CallSegment(segments[next], leaving));
            EmitScalar(phase);
        }

        foreach (var (node, store) in outputs)
            Turn.Add(store(Index, node.Op == Op.Constant ? uniforms.Vector(node) : frame.Load(node)));
    }

    private List<List<Node>> Split(List<Node> nodes)
    {
        // Of the values of a segment those are open that a later node uses, or none, as a result.
        var lastUse = new Dictionary<Node, int>();
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var input in nodes[i].Inputs)
                lastUse[input] = i;
        }

        var segments = new List<List<Node>>();
        var (here, read, open) = (new HashSet<Node>(), new HashSet<Node>(), new HashSet<Node>());
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            if (segments.Count == 0 || segments[^1].Count >= MaxSegment || read.Count >= MaxCrossing || open.Count >= MaxCrossing
                || plan.Phase(segments[^1][0]) != plan.Phase(node))
            {
                segments.Add([]);
                here.Clear();
                read.Clear();
                open.Clear();
            }

            segments[^1].Add(node);
            foreach (var input in node.Inputs)
            {
                if (input.Op != Op.Constant && !here.Contains(input))
                    read.Add(input);
                if (lastUse[input] == i)
                    open.Remove(input);
            }

            here.Add(node);
            open.Add(node);
        }

        return segments;
    }

    private HashSet<Node> Leaving(List<List<Node>> segments)
    {
        var home = new Dictionary<Node, int>();
        var leaving = new HashSet<Node>(plan.ToScalar);
        foreach (var (node, _) in outputs)
            leaving.Add(node);
        for (var s = 0; s < segments.Count; s++)
        {
            foreach (var node in segments[s])
            {
                home[node] = s;
                foreach (var used in node.Inputs)
                {
                    if (home.GetValueOrDefault(used, s) != s)
                        leaving.Add(used);
                }
            }
        }

        return leaving;
    }

    private Expression CallSegment(List<Node> segment, HashSet<Node> leaving)
    {
        // What is read is read once.
        var (own, read) = (segment.ToHashSet(), new Dictionary<Node, ParameterExpression>());
        var statements = new List<Expression>();
        foreach (var node in segment.SelectMany(n => n.Inputs).Where(n => n.Op != Op.Constant && !own.Contains(n)))
        {
            if (read.TryAdd(node, Expression.Variable(target.Type)))
                statements.Add(Expression.Assign(read[node], frame.Load(node)));
        }

        var body = new KernelBody(target, null, segment, [], n => leaving.Contains(n) ? true : null, Leaf);
        for (var i = 0; i < segment.Count; i++)
        {
            body.Compute(segment[i], i, statements);
            if (leaving.Contains(segment[i]))
                statements.Add(frame.Store(segment[i], body.Value(segment[i])));
        }

        var type = typeof(KernelSegment<>).MakeGenericType(target.Lane);
        var lambda = Expression.Lambda(Expression.Block([.. body.Variables, .. read.Values], statements), parts.Captures, frame.Read, frame.Write);
        return parts.Call(DynamicCode.Compile(lambda, type), type, [frame.Read, frame.Write]);

        Expression Leaf(Node node) => node.Op == Op.Constant ? uniforms.Vector(node) : read[node];
    }

    /// <summary>Scalar code of one phase, lane by lane.</summary>
    private void EmitScalar(int phase)
    {
        var roots = plan.ToVector.FindAll(n => plan.Phase(n) == phase);
        if (roots.Count == 0)
            return;
        var (lane, lanes) = (Expression.Variable(typeof(long), "lane"), Expression.Variable(typeof(long), "lanes"));
        var done = Expression.Label();
        Variables.AddRange([lane, lanes]);

        // Of a tail only the lanes that stand for elements: a method that is called may count its calls.
        var left = Expression.Subtract(Count, Index);
        var width = Expression.Constant((long)target.Count);
        Turn.Add(Expression.Assign(lanes, Expression.Condition(Expression.LessThan(left, width), left, width)));
        Turn.Add(Expression.Assign(lane, Expression.Constant(0L)));
        Turn.Add(Expression.Loop(Expression.Block(typeof(void),
        [
            Expression.IfThen(Expression.GreaterThanOrEqual(lane, lanes), Expression.Break(done)),
            .. roots.Select(r => frame.SetLane(r, lane, parts.Evaluate(r, Known))),
            Expression.Assign(lane, Expression.Add(lane, Expression.Constant(1L))),
        ]), done));

        Expression? Known(Node node) =>
            plan.ToScalar.Contains(node) || plan.ToVector.Contains(node) ? frame.GetLane(node, lane) : uniforms.Scalar(node);
    }
}

/// <summary>One of the methods of a large kernel, working on two views of the same frame.</summary>
internal delegate void KernelSegment<T>(ReadOnlySpan<T> read, Span<T> write);
