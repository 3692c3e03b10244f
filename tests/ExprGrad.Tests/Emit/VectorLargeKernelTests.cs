using ExprGrad.Graphs;
using static ExprGrad.Tests.Emit.VectorKernels;

namespace ExprGrad.Tests.Emit;

[TestClass]
public sealed class VectorLargeKernelTests
{
    /// <summary>Each value is made of two earlier ones picked at random, so that many are alive at once.</summary>
    private static (Func<GraphBuilder, Node, Node, Node> Graph, Func<double, double, double> Expected) Random(int size) => (
        (b, x, y) =>
        {
            var random = new Random(1);
            var half = b.Real(0.5, typeof(double));
            var values = new List<Node> { x, y };
            for (var i = 0; i < size; i++)
                values.Add(b.Subtract(b.Multiply(values[random.Next(values.Count)], half), values[random.Next(values.Count)]));
            return values.Aggregate(b.Add);
        },
        (x, y) =>
        {
            var random = new Random(1);
            var values = new List<double> { x, y };
            for (var i = 0; i < size; i++)
                values.Add((values[random.Next(values.Count)] * 0.5) - values[random.Next(values.Count)]);
            return values.Aggregate((a, b) => a + b);
        });

    [TestMethod]
    [DataRow(400)]
    [DataRow(1200)]
    [DataRow(3000)]
    public void KernelsOfManyOperationsAreExact(int size)
    {
        var (graph, expected) = Random(size);
        Agree(graph, expected);
    }

    [TestMethod]
    public void ScalarCodeAndSegmentsMix()
    {
        var half = typeof(VectorLargeKernelTests).GetMethod(nameof(Half))!;
        Agree<double>(
            (b, x) =>
            {
                var factor = b.Real(0.75, typeof(double));
                for (var i = 0; i < 3000; i++)
                    x = i % 1000 == 700 ? b.Call(half, x) : b.Subtract(b.Multiply(x, factor), b.Real(i, typeof(double)));
                return x;
            },
            x =>
            {
                for (var i = 0; i < 3000; i++)
                    x = i % 1000 == 700 ? Half(x) : (x * 0.75) - i;
                return x;
            });
    }

    public static double Half(double x) => x / 2;
}
