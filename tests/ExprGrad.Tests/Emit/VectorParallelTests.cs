using System.Runtime.InteropServices;

namespace ExprGrad.Tests.Emit;

/// <summary>One call on several threads.</summary>
[TestClass]
public sealed class VectorParallelTests
{
    private static readonly VectorizeOptions Four = new() { MaxDegreeOfParallelism = 4 };

    // Lengths at which the number of ranges changes, and at which the last range is short.
    private static readonly int[] Lengths = [16_383, 32_767, 32_768, 32_769, 49_153, 65_536, 100_003];

    [TestMethod]
    public void Results_are_bit_for_bit_those_of_one_thread()
    {
        var f = Differentiate.ValueAndGrad((double x, double y) => Math.Exp(-x) * Math.Sin(y) / (1 + x * x));
        foreach (var degree in new[] { 2, 3, 64, -1 })
        {
            var (one, several) = (f.Vectorize(), f.Vectorize(new VectorizeOptions { MaxDegreeOfParallelism = degree }));
            foreach (var length in Lengths)
            {
                var (x, y) = (Numbers(length, 1), Numbers(length, 2));
                var (expected, actual) = (new (double, (double, double))[length], new (double, (double, double))[length]);
                one(x, y, expected);
                several(x, y, actual);
                Assert.IsTrue(
                    MemoryMarshal.AsBytes(expected.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(actual.AsSpan())), $"{degree} threads, {length} elements");
            }
        }
    }

    [TestMethod]
    public void The_destination_may_be_an_input()
    {
        foreach (var length in Lengths)
        {
            var x = Numbers(length, 1);
            var expected = Array.ConvertAll(x, v => v * 2 + 1);
            Function.Of((double v, double a, double b) => v * a + b).Vectorize(Four)(x, [2], [1], x);
            CollectionAssert.AreEqual(expected, x);
        }
    }

    /// <summary>The element is read by every thread, and one of them writes it.</summary>
    [TestMethod]
    public void An_element_for_all_may_lie_in_the_destination()
    {
        var f = Function.Of((double x, double y) => x + y).Vectorize(Four);
        var columns = Function.Of((double x, double y) => x + y).VectorizeColumns(Four);
        foreach (var place in new[] { 0, 40_000, 99_999 })
        {
            for (var round = 0; round < 20; round++)
            {
                var x = Numbers(100_000, round);
                var expected = Array.ConvertAll(x, v => v + x[place]);
                var copy = (double[])x.Clone();
                f(x, x.AsSpan(place, 1), x);
                columns.Invoke([copy, copy.AsMemory(place, 1)], [copy]);
                CollectionAssert.AreEqual(expected, x);
                CollectionAssert.AreEqual(expected, copy);
            }
        }
    }

    [TestMethod]
    public void Every_number_of_arguments_is_split()
    {
        const int n = 70_001;
        var x = Enumerable.Range(0, 8).Select(k => Enumerable.Range(0, n).Select(i => (double)((i + k) % 100)).ToArray()).ToArray();
        var y = new double[n];
        Function.Of((double a) => a).Vectorize(Four)(x[0], y);
        Expect(1);
        Function.Of((double a, double b) => a + 2 * b).Vectorize(Four)(x[0], x[1], y);
        Expect(2);
        Function.Of((double a, double b, double c) => a + 2 * b + 3 * c).Vectorize(Four)(x[0], x[1], x[2], y);
        Expect(3);
        Function.Of((double a, double b, double c, double d) => a + 2 * b + 3 * c + 4 * d).Vectorize(Four)(x[0], x[1], x[2], x[3], y);
        Expect(4);
        Function.Of((double a, double b, double c, double d, double e) => a + 2 * b + 3 * c + 4 * d + 5 * e)
            .Vectorize(Four)(x[0], x[1], x[2], x[3], x[4], y);
        Expect(5);
        Function.Of((double a, double b, double c, double d, double e, double f) => a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f)
            .Vectorize(Four)(x[0], x[1], x[2], x[3], x[4], x[5], y);
        Expect(6);
        Function.Of((double a, double b, double c, double d, double e, double f, double g) => a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g)
            .Vectorize(Four)(x[0], x[1], x[2], x[3], x[4], x[5], x[6], y);
        Expect(7);
        Function.Of((double a, double b, double c, double d, double e, double f, double g, double h) =>
                a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h)
            .Vectorize(Four)(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], y);
        Expect(8);

        void Expect(int count)
        {
            for (var i = 0; i < n; i++)
                Assert.AreEqual(Enumerable.Range(0, count).Sum(k => (k + 1) * x[k][i]), y[i], $"{count} arguments, element {i}");
            Array.Clear(y);
        }
    }

    [TestMethod]
    public void An_exception_is_that_of_the_element()
    {
        var table = new double[] { 1, 2, 3 };
        var f = Function.Of((double x) => table[(int)x]);
        var x = new double[100_000];
        x[77_777] = 3;
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => f.Vectorize(Four)(x, new double[x.Length]));
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => f.VectorizeColumns(Four).Invoke([x], [new double[x.Length]]));
        x[77_777] = 2;
        var y = new double[x.Length];
        f.Vectorize(Four)(x, y);
        Assert.AreEqual(3, y[77_777]);
        Assert.AreEqual(1, y[77_778]);
    }

    [TestMethod]
    public void A_method_that_may_have_effects_is_called_in_order()
    {
        foreach (var degree in new[] { 1, 4, -1 })
        {
            var counter = new Counter();
            var y = new double[50_000];
            Function.Of((double x) => x + counter.Next()).Vectorize(new VectorizeOptions { MaxDegreeOfParallelism = degree })([0.5], y);
            CollectionAssert.AreEqual(Enumerable.Range(0, y.Length).Select(i => i + 0.5).ToArray(), y);
            Assert.AreEqual(y.Length, counter.Next());
        }
    }

    [TestMethod]
    public void Calls_may_be_made_from_many_threads_at_once()
    {
        var f = Function.Of((double x) => x * x).Vectorize(Four);
        Parallel.For(0, 16, k =>
        {
            var x = Numbers(50_000, k);
            var expected = Array.ConvertAll(x, v => v * v);
            for (var round = 0; round < 5; round++)
            {
                var y = new double[x.Length];
                f(x, y);
                Assert.IsTrue(expected.AsSpan().SequenceEqual(y));
            }
        });
    }

    /// <summary>What several threads cost does not depend on the number of elements.</summary>
    [TestMethod]
    public void Memory_does_not_grow_with_the_elements()
    {
        var f = Function.Of((double x) => x * x).Vectorize(new VectorizeOptions { MaxDegreeOfParallelism = 2 });
        var (x, y) = (new double[1 << 21], new double[1 << 21]);
        f(x, y);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            f(x, y);
        Assert.IsLessThan(100_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double[] Numbers(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextDouble() - 0.5) * 8)];
    }

    private sealed class Counter
    {
        private int calls;

        public double Next() => calls++;
    }
}
