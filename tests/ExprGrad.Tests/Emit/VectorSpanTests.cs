using ExprGrad.Graphs;
using static ExprGrad.Tests.Emit.VectorKernels;

namespace ExprGrad.Tests.Emit;

[TestClass]
public sealed class VectorSpanTests
{
    private static readonly Graph AffineGraph = GraphOf<double>(3, (b, x) => b.Add(b.Multiply(x[0], x[1]), x[2]));

    [TestMethod]
    public void SpansOfOneElementAreBroadcast()
    {
        foreach (var bits in Widths)
        {
            var kernel = Affine(bits);
            foreach (var length in Lengths)
            {
                for (var mask = 0; mask < 8; mask++)
                {
                    double[][] inputs = [.. Enumerable.Range(0, 3).Select(i => Numbers<double>((mask >> i & 1) == 1 ? 1 : length, i))];
                    var y = new double[length];
                    kernel(inputs[0], inputs[1], inputs[2], y);
                    for (var i = 0; i < length; i++)
                        Same((At(0, i) * At(1, i)) + At(2, i), y[i], 0, $"{bits} bits, length {length}, element {i}, mask {mask}");

                    double At(int input, int i) => inputs[input].Length == 1 ? inputs[input][0] : inputs[input][i];
                }
            }
        }
    }

    [TestMethod]
    public void TheDestinationMayBeAnInput()
    {
        foreach (var bits in Widths)
        {
            var kernel = Affine(bits);
            foreach (var length in Lengths)
            {
                var x = Enumerable.Range(0, length).Select(i => i + 0.25).ToArray();
                var expected = x.Select(v => (v * v) + 3).ToArray();
                kernel(x, x, [3], x);
                CollectionAssert.AreEqual(expected, x);
            }
        }
    }

    [TestMethod]
    public void ABroadcastElementMayLieInTheDestination()
    {
        double[] x = [.. Enumerable.Range(1, 20)];
        Affine()([2], x.AsSpan(7, 1), x, x);
        CollectionAssert.AreEqual(Enumerable.Range(1, 20).Select(i => 16.0 + i).ToArray(), x);
    }

    [TestMethod]
    public void NeighboursOfTheDestinationAreLeftAlone()
    {
        foreach (var bits in Widths)
        {
            foreach (var length in Lengths)
            {
                var y = new double[length + 64];
                Array.Fill(y, 7);
                Affine(bits)(new double[length], new double[length], new double[length], y.AsSpan(32, length));
                for (var i = 0; i < y.Length; i++)
                    Assert.AreEqual(i >= 32 && i < 32 + length ? 0 : 7, y[i]);
            }
        }
    }

    [TestMethod]
    public void AnInputOfAnotherLengthIsNamed()
    {
        var y = new double[] { 1, 2, 3 };
        var e = Assert.ThrowsExactly<ArgumentException>(() => Affine()(new double[3], new double[2], new double[3], y));
        Assert.AreEqual(
            "x2 has 2 elements and destination has 3 elements; "
                + "an input must be as long as destination, or have one element. (Parameter 'x2')", e.Message);
        CollectionAssert.AreEqual(new double[] { 1, 2, 3 }, y);
    }

    [TestMethod]
    public void ADestinationOfOneElementTakesNoLongerInput()
    {
        var e = Assert.ThrowsExactly<ArgumentException>(() => Affine()(new double[1], new double[1], new double[0], new double[1]));
        Assert.AreEqual(
            "x3 has 0 elements and destination has 1 element; "
                + "an input must be as long as destination, or have one element. (Parameter 'x3')", e.Message);
    }

    [TestMethod]
    public void ADestinationThatOverlapsAnInputInPartIsRefused()
    {
        double[] x = [1, 2, 3, 4, 5];
        foreach (var (from, to) in new[] { (0, 1), (1, 0) })
        {
            var e = Assert.ThrowsExactly<ArgumentException>(() => Affine()([1], x.AsSpan(from, 4), [0], x.AsSpan(to, 4)));
            Assert.AreEqual(
                "destination overlaps x2 in part; "
                    + "it must begin where x2 begins, or share no memory with it. (Parameter 'destination')", e.Message);
        }

        CollectionAssert.AreEqual(new double[] { 1, 2, 3, 4, 5 }, x);
        Affine()([1], x.AsSpan(0, 2), [0], x.AsSpan(2, 2));
        CollectionAssert.AreEqual(new double[] { 1, 2, 1, 2, 5 }, x);
    }

    [TestMethod]
    public void NoCallAllocates()
    {
        var kernel = Affine();
        var (x, y) = (new double[1003], new double[1003]);
        kernel(x, [1], x, y);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            kernel(x, y.AsSpan(0, 1), x, y);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void EightInputsFit()
    {
        var graph = GraphOf<float>(8, (b, x) => x.Skip(1).Aggregate(x[0], b.Subtract));
        var kernel = Compile<VectorFunc<float, float, float, float, float, float, float, float, float>>(graph);
        var x = Enumerable.Range(0, 8).Select(i => Enumerable.Range(0, 37).Select(j => (float)(i * j)).ToArray()).ToArray();
        var y = new float[37];
        kernel(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], y);
        CollectionAssert.AreEqual(Enumerable.Range(0, 37).Select(j => (float)(-28 * j)).ToArray(), y);
    }

    [TestMethod]
    public void AParameterMayBeTheWholeResult() => Agree<double>((b, x) => x, x => x);

    [TestMethod]
    public void AConstantMayBeTheWholeResult() => Agree<double>((b, x) => b.Real(3, typeof(double)), x => 3);

    private static VectorFunc<double, double, double, double> Affine(int bits = 0) =>
        Compile<VectorFunc<double, double, double, double>>(AffineGraph, bits);
}
