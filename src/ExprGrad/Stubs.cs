// Contracts of passes that are written elsewhere; this file goes when they land.
#pragma warning disable
using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Graphs;
using ExprGrad.Rules;

namespace ExprGrad.Graphs
{
    internal sealed record FunctionBody(Graph Graph, string[] Names, object?[] Captures);
}

namespace ExprGrad.FrontEnd
{
    internal static class Lowering
    {
        internal static FunctionBody Lower(LambdaExpression lambda, RuleRegistry rules) => throw new NotImplementedException();
    }
}

namespace ExprGrad.Rules
{
    internal static class Twins
    {
        internal static MethodInfo Canonical(MethodInfo method) => method;
    }

    internal static class RuleTemplate
    {
        internal static void Check(Rule rule, RuleRegistry registry) { }
    }
}

namespace ExprGrad.Differentiation
{
    internal abstract record Transform
    {
        internal sealed record Grad : Transform;
        internal sealed record Partial(int Argument) : Transform;
        internal sealed record ValueAndGrad : Transform;
        internal sealed record Jvp : Transform;
        internal sealed record Vjp : Transform;
        internal sealed record Derivative(int Order) : Transform;
        internal sealed record Hessian : Transform;
        internal sealed record Jacobian : Transform;
        internal sealed record HessianVectorProduct : Transform;
        internal sealed record Linearize : Transform;
        internal sealed record Taylor(int Order) : Transform;
    }

    internal static class Deriver
    {
        internal static FunctionBody Apply(FunctionBody f, Transform t, RuleRegistry rules, DerivativeMode mode) => throw new NotImplementedException();
    }
}

namespace ExprGrad.Printing
{
    internal static class Raiser
    {
        internal static LambdaExpression Raise(Graph graph, IReadOnlyList<string> names, object?[] captures, Type delegateType) => throw new NotImplementedException();
    }

    internal static class CSharpPrinter
    {
        internal static string Print(LambdaExpression lambda) => throw new NotImplementedException();
    }

    internal static class LatexPrinter
    {
        internal static string Print(LambdaExpression lambda) => throw new NotImplementedException();
    }
}

namespace ExprGrad.Emit.Scalar
{
    internal sealed class CompiledFunction
    {
        internal Delegate Bind(object?[] captures) => throw new NotImplementedException();
    }

    internal static class ScalarCompiler
    {
        internal static CompiledFunction Compile(Graph graph, Type delegateType) => throw new NotImplementedException();
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
