using System.Linq.Expressions;
using ExprGrad.Differentiation;

namespace ExprGrad;

public static partial class Differentiate
{
    /// <summary>
    /// The derivative of a weighted sum of the results (vector-Jacobian product), in reverse mode: the cost of a few evaluations,
    /// however large the argument.
    /// </summary>
    /// <param name="f">The function. Argument and result are numbers, arrays, value tuples, records or structs of numbers.</param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>
    /// A function from the argument and the cotangent of the result, the weights, to the value and the cotangent of the argument.
    /// Cotangents
    /// have the shapes of what they belong to.
    /// </returns>
    /// <remarks>
    /// Of arrays: a cotangent that is not as long as the value is an <see cref="ArgumentException"/> of the compiled function, which names both
    /// lengths.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The result or all arguments hold no floating-point number, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var f = Differentiate.Vjp((double x) => x * x).Compile();
    /// Console.WriteLine(f(3, 10));   // (9, 60)
    /// </code>
    /// </example>
    public static Function<Func<T, TResult, (TResult Value, T Cotangent)>> Vjp<T, TResult>(
        Expression<Func<T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T, TResult}(Expression{Func{T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, TResult, (TResult Value, T Cotangent)>> Vjp<T, TResult>(
        this Function<Func<T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Vjp(), options));

    /// <summary>
    /// The derivative of a weighted sum of the results by several arguments (vector-Jacobian product), in reverse mode.
    /// </summary>
    /// <param name="f">The function. Arguments and result are numbers, arrays, value tuples, records or structs of numbers.</param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>
    /// A function from the arguments and the cotangent of the result to the value and a value tuple of the cotangents of the arguments.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The result or all arguments hold no floating-point number, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var f = Differentiate.Vjp((double x, double y) => x * y).Compile();
    /// Console.WriteLine(f(2, 3, 1));   // (6, (3, 2))
    /// </code>
    /// </example>
    public static Function<Func<T1, T2, TResult, (TResult Value, (T1, T2) Cotangent)>> Vjp<T1, T2, TResult>(
        Expression<Func<T1, T2, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, TResult, (TResult Value, (T1, T2) Cotangent)>> Vjp<T1, T2, TResult>(
        this Function<Func<T1, T2, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, TResult, (TResult Value, (T1, T2, T3) Cotangent)>> Vjp<T1, T2, T3, TResult>(
        Expression<Func<T1, T2, T3, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, TResult, (TResult Value, (T1, T2, T3) Cotangent)>> Vjp<T1, T2, T3, TResult>(
        this Function<Func<T1, T2, T3, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, TResult, (TResult Value, (T1, T2, T3, T4) Cotangent)>> Vjp<T1, T2, T3, T4, TResult>(
        Expression<Func<T1, T2, T3, T4, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, TResult, (TResult Value, (T1, T2, T3, T4) Cotangent)>> Vjp<T1, T2, T3, T4, TResult>(
        this Function<Func<T1, T2, T3, T4, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, TResult, (TResult Value, (T1, T2, T3, T4, T5) Cotangent)>>
        Vjp<T1, T2, T3, T4, T5, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, TResult, (TResult Value, (T1, T2, T3, T4, T5) Cotangent)>>
        Vjp<T1, T2, T3, T4, T5, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, TResult, (TResult Value, (T1, T2, T3, T4, T5, T6) Cotangent)>>
        Vjp<T1, T2, T3, T4, T5, T6, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, TResult, (TResult Value, (T1, T2, T3, T4, T5, T6) Cotangent)>>
        Vjp<T1, T2, T3, T4, T5, T6, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, TResult, (TResult Value, (T1, T2, T3, T4, T5, T6, T7) Cotangent)>>
        Vjp<T1, T2, T3, T4, T5, T6, T7, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, TResult, (TResult Value, (T1, T2, T3, T4, T5, T6, T7) Cotangent)>>
        Vjp<T1, T2, T3, T4, T5, T6, T7, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult, (TResult Value, (T1, T2, T3, T4, T5, T6, T7, T8) Cotangent)>>
        Vjp<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Vjp(), options));

    /// <inheritdoc cref="Vjp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult, (TResult Value, (T1, T2, T3, T4, T5, T6, T7, T8) Cotangent)>>
        Vjp<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Vjp(), options));
}
