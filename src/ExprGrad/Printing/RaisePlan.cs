using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Printing;

/// <summary>
/// Decides for every node where in the raised tree it is evaluated and in which form. One loop over the nodes from the result down: when a
/// node is met, all its uses are known, and its inputs learn theirs.
/// </summary>
internal sealed class RaisePlan
{
    private readonly RaiseFacts facts;
    private readonly bool keepShared;
    private readonly HashSet<Node>? captureCopies;
    private readonly List<RaiseItem>?[] items;

    /// <param name="graph">The graph to raise.</param>
    /// <param name="facts">What is known of its nodes.</param>
    /// <param name="keepShared">Whether a node that two loops share is a local inside each even where it is used once there.</param>
    public RaisePlan(Graph graph, RaiseFacts facts, bool keepShared)
    {
        this.facts = facts;
        this.keepShared = keepShared;
        captureCopies = CapturedArrays.ToCopy(graph);
        items = new List<RaiseItem>?[graph.Nodes.Length];
        Root = new RaiseScope(RaiseScopeKind.Root, null, graph.Result);
        Use(graph.Result, Root, 1);
        for (var id = graph.Nodes.Length - 1; id >= 0; id--)
        {
            foreach (var item in ItemsOf(id))
                Place(item);
        }

        for (var id = 0; id < items.Length; id++)
        {
            foreach (var item in ItemsOf(id))
                SettleStatements(item);
        }
    }

    public RaiseScope Root { get; }

    public bool IsCopied(Node captured) => captureCopies?.Contains(captured) == true;

    public bool HasLocals { get; private set; }

    public IReadOnlyList<RaiseItem> ItemsOf(int id) => items[id] ?? (IReadOnlyList<RaiseItem>)[];

    public RaiseItem Find(Node node, RaiseScope place)
    {
        var anchor = place.AnchorOf(node);
        return items[node.Id]!.Find(i => i.Anchor == anchor)!;
    }

    private void Use(Node node, RaiseScope place, long times)
    {
        if (RaiseFacts.IsLeaf(node) || place.ElementFor(node) is not null)
            return;
        var anchor = place.AnchorOf(node);
        var known = items[node.Id] ??= [];
        var item = known.Find(i => i.Anchor == anchor);
        if (item is null)
            known.Add(item = new RaiseItem(node, anchor));
        item.Use(place, times);
    }

    private void Place(RaiseItem item)
    {
        var node = item.Node;
        var scope = item.Uses[0].Scope;
        long times = 0;
        foreach (var use in item.Uses)
        {
            scope = RaiseScope.CommonAncestor(scope, use.Scope);
            times += use.Times;
        }

        var isLocal = facts.IsForced(node) || (keepShared ? facts.IsLocal(node) : facts.IsWorthLocal(node, times))
            || ((RaiseFacts.IsEffectful(node) || RaiseFacts.IsExpensive(node) || node.Op == Op.Lambda) && times > 1);
        if (facts.IsCut(node))
            scope = item.Anchor;

        // What the turns of a loop share stands before it.
        while ((RaiseFacts.IsExpensive(node) || (isLocal && facts.IsHoistable(node))) && scope.Kind == RaiseScopeKind.Loop && scope != item.Anchor)
        {
            scope = scope.Parent!;
            isLocal = true;
        }

        // Being evaluated in the scope is no news if some use is sure to ask for it there.
        var isAsked = item.Uses.Exists(u => u.Scope.Barrier.Depth <= scope.Depth);
        item.Form = !isLocal ? RaiseForm.Inline
            : isAsked || facts.IsHoistable(node) ? RaiseForm.Local
            : facts.IsLarge(node) || RaiseFacts.IsEffectful(node) ? RaiseForm.Lazy
            : RaiseForm.Inline;
        HasLocals |= item.Form != RaiseForm.Inline;
        item.Scope = item.Form switch
        {
            RaiseForm.Inline => item.Uses[0].Scope,
            RaiseForm.Local => scope,
            _ => new RaiseScope(RaiseScopeKind.Lazy, scope, node),
        };

        // Only small nodes are inline at several places, and those open no scopes.
        UseInputs(item, item.Scope, item.Form == RaiseForm.Inline ? item.Uses[0].Times : 1);
        if (item.Form == RaiseForm.Inline)
        {
            for (var i = 1; i < item.Uses.Count; i++)
                UseInputs(item, item.Uses[i].Scope, item.Uses[i].Times);
        }
    }

    private void UseInputs(RaiseItem item, RaiseScope place, long times)
    {
        var node = item.Node;
        switch (node.Op)
        {
            case Op.Select:
                Use(node[0], place, times);
                UseInBranch(item, node[1], place);
                UseInBranch(item, node[2], place);
                break;
            case Op.Map when RaiseLoops.IsRepeat(node, facts):
                Use(node[0][0], place, times);
                Use(node[1], place, times);
                break;
            case Op.Map or Op.Reduce:
                Use(node[1], OpenLoop(item, node[0], node[1], place, node[1]), 1);
                break;
            case Op.Call when RaiseLoops.Matrix(node, facts) is { } matrix:
                UseMatrix(item, matrix, place);
                break;
            case Op.Call when RaiseLoops.IsZeroMatrix(node):
                Use(node[1], place, times);
                Use(node[2], place, times);
                break;
            case Op.Scatter:
                Use(node[0], place, times);
                UseScattered(item, node, OpenCounter(item, place), place);
                break;
            case Op.Accumulate:
                UseAccumulated(item, place);
                break;
            default:
                foreach (var input in node.Inputs)
                    Use(input, place, times);
                break;
        }
    }

