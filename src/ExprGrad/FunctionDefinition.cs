using System.Linq.Expressions;
using ExprGrad.Differentiation;
using ExprGrad.Caching;
using ExprGrad.Graphs;

namespace ExprGrad;

/// <summary>What a <see cref="Function{TDelegate}"/> is made from: the one way from lambdas and functions to functions.</summary>
internal readonly record struct FunctionDefinition(FunctionBody Body, FunctionOptions Options)
{
    /// <summary>What the compiled function checks of its arguments.</summary>
    public TangentLengths? Lengths { get; private init; }

    internal static FunctionDefinition Of(LambdaExpression f, FunctionOptions? options)
    {
        ArgumentNullException.ThrowIfNull(f);
        options ??= FunctionOptions.Default;
        return new FunctionDefinition(LambdaCache.Read(f, options), options);
    }

    internal static FunctionDefinition Of(LambdaExpression f, Transform transform, FunctionOptions? options) =>
        Of(f, options).Derive(transform);

    /// <summary>Goes on with the function's own options unless others are given.</summary>
    internal static FunctionDefinition From(IFunction f, Transform transform, FunctionOptions? options)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new FunctionDefinition(f.Body, options ?? f.Options).Derive(transform);
    }

    private FunctionDefinition Derive(Transform transform) => this with
    {
        Body = DerivativeCache.Default.Derive(Body, transform, Options),
        Lengths = TangentLengths.Of(Body, transform),
    };
}
