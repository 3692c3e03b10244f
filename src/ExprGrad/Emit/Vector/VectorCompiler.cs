using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// Compiles a graph of real parameters of one type, with a real result, to a delegate that maps it over spans: one fused loop over hardware
/// vectors.
/// </summary>
internal static class VectorCompiler
{
    /// <param name="graph">The function of one element.</param>
    /// <param name="delegateType">Takes a <see cref="ReadOnlySpan{T}"/> for each parameter and a <see cref="Span{T}"/> for the
    /// result.</param>
    /// <param name="bits">The width of the vectors: 128, 256 or 512; 0 for the widest that the hardware has.</param>
    public static CompiledKernel Compile(Graph graph, Type delegateType, int bits = 0)
    {
        var lane = graph.Result.Type;
        if (!Shape.IsReal(lane) || !Array.TrueForAll(graph.Parameters, p => p == lane))
            throw new ArgumentException("The parameters and the result must be of one type, float or double.", nameof(graph));

        var target = VectorTarget.For(lane, bits);
        var plan = new LanePlan(graph.Nodes, [graph.Result], target);
        var parts = new Parts(graph.Nodes);
        var front = new SpanFront(delegateType, target);
        var loop = new KernelLoop(plan, target, parts, [(graph.Result, front.Store)], front.Load);
        return new CompiledKernel(parts, DynamicCode.Compile(front.Around(loop, parts.Captures), delegateType));
    }
}
