using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Emit;
using ExprGrad.Emit.Scalar;
using ExprGrad.Graphs;

namespace ExprGrad.Tests.Emit;

/// <summary>Graphs of any size, depth and form.</summary>
[TestClass]
public sealed class ScalarCompilerSizeTests
{
    private static readonly Type Real = typeof(double);

    [TestMethod]
    public void AChainOfAHundredThousandNodesRuns()
    {
        var g = new GraphBuilder();
        var x = g.Parameter(0, Real);
        var (r, expected) = (x, 0.3);
        for (var i = 0; i < 25_000; i++)
        {
            r = g.Multiply(g.Real(3.7, Real), g.Multiply(r, g.Subtract(g.Real(1, Real), r)));
            r = g.Add(r, g.Multiply(x, g.Real(1e-3 / (i + 1), Real)));
            expected = 3.7 * (expected * (1 - expected));
            expected += 0.3 * (1e-3 / (i + 1));
        }

        Assert.AreEqual(expected, GraphCode.Compile<Func<double, double>>(g, r)(0.3));
    }

    [TestMethod]
    public void ArraysAreSharedByTheMethodsOfALongComputation()
    {
        // Long chains of elements, before and after a loop that needs them, and a buffer that is filled from both.
        var g = new GraphBuilder();
        var x = g.Parameter(0, typeof(double[]));
        var k = g.LoopIndex(0, g.Length(x));
        var (r, expected) = (g.Real(0.1, Real), 0.1);
        double[] argument = [0.3, 0.5, 0.7];
        Chain();
        var scaled = g.Map(k, g.Multiply(g.Index(x, k), r));
        var numbers = Array.ConvertAll(argument, v => v * expected);
        r = g.Add(r, g.Index(scaled, g.Constant(1)));
        expected += numbers[1];
        Chain();
        var f = GraphCode.Compile<Func<double[], double[]>>(
            g, g.Accumulate(g.Scatter(g.Length(x), g.Constant(2), r), scaled, g.Scatter(g.Length(x), g.Constant(0), g.Index(scaled, g.Constant(2)))));
        var result = f(argument);
        Assert.AreEqual(numbers[0] + numbers[2], result[0], 1e-15);
        Assert.AreEqual(numbers[1], result[1], 1e-15);
        Assert.AreEqual(expected + numbers[2], result[2], 1e-15);

        void Chain()
        {
            for (var i = 0; i < 2000; i++)
            {
                r = g.Multiply(g.Add(r, g.Index(x, g.Constant(i % 3))), g.Subtract(g.Real(1, Real), r));
                expected = (expected + argument[i % 3]) * (1 - expected);
            }
        }
    }

    [TestMethod]
    public void AThousandValuesAliveAtOnceSpill()
    {
        // Each is used twice: at once and, in the opposite order, at the end.
        var g = new GraphBuilder();
        var x = g.Parameter(0, Real);
        var values = new List<Node>();
        var (sum, expected) = (x, 0.7);
        var numbers = new List<double>();
        for (var i = 0; i < 1000; i++)
        {
            values.Add(g.Call(GraphCode.Method(Math.Sin), g.Add(sum, g.Real(i, Real))));
            sum = g.Add(sum, values[i]);
            numbers.Add(Math.Sin(expected + i));
            expected += numbers[i];
        }

        for (var i = values.Count - 1; i >= 0; i--)
        {
            sum = g.Multiply(g.Add(sum, values[i]), g.Real(0.9, Real));
            expected = (expected + numbers[i]) * 0.9;
        }

        Assert.AreEqual(expected, GraphCode.Compile<Func<double, double>>(g, sum)(0.7));
    }

    [TestMethod]
    [DataRow(10)]
    [DataRow(100)]
    [DataRow(5000)]
    public void ConditionalsNestToAnyDepth(int depth)
    {
        var g = new GraphBuilder();
        var x = g.Parameter(0, Real);
        var r = x;
        for (var i = 0; i < depth; i++)
        {
            var test = g.Binary(i % 2 == 0 ? Op.Less : Op.LessOrEqual, x, g.Real(i, Real));
            r = g.Select(test, g.Add(g.Multiply(r, g.Real(0.5, Real)), r), g.Call(GraphCode.Method(Math.Sin), g.Add(x, g.Real(i, Real))));
        }

        var f = GraphCode.Compile<Func<double, double>>(g, r);
        foreach (var point in new[] { -1.0, 4.5, depth / 2.0, depth, double.NaN })
        {
            var expected = point;
            for (var i = 0; i < depth; i++)
                expected = (i % 2 == 0 ? point < i : point <= i) ? (expected * 0.5) + expected : Math.Sin(point + i);
            Assert.AreEqual(expected, f(point));
        }
    }

    [TestMethod]
    [DataRow(0, 500, 5)]
    [DataRow(500, 600, 100)]
    public void RandomGraphsComeToWhatTheInterpreterSays(int from, int to, int size)
    {
        for (var seed = from; seed < to; seed++)
        {
            var graph = RandomGraphs.Make(seed, size + (seed % 60));
            var type = Expression.GetDelegateType([.. graph.Parameters, graph.Result.Type]);
            var compiled = ScalarCompiler.Compile(graph, type).Bind([]);
            for (var i = 0; i < 6; i++)
            {
                var arguments = RandomGraphs.Arguments((100 * seed) + i);
                var expected = Outcome(() => Interpreter.Evaluate(graph, [], arguments));
                var actual = Outcome(() => compiled.DynamicInvoke(arguments));
                Assert.IsTrue(Same(expected, actual), $"seed {seed}, size {size}, arguments {i}: {Text(expected)} but was {Text(actual)}");
            }
        }

        static object? Outcome(Func<object?> run)
        {
            try
            {
                return run();
            }
            catch (Exception e) when ((e as TargetInvocationException)?.InnerException is not InvalidProgramException)
            {
                return typeof(Exception);
            }
        }

        // Sums of arrays are added up in another order.
        static bool Same(object? a, object? b) => (a, b) switch
        {
            (double x, double y) => x.Equals(y) || Math.Abs(x - y) <= 1e-9 * Math.Abs(x),
            (float x, float y) => x.Equals(y) || Math.Abs(x - y) <= 1e-5f * Math.Abs(x),
            (ValueTuple<double, double[], float> x, ValueTuple<double, double[], float> y) => Same(x.Item1, y.Item1) && Same(x.Item3, y.Item3)
                && x.Item2.Length == y.Item2.Length && x.Item2.Zip(y.Item2).All(z => Same(z.First, z.Second)),
            _ => Equals(a, b),
        };

        static string Text(object? o) => o is ValueTuple<double, double[], float> t ? $"{t.Item1:R} [{string.Join(", ", t.Item2)}] {t.Item3:R}" : $"{o:R}";
    }
}
