using System.Runtime.InteropServices;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Scalar;

/// <summary>
/// Decides where each node is computed. In goes a graph, out comes a tree of regions with values in them. Consumers are placed before what
/// they use. A node that is total goes to the innermost region around its uses, and out of the loops that it does not depend on. One that
/// may throw is computed only where it is certain to be needed: in several regions if that is what it takes.
/// </summary>
internal sealed class Placement
{
    private readonly Graph graph;
    private readonly object?[]? folded;
    private readonly bool[] total;
    private readonly Region?[] use;
    private readonly Dictionary<Node, List<Region>> furtherUses = [];
    private readonly Value?[] placed;
    private readonly Dictionary<Node, List<Value>> copies = [];
    private readonly Dictionary<(Region Parent, Node Over, int Stage, RegionKind Kind), Region> inner = [];
    private readonly int limit;

    private Placement(Graph graph, object?[]? folded)
    {
        this.graph = graph;
        this.folded = folded;
        total = Totality.Of(graph.Nodes, Totality.Always(graph.Nodes, graph.Result, graph.Nodes.Length));
        use = new Region?[graph.Nodes.Length];
        placed = new Value?[graph.Nodes.Length];
        limit = (4 * graph.Nodes.Length) + 4096;
        Root = new Region(RegionKind.Root, null, new LoopContext(graph, Node.None));
        Regions.Add(Root);
    }

    public Region Root { get; }

    /// <summary>All regions, outer ones first.</summary>
    public List<Region> Regions { get; } = [];

    /// <summary>All values, consumers first.</summary>
    public List<Value> Values { get; } = [];

    /// <summary>Null for a graph in which conditionals are entangled so that code for it would grow beyond all measure.</summary>
    public static Placement? Of(Graph graph, object?[]? folded)
    {
        var placement = new Placement(graph, folded);
        placement.Use(graph.Result, placement.Root);
        for (var id = graph.Nodes.Length - 1; id >= 0; id--)
        {
            if (placement.use[id] is not { } region)
                continue;
            var node = graph.Nodes[id];
            if (placement.CanMove(node))
                placement.PlaceEarly(node, region);
            else
                placement.PlaceWhereNeeded(node, region);
            if (placement.Values.Count > placement.limit)
                return null;
        }

        return placement;
    }

    /// <summary>What needs no computing: it is written where it is used.</summary>
    public bool IsLeaf(Node node) => node.Op is Op.Constant or Op.Parameter or Op.LoopIndex || folded?[node.Id] is not null;

    /// <summary>The value of a node that code in a region refers to.</summary>
    public Value Resolve(Node node, Region region)
    {
        if (!copies.TryGetValue(node, out var all))
            return placed[node.Id]!;
        Value? best = null;
        foreach (var value in all)
        {
            if (IsVisible(value.Region, region) && (best is null || value.Region.Depth > best.Region.Depth))
                best = value;
        }

        return best!;
    }

    private void Use(Node node, Region region)
    {
        if (IsLeaf(node))
            return;
        ref var known = ref use[node.Id];
        if (known is null)
            known = region;
        else if (known == region)
            return;
        else if (!CanMove(node) || !Meet(node, ref known, region))
            (CollectionsMarshal.GetValueRefOrAddDefault(furtherUses, node, out _) ??= []).Add(region);
    }

    /// <summary>Whether a node may be computed earlier than C# would; an effect is, rather than twice.</summary>
    private bool CanMove(Node node) => total[node.Id] || node.IsEffect;

    /// <summary>Moves a place outwards to where it serves another use, too, unless that is outside of a loop that the node depends on.</summary>
    private static bool Meet(Node node, ref Region place, Region other)
    {
        var around = Region.Around(place, other);
        if (!around.Context.Contains(node.Loops))
            return false;
        place = around;
        return true;
    }

    /// <summary>Where a node is placed that may be computed early: once for each of the loops over its index in which it is needed.</summary>
    private void PlaceEarly(Node node, Region region)
    {
        var regions = new List<Region> { region };
        foreach (var other in furtherUses.GetValueOrDefault(node, []))
        {
            var isServed = false;
            foreach (ref var place in CollectionsMarshal.AsSpan(regions))
            {
                if (isServed = Meet(node, ref place, other))
                    break;
            }

            if (!isServed)
                regions.Add(other);
        }

        foreach (var r in regions)
            Place(node, node.IsEffect ? BeforeLoops(node, r) : OutOfLoops(node, r));
    }

    /// <summary>From where its uses meet, to just outside of the outermost loop that the node does not depend on.</summary>
    private static Region OutOfLoops(Node node, Region region)
    {
        if (region.Context.Loops.Length == node.Loops.Length)
            return region;
        var result = region;
        for (var r = region; r is not null; r = r.Parent)
        {
            if (r.Kind != RegionKind.Loop)
                continue;
            if (Array.IndexOf(node.Loops, r.Index) >= 0)
                break;
            result = r.Parent!;
        }

        return result;
    }

    private void PlaceWhereNeeded(Node node, Region region)
    {
        region = BeforeLoops(node, region);
        if (!furtherUses.TryGetValue(node, out var more))
        {
            Place(node, region);
            return;
        }

        var regions = new HashSet<Region> { region };
        foreach (var other in more)
            regions.Add(BeforeLoops(node, other));
        while (MergeBranches(node, regions))
        {
        }

        foreach (var r in regions.OrderByDescending(r => r.Depth).ToList())
        {
            for (var around = r.Parent; around is not null; around = around.Parent)
            {
                if (regions.Contains(around))
                {
                    regions.Remove(r);
                    break;
                }
            }
        }

        foreach (var r in regions)
            Place(node, r);
    }

