using System.Linq.Expressions;
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
    [DataRow(300)]
    [DataRow(2000)]
    [DataRow(10000)]
    public void KernelsOfManyOperationsAreExact(int operations)
    {
        // A multiplication and a subtraction make each value, an addition sums it up.
        var (graph, expected) = Random(operations / 3);
        Agree(graph, expected);
    }

    /// <summary>
    /// Value and gradient of a program, in several methods, with several results, over columns and over structs. Expected: the same program
    /// on dual numbers, written out here.
    /// </summary>
    [TestMethod]
    [DataRow(40)]
    [DataRow(300)]
    [DataRow(1500)]
    public void GradientsOfManyOperationsAreThoseOfDualNumbers(int size)
    {
        const int length = 37;
        var f = Differentiate.ValueAndGrad(Program(size));
        var random = new Random(2);
        var x = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, length).Select(_ => random.NextDouble() * 2 - 1).ToArray()).ToArray();
        var columns = Enumerable.Range(0, 4).Select(_ => new double[length]).ToArray();
        f.VectorizeColumns().Invoke([x[0], x[1], x[2]], [columns[0], columns[1], columns[2], columns[3]]);
        var structs = new (double Value, (double, double, double) Gradient)[length];
        f.Vectorize()(x[0], x[1], x[2], structs);
        for (var i = 0; i < length; i++)
        {
            double[] expected = Dual(size, [x[0][i], x[1][i], x[2][i]]), actual = [.. columns.Select(c => c[i])];
            var largest = expected.Max(Math.Abs);
            for (var k = 0; k < 4; k++)
                Assert.AreEqual(expected[k], actual[k], 1e-12 * largest, $"element {i}, number {k}");
            Assert.AreEqual((actual[0], (actual[1], actual[2], actual[3])), structs[i]);
        }
    }

    /// <summary>Which earlier values a new one is made of: v = (a b - c) / 2, which stays within [-1, 1].</summary>
    private static IEnumerable<(int A, int B, int C)> Choices(int size)
    {
        var random = new Random(3);
        for (var i = 3; i < size + 3; i++)
            yield return (random.Next(i), random.Next(Math.Max(0, i - 40), i), random.Next(i));
    }

    private static Expression<Func<double, double, double, double>> Program(int size)
    {
        var parameters = Enumerable.Range(0, 3).Select(i => Expression.Parameter(typeof(double), $"x{i}")).ToArray();
        var values = new List<ParameterExpression>(parameters);
        var statements = new List<Expression>();
        foreach (var (a, b, c) in Choices(size))
        {
            var v = Expression.Variable(typeof(double), $"v{values.Count}");
            statements.Add(Expression.Assign(v, Expression.Multiply(
                Expression.Constant(0.5), Expression.Subtract(Expression.Multiply(values[a], values[b]), values[c]))));
            values.Add(v);
        }

        return Expression.Lambda<Func<double, double, double, double>>(
            Expression.Block(values.Skip(3), [.. statements, values[^1]]), parameters);
    }

    /// <summary>The value, and the derivative by each of the arguments.</summary>
    private static double[] Dual(int size, double[] x)
    {
        var values = new List<double[]> { (double[])[x[0], 1, 0, 0], (double[])[x[1], 0, 1, 0], (double[])[x[2], 0, 0, 1] };
        foreach (var (a, b, c) in Choices(size))
        {
            var (u, v, w) = (values[a], values[b], values[c]);
            values.Add([.. Enumerable.Range(0, 4).Select(k => 0.5 * ((k == 0 ? u[0] * v[0] : u[k] * v[0] + u[0] * v[k]) - w[k]))]);
        }

        return values[^1];
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
