using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ExprGrad.Emit.Vector;

namespace ExprGrad.Tests.Emit;

public record struct Inner<T>(T A, (T B, T C) D);

public record struct Outer<T>(Inner<T> Left, T Middle, Inner<T> Right);

/// <summary>
/// Nested structs of both types at every width, around every multiple of it, and memory that arguments and results share. Elements are
/// small whole numbers, of which sums and products are exact: expected values are those of the same arithmetic in C#.
/// </summary>
[TestClass]
public sealed class VectorElementTests
{
    // Around the multiples of all widths, of the block of structs, and of the squares in which structs are taken apart.
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 71), 127, 128, 129, 511, 513, 1000];

    [TestMethod]
    [DataRow(128)]
    [DataRow(256)]
    [DataRow(512)]
    public void Nested_structs_of_double_at_any_length(int bits)
    {
        var f = Function.Of((Outer<double> p, double s) => new Outer<double>(
            new(p.Right.A * s, ValueTuple.Create(p.Left.D.C, p.Middle)), p.Left.A - s, new(p.Left.D.B, ValueTuple.Create(s, p.Right.D.C * 2))));
        AtEveryLength<double, Outer<double>>(f, bits, (p, s) => new(
            new(p.Right.A * s, (p.Left.D.C, p.Middle)), p.Left.A - s, new(p.Left.D.B, (s, p.Right.D.C * 2))));
    }

    [TestMethod]
    [DataRow(128)]
    [DataRow(256)]
    [DataRow(512)]
    public void Nested_structs_of_float_at_any_length(int bits)
    {
        var f = Function.Of((Outer<float> p, float s) => ValueTuple.Create(p.Right.D.C * s, p.Left.A + p.Middle, p.Right.A, s));
        AtEveryLength<float, (float, float, float, float)>(f, bits, (p, s) => (p.Right.D.C * s, p.Left.A + p.Middle, p.Right.A, s));
    }

    [TestMethod]
    [DataRow(128)]
    [DataRow(256)]
    [DataRow(512)]
    public void Structs_to_numbers_at_any_length(int bits)
    {
        var f = Function.Of((Outer<float> p, float s) => (p.Left.D.B - p.Right.D.B) * s);
        AtEveryLength<float, float>(f, bits, (p, s) => (p.Left.D.B - p.Right.D.B) * s);
    }

    /// <summary>The runtime fills tuples of an odd number of floats up to a multiple of eight bytes.</summary>
    [TestMethod]
    public void Tuples_that_the_runtime_fills_up_are_elements()
    {
        Assert.AreEqual(16, Unsafe.SizeOf<(float, float, float)>());
        var gradient = Differentiate.Grad((float x, float y, float z) => x * y * z).Vectorize();
        var single = Function.Of((ValueTuple<float> x, (float, (float, float), (float, float, float)) y) =>
            ValueTuple.Create(ValueTuple.Create(x.Item1 * y.Item3.Item3, y.Item2.Item1, y.Item1))).Vectorize();
        foreach (var length in Lengths)
        {
            var x = Enumerable.Range(0, 6).Select(k => Enumerable.Range(0, length).Select(i => (float)((i + k) % 50)).ToArray()).ToArray();
            var slopes = new (float X, float Y, float Z)[length];
            gradient(x[0], x[1], x[2], slopes);
            var singles = Array.ConvertAll(x[0], v => ValueTuple.Create(v));
            var nested = Enumerable.Range(0, length).Select(i => (x[0][i], (x[1][i], x[2][i]), (x[3][i], x[4][i], x[5][i]))).ToArray();
            var results = new ValueTuple<(float, float, float)>[length];
            single(singles, nested, results);
            for (var i = 0; i < length; i++)
            {
                Assert.AreEqual((x[1][i] * x[2][i], x[0][i] * x[2][i], x[0][i] * x[1][i]), slopes[i], $"{i} of {length}");
                Assert.AreEqual((x[0][i] * x[5][i], x[1][i], x[0][i]), results[i].Item1, $"{i} of {length}");
            }

            // What fills the results up is written, and always the same.
            var memory = MemoryMarshal.Cast<(float, float, float), float>(slopes.AsSpan());
            for (var i = 0; i < length; i++)
                Assert.AreEqual(0, memory[(4 * i) + 3]);
        }
    }

    [TestMethod]
    public void A_struct_with_more_than_it_shows_is_no_element()
    {
        var e = Assert.ThrowsExactly<NotDifferentiableException>(() => Function.Of((Hiding p) => p.X * 2).Vectorize());
        Assert.AreEqual("EG0008", e.Code);
        Assert.AreEqual("EG0008", Assert.ThrowsExactly<NotDifferentiableException>(() => Function.Of((Union p) => p.X * 2).Vectorize()).Code);
    }

    [TestMethod]
    public void Memory_of_an_argument_may_receive_structs_of_another_type()
    {
        foreach (var length in Lengths)
        {
            var inputs = Points(length);
            var expected = Array.ConvertAll(inputs, p => (p.Strike, (p.Spot, p.Volatility)));
            Function.Of((Option p) => ValueTuple.Create(p.Strike, ValueTuple.Create(p.Spot, p.Volatility))).Vectorize()(
                inputs, MemoryMarshal.Cast<Option, (double, (double, double))>(inputs.AsSpan()));
            CollectionAssert.AreEqual(expected, Array.ConvertAll(inputs, p => (p.Spot, (p.Strike, p.Volatility))));
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Structs_that_overlap_in_part_are_refused_and_left_alone(int degree)
    {
        var memory = Points(70_000);
        var before = (Option[])memory.Clone();
        var f = Function.Of((Option p, double s) => new Option(p.Strike * s, p.Spot, p.Volatility))
            .Vectorize(new VectorizeOptions { MaxDegreeOfParallelism = degree });
        foreach (var (from, to) in new[] { (0, 1), (1, 0), (0, 34_999) })
        {
            var e = Assert.ThrowsExactly<ArgumentException>(() => f(memory.AsSpan(from, 35_000), [2], memory.AsSpan(to, 35_000)));
            Assert.AreEqual("destination", e.ParamName);
        }

        // Numbers over structs: the same begin, but not the same elements.
        var g = Function.Of((double x) => new Option(x, x, x)).Vectorize(new VectorizeOptions { MaxDegreeOfParallelism = degree });
        Assert.ThrowsExactly<ArgumentException>(
            () => g(MemoryMarshal.Cast<Option, double>(memory.AsSpan())[..100], memory.AsSpan(0, 100)));
        CollectionAssert.AreEqual(before, memory);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Lengths_that_differ_are_refused_before_anything_is_written(int degree)
    {
        var f = Function.Of((Option p, double s) => new Option(s, p.Spot, p.Volatility))
            .Vectorize(new VectorizeOptions { MaxDegreeOfParallelism = degree });
        var destination = Points(40_000);
        var before = (Option[])destination.Clone();
        foreach (var (structs, numbers, parameter) in new[] { (39_999, 1, "x1"), (40_001, 1, "x1"), (0, 40_000, "x1"), (40_000, 39_999, "x2"), (1, 0, "x2"), (1, 2, "x2") })
        {
            var e = Assert.ThrowsExactly<ArgumentException>(() => f(new Option[structs], new double[numbers], destination));
            Assert.AreEqual(parameter, e.ParamName);
        }

        CollectionAssert.AreEqual(before, destination);
    }

    [TestMethod]
    public void Nothing_is_done_to_nothing()
    {
        foreach (var degree in new[] { 1, 2, -1 })
        {
            var options = new VectorizeOptions { MaxDegreeOfParallelism = degree };
            Function.Of((Option p, double s) => p.Spot * s).Vectorize(options)([], [], []);
            Function.Of((Option p, double s) => p.Spot * s).Vectorize(options)(default, new double[1], default);
            Function.Of((Option p, double s) => p).Vectorize(options)(new Option[1], [], []);
            Function.Of((float x) => x).Vectorize(options)([], []);
            Function.Of((double x, double y) => x * y).VectorizeColumns(options).Invoke([new double[0], new double[1]], [new double[0]]);
        }
    }

    [TestMethod]
    public void Columns_that_overlap_in_part_are_refused_and_left_alone()
    {
        var kernel = Function.Of((double x, double y, double z) => ValueTuple.Create(x + y, y * z)).VectorizeColumns();
        foreach (var length in new[] { 3, 9, 100 })
        {
            var memory = Enumerable.Range(0, 4 * length).Select(i => (double)i).ToArray();
            var before = (double[])memory.Clone();
            var one = new double[1];
            var (a, b, late) = (memory.AsMemory(0, length), memory.AsMemory(length, length), memory.AsMemory(1, length));
            var (c, d) = (memory.AsMemory(2 * length, length), memory.AsMemory(3 * length, length));
            Refused([late, b, c], [a, d]);
            Refused([b, c, late], [a, d]);
            Refused([one, c, c], [a, late]);
            Refused([one, b, c], [d, d]);
            Refused([a, b, one], [memory.AsMemory((2 * length) - 1, length), d]);
            Refused([a, b, c.Slice(1)], [d, c]);
            CollectionAssert.AreEqual(before, memory);

            // What is the same memory, or next to it, is not refused; nor are inputs that overlap each other.
            kernel.Invoke([a, late, one], [c, d]);
            for (var i = 0; i < length; i++)
                Assert.AreEqual((before[i] + before[i + 1], 0), (c.Span[i], d.Span[i]));
            kernel.Invoke([a, b, b], [b, a]);
            for (var i = 0; i < length; i++)
                Assert.AreEqual((before[i] + before[length + i], before[length + i] * before[length + i]), (b.Span[i], a.Span[i]));

            void Refused(ReadOnlyMemory<double>[] inputs, Memory<double>[] outputs) =>
                Assert.ThrowsExactly<ArgumentException>(() => kernel.Invoke(inputs, outputs));
        }
    }

    private static Option[] Points(int length) => [.. Enumerable.Range(0, length).Select(i => new Option(i, -i, 3 * i))];

    /// <summary>A function of a nested struct and a number, either of which may be one element for all, with untouched memory around.</summary>
    private static void AtEveryLength<T, TResult>(
        Function<Func<Outer<T>, T, TResult>> f, int bits, Func<Outer<T>, T, TResult> expected)
        where T : unmanaged, INumber<T>
        where TResult : unmanaged
    {
        var body = ((IFunction)f).Body;
        var kernel = (VectorFunc<Outer<T>, T, TResult>)VectorCompiler.Compile(body.Graph, typeof(VectorFunc<Outer<T>, T, TResult>), body.Rounding, bits).Bind(body.Captures);
        foreach (var length in Lengths)
        {
            var structs = Enumerable.Range(0, length).Select(i => new Outer<T>(
                new(N(i), (N(i + 1), N(2 * i))), N(-i), new(N(3 * i), (N(5 - i), N(i % 7))))).ToArray();
            var numbers = Enumerable.Range(0, length).Select(i => N(i % 11)).ToArray();
            foreach (var (p, s) in new[] { (structs, numbers), (structs, [N(3)]), ([new Outer<T>(new(N(1), (N(2), N(3))), N(4), new(N(5), (N(6), N(7))))], numbers) })
            {
                var results = new TResult[length + 6];
                kernel(p, s, results.AsSpan(3, length));
                for (var i = 0; i < results.Length; i++)
                {
                    var inside = i >= 3 && i < 3 + length;
                    var e = inside ? expected(p.Length == 1 ? p[0] : p[i - 3], s.Length == 1 ? s[0] : s[i - 3]) : default;
                    Assert.AreEqual(e, results[i], $"{bits} bits, length {length}, element {i - 3}");
                }
            }
        }

        static T N(int i) => T.CreateChecked(i);
    }

    private struct Hiding
    {
        private readonly float calls;

        public Hiding(float x) => (X, calls) = (x, 1);

        public float X { get; set; }

        public readonly float Calls() => calls;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Union
    {
        [FieldOffset(0)]
        public double X;

        [FieldOffset(0)]
        public double Y;
    }
}