    /// <summary>Needed in both branches of a conditional is needed before it.</summary>
    private bool MergeBranches(Node node, HashSet<Region> regions)
    {
        foreach (var r in regions)
        {
            if (r.Kind != RegionKind.Branch || !regions.Contains(r.Sibling!))
                continue;
            regions.Remove(r);
            regions.Remove(r.Sibling!);
            regions.Add(BeforeLoops(node, r.Parent!));
            return true;
        }

        return false;
    }

    /// <summary>
    /// A node needed at every turn of a loop that it does not depend on is computed before the first turn, if there is one: in a guard.
    /// Out of nested loops, in nested guards.
    /// </summary>
    private Region BeforeLoops(Node node, Region region)
    {
        if (!Repeats(region))
            return region;
        var lengths = new Stack<Node>();
        do
        {
            lengths.Push(region.Length!);
            region = region.Parent!;
        }
        while (Repeats(region) && lengths.All(l =>
            l != region.Index && Array.IndexOf(l.Loops, region.Index) < 0 && (IsLeaf(l) || l.Id < node.Id)));

        var passed = new HashSet<Node>();
        while (lengths.TryPop(out var length))
        {
            if (GraphBuilder.IsPositive(length) || !passed.Add(length))
                continue;
            var stage = Math.Max(region.Context.Stage(node), region.Context.Stage(length));
            if (length.Id < node.Id)
                Use(length, region);
            region = InnerRegion(region, length, stage, RegionKind.Guard);
        }

        return region;

        // What one guard needs may go to an earlier one of the same loops.
        bool Repeats(Region r) =>
            r.Kind == RegionKind.Guard || (r.Kind == RegionKind.Loop && Array.IndexOf(node.Loops, r.Index) < 0);
    }

    private void Place(Node node, Region region)
    {
        var value = new Value(node, region);
        region.Values.Add(value);
        Values.Add(value);
        if (placed[node.Id] is { } first)
            (CollectionsMarshal.GetValueRefOrAddDefault(copies, node, out _) ??= [first]).Add(value);
        else
            placed[node.Id] = value;

        if (node.Op == Op.Select)
        {
            value.IfTrue = new Region(RegionKind.Branch, region, region.Context);
            value.IfFalse = new Region(RegionKind.Branch, region, region.Context) { Sibling = value.IfTrue };
            value.IfTrue.Sibling = value.IfFalse;
            Regions.Add(value.IfTrue);
            Regions.Add(value.IfFalse);
        }
        else if (node.Bound.Length > 0)
        {
            PlaceLoops(value);
        }

        for (var i = 0; i < node.Inputs.Length; i++)
            Use(node[i], value.RegionOf(i));
    }

    private void PlaceLoops(Value binder)
    {
        var region = binder.Region;
        foreach (var index in binder.Node.Bound)
        {
            Use(index[0], region);

            // A loop that may end early is on its own.
            var alone = binder.Node.Data is Reduction.Any;
            var loop = alone
                ? NewInner(region, index, region.Context.Stage(binder.Node), RegionKind.Loop)
                : InnerRegion(region, index, region.Context.Stage(binder.Node), RegionKind.Loop);
            if (region == binder.Region)
                loop.Binders.Add(binder);
            region = loop;
        }

        region.Updates.Add(binder);
        binder.Loop = region;
    }

    private Region InnerRegion(Region parent, Node over, int stage, RegionKind kind)
    {
        ref var region = ref CollectionsMarshal.GetValueRefOrAddDefault(inner, (parent, over, stage, kind), out _);
        return region ??= NewInner(parent, over, stage, kind);
    }

    private Region NewInner(Region parent, Node over, int stage, RegionKind kind)
    {
        var isLoop = kind == RegionKind.Loop;
        var region = new Region(kind, parent, isLoop ? parent.Context.Inside(over) : parent.Context)
        {
            Index = isLoop ? over : null,
            Length = isLoop ? over[0] : over,
            Stage = stage,
        };
        (parent.Inner ??= []).Add(region);
        Regions.Add(region);
        return region;
    }

    /// <summary>
    /// Whether what is computed in one region has been when another runs: around it, or in a guard that was passed because loops around it
    /// run. Of the guards next to each other, those of smaller stage and length come first.
    /// </summary>
    private static bool IsVisible(Region computed, Region region)
    {
        var lengths = new List<Node>();
        Region? passed = null;
        for (; computed.Kind == RegionKind.Guard && !computed.IsAround(region); computed = computed.Parent!)
        {
            lengths.Add(computed.Length!);
            passed = computed;
        }

        if (!computed.IsAround(region) || passed is null)
            return computed.IsAround(region);
        var entered = new List<Node>();
        Region? next = null;
        for (var r = region; r != computed; r = r.Parent!)
        {
            next = r;
            if (r.Kind is RegionKind.Loop or RegionKind.Guard)
                entered.Add(r.Length!);
        }

        var isPassed = next is not { Kind: RegionKind.Guard }
            || (passed.Stage, passed.Length!.Id).CompareTo((next.Stage, next.Length!.Id)) < 0;
        return isPassed && lengths.TrueForAll(entered.Contains);
    }
}
