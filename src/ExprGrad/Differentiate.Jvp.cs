using System.Linq.Expressions;
using ExprGrad.Differentiation;

namespace ExprGrad;

public static partial class Differentiate
{
    /// <summary>
    /// The derivative in a direction (Jacobian-vector product), in forward mode: the cost of about two evaluations, however large the
    /// result.
    /// </summary>
    /// <param name="f">The function. Argument and result are numbers, arrays, value tuples, records or structs of numbers.</param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>
    /// A function from the argument and its tangent, the direction, to the value and the tangent of the result. Tangents have the
    /// shapes of
    /// what they belong to.
    /// </returns>
    /// <remarks>
    /// Of arrays: a tangent that is not as long as its argument is an <see cref="ArgumentException"/> of the compiled function, which names both
    /// lengths.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The result or all arguments hold no floating-point number, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var f = Differentiate.Jvp((double x) => x * x).Compile();
    /// Console.WriteLine(f(3, 1));   // (9, 6)
    /// </code>
    /// </example>
    public static Function<Func<T, T, (TResult Value, TResult Tangent)>> Jvp<T, TResult>(
        Expression<Func<T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T, TResult}(Expression{Func{T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T, (TResult Value, TResult Tangent)>> Jvp<T, TResult>(
        this Function<Func<T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Jvp(), options));

    /// <summary>The derivative of a function of several arguments in a direction (Jacobian-vector product), in forward mode.</summary>
    /// <param name="f">
    /// The function. Arguments and result are numbers, arrays, value tuples, records or structs of numbers; tangents of anything else
    /// are not looked at.
    /// </param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>A function from all arguments and then all their tangents to the value and the tangent of the result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The result or all arguments hold no floating-point number, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var f = Differentiate.Jvp((double x, double y) => x * y).Compile();
    /// Console.WriteLine(f(2, 3, 1, 0));   // (6, 3)
    /// </code>
    /// </example>
    public static Function<Func<T1, T2, T1, T2, (TResult Value, TResult Tangent)>> Jvp<T1, T2, TResult>(
        Expression<Func<T1, T2, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T1, T2, (TResult Value, TResult Tangent)>> Jvp<T1, T2, TResult>(
        this Function<Func<T1, T2, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T1, T2, T3, (TResult Value, TResult Tangent)>> Jvp<T1, T2, T3, TResult>(
        Expression<Func<T1, T2, T3, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T1, T2, T3, (TResult Value, TResult Tangent)>> Jvp<T1, T2, T3, TResult>(
        this Function<Func<T1, T2, T3, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T1, T2, T3, T4, (TResult Value, TResult Tangent)>> Jvp<T1, T2, T3, T4, TResult>(
        Expression<Func<T1, T2, T3, T4, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T1, T2, T3, T4, (TResult Value, TResult Tangent)>> Jvp<T1, T2, T3, T4, TResult>(
        this Function<Func<T1, T2, T3, T4, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T1, T2, T3, T4, T5, (TResult Value, TResult Tangent)>>
        Jvp<T1, T2, T3, T4, T5, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T1, T2, T3, T4, T5, (TResult Value, TResult Tangent)>>
        Jvp<T1, T2, T3, T4, T5, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T1, T2, T3, T4, T5, T6, (TResult Value, TResult Tangent)>>
        Jvp<T1, T2, T3, T4, T5, T6, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T1, T2, T3, T4, T5, T6, (TResult Value, TResult Tangent)>>
        Jvp<T1, T2, T3, T4, T5, T6, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, T1, T2, T3, T4, T5, T6, T7, (TResult Value, TResult Tangent)>>
        Jvp<T1, T2, T3, T4, T5, T6, T7, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, T1, T2, T3, T4, T5, T6, T7, (TResult Value, TResult Tangent)>>
        Jvp<T1, T2, T3, T4, T5, T6, T7, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, T1, T2, T3, T4, T5, T6, T7, T8, (TResult Value, TResult Tangent)>>
        Jvp<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Jvp(), options));

    /// <inheritdoc cref="Jvp{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, T1, T2, T3, T4, T5, T6, T7, T8, (TResult Value, TResult Tangent)>>
        Jvp<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Jvp(), options));
}
