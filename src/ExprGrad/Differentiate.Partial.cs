using System.Linq.Expressions;
using ExprGrad.Differentiation;

namespace ExprGrad;

public static partial class Differentiate
{
    /// <summary>The derivative by one of several arguments of the same type.</summary>
    /// <param name="f">The function. Its result is a <c>double</c> or a <c>float</c>.</param>
    /// <param name="argument">The position of the argument, counted from 0.</param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>A function from the same arguments to the derivative, in the shape of the argument.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="argument"/> is not the position of an argument.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The result is not one floating-point number, the argument is not differentiable, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var byY = Differentiate.Partial((double x, double y) => x * y * y, argument: 1).Compile();
    /// Console.WriteLine(byY(2, 3));   // 12
    /// </code>
    /// </example>
    public static Function<Func<T, T, T>> Partial<T, TResult>(
        Expression<Func<T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, ByArgument(argument, 2), options));

    /// <inheritdoc cref="Partial{T, TResult}(Expression{Func{T, T, TResult}}, int, FunctionOptions)"/>
    public static Function<Func<T, T, T>> Partial<T, TResult>(
        this Function<Func<T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, ByArgument(argument, 2), options));

    /// <inheritdoc cref="Partial{T, TResult}(Expression{Func{T, T, TResult}}, int, FunctionOptions)"/>
    public static Function<Func<T, T, T, T>> Partial<T, TResult>(
        Expression<Func<T, T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, ByArgument(argument, 3), options));

    /// <inheritdoc cref="Partial{T, TResult}(Expression{Func{T, T, TResult}}, int, FunctionOptions)"/>
    public static Function<Func<T, T, T, T>> Partial<T, TResult>(
        this Function<Func<T, T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, ByArgument(argument, 3), options));

    /// <inheritdoc cref="Partial{T, TResult}(Expression{Func{T, T, TResult}}, int, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T>> Partial<T, TResult>(
        Expression<Func<T, T, T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, ByArgument(argument, 4), options));

    /// <inheritdoc cref="Partial{T, TResult}(Expression{Func{T, T, TResult}}, int, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T>> Partial<T, TResult>(
        this Function<Func<T, T, T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, ByArgument(argument, 4), options));

    /// <inheritdoc cref="Partial{T, TResult}(Expression{Func{T, T, TResult}}, int, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T>> Partial<T, TResult>(
        Expression<Func<T, T, T, T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, ByArgument(argument, 5), options));

    /// <inheritdoc cref="Partial{T, TResult}(Expression{Func{T, T, TResult}}, int, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T>> Partial<T, TResult>(
        this Function<Func<T, T, T, T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, ByArgument(argument, 5), options));

    /// <inheritdoc cref="Partial{T, TResult}(Expression{Func{T, T, TResult}}, int, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T, T>> Partial<T, TResult>(
        Expression<Func<T, T, T, T, T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, ByArgument(argument, 6), options));

    /// <inheritdoc cref="Partial{T, TResult}(Expression{Func{T, T, TResult}}, int, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T, T>> Partial<T, TResult>(
        this Function<Func<T, T, T, T, T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, ByArgument(argument, 6), options));

    /// <inheritdoc cref="Partial{T, TResult}(Expression{Func{T, T, TResult}}, int, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T, T, T>> Partial<T, TResult>(
        Expression<Func<T, T, T, T, T, T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, ByArgument(argument, 7), options));

    /// <inheritdoc cref="Partial{T, TResult}(Expression{Func{T, T, TResult}}, int, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T, T, T>> Partial<T, TResult>(
        this Function<Func<T, T, T, T, T, T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, ByArgument(argument, 7), options));

    /// <inheritdoc cref="Partial{T, TResult}(Expression{Func{T, T, TResult}}, int, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T, T, T, T>> Partial<T, TResult>(
        Expression<Func<T, T, T, T, T, T, T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, ByArgument(argument, 8), options));

    /// <inheritdoc cref="Partial{T, TResult}(Expression{Func{T, T, TResult}}, int, FunctionOptions)"/>
    public static Function<Func<T, T, T, T, T, T, T, T, T>> Partial<T, TResult>(
        this Function<Func<T, T, T, T, T, T, T, T, TResult>> f, int argument, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, ByArgument(argument, 8), options));

    private static Transform ByArgument(int argument, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(argument);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(argument, count);
        return new Transform.Partial(argument);
    }
}