    private void UseInBranch(RaiseItem item, Node value, RaiseScope place, RaiseScopeKind kind = RaiseScopeKind.Branch)
    {
        var branch = new RaiseScope(kind, place, value);
        item.Inner.Add(branch);
        Use(value, branch, 1);
    }

    private void UseMatrix(RaiseItem item, (Node Row, Node Column, Node Element) matrix, RaiseScope place)
    {
        var rows = OpenIndex(item, matrix.Row, place, null);
        var columns = OpenIndex(item, matrix.Column, rows, matrix.Element);
        if (RaiseLoops.Summands(matrix, facts) is not { } summands)
        {
            Use(matrix.Element, columns, 1);
            return;
        }

        var counter = new RaiseScope(RaiseScopeKind.Loop, columns, null) { Index = (matrix.Element[1] == matrix.Row ? rows : columns).Index };
        item.Inner.Add(counter);
        UseSummands(item, summands, counter, columns);
    }

    /// <summary>The body of a lambda that LINQ calls for each value of a loop index.</summary>
    private RaiseScope OpenLoop(RaiseItem item, Node loopIndex, Node body, RaiseScope place, Node? result, Node? alsoRead = null)
    {
        var sources = RaiseLoops.Sources(loopIndex, body, alsoRead);
        if (sources.Length == 0)
            return OpenIndex(item, loopIndex, place, result);
        var elements = RaiseLoops.ElementVariables(sources, place.LoopDepth);
        var inner = new RaiseScope(RaiseScopeKind.Loop, place, result) { Bound = loopIndex, Elements = elements };
        item.Inner.Add(inner);
        foreach (var source in sources)
            Use(source, place, 1);
        return inner;
    }

    private RaiseScope OpenIndex(RaiseItem item, Node loopIndex, RaiseScope place, Node? result)
    {
        var inner = new RaiseScope(RaiseScopeKind.Loop, place, result) { Bound = loopIndex, Index = RaiseLoops.IndexVariable(place.LoopDepth) };
        item.Inner.Add(inner);
        Use(loopIndex[0], place, 1);
        return inner;
    }

    /// <summary>The body of a lambda over the positions of a result, which is no loop of the graph.</summary>
    private static RaiseScope OpenCounter(RaiseItem item, RaiseScope place)
    {
        var counter = new RaiseScope(RaiseScopeKind.Loop, place, null) { Index = RaiseLoops.IndexVariable(place.LoopDepth) };
        item.Inner.Add(counter);
        return counter;
    }

    /// <summary>A turn of a loop of the graph that runs in step with a counter.</summary>
    private static RaiseScope OpenTurn(RaiseItem item, Node loopIndex, RaiseScope counter)
    {
        var turn = new RaiseScope(RaiseScopeKind.Loop, counter, null) { Bound = loopIndex, Index = counter.Index };
        item.Inner.Add(turn);
        return turn;
    }

    // The index does not depend on the position, so as a local it stands outside.
    private void UseScattered(RaiseItem item, Node scatter, RaiseScope counter, RaiseScope outside)
    {
        var place = counter;
        if (RaiseLoops.IsInPlace(scatter))
        {
            place = OpenTurn(item, scatter[1], counter);
            Use(scatter[1][0], outside, 1);
            UseInBranch(item, scatter[2], place);
            return;
        }

        foreach (var loopIndex in scatter.Bound)
            place = OpenLoop(item, loopIndex, scatter[2], place, null, scatter[1]);
        Use(scatter[1], scatter.Bound.Length == 0 ? outside : place, 1);
        UseInBranch(item, scatter[2], place, scatter.Bound.Length == 0 ? RaiseScopeKind.Position : RaiseScopeKind.Branch);
    }

    private void UseAccumulated(RaiseItem item, RaiseScope place)
    {
        var node = item.Node;
        if (RaiseLoops.IsZip(node, facts))
        {
            foreach (var array in node.Inputs)
                Use(array, place, 1);
            return;
        }

        var counter = OpenCounter(item, place);
        if (RaiseLoops.LengthNode(node) is { } length)
            Use(length, place, 1);
        UseSummands(item, node.Inputs, counter, place);
    }

    private void UseSummands(RaiseItem item, Node[] arrays, RaiseScope counter, RaiseScope outside)
    {
        foreach (var array in arrays)
        {
            if (RaiseLoops.IsFused(array, facts))
                UseScattered(item, array, counter, outside);
            else if (RaiseLoops.IsFusedMap(array, facts))
                Use(array[1], OpenTurn(item, array[0], counter), 1);
            else
                Use(array, counter, 1);
        }
    }

    // A conditional that C# has to write as an if statement becomes a local, unless it is already the last thing that is evaluated.
    private void SettleStatements(RaiseItem item)
    {
        if (item.Node.Op == Op.Select)
        {
            item.NeedsStatements = item.Inner.Exists(branch => branch.NeedsStatements);
            if (item.NeedsStatements && item.Form == RaiseForm.Inline && item.Scope.Result != item.Node)
            {
                item.Form = RaiseForm.Local;
                HasLocals = true;
            }
        }

        // A captured array that others can reach is copied into a local.
        if (item.Node.Op == Op.Lambda && captureCopies is not null)
        {
            item.Scope.NeedsStatements |= Array.Exists(item.Node.Inputs, captureCopies.Contains);
        }

        if (item.Form != RaiseForm.Inline || item.NeedsStatements)
            item.Declaring.NeedsStatements = true;
    }
}
