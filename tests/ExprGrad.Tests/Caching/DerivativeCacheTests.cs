using System.Runtime.CompilerServices;
using CsCheck;
using ExprGrad.Caching;
using ExprGrad.Graphs;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Caching;

[TestClass]
public sealed class DerivativeCacheTests
{
    [TestMethod]
    public void A_structure_is_computed_once()
    {
        var cache = new DerivativeCache();
        Assert.AreEqual("first", Get(cache, 1, "first"));
        Assert.AreEqual("first", Get(cache, 1, "second"));
        Assert.AreEqual((1, 1L, 1L), (cache.Count, cache.Hits, cache.Misses));
    }

    [TestMethod]
    public void Every_part_of_the_request_tells_entries_apart()
    {
        var cache = new DerivativeCache();
        var graph = GraphOf(1);
        CacheKey[] keys =
        [
            new(graph, typeof(Func<double, double>), 0, default, false),
            new(graph, typeof(Func<float, float>), 0, default, false),
            new(graph, typeof(Func<double, double>), 1, default, false),
            new(graph, typeof(Func<double, double>), 0, DerivativeMode.Reverse, false),
            new(graph, typeof(Func<double, double>), 0, default, true),
        ];
        foreach (var key in keys)
            cache.Get(key, 0, static _ => new object());
        Assert.AreEqual((keys.Length, 0L), (cache.Count, cache.Hits));
    }

    [TestMethod]
    public void The_entry_whose_use_is_longest_ago_makes_room()
    {
        var cache = new DerivativeCache { Capacity = 2 };
        Get(cache, 1, "a");
        Get(cache, 2, "b");
        Get(cache, 1, "-");
        Get(cache, 3, "c");
        Assert.AreEqual(2, cache.Count);
        Assert.AreEqual("a", Get(cache, 1, "again"));
        Assert.AreEqual("again", Get(cache, 2, "again"));
    }

    /// <summary>Against the plainest model there is: a list in order of use.</summary>
    [TestMethod]
    public void Evicts_as_a_list_in_order_of_use_would() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 10].Array[0, 60]).Check(100, drawn =>
        {
            var (capacity, requests) = drawn;
            var cache = new DerivativeCache { Capacity = capacity };
            var model = new List<int>();
            foreach (var request in requests)
            {
                var known = model.Remove(request);
                model.Insert(0, request);
                if (model.Count > capacity)
                    model.RemoveAt(capacity);
                var computed = false;
                cache.Get(Key(request), 0, _ =>
                {
                    computed = true;
                    return "value";
                });
                Assert.AreNotEqual(known, computed);
            }

            Assert.AreEqual(model.Count, cache.Count);
        });

    [TestMethod]
    public void Capacity_must_be_positive()
    {
        var cache = new DerivativeCache();
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => cache.Capacity = 0);
        Assert.AreEqual(1024, cache.Capacity);
    }

    [TestMethod]
    public void A_lower_capacity_drops_entries_at_once()
    {
        var cache = new DerivativeCache();
        for (var i = 0; i < 10; i++)
            Get(cache, i, "value");
        cache.Capacity = 3;
        Assert.AreEqual(3, cache.Count);
        Assert.AreEqual("value", Get(cache, 9, "again"));
        Assert.AreEqual("again", Get(cache, 6, "again"));
    }

    [TestMethod]
    public void Clear_forgets_entries_and_counts()
    {
        var cache = new DerivativeCache();
        Get(cache, 1, "first");
        Get(cache, 1, "first");
        cache.Clear();
        Assert.AreEqual((0, 0L, 0L), (cache.Count, cache.Hits, cache.Misses));
        Assert.AreEqual("second", Get(cache, 1, "second"));
    }

    [TestMethod]
    public void Concurrent_first_calls_share_one_computation()
    {
        const int threads = 8;
        var cache = new DerivativeCache();
        var key = Key(1);
        var computations = 0;
        using var together = new Barrier(threads);
        var results = new object[threads];
        InParallel(threads, i =>
        {
            together.SignalAndWait();
            results[i] = cache.Get(key, 0, _ =>
            {
                Interlocked.Increment(ref computations);
                Thread.Sleep(50);
                return new object();
            });
        });
        Assert.AreEqual(1, computations);
        Assert.IsTrue(results.All(r => r == results[0]));
        Assert.AreEqual((1L, threads - 1L), (cache.Misses, cache.Hits));
    }

    [TestMethod]
    public void A_failure_reaches_all_waiters_and_is_not_remembered()
    {
        const int threads = 4;
        var cache = new DerivativeCache();
        var key = Key(1);
        var failure = new InvalidOperationException("no");
        var computations = 0;
        var failed = 0;
        using var together = new Barrier(threads);
        InParallel(threads, _ =>
        {
            together.SignalAndWait();
            try
            {
                cache.Get<int, object>(key, 0, _ =>
                {
                    Interlocked.Increment(ref computations);
                    Thread.Sleep(100);
                    throw failure;
                });
            }
            catch (InvalidOperationException e) when (e == failure)
            {
                Interlocked.Increment(ref failed);
            }
        });
        Assert.AreEqual(threads, failed);
        Assert.AreEqual(1, computations);
        Assert.AreEqual(0, cache.Count);
        Assert.AreEqual("now", cache.Get(key, 0, static _ => "now"));
    }

    [TestMethod]
    public void Stays_within_its_bound_under_many_threads()
    {
        var cache = new DerivativeCache { Capacity = 5 };
        var keys = Enumerable.Range(0, 20).Select(Key).ToArray();
        var wrong = 0;
        InParallel(4, t =>
        {
            var random = new Random(t);
            for (var i = 0; i < 5_000; i++)
            {
                var k = random.Next(keys.Length);
                if (cache.Get(keys[k], k, static k => (object)k) is not int value || value != k || cache.Count > 5)
                    Interlocked.Increment(ref wrong);
                if (i % 1_000 == 0)
                    cache.Clear();
            }
        });
        Assert.AreEqual(0, wrong);
    }

    [TestMethod]
    public void An_entry_does_not_keep_what_it_was_computed_from_alive()
    {
        var cache = new DerivativeCache();
        var captured = Fill(cache);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.IsFalse(captured.IsAlive);
        Assert.AreEqual(1, cache.Count);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Fill(DerivativeCache cache)
        {
            var captured = new object();
            cache.Get(Key(1), captured, static _ => "code");
            return new WeakReference(captured);
        }
    }

    [TestMethod]
    public void A_hit_allocates_nothing()
    {
        var cache = new DerivativeCache();
        var (graph, same) = (GraphOf(1), GraphOf(1));
        Func<int, string> compute = static _ => "code";
        cache.Get(CacheKey.Code(graph, typeof(Func<double, double>)), 0, compute);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            cache.Get(CacheKey.Code(same, typeof(Func<double, double>)), 0, compute);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Get(DerivativeCache cache, int structure, string value) => cache.Get(Key(structure), value, static v => v);

    private static CacheKey Key(int structure) => CacheKey.Code(GraphOf(structure), typeof(Func<double, double>));

    private static Graph GraphOf(int constant)
    {
        var builder = new GraphBuilder();
        var x = builder.Parameter(0, typeof(double));
        return Graph.Of(builder, builder.Add(x, builder.Real(constant + 0.5, typeof(double))), [typeof(double)]);
    }

    private static void InParallel(int count, Action<int> action)
    {
        var threads = Enumerable.Range(0, count).Select(i => new Thread(() => action(i))).ToArray();
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
    }
}
