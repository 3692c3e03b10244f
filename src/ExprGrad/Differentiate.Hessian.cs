using System.Linq.Expressions;
using ExprGrad.Differentiation;

namespace ExprGrad;

public static partial class Differentiate
{
    /// <summary>The matrix of second derivatives by the elements of an array.</summary>
    /// <param name="f">The function, from an array of <c>double</c> or <c>float</c> to one number.</param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>A function from an array of length n to the symmetric n x n matrix.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The result is not one floating-point number, no argument is differentiable, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var hessian = Differentiate.Hessian((double[] x) => x[0] * x[0] * x[1]).Compile();
    /// var h = hessian([2, 3]);
    /// Console.WriteLine($"{h[0, 0]}, {h[0, 1]}, {h[1, 0]}, {h[1, 1]}");   // 6, 4, 4, 0
    /// </code>
    /// </example>
    public static Function<Func<T[], T[,]>> Hessian<T>(Expression<Func<T[], T>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T}(Expression{Func{T[], T}}, FunctionOptions)"/>
    public static Function<Func<T[], T[,]>> Hessian<T>(this Function<Func<T[], T>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Hessian(), options));

    /// <summary>The matrix of second derivatives by several numbers.</summary>
    /// <param name="f">The function. All arguments and the result are <c>double</c>, or all <c>float</c>.</param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>A function from the n arguments to the symmetric n x n matrix.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The result or an argument is not one floating-point number, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var hessian = Differentiate.Hessian((double x, double y) => x * x * y).Compile();
    /// var h = hessian(2, 3);
    /// Console.WriteLine($"{h[0, 0]}, {h[0, 1]}, {h[1, 0]}, {h[1, 1]}");   // 6, 4, 4, 0
    /// </code>
    /// </example>
    public static Function<Func<T, T, TResult[,]>> Hessian<T, TResult>(
        Expression<Func<T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T, TResult}(Expression{Func{T, T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, TResult[,]>> Hessian<T, TResult>(
        this Function<Func<T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T, TResult}(Expression{Func{T, T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, T, TResult[,]>> Hessian<T, TResult>(
        Expression<Func<T, T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T, TResult}(Expression{Func{T, T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, T, TResult[,]>> Hessian<T, TResult>(
        this Function<Func<T, T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T, TResult}(Expression{Func{T, T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, TResult[,]>> Hessian<T, TResult>(
        Expression<Func<T, T, T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T, TResult}(Expression{Func{T, T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, TResult[,]>> Hessian<T, TResult>(
        this Function<Func<T, T, T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T, TResult}(Expression{Func{T, T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, TResult[,]>> Hessian<T, TResult>(
        Expression<Func<T, T, T, T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T, TResult}(Expression{Func{T, T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, TResult[,]>> Hessian<T, TResult>(
        this Function<Func<T, T, T, T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T, TResult}(Expression{Func{T, T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T, TResult[,]>> Hessian<T, TResult>(
        Expression<Func<T, T, T, T, T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T, TResult}(Expression{Func{T, T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T, TResult[,]>> Hessian<T, TResult>(
        this Function<Func<T, T, T, T, T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T, TResult}(Expression{Func{T, T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T, T, TResult[,]>> Hessian<T, TResult>(
        Expression<Func<T, T, T, T, T, T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T, TResult}(Expression{Func{T, T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T, T, TResult[,]>> Hessian<T, TResult>(
        this Function<Func<T, T, T, T, T, T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T, TResult}(Expression{Func{T, T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T, T, T, TResult[,]>> Hessian<T, TResult>(
        Expression<Func<T, T, T, T, T, T, T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Hessian(), options));

    /// <inheritdoc cref="Hessian{T, TResult}(Expression{Func{T, T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T, T, T, TResult[,]>> Hessian<T, TResult>(
        this Function<Func<T, T, T, T, T, T, T, T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Hessian(), options));
}
