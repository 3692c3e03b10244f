using System.Linq.Expressions;
using ExprGrad.Differentiation;

namespace ExprGrad;

public static partial class Differentiate
{
    /// <summary>
    /// The value and the gradient together, for the cost of little more than the gradient: what both need is computed once.
    /// </summary>
    /// <param name="f">The function, as for <see cref="Grad{T, TResult}(Expression{Func{T, TResult}}, FunctionOptions)"/>.</param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>A function from the argument to the value and the gradient, which has the shape of the argument.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The result is not one floating-point number, no argument is differentiable, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var f = Differentiate.ValueAndGrad((double x) => x * x).Compile();
    /// var (value, gradient) = f(3);
    /// Console.WriteLine($"{value}, {gradient}");   // 9, 6
    /// </code>
    /// </example>
    public static Function<Func<T, (TResult Value, T Gradient)>> ValueAndGrad<T, TResult>(
        Expression<Func<T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T, TResult}(Expression{Func{T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, (TResult Value, T Gradient)>> ValueAndGrad<T, TResult>(
        this Function<Func<T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.ValueAndGrad(), options));

    /// <summary>The value and the gradient of a function of several arguments.</summary>
    /// <param name="f">
    /// The function, as for <see cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>.
    /// </param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>
    /// A function from the arguments to the value and a value tuple of the derivatives, each in the shape of its argument.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The result is not one floating-point number, no argument is differentiable, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var f = Differentiate.ValueAndGrad((double x, double y) => x * y * y).Compile();
    /// Console.WriteLine(f(2, 3));   // (18, (9, 12))
    /// </code>
    /// </example>
    public static Function<Func<T1, T2, (TResult Value, (T1, T2) Gradient)>> ValueAndGrad<T1, T2, TResult>(
        Expression<Func<T1, T2, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, (TResult Value, (T1, T2) Gradient)>> ValueAndGrad<T1, T2, TResult>(
        this Function<Func<T1, T2, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, (TResult Value, (T1, T2, T3) Gradient)>> ValueAndGrad<T1, T2, T3, TResult>(
        Expression<Func<T1, T2, T3, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, (TResult Value, (T1, T2, T3) Gradient)>> ValueAndGrad<T1, T2, T3, TResult>(
        this Function<Func<T1, T2, T3, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, (TResult Value, (T1, T2, T3, T4) Gradient)>> ValueAndGrad<T1, T2, T3, T4, TResult>(
        Expression<Func<T1, T2, T3, T4, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, (TResult Value, (T1, T2, T3, T4) Gradient)>> ValueAndGrad<T1, T2, T3, T4, TResult>(
        this Function<Func<T1, T2, T3, T4, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, (TResult Value, (T1, T2, T3, T4, T5) Gradient)>>
        ValueAndGrad<T1, T2, T3, T4, T5, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, (TResult Value, (T1, T2, T3, T4, T5) Gradient)>>
        ValueAndGrad<T1, T2, T3, T4, T5, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, (TResult Value, (T1, T2, T3, T4, T5, T6) Gradient)>>
        ValueAndGrad<T1, T2, T3, T4, T5, T6, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, (TResult Value, (T1, T2, T3, T4, T5, T6) Gradient)>>
        ValueAndGrad<T1, T2, T3, T4, T5, T6, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, (TResult Value, (T1, T2, T3, T4, T5, T6, T7) Gradient)>>
        ValueAndGrad<T1, T2, T3, T4, T5, T6, T7, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, (TResult Value, (T1, T2, T3, T4, T5, T6, T7) Gradient)>>
        ValueAndGrad<T1, T2, T3, T4, T5, T6, T7, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, (TResult Value, (T1, T2, T3, T4, T5, T6, T7, T8) Gradient)>>
        ValueAndGrad<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.ValueAndGrad(), options));

    /// <inheritdoc cref="ValueAndGrad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, (TResult Value, (T1, T2, T3, T4, T5, T6, T7, T8) Gradient)>>
        ValueAndGrad<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.ValueAndGrad(), options));
}
