using System.Linq.Expressions;
using ExprGrad.Differentiation;

namespace ExprGrad;

public static partial class Differentiate
{
    /// <summary>The gradient: the derivative of a number by an argument, in the shape of the argument.</summary>
    /// <param name="f">
    /// The function. Its result is a <c>double</c> or a <c>float</c>; its argument one of these, an array, value tuple, record or
    /// struct.
    /// </param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>A function from the argument to the gradient: of an array an array of its length, of a record a record.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The result is not one floating-point number, no argument is differentiable, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// Console.WriteLine(Differentiate.Grad((double x) => x * x).Compile()(3));                        // 6
    /// Console.WriteLine(Differentiate.Grad((double x) => x * x * x).Grad().Compile()(2));             // 12
    ///
    /// var grad = Differentiate.Grad((double[] x) => x.Sum(v => v * v)).Compile();
    /// Console.WriteLine(string.Join(", ", grad([1, 2, 3])));                                          // 2, 4, 6
    /// </code>
    /// </example>
    public static Function<Func<T, T>> Grad<T, TResult>(Expression<Func<T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T, TResult}(Expression{Func{T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, T>> Grad<T, TResult>(this Function<Func<T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Grad(), options));

    /// <summary>The gradient of a function of several arguments: one part for each argument, in its shape.</summary>
    /// <param name="f">
    /// The function. Its result is a <c>double</c> or a <c>float</c>; integers, strings and the like may be arguments, but at least one
    /// is differentiable.
    /// </param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>
    /// A function from the arguments to a value tuple of the derivatives; the part of an argument that is not differentiable is its
    /// type's default.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The result is not one floating-point number, no argument is differentiable, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var grad = Differentiate.Grad((double x, double y) => x * y * y).Compile();
    /// Console.WriteLine(grad(2, 3));   // (9, 12)
    /// </code>
    /// </example>
    public static Function<Func<T1, T2, (T1, T2)>> Grad<T1, T2, TResult>(
        Expression<Func<T1, T2, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, (T1, T2)>> Grad<T1, T2, TResult>(
        this Function<Func<T1, T2, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, (T1, T2, T3)>> Grad<T1, T2, T3, TResult>(
        Expression<Func<T1, T2, T3, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, (T1, T2, T3)>> Grad<T1, T2, T3, TResult>(
        this Function<Func<T1, T2, T3, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, (T1, T2, T3, T4)>> Grad<T1, T2, T3, T4, TResult>(
        Expression<Func<T1, T2, T3, T4, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, (T1, T2, T3, T4)>> Grad<T1, T2, T3, T4, TResult>(
        this Function<Func<T1, T2, T3, T4, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, (T1, T2, T3, T4, T5)>> Grad<T1, T2, T3, T4, T5, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, (T1, T2, T3, T4, T5)>> Grad<T1, T2, T3, T4, T5, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, (T1, T2, T3, T4, T5, T6)>> Grad<T1, T2, T3, T4, T5, T6, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, (T1, T2, T3, T4, T5, T6)>> Grad<T1, T2, T3, T4, T5, T6, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, (T1, T2, T3, T4, T5, T6, T7)>> Grad<T1, T2, T3, T4, T5, T6, T7, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, (T1, T2, T3, T4, T5, T6, T7)>> Grad<T1, T2, T3, T4, T5, T6, T7, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, (T1, T2, T3, T4, T5, T6, T7, T8)>>
        Grad<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Grad(), options));

    /// <inheritdoc cref="Grad{T1, T2, TResult}(Expression{Func{T1, T2, TResult}}, FunctionOptions)"/>
    public static Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, (T1, T2, T3, T4, T5, T6, T7, T8)>>
        Grad<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Grad(), options));
}
