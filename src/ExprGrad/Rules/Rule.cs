using System.Linq.Expressions;

namespace ExprGrad.Rules;

/// <summary>How a <see cref="Rule"/> states its derivative.</summary>
internal enum RuleKind
{
    /// <summary>The tangent of the result from arguments and their tangents.</summary>
    Jvp,

    /// <summary>The cotangents of the arguments from residuals and the cotangent of the result.</summary>
    Vjp,

    /// <summary>The function's body, to be differentiated through.</summary>
    Inline,

    /// <summary>Zero everywhere.</summary>
    Constant,
}

/// <summary>
/// The derivative of one function, as its author wrote it. <see cref="Function"/> is the key: a lambda whose body is one call. Built-in rules
/// and users' rules are the same thing.
/// </summary>
internal sealed record Rule(RuleKind Kind, LambdaExpression Function)
{
    /// <summary>Jvp: (arguments..., tangents...) => tangent. Inline: (arguments...) => value.</summary>
    public LambdaExpression? Body { get; init; }

    /// <summary>Vjp: (arguments...) => (result, residuals).</summary>
    public LambdaExpression? Forward { get; init; }

    /// <summary>Vjp: (residuals, cotangent) => cotangents.</summary>
    public LambdaExpression? Backward { get; init; }

    /// <summary>For each argument the interval on which the function is smooth, for the test that samples every rule; empty if none is known.</summary>
    public (double Low, double High)[] Domain { get; init; } = [];

    /// <summary>Whether the method is one that classes implement.</summary>
    public bool IsOfInterface => RuleCall.MethodOf(Function) is { IsStatic: false, DeclaringType.IsInterface: true };

    public static Rule Jvp<T, R>(Expression<Func<T, R>> f, Expression<Func<T, T, R>> jvp, params (double, double)[] domain) =>
        new(RuleKind.Jvp, f) { Body = jvp, Domain = domain };

    public static Rule Jvp<T1, T2, R>(
        Expression<Func<T1, T2, R>> f, Expression<Func<T1, T2, T1, T2, R>> jvp, params (double, double)[] domain) =>
        new(RuleKind.Jvp, f) { Body = jvp, Domain = domain };

    public static Rule Jvp<T1, T2, T3, R>(
        Expression<Func<T1, T2, T3, R>> f, Expression<Func<T1, T2, T3, T1, T2, T3, R>> jvp, params (double, double)[] domain) =>
        new(RuleKind.Jvp, f) { Body = jvp, Domain = domain };

    public static Rule Constant<T, R>(Expression<Func<T, R>> f, params (double, double)[] domain) =>
        new(RuleKind.Constant, f) { Domain = domain };

    public static Rule Constant<T1, T2, R>(Expression<Func<T1, T2, R>> f, params (double, double)[] domain) =>
        new(RuleKind.Constant, f) { Domain = domain };

    public static Rule Constant<T1, T2, T3, R>(Expression<Func<T1, T2, T3, R>> f, params (double, double)[] domain) =>
        new(RuleKind.Constant, f) { Domain = domain };
}
