using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Scalar;

/// <summary>
/// Decides which values get a statement and a local of their own and which are written into the one expression that uses them, and measures
/// the regions. Expressions stay small enough for compilers that recurse.
/// </summary>
internal static class Inlining
{
    private const int MaximumHeight = 30;
    private const int MaximumSize = 200;

    public static void Run(Placement placement, Graph graph)
    {
        CountUses(placement, graph);
        var values = placement.Values;
        for (var i = values.Count - 1; i >= 0; i--)
            Decide(values[i], placement);
        for (var i = placement.Regions.Count - 1; i >= 0; i--)
            Measure(placement.Regions[i]);
        ShareTargets(placement);
    }

    private static void CountUses(Placement placement, Graph graph)
    {
        Use(graph.Result, placement.Root, false);
        foreach (var value in placement.Values)
        {
            var node = value.Node;
            for (var i = 0; i < node.Inputs.Length; i++)
            {
                // An index that is read and written, and a structure whose address a method takes, have to be locals.
                var needsLocal = (node.Op == Op.Scatter && i < 2)
                    || (i == 0 && node[0].Type.IsValueType && (node.Op == Op.Call || node.Data is PropertyInfo) && IsReceiver(node));
                Use(node[i], value.RegionOf(i), needsLocal);
            }

            foreach (var index in node.Bound)
                Use(index[0], value.Loop!.LoopOver(index).Parent!, true);
        }

        foreach (var region in placement.Regions)
        {
            if (region.Kind == RegionKind.Guard)
                Use(region.Length!, region.Parent!, true);
        }

        void Use(Node node, Region region, bool needsLocal)
        {
            if (placement.IsLeaf(node))
                return;
            var value = placement.Resolve(node, region);
            value.Uses++;
            value.NeedsLocal |= needsLocal || value.Region != region;
        }

        static bool IsReceiver(Node node) => node.Data switch
        {
            EffectfulCall call => !call.Method.IsStatic,
            MethodInfo method => !method.IsStatic,
            _ => true,
        };
    }

    private static void Decide(Value value, Placement placement)
    {
        var node = value.Node;
        value.Size = 1;
        if (!value.IsLoop)
        {
            for (var i = 0; i < node.Inputs.Length; i++)
                Include(value, node[i], value.RegionOf(i), placement);
        }

        if (node.Op == Op.Select)
            value.IsBlock = !value.IfTrue!.IsEmpty || !value.IfFalse!.IsEmpty;
        value.IsInline = value.Uses == 1 && !value.NeedsLocal && !value.IsBlock && value.Height < MaximumHeight && value.Size < MaximumSize
            && node.Op is not (Op.Opaque or Op.Map or Op.Reduce or Op.Scatter or Op.Accumulate) && node.Data is not EffectfulCall;
        if (!value.IsInline)
            value.Region.Statements++;
    }

    private static void Include(Value value, Node input, Region region, Placement placement)
    {
        if (placement.IsLeaf(input))
        {
            value.Size++;
            return;
        }

        var used = placement.Resolve(input, region);
        value.Size += used.IsInline ? used.Size : 1;
        if (used.IsInline)
            value.Height = Math.Max(value.Height, used.Height + 1);
    }

    /// <summary>Inner regions come later in the list, so they are measured by now.</summary>
    private static void Measure(Region region)
    {
        foreach (var value in region.Values)
        {
            if (!value.IsInline)
                region.Weight += value.Size;
            if (value.IsBlock)
                Contain(region, value.IfTrue!, value.IfFalse!);
        }

        foreach (var inner in region.Inner ?? [])
            Contain(region, inner);
    }

    private static void Contain(Region region, params ReadOnlySpan<Region> inner)
    {
        foreach (var r in inner)
        {
            region.Weight += r.Weight;

            // Flat blocks in the body of a loop do not add to the nesting around it.
            var height = r.Kind is RegionKind.Loop or RegionKind.Guard && r.IsFlat ? 1 : r.Height;
            region.Height = Math.Max(region.Height, height + 1);
        }
    }

    /// <summary>
    /// A conditional that is the whole result of a branch assigns the outer conditional's variable; the parts of a sum of arrays are added
    /// into its buffer where nothing else needs them.
    /// </summary>
    private static void ShareTargets(Placement placement)
    {
        foreach (var value in placement.Values)
        {
            if (value.IsBlock)
            {
                Share(value, value.Node[1], value.IfTrue!, Op.Select);
                Share(value, value.Node[2], value.IfFalse!, Op.Select);
            }
            else if (value.Node.Op == Op.Accumulate)
            {
                foreach (var part in value.Node.Inputs)
                    Share(value.Target ?? value, part, value.Region, part.Op is Op.Map or Op.Scatter or Op.Accumulate ? part.Op : Op.Accumulate);
            }
        }

        void Share(Value target, Node node, Region region, Op kind)
        {
            if (node.Op != kind || placement.IsLeaf(node))
                return;
            var value = placement.Resolve(node, region);
            if (value.Uses == 1 && value.Region == region && !value.IsInline && (kind != Op.Select || value.IsBlock))
                value.Target = target;
        }
    }
}
