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
    /// Takes a <see cref="ReadOnlySpan{T}"/> for each parameter and a <see cref="Span{T}"/> for the result; or it is a
    /// <see cref="ColumnKernelLoop"/> of which all columns are in place.
    /// </param>
    /// <param name="rounding">What may be rounded otherwise than C# would.</param>
    /// <param name="bits">The width of the vectors: 128, 256 or 512; 0 for the widest that the hardware has.</param>
    public static CompiledKernel Compile(Graph graph, Type delegateType, Rounding rounding, int bits = 0)
    {
        graph = Fusion.In(graph);
        var lane = LaneGraph.ElementOf(graph)
            ?? throw new ArgumentException("The parameters and the result must consist of one type, float or double.", nameof(graph));
        var target = VectorTarget.For(lane, bits);
        if (Shape.IsReal(graph.Result.Type) && Array.TrueForAll(graph.Parameters, Shape.IsReal) && delegateType != typeof(ColumnKernelLoop))
        {
            graph = Expansion.In(Contraction.In(graph, rounding), target);
            var parts = new Parts(graph.Nodes);
            var front = new SpanFront(delegateType, target);
            var plan = LanePlan.Of(graph, target);
            var loop = new KernelLoop(plan, target, parts, [(graph.Result, front.Store)], front.Load);
            return new CompiledKernel(parts, DynamicCode.Compile(front.Around(loop, parts.Captures), delegateType));
        }

        if (delegateType != typeof(ColumnKernelLoop))
            return StructFront.Compile(graph, delegateType, rounding, target);
        var flat = Expansion.In(Contraction.In(LaneGraph.Of(graph), rounding), target);
        var columns = new Parts(flat.Nodes);
        return new CompiledKernel(columns, ColumnLoop.Compile(flat, ColumnLayout.InMemory(flat.Parameters.Length + flat.Result.Inputs.Length, target.LaneSize), target, columns));
    }
}
