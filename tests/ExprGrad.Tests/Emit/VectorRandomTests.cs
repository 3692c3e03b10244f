using System.Reflection;
using ExprGrad.Emit;
using ExprGrad.Graphs;
using static ExprGrad.Tests.Emit.VectorKernels;

namespace ExprGrad.Tests.Emit;

[TestClass]
public sealed class VectorRandomTests
{
    [TestMethod]
    public void KernelsAgreeWithTheInterpreter()
    {
        for (var seed = 0; seed < 200; seed++)
            Compare(seed, 4 + (seed % 40));
    }

    /// <summary>
    /// The two numbers become lanes; the array and the integer are captured. Where one element throws, the kernel throws.
    /// </summary>
    private static void Compare(int seed, int size)
    {
        var graph = OverLanes(RandomGraphs.Make(seed, size));
        for (var trial = 0; trial < 3; trial++)
        {
            var arguments = RandomGraphs.Arguments((seed * 100) + trial);
            object?[] captures = [arguments[2], arguments[3]];
            var kernel = Compile<VectorFunc<double, double, double>>(graph, Widths[(seed + trial) % 3], captures);
            var length = trial == 0 ? 1 : 11;
            var (x, y, z) = (new double[length], new double[length], new double[length]);
            for (var i = 0; i < length; i++)
            {
                var numbers = RandomGraphs.Arguments((seed * 100) + trial + i);
                (x[i], y[i]) = ((double)numbers[0]!, (double)numbers[1]!);
            }

            double[]? expected = null;
            try
            {
                expected = [.. x.Zip(y, (a, b) => (double)Interpreter.Evaluate(graph, captures, [a, b])!)];
            }
            catch (Exception e) when (e is not InvalidCastException)
            {
                Assert.Throws<Exception>(() => kernel(x, y, z));
            }

            if (expected is null)
                continue;
            kernel(x, y, z);
            for (var i = 0; i < length; i++)
                Same(expected[i], z[i], 0, $"seed {seed}, trial {trial}, element {i}");
        }
    }

    /// <summary>The first real number of a random graph's result. Functions that are not exact on vectors become square roots.</summary>
    private static Graph OverLanes(Graph graph)
    {
        var builder = new GraphBuilder();
        var sqrt = typeof(Math).GetMethod(nameof(Math.Sqrt))!;
        var copies = new Node[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            var inputs = Array.ConvertAll(node.Inputs, i => copies[i.Id]);
            copies[node.Id] = node switch
            {
                { Op: Op.Parameter, Data: 2 or 3 } => builder.Capture((int)node.Data - 2, node.Type),
                { Op: Op.Call, Data: MethodInfo } => builder.Call(sqrt, inputs),
                _ => builder.Rebuild(node, inputs),
            };
        }

        return Graph.Of(builder, builder.Leaves(copies[graph.Result.Id])[0], [typeof(double), typeof(double)]);
    }
}
