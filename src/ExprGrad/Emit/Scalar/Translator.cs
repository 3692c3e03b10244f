using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Scalar;

/// <summary>Steps to methods: each step becomes a statement or opens or closes a block, in one pass over the steps.</summary>
internal sealed partial class Translator
{
    // The JIT tracks 1,024 locals; the fast compiler fails with a few thousand.
    private const int MaximumLocals = 500;

    private readonly Graph graph;
    private readonly Placement placement;
    private readonly object?[]? folded;
    private readonly List<Step> steps;
    private readonly int[]? segments;
    private readonly List<Variable>?[] dying;
    private readonly Place?[] parameterPlaces;
    private readonly Stack<int> freeReals = [];
    private readonly Stack<int> freeObjects = [];
    private int reals;
    private int objects;
    private int position;
    private Method method = new();

    public Translator(Graph graph, Placement placement, object?[]? folded, List<Step> steps, int[]? segments)
    {
        this.graph = graph;
        this.placement = placement;
        this.folded = folded;
        this.steps = steps;
        this.segments = segments;
        Parameters = Array.ConvertAll(graph.Parameters, static p => Expression.Parameter(p));
        parameterPlaces = new Place?[Parameters.Length];
        dying = new List<Variable>?[steps.Count];
        escaping = Escaping(graph);
        captureCopies = CapturedArrays.ToCopy(graph);
        foreach (var node in graph.Nodes)
        {
            if (node.Op == Op.Capture)
                CaptureCount = Math.Max(CaptureCount, (int)node.Data! + 1);
        }
    }

    public ParameterExpression[] Parameters { get; }

    /// <summary>How many captured objects the code expects; <see cref="Appended"/> follow them.</summary>
    public int CaptureCount { get; }

    /// <summary>Constants that code cannot hold, and in the end the segments.</summary>
    public List<object?> Appended { get; } = [];

    /// <summary>The segments, if there is more than one, and whether the fast compiler can be trusted with each.</summary>
    public List<(Expression<Segment> Lambda, bool IsFast)> Segments { get; } = [];

    /// <summary>The body of the lambda, and whether the fast compiler can be trusted with it.</summary>
    public (Expression Body, bool IsFast) Run()
    {
        ListDying();
        for (var i = 0; segments is not null && i < Parameters.Length; i++)
            parameterPlaces[i] = InFrame(Parameters[i].Type, isFixed: true);

        for (position = 0; position < steps.Count - 1; position++)
        {
            Emit(steps[position]);
            Release();
            if (segments is not null && segments[position + 1] != segments[position])
                FinishSegment();
        }

        var body = method.Body(BuildResult());
        return (reals + objects == 0 ? body : WithFrame(body), method.IsFast);
    }

    private void Emit(Step step)
    {
        var (kind, value, region) = step;
        switch (kind)
        {
            case StepKind.Evaluate:
                Evaluate(value!);
                break;
            case StepKind.If:
                var condition = Build(value!.Node[0], value.Region);
                PlaceOf(value.Variable!);
                method.Open(condition);
                break;
            case StepKind.Else:
                method.Else();
                break;
            case StepKind.Choose:
                Store(value!, Build(value!.Node[region == value.IfTrue ? 1 : 2], region!));
                break;
            case StepKind.Decide:
                Decide(value!, region!);
                break;
            case StepKind.IfTaken:
                method.Open(PlaceOf(region!.Variable!).Read());
                break;
            case StepKind.IfLonger:
                method.Open(Expression.GreaterThan(Build(region!.Length!, region.Parent!), Expression.Constant(0)));
                break;
            case StepKind.End:
                method.CloseIf();
                break;
            case StepKind.Loop:
                OpenLoop(region!);
                break;
            case StepKind.EndLoop:
                CloseLoop(region!);
                break;
        }
    }

