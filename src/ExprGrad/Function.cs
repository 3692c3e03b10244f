using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;

namespace ExprGrad;

/// <summary>Wraps lambdas without differentiating them.</summary>
/// <example>
/// <code>
/// var f = Function.Of((double x) => Math.Sin(x) * x);
/// Console.WriteLine(f);                       // x => Math.Sin(x) * x
/// Console.WriteLine(f.Grad().Compile()(0));   // 0
/// </code>
/// </example>
[RequiresUnreferencedCode(Aot.Reflection)]
[RequiresDynamicCode(Aot.Code)]
public static class Function
{
    /// <summary>Wraps a lambda, to be printed, compiled, vectorised or transformed.</summary>
    /// <param name="f">The lambda.</param>
    /// <param name="options">The rules and the mode, for this function and what is derived from it.</param>
    /// <returns>
    /// The function; its values are those of the lambda, bit for bit unless <see cref="FunctionOptions.FastMath"/> is on.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">The lambda holds something that has no value, such as a loop.</exception>
    /// <example>
    /// <code>
    /// var area = Function.Of((double width, double height) => width * height);
    /// Console.WriteLine(area);                   // (width, height) => width * height
    /// Console.WriteLine(area.Compile()(2, 3));   // 6
    /// </code>
    /// </example>
    public static Function<Func<T, TResult>> Of<T, TResult>(Expression<Func<T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, options));

    /// <inheritdoc cref="Of{T, TResult}(Expression{Func{T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, TResult>> Of<T1, T2, TResult>(
        Expression<Func<T1, T2, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, options));

    /// <inheritdoc cref="Of{T, TResult}(Expression{Func{T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, TResult>> Of<T1, T2, T3, TResult>(
        Expression<Func<T1, T2, T3, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, options));

    /// <inheritdoc cref="Of{T, TResult}(Expression{Func{T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, TResult>> Of<T1, T2, T3, T4, TResult>(
        Expression<Func<T1, T2, T3, T4, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, options));

    /// <inheritdoc cref="Of{T, TResult}(Expression{Func{T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, TResult>> Of<T1, T2, T3, T4, T5, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, options));

    /// <inheritdoc cref="Of{T, TResult}(Expression{Func{T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, TResult>> Of<T1, T2, T3, T4, T5, T6, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, options));

    /// <inheritdoc cref="Of{T, TResult}(Expression{Func{T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> Of<T1, T2, T3, T4, T5, T6, T7, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, options));

    /// <inheritdoc cref="Of{T, TResult}(Expression{Func{T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> Of<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, options));
}
