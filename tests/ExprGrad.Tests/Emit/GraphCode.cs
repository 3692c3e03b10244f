using System.Reflection;
using ExprGrad.Emit.Scalar;
using ExprGrad.Graphs;

namespace ExprGrad.Tests.Emit;

/// <summary>Code for graphs without captured objects.</summary>
internal static class GraphCode
{
    public static TDelegate Compile<TDelegate>(GraphBuilder g, Node result)
        where TDelegate : Delegate
    {
        var parameters = Array.ConvertAll(typeof(TDelegate).GetMethod("Invoke")!.GetParameters(), p => p.ParameterType);
        return (TDelegate)ScalarCompiler.Compile(Graph.Of(g, result, parameters), typeof(TDelegate)).Bind([]);
    }

    public static MethodInfo Method(Func<double, double> f) => f.Method;
}