    private void Evaluate(Value value)
    {
        switch (value.Node.Op)
        {
            case Op.Accumulate:
                EvaluateAccumulate(value);
                break;
            case Op.Scatter:
                MakeBuffer(value);
                Update(value);
                break;
            case Op.Opaque:
                Store(value, BuildOpaque(value));
                break;
            default:
                var expression = Operation(value);

                // Here what the expression reads for the last time can make room for its result.
                Release();
                Store(value, expression);
                break;
        }
    }

    private void Store(Value value, Expression expression) => method.Write(PlaceOf(value.Variable!), expression);

    /// <summary>Sets the locals that say which branch is taken: neither, when the code around is not reached.</summary>
    private void Decide(Value select, Region around)
    {
        var condition = Build(select.Node[0], select.Region);
        var ifTrue = PlaceOf(select.IfTrue!.Variable!);
        var ifFalse = PlaceOf(select.IfFalse!.Variable!);
        PlaceOf(select.Variable!);
        Expression otherwise = Expression.Not(ifTrue.Read());
        if (around.Variable is { } reached && around.Kind == RegionKind.Branch)
        {
            condition = Expression.AndAlso(PlaceOf(reached).Read(), condition);
            otherwise = Expression.AndAlso(PlaceOf(reached).Read(), otherwise);
        }

        method.Add(ifTrue.Write(condition));
        method.Add(ifFalse.Write(otherwise));
    }

    private void ListDying()
    {
        var seen = new HashSet<Variable>();
        foreach (var value in placement.Values)
            Add(value.Variable);
        foreach (var region in placement.Regions)
            Add(region.Variable);

        void Add(Variable? variable)
        {
            if (variable is not null && seen.Add(variable))
                (dying[variable.LastUse] ??= []).Add(variable);
        }
    }

    private Place PlaceOf(Variable variable)
    {
        if (variable.Place is { } place)
            return place;
        var crosses = segments is not null && segments[variable.Definition] != segments[variable.LastUse];
        var spills = method.Locals.Count >= MaximumLocals && !method.HasFree(variable.Type) && !variable.Type.IsByRefLike;
        return variable.Place = crosses || spills
            ? InFrame(variable.Type, crosses && variable.Type.IsArray && variable.IsWrittenOnce)
            : new Place(method.Take(variable.Type));
    }

    private Place InFrame(Type type, bool isFixed)
    {
        var inReals = Place.InReals(type);
        if (!(inReals ? freeReals : freeObjects).TryPop(out var index))
            index = inReals ? reals++ : objects++;
        return new Place(index, type) { IsFixed = isFixed };
    }

    private void Release()
    {
        if (dying[position] is not { } variables)
            return;
        dying[position] = null;
        foreach (var variable in variables)
        {
            if (variable.Place is not { } place)
                continue;
            if (place.Local is { } local)
                method.Free(local);
            else
                (Place.InReals(variable.Type) ? freeReals : freeObjects).Push(place.Index);
        }
    }

    private void FinishSegment()
    {
        var body = method.Body(Expression.Empty());
        Segments.Add((Expression.Lambda<Segment>(body, Frame.Captures, Frame.Reals, Frame.Objects), method.IsFast));
        method = new Method();
    }

    /// <summary>Makes the frame, runs the segments on it, and then the rest.</summary>
    private Expression WithFrame(Expression body)
    {
        var statements = new List<Expression>
        {
            Expression.Assign(Frame.Reals, Expression.NewArrayBounds(typeof(double), Expression.Constant(reals))),
            Expression.Assign(Frame.Objects, Expression.NewArrayBounds(typeof(object), Expression.Constant(objects))),
        };
        for (var i = 0; i < Parameters.Length; i++)
        {
            if (parameterPlaces[i] is { } place)
                statements.Add(place.Write(Parameters[i]));
        }

        for (var i = 0; i < Segments.Count; i++)
        {
            var code = Expression.Convert(Captured(CaptureCount + Appended.Count + i), typeof(Segment));
            statements.Add(Expression.Invoke(code, Frame.Captures, Frame.Reals, Frame.Objects));
        }

        statements.Add(body);
        return Expression.Block([Frame.Reals, Frame.Objects], statements);
    }
}
