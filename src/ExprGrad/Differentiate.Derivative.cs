using System.Linq.Expressions;
using ExprGrad.Differentiation;

namespace ExprGrad;

public static partial class Differentiate
{
    /// <summary>The derivative of a given order of a function of one number.</summary>
    /// <param name="f">The function, from <c>double</c> to <c>double</c> or from <c>float</c> to <c>float</c>.</param>
    /// <param name="order">How many times to differentiate; 0 gives the function itself.</param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>A function from the number to the derivative.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="order"/> is negative.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The type is neither <c>double</c> nor <c>float</c>, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var third = Differentiate.Derivative((double x) => x * x * x * x, order: 3).Compile();
    /// Console.WriteLine(third(2));   // 48
    /// </code>
    /// </example>
    public static Function<Func<T, T>> Derivative<T>(Expression<Func<T, T>> f, int order, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Derivative(Order(order)), options));

    /// <inheritdoc cref="Derivative{T}(Expression{Func{T, T}}, int, FunctionOptions)"/>
    public static Function<Func<T, T>> Derivative<T>(this Function<Func<T, T>> f, int order, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Derivative(Order(order)), options));

    /// <summary>The coefficients of the Taylor series of a function of one number, about its argument.</summary>
    /// <param name="f">The function, from <c>double</c> to <c>double</c> or from <c>float</c> to <c>float</c>.</param>
    /// <param name="order">The order of the last coefficient.</param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>
    /// A function from x to the order + 1 coefficients f^(k)(x) / k!, k = 0 .. order, of Taylor's formula
    /// f(x + h) = sum over k of f^(k)(x) / k! * h^k.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="order"/> is negative.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The type is neither <c>double</c> nor <c>float</c>, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var series = Differentiate.Taylor((double x) => x * x * x, order: 3).Compile();
    /// Console.WriteLine(string.Join(", ", series(2)));   // 8, 12, 6, 1
    /// </code>
    /// </example>
    public static Function<Func<T, T[]>> Taylor<T>(Expression<Func<T, T>> f, int order, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Taylor(Order(order)), options));

    /// <inheritdoc cref="Taylor{T}(Expression{Func{T, T}}, int, FunctionOptions)"/>
    public static Function<Func<T, T[]>> Taylor<T>(this Function<Func<T, T>> f, int order, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Taylor(Order(order)), options));

    private static int Order(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        return order;
    }
}
