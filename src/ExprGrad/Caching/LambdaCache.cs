using System.Collections.Concurrent;
using System.Linq.Expressions;
using ExprGrad.FrontEnd;
using ExprGrad.Graphs;

namespace ExprGrad.Caching;

/// <summary>
/// Remembers what lambdas mean: of a lambda whose structure was read before, only the objects that it captures are looked up. Lambdas that
/// invoke what they capture are read anew each time, since another function may be there now.
/// </summary>
internal static class LambdaCache
{
    // Then it starts afresh: entries are small, and reading a lambda again costs microseconds.
    private const int Capacity = 4096;

    private static readonly ConcurrentDictionary<LambdaKey, Entry> Entries = new();

    public static FunctionBody Read(LambdaExpression lambda, FunctionOptions options)
    {
        if (LambdaKey.Of(lambda, options) is not var (key, captured))
            return Lowering.Lower(lambda, options.Rules, options.FastMath);
        if (Entries.TryGetValue(key, out var entry))
            return new FunctionBody(entry.Graph, Lowering.NamesOf(lambda), Array.ConvertAll(entry.Captures, i => (object?)captured[i]));

        var body = Lowering.Lower(lambda, options.Rules, options.FastMath, out var isClosed);
        var captures = Array.ConvertAll(body.Captures, c => Array.FindIndex(captured, o => ReferenceEquals(o, c)));
        if (isClosed && Array.IndexOf(captures, -1) < 0)
        {
            if (Entries.Count >= Capacity)
                Entries.Clear();
            Entries[key] = new Entry(body.Graph, captures);
        }

        return body;
    }

    public static void Clear() => Entries.Clear();

    /// <summary>The graph, and for each of its capture slots which of the lambda's objects it holds.</summary>
    private sealed record Entry(Graph Graph, int[] Captures);
}
