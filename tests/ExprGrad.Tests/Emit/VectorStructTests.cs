using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Emit;

public record struct Option(double Spot, double Strike, double Volatility);

public record struct Priced(double Price, (double Delta, double Vega) Greeks);

public struct Loose
{
    public float A;
    public float B { get; set; }
}

/// <summary>Arrays of structs and columns.</summary>
[TestClass]
public sealed class VectorStructTests
{
    private static readonly int[] Lengths = [0, 1, 7, 8, 9, 31, 32, 33, 1023, 1025];

    [TestMethod]
    public void An_array_of_structs_gives_what_the_scalar_delegate_gives()
    {
        var f = Function.Of((Option o, double rate) =>
            new Priced(o.Spot * o.Strike - rate, ValueTuple.Create(o.Volatility / (o.Spot + rate), o.Strike > 1 ? o.Volatility : -o.Spot)));
        var (scalar, vector) = (f.Compile(), f.Vectorize());
        foreach (var length in Lengths)
        {
            var options = Options(length);
            var results = new Priced[length];
            vector(options, [0.25], results);
            for (var i = 0; i < length; i++)
                Assert.AreEqual(scalar(options[i], 0.25), results[i], $"{i} of {length}");
        }
    }

    [TestMethod]
    public void The_gradient_of_a_record_is_an_array_of_records()
    {
        var f = Differentiate.ValueAndGrad((Option o) => o.Spot * Math.Exp(o.Volatility) / o.Strike);
        var options = Options(100);
        var results = new (double Value, Option Gradient)[100];
        f.Vectorize()(options, results);
        for (var i = 0; i < 100; i++)
        {
            var (s, k, e) = (options[i].Spot, options[i].Strike, Math.Exp(options[i].Volatility));
            Numbers.AssertNear(s * e / k, results[i].Value, 1e-15, "value");
            Numbers.AssertNear(e / k, results[i].Gradient.Spot, 1e-15, "by spot");
            Numbers.AssertNear(-s * e / k / k, results[i].Gradient.Strike, 2e-15, "by strike");
            Numbers.AssertNear(s * e / k, results[i].Gradient.Volatility, 1e-15, "by volatility");
        }
    }

    [TestMethod]
    public void A_destination_may_be_the_input()
    {
        var options = Options(77);
        var expected = Array.ConvertAll(options, o => new Option(o.Strike, o.Spot, -o.Volatility));
        Function.Of((Option o) => new Option(o.Strike, o.Spot, -o.Volatility)).Vectorize()(options, options);
        CollectionAssert.AreEqual(expected, options);
    }

    [TestMethod]
    public void Mutable_structs_of_float_work()
    {
        var inputs = Enumerable.Range(0, 50).Select(i => new Loose { A = i, B = 2 * i }).ToArray();
        var outputs = new float[50];
        Function.Of((Loose p) => p.A * p.B).Vectorize()(inputs, outputs);
        CollectionAssert.AreEqual(Enumerable.Range(0, 50).Select(i => 2f * i * i).ToArray(), outputs);
    }

    [TestMethod]
    public void Wrong_lengths_write_nothing()
    {
        var outputs = Enumerable.Repeat(new Priced(1, (2, 3)), 5).ToArray();
        var f = Function.Of((Option o) => new Priced(o.Spot, ValueTuple.Create(o.Strike, o.Volatility))).Vectorize();
        Assert.ThrowsExactly<ArgumentException>(() => f(Options(4), outputs));
        Assert.IsTrue(Array.TrueForAll(outputs, o => o == new Priced(1, (2, 3))));
    }

    [TestMethod]
    public void A_record_class_is_no_element()
    {
        var e = Assert.ThrowsExactly<NotDifferentiableException>(() => Function.Of((Heap h) => h.X * 2).Vectorize());
        Assert.AreEqual("EG0008", e.Code);
    }

    [TestMethod]
    public void Columns_are_the_numbers_of_arguments_and_result_in_order()
    {
        var f = Differentiate.ValueAndGrad((Option o, double rate) => o.Spot * o.Strike * o.Volatility * rate);
        var kernel = f.VectorizeColumns();
        Assert.AreEqual(4, kernel.InputCount);
        Assert.AreEqual(5, kernel.OutputCount);
        foreach (var length in Lengths)
        {
            var options = Options(length);
            var columns = Enumerable.Range(0, 5).Select(_ => new double[length]).ToArray();
            kernel.Invoke(
                [Array.ConvertAll(options, o => o.Spot), Array.ConvertAll(options, o => o.Strike), Array.ConvertAll(options, o => o.Volatility), new[] { 3.0 }],
                [columns[0], columns[1], columns[2], columns[3], columns[4]]);
            for (var i = 0; i < length; i++)
            {
                var (s, k, v) = options[i];
                Numbers.AssertNear(s * k * v * 3, columns[0][i], 1e-15, "value");
                Numbers.AssertNear(k * v * 3, columns[1][i], 1e-15, "by spot");
                Numbers.AssertNear(s * v * 3, columns[2][i], 1e-15, "by strike");
                Numbers.AssertNear(s * k * 3, columns[3][i], 1e-15, "by volatility");
                Numbers.AssertNear(s * k * v, columns[4][i], 1e-15, "by rate");
            }
        }
    }

