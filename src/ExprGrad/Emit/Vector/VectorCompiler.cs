using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// Compiles a graph of numbers of one type, or of structs of them, to a delegate that maps it over memory: one fused loop over hardware
/// vectors.
/// </summary>
internal static class VectorCompiler
{
    /// <param name="graph">The function of one element.</param>
    /// <param name="delegateType">
    /// Takes a <see cref="ReadOnlySpan{T}"/> for each parameter and a <see cref="Span{T}"/> for the result; or a <see cref="TileKernel{T}"/>.
    /// </param>
    /// <param name="bits">The width of the vectors: 128, 256 or 512; 0 for the widest that the hardware has.</param>
    public static CompiledKernel Compile(Graph graph, Type delegateType, int bits = 0)
    {
        graph = Fusion.In(graph);
        var lane = LaneGraph.ElementOf(graph)
            ?? throw new ArgumentException("The parameters and the result must consist of one type, float or double.", nameof(graph));
        var target = VectorTarget.For(lane, bits);
        if (Shape.IsReal(graph.Result.Type) && Array.TrueForAll(graph.Parameters, Shape.IsReal) && !IsTile(delegateType))
        {
            var parts = new Parts(graph.Nodes);
            var front = new SpanFront(delegateType, target);
            var plan = new LanePlan(graph.Nodes, [graph.Result], target);
            var loop = new KernelLoop(plan, target, parts, [(graph.Result, front.Store)], front.Load);
            return new CompiledKernel(parts, DynamicCode.Compile(front.Around(loop, parts.Captures), delegateType));
        }

        var flat = LaneGraph.Of(graph);
        var inner = new Parts(flat.Nodes);
        var tile = new CompiledKernel(inner, TileFront.Compile(flat, target, inner));
        if (IsTile(delegateType))
            return tile;
        var outer = new Parts(flat.Nodes);
        return new CompiledKernel(outer, TileFront.Around(tile.Bind, flat, delegateType, target, outer));
    }

    private static bool IsTile(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(TileKernel<>);
}
