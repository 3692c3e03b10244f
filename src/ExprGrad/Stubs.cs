#pragma warning disable
using System.Linq.Expressions; using System.Reflection; using ExprGrad.Graphs;
namespace ExprGrad { 
 public static partial class Functions { public static double Sigmoid(double x) => 1/(1+Math.Exp(-x)); public static TResult Let<T,TResult>(T v, Func<T,TResult> f)=>f(v); public static T[,] Reshape<T>(T[] elements, int rows, int columns) { var r = new T[rows, columns]; for (int i=0;i<rows*columns;i++) r[i/columns,i%columns]=elements[i]; return r; } } }
namespace ExprGrad.Printing
{
    internal static class LatexPrinter
    {
        internal static string Print(LambdaExpression lambda) => throw new NotImplementedException();
    }
}
namespace ExprGrad.Emit.Scalar
{
    internal sealed class CompiledFunction(Graph g, Type t)
    {
        internal Delegate Bind(object?[] captures) => ExprGrad.Printing.Raiser.Raise(g, g.Parameters.Select((p,i)=>"x"+i).ToArray(), captures, t).Compile();
    }
    internal static class ScalarCompiler
    {
        internal static CompiledFunction Compile(Graph graph, Type delegateType) => new(graph, delegateType);
    }
}
namespace ExprGrad.Emit.Vector
{
    internal sealed class CompiledKernel
    {
        internal Delegate Bind(object?[] captures) => throw new NotImplementedException();
    }
    internal static class VectorCompiler
    {
        internal static CompiledKernel Compile(Graph graph, Type delegateType) => throw new NotImplementedException();
    }
}

