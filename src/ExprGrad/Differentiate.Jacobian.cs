using System.Linq.Expressions;
using ExprGrad.Differentiation;

namespace ExprGrad;

public static partial class Differentiate
{
    /// <summary>The matrix of first derivatives of an array by the elements of an array.</summary>
    /// <param name="f">The function, from an array of <c>double</c> or <c>float</c> to an array of the same element type.</param>
    /// <param name="options">
    /// The rules and the mode; a <see cref="Function{TDelegate}"/> goes on with its own unless they are given.
    /// </param>
    /// <returns>
    /// A function from an array of length n to an m x n matrix: a row for each of the m outputs, a column for each input.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The arrays hold no floating-point numbers, or the lambda calls something without a rule.
    /// </exception>
    /// <example>
    /// <code>
    /// var jacobian = Differentiate.Jacobian((double[] x) => new[] { x[0] * x[1], x[1] }).Compile();
    /// var m = jacobian([2, 3]);
    /// Console.WriteLine($"{m[0, 0]}, {m[0, 1]}, {m[1, 0]}, {m[1, 1]}");   // 3, 2, 0, 1
    /// </code>
    /// </example>
    public static Function<Func<T[], T[,]>> Jacobian<T>(Expression<Func<T[], T[]>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.Of(f, new Transform.Jacobian(), options));

    /// <inheritdoc cref="Jacobian{T}(Expression{Func{T[], T[]}}, FunctionOptions)"/>
    public static Function<Func<T[], T[,]>> Jacobian<T>(this Function<Func<T[], T[]>> f, FunctionOptions? options = null) =>
        new(FunctionDefinition.From(f, new Transform.Jacobian(), options));
}
