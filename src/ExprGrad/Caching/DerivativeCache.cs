using ExprGrad.Caching;
using ExprGrad.Differentiation;
using ExprGrad.Emit.Scalar;
using ExprGrad.Emit.Vector;
using ExprGrad.Graphs;

namespace ExprGrad;

/// <summary>
/// Remembers derivatives and compiled code by structure: a lambda that is evaluated twice is two expression trees, but one entry here. The
/// cache is thread-safe and bounded; when it is full, the entry whose last use is longest ago makes room. It never keeps alive what a
/// lambda captures.
/// </summary>
/// <remarks>
/// There is one entry for each derivative asked for (same structure, transform, rules, mode and <see cref="FunctionOptions.FastMath"/>) and
/// one for each piece of compiled code (same structure and delegate type). Threads that ask for one thing
/// at the same time wait for one computation; if it throws, all of them get the exception and nothing is remembered.
/// </remarks>
/// <example>
/// <code>
/// for (var i = 0; i &lt; 3; i++)
///     Differentiate.Grad((double x) => x * x).Compile();
///
/// // Two requests in each turn: the derivative and its compiled code.
/// Console.WriteLine($"{DerivativeCache.Default.Misses} misses, {DerivativeCache.Default.Hits} hits");   // 2 misses, 4 hits
/// </code>
/// </example>
public sealed class DerivativeCache
{
    private const int DefaultCapacity = 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<CacheKey, LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> byLastUse = [];
    private int capacity = DefaultCapacity;
    private long hits;
    private long misses;

    internal DerivativeCache()
    {
    }

    /// <summary>The cache that all functions share.</summary>
    /// <example>
    /// <code>
    /// Console.WriteLine(DerivativeCache.Default.Capacity);   // 1024
    /// </code>
    /// </example>
    public static DerivativeCache Default { get; } = new();

    /// <summary>How many derivatives and pieces of compiled code are remembered; never more than <see cref="Capacity"/>.</summary>
    /// <example>
    /// <code>
    /// DerivativeCache.Default.Clear();
    /// Console.WriteLine(DerivativeCache.Default.Count);   // 0
    /// </code>
    /// </example>
    public int Count
    {
        get
        {
            lock (gate)
                return entries.Count;
        }
    }

    /// <summary>
    /// How many requests found their entry, one that another thread was still computing included. A function that was compiled before keeps
    /// its delegate and makes no request.
    /// </summary>
    /// <example>
    /// <code>
    /// DerivativeCache.Default.Clear();
    /// Differentiate.Grad((double x) => x * x);
    /// Differentiate.Grad((double t) => t * t);
    /// Console.WriteLine(DerivativeCache.Default.Hits);   // 1
    /// </code>
    /// </example>
    public long Hits
    {
        get
        {
            lock (gate)
                return hits;
        }
    }

    /// <summary>How many requests had to be computed, those that failed included.</summary>
    /// <example>
    /// <code>
    /// DerivativeCache.Default.Clear();
    /// Differentiate.Grad((double x) => x * x);
    /// Differentiate.Grad((double t) => t * t);
    /// Console.WriteLine(DerivativeCache.Default.Misses);   // 1
    /// </code>
    /// </example>
    public long Misses
    {
        get
        {
            lock (gate)
                return misses;
        }
    }

    /// <summary>
    /// The largest number of entries, 1024 unless set. Setting it lower drops the entries used longest ago; functions made from them go on
    /// working.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    /// <example>
    /// <code>
    /// DerivativeCache.Default.Capacity = 10_000;
    /// Console.WriteLine(DerivativeCache.Default.Capacity);   // 10000
    /// </code>
    /// </example>
    public int Capacity
    {
        get
        {
            lock (gate)
                return capacity;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            lock (gate)
            {
                capacity = value;
                Trim();
            }
        }
    }

    /// <summary>
    /// Forgets all entries and sets <see cref="Hits"/> and <see cref="Misses"/> to zero. Functions that exist go on working.
    /// </summary>
    /// <example>
    /// <code>
    /// DerivativeCache.Default.Clear();
    /// Console.WriteLine(DerivativeCache.Default.Count);   // 0
    /// </code>
    /// </example>
    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
            byLastUse.Clear();
            hits = misses = 0;
        }

        LambdaCache.Clear();
    }

    internal FunctionBody Derive(FunctionBody f, Transform transform, FunctionOptions options) =>
        Get(CacheKey.Derivative(f.Graph, transform, options), (f, transform, options),
            static s => Derivation.Make(s.f, s.transform, s.options)).Bind(f, transform, options.Rules);

    internal CompiledFunction Compile(Graph graph, Type delegateType) =>
        Get(CacheKey.Code(graph, delegateType), (graph, delegateType),
            static s => ScalarCompiler.Compile(s.graph, s.delegateType));

    internal Delegate Vectorize(FunctionBody f, Type delegateType) =>
        Get(CacheKey.Kernel(f.Graph, delegateType, f.Rounding), (f.Graph, delegateType, f.Rounding),
            static s => VectorCompiler.Compile(s.Graph, s.delegateType, s.Rounding)).Bind(f.Captures);

    /// <summary>
    /// The value for a key, computed unless it is there. The lock is held for one look-up and one move in a list, never for a computation;
    /// a hit allocates nothing.
    /// </summary>
    internal TValue Get<TState, TValue>(CacheKey key, TState state, Func<TState, TValue> compute)
        where TValue : class
    {
        LinkedListNode<Entry>? node;
        lock (gate)
        {
            if (entries.TryGetValue(key, out node))
            {
                hits++;
                if (node != byLastUse.First)
                {
                    byLastUse.Remove(node);
                    byLastUse.AddFirst(node);
                }
            }
            else
            {
                misses++;
                entries[key] = node = byLastUse.AddFirst(NewEntry(key, state, compute));
                Trim();
            }
        }

        try
        {
            return (TValue)node.Value.Answer.Value;
        }
        catch
        {
            Forget(node);
            throw;
        }
    }

    // Its own method, so that only misses allocate the closure. The closure holds captured objects, and Lazy drops it when it has run.
    private static Entry NewEntry<TState, TValue>(CacheKey key, TState state, Func<TState, TValue> compute)
        where TValue : class => new(key, new Lazy<object>(() => compute(state), LazyThreadSafetyMode.ExecutionAndPublication));

    private void Forget(LinkedListNode<Entry> node)
    {
        lock (gate)
        {
            // By now the entry may have been evicted and another be computing in its place.
            if (node.List == byLastUse)
            {
                byLastUse.Remove(node);
                entries.Remove(node.Value.Key);
            }
        }
    }

    private void Trim()
    {
        while (entries.Count > capacity)
        {
            entries.Remove(byLastUse.Last!.Value.Key);
            byLastUse.RemoveLast();
        }
    }

    private sealed record Entry(CacheKey Key, Lazy<object> Answer);
}
