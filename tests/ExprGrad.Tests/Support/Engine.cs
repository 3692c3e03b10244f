using System.Linq.Expressions;
using ExprGrad.Differentiation;
using ExprGrad.Emit.Scalar;
using ExprGrad.FrontEnd;
using ExprGrad.Graphs;
using ExprGrad.Rules;

namespace ExprGrad.Tests.Support;

/// <summary>The pipeline without the typed surface, for tests over lambdas of any signature.</summary>
internal static class Engine
{
    public static FunctionBody Lower(LambdaExpression f) => Lowering.Lower(f, RuleRegistry.Default);

    public static FunctionBody Partial(this FunctionBody f, int argument, DerivativeMode mode = DerivativeMode.Auto) =>
        Deriver.Apply(f, new Transform.Partial(argument), new FunctionOptions { Mode = mode });

    public static Func<object[], double> Compile(this FunctionBody f)
    {
        var type = Expression.GetFuncType([.. f.Graph.Parameters, f.Graph.Result.Type]);
        var compiled = ScalarCompiler.Compile(f.Graph, type).Bind(f.Captures);
        return arguments => Convert.ToDouble(compiled.DynamicInvoke(arguments));
    }
}
