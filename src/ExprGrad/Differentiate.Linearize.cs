using System.Linq.Expressions;
using ExprGrad.Differentiation;

namespace ExprGrad;

public static partial class Differentiate
{
    /// <summary>
    /// The value and the derivative at a point as a linear function, to be applied to many directions without evaluating the function
    /// again.
    /// </summary>
    /// <remarks>
    /// Everything that does not depend on the direction is computed when the function is called, and kept: the tangent only multiplies and
    /// adds. It may be called from any thread. Captured variables are read when the function is called, and later writes to its argument do not
    /// reach the tangent. Called inside a lambda, as in <c>x => linear.Invoke(x).Tangent(1.0)</c>, it is expanded and can be differentiated.
    /// </remarks>
    /// <param name="f">The function. Argument and result are numbers, arrays, value tuples, records or structs of numbers.</param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>
    /// A function from the argument to the value and a delegate from a tangent of the argument to the tangent of the result.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The result or all arguments hold no floating-point number, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var (value, tangent) = Differentiate.Linearize((double x) => x * x).Compile()(3);
    /// Console.WriteLine($"{value}, {tangent(1)}, {tangent(10)}");   // 9, 6, 60
    /// </code>
    /// </example>
    public static Function<Func<T, (TResult Value, Func<T, TResult> Tangent)>> Linearize<T, TResult>(
        Expression<Func<T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Linearize(), options));

    /// <inheritdoc cref="Linearize{T, TResult}(Expression{Func{T, TResult}}, FunctionOptions)"/>
    public static Function<Func<T, (TResult Value, Func<T, TResult> Tangent)>> Linearize<T, TResult>(
        this Function<Func<T, TResult>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Linearize(), options));
}
