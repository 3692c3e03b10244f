using ExprGrad.Differentiation;
using ExprGrad.Graphs;
using ExprGrad.Rules;

namespace ExprGrad.Caching;

/// <summary>
/// The question that an entry of the cache answers. <paramref name="Request"/> is a <see cref="Transform"/> (a derivative of the graph) or
/// a delegate type (its compiled code; of a kernel, with its <see cref="Rounding"/>). Registries are told apart by their number: a key keeps neither a registry nor what its rules
/// capture alive.
/// </summary>
internal readonly record struct CacheKey(Graph Graph, object Request, long Rules, DerivativeMode Mode, bool FastMath)
{
    public static CacheKey Derivative(Graph graph, Transform transform, FunctionOptions options) =>
        new(graph, transform, options.Rules.Number, options.Mode, options.FastMath);

    public static CacheKey Code(Graph graph, Type delegateType) => new(graph, delegateType, 0, default, false);

    public static CacheKey Kernel(Graph graph, Type delegateType, Rounding rounding) => new(graph, (delegateType, rounding), 0, default, false);
}
