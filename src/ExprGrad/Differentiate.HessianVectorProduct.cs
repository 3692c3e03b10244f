using System.Linq.Expressions;
using ExprGrad.Differentiation;

namespace ExprGrad;

public static partial class Differentiate
{
    /// <summary>The Hessian times a vector, without making the matrix: the cost of a few gradients.</summary>
    /// <param name="f">The function, from an array of <c>double</c> or <c>float</c> to one number.</param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>A function from an array and a vector of the same length to their product, of that length too.</returns>
    /// <remarks>
    /// Of arrays: a direction that is not as long as the argument is an <see cref="ArgumentException"/> of the compiled function, which names both
    /// lengths.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The result is not one floating-point number, no argument is differentiable, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var product = Differentiate.HessianVectorProduct((double[] x) => x[0] * x[0] * x[1]).Compile();
    /// Console.WriteLine(string.Join(", ", product([2, 3], [1, 0])));   // 6, 4
    /// </code>
    /// </example>
    public static Function<Func<T[], T[], T[]>> HessianVectorProduct<T>(Expression<Func<T[], T>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.HessianVectorProduct(), options));

    /// <inheritdoc cref="HessianVectorProduct{T}(Expression{Func{T[], T}}, FunctionOptions)"/>
    public static Function<Func<T[], T[], T[]>> HessianVectorProduct<T>(this Function<Func<T[], T>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.HessianVectorProduct(), options));
}
