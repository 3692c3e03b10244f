using System.Reflection;
using ExprGrad.Emit.Scalar;
using ExprGrad.Graphs;

namespace ExprGrad.Tests.Emit;

/// <summary>
/// A constant zero is an argument like any other. The runtime's compiler does not always think so (it takes the lesser of 0 and a constant
/// -0 to be 0); the function itself, called through a delegate, sees no constant.
/// </summary>
[TestClass]
public sealed class ConstantArgumentTests
{
    private static readonly string[] Names =
    [
        "Min", "Max", "MinNative", "MaxNative", "MinMagnitude", "MaxMagnitude", "MinNumber", "MaxNumber", "MinMagnitudeNumber", "MaxMagnitudeNumber", "CopySign",
    ];

    [TestMethod]
    public void A_function_of_two_doubles_has_the_same_bits_where_one_is_a_constant_zero() =>
        Compare([0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN]);

    [TestMethod]
    public void A_function_of_two_floats_has_the_same_bits_where_one_is_a_constant_zero() =>
        Compare([0, -0f, 1, -1, float.PositiveInfinity, float.NegativeInfinity, float.NaN]);

    private static void Compare<T>(T[] x)
        where T : unmanaged
    {
        foreach (var name in Names)
        {
            var method = typeof(T).GetMethod(name, BindingFlags.Public | BindingFlags.Static, [typeof(T), typeof(T)])!;
            var function = method.CreateDelegate<Func<T, T, T>>();
            foreach (var zero in x[..2])
            {
                Check(x, (b, v) => b.Call(method, v, b.Constant(zero, typeof(T))), v => function(v, zero), $"{name}(x, {zero})");
                Check(x, (b, v) => b.Call(method, b.Constant(zero, typeof(T)), v), v => function(zero, v), $"{name}({zero}, x)");
            }
        }
    }

    private static void Check<T>(T[] x, Func<GraphBuilder, Node, Node> body, Func<T, T> function, string what)
        where T : unmanaged
    {
        var graph = VectorKernels.GraphOf<T>(1, (b, v) => body(b, v[0]));
        var scalar = (Func<T, T>)ScalarCompiler.Compile(graph, typeof(Func<T, T>)).Bind([]);
        foreach (var v in x)
            VectorKernels.Same(function(v), scalar(v), 0, $"{what} at {v}");
        foreach (var bits in VectorKernels.Widths)
        {
            var y = new T[x.Length];
            VectorKernels.Compile<VectorFunc<T, T>>(graph, bits)(x, y);
            for (var i = 0; i < x.Length; i++)
                VectorKernels.Same(function(x[i]), y[i], 0, $"{what} at {x[i]}, {bits} bits");
        }
    }
}