    [TestMethod]
    public void Float_columns_are_float()
    {
        var kernel = Function.Of((float x, float y) => ValueTuple.Create(x + y, x * y)).VectorizeColumns();
        float[] sum = new float[3], product = new float[3];
        kernel.Invoke([new float[] { 1, 2, 3 }, new float[] { 10 }], [sum, product]);
        CollectionAssert.AreEqual(new float[] { 11, 12, 13 }, sum);
        CollectionAssert.AreEqual(new float[] { 10, 20, 30 }, product);
        Assert.AreEqual(2, Function.Of((Loose p) => p.A).VectorizeColumns<float>().InputCount);
    }

    [TestMethod]
    public void Columns_that_do_not_fit_are_refused_before_anything_is_written()
    {
        var kernel = Function.Of((double x, double y) => ValueTuple.Create(x + y, x * y)).VectorizeColumns();
        double[] a = [1, 2, 3], b = [1, 2, 3], c = [7, 7, 7], d = [7, 7, 7, 7];
        Assert.ThrowsExactly<ArgumentException>(() => kernel.Invoke([a], [c, d]));
        Assert.ThrowsExactly<ArgumentException>(() => kernel.Invoke([a, b], [c]));
        Assert.ThrowsExactly<ArgumentException>(() => kernel.Invoke([a, b], [c, d]));
        Assert.ThrowsExactly<ArgumentException>(() => kernel.Invoke([a, b], [c, c]));
        Assert.ThrowsExactly<ArgumentException>(() => kernel.Invoke([a, new double[2]], [c, b]));
        CollectionAssert.AreEqual(new double[] { 7, 7, 7 }, c);
        kernel.Invoke([a, b], [a, c]);
        CollectionAssert.AreEqual(new double[] { 2, 4, 6 }, a);
        CollectionAssert.AreEqual(new double[] { 1, 4, 9 }, c);
    }

    [TestMethod]
    public void Several_threads_give_bit_for_bit_what_one_gives()
    {
        var f = Differentiate.Grad((double x, double y) => Math.Exp(-x) * Math.Sin(y) / (1 + (x * x)));
        var (x, y) = (new double[200_003], new double[200_003]);
        var random = new Random(1);
        for (var i = 0; i < x.Length; i++)
            (x[i], y[i]) = (random.NextDouble() * 4, random.NextDouble() * 1000);
        var (one, four) = (new (double, double)[x.Length], new (double, double)[x.Length]);
        var parallel = new VectorizeOptions { MaxDegreeOfParallelism = 4 };
        f.Vectorize()(x, y, one);
        f.Vectorize(parallel)(x, y, four);
        CollectionAssert.AreEqual(one, four);
        Assert.ThrowsExactly<ArgumentException>(() => f.Vectorize(parallel)(x, y[1..], four));

        var (dx, dy) = (new double[x.Length], new double[x.Length]);
        f.VectorizeColumns(parallel).Invoke([x, y], [dx, dy]);
        CollectionAssert.AreEqual(Array.ConvertAll(one, p => p.Item1), dx);
        CollectionAssert.AreEqual(Array.ConvertAll(one, p => p.Item2), dy);
    }

    [TestMethod]
    public void No_call_allocates()
    {
        var f = Differentiate.ValueAndGrad((Option o) => o.Spot * Math.Exp(o.Volatility) / o.Strike);
        var (vector, kernel) = (f.Vectorize(), f.VectorizeColumns());
        var options = Options(1000);
        var results = new (double Value, Option Gradient)[1000];
        var columns = Enumerable.Range(0, 4).Select(_ => new double[1000]).ToArray();
        var spot = Array.ConvertAll(options, o => o.Spot);
        for (var warm = 0; warm < 3; warm++)
            Call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            Call();
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Call()
        {
            vector(options, results);
            kernel.Invoke([spot, spot, spot], [columns[0], columns[1], columns[2], columns[3]]);
        }
    }

    private static Option[] Options(int length) =>
        [.. Enumerable.Range(0, length).Select(i => new Option(1 + (i % 13), 0.5 + (i % 7), 0.1 * (i % 5)))];

    private sealed record Heap(double X);
}
