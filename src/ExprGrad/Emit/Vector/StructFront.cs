using System.Linq.Expressions;
using ExprGrad.Graphs;
using static System.Linq.Expressions.Expression;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// A delegate over spans of structs and numbers, around a kernel over columns: it checks the lengths and hands the spans to a
/// <see cref="BlockRunner{T}"/>.
/// </summary>
internal static class StructFront
{
    private const int MaxInputs = 8;

    public static CompiledKernel Compile(Graph graph, Type delegateType, Rounding rounding, VectorTarget target)
    {
        var flat = Expansion.In(Contraction.In(LaneGraph.Of(graph), rounding), target);
        int[] sizes = [.. graph.Parameters.Append(graph.Result.Type).Select(t => Shape.LeafPaths(t).Length)];
        var layout = new ColumnLayout(sizes, target.LaneSize);
        var inner = new Parts(flat.Nodes);
        var kernel = new CompiledKernel(inner, ColumnLoop.Compile(flat, layout, target, inner));

        var parts = new Parts(flat.Nodes);
        var parameters = Array.ConvertAll(delegateType.GetMethod("Invoke")!.GetParameters(), p => Parameter(p.ParameterType, p.Name));
        var (inputs, destination) = (parameters[..^1], parameters[^1]);
        Type[] elements = [.. inputs.Select(Element)];
        int[][] orders = [.. elements.Append(Element(destination)).Select(t => LaneGraph.MemoryOrder(t, target.Lane))];
        var type = target.Lane == typeof(double) ? typeof(BlockRunner<double>) : typeof(BlockRunner<float>);
        var runner = parts.Bind(
            captures => BlockRunner.Of((ColumnKernelLoop)kernel.Bind(captures), layout, orders, inputs.Length, target), type);
        var none = Enumerable.Repeat(target.Lane, MaxInputs - inputs.Length);
        var run = Array.Find(type.GetMethods(), m => m.IsGenericMethodDefinition)!.MakeGenericMethod([.. elements, .. none, Element(destination)]);
        var body = Block(typeof(void),
        [
            .. inputs.Select(x => Call(
                typeof(SpanAccess), "Check", [Element(x), Element(destination)],
                x, destination, Constant(x.Name), Constant(destination.Name))),
            Call(runner, run, [.. inputs, .. none.Select(t => Default(typeof(ReadOnlySpan<>).MakeGenericType(t))), destination]),
        ]);
        return new CompiledKernel(parts, DynamicCode.Compile(Lambda(body, [parts.Captures, .. parameters]), delegateType));
    }

    private static Type Element(Expression span) => span.Type.GetGenericArguments()[0];
}
