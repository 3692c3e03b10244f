using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;

namespace ExprGrad;

/// <summary>
/// Calls of lambdas and functions as if they were methods. Inside a differentiated lambda, <c>x => Shape.Invoke(x) + 1</c>, the body takes
/// the place of the call and nothing is compiled or called; anywhere else the call compiles and runs it.
/// </summary>
[RequiresUnreferencedCode(Aot.Reflection)]
[RequiresDynamicCode(Aot.Code)]
public static class InvokeExtensions
{
    /// <summary>The value of a lambda. Inside a differentiated lambda its body is inlined.</summary>
    /// <param name="f">The lambda.</param>
    /// <param name="x">The argument.</param>
    /// <returns>The lambda's result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <example>
    /// <code>
    /// Expression&lt;Func&lt;double, double>> shape = x => x * x;
    /// var slope = Differentiate.Grad((double x) => shape.Invoke(x) + 1);
    /// Console.WriteLine(slope);   // x => 2 * x
    /// </code>
    /// </example>
    public static TResult Invoke<T, TResult>(this Expression<Func<T, TResult>> f, T x) =>
        NotNull(f).Compile()(x);

    /// <summary>The value of a function. Inside a differentiated lambda its body is inlined.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The argument.</param>
    /// <returns>The function's result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <example>
    /// <code>
    /// var slope = Differentiate.Grad((double x) => x * x);
    /// Console.WriteLine(Function.Of((double x) => slope.Invoke(x) + 1));   // x => 2 * x + 1
    /// </code>
    /// </example>
    public static TResult Invoke<T, TResult>(this Function<Func<T, TResult>> f, T x) =>
        NotNull(f).Compile()(x);

    /// <inheritdoc cref="Invoke{T, TResult}(Expression{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, TResult>(this Expression<Func<T1, T2, TResult>> f, T1 x1, T2 x2) =>
        NotNull(f).Compile()(x1, x2);

    /// <inheritdoc cref="Invoke{T, TResult}(Function{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, TResult>(this Function<Func<T1, T2, TResult>> f, T1 x1, T2 x2) =>
        NotNull(f).Compile()(x1, x2);

    /// <inheritdoc cref="Invoke{T, TResult}(Expression{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, T3, TResult>(this Expression<Func<T1, T2, T3, TResult>> f, T1 x1, T2 x2, T3 x3) =>
        NotNull(f).Compile()(x1, x2, x3);

    /// <inheritdoc cref="Invoke{T, TResult}(Function{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, T3, TResult>(this Function<Func<T1, T2, T3, TResult>> f, T1 x1, T2 x2, T3 x3) =>
        NotNull(f).Compile()(x1, x2, x3);

    /// <inheritdoc cref="Invoke{T, TResult}(Expression{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, T3, T4, TResult>(this Expression<Func<T1, T2, T3, T4, TResult>> f, T1 x1, T2 x2, T3 x3, T4 x4) =>
        NotNull(f).Compile()(x1, x2, x3, x4);

    /// <inheritdoc cref="Invoke{T, TResult}(Function{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, T3, T4, TResult>(this Function<Func<T1, T2, T3, T4, TResult>> f, T1 x1, T2 x2, T3 x3, T4 x4) =>
        NotNull(f).Compile()(x1, x2, x3, x4);

    /// <inheritdoc cref="Invoke{T, TResult}(Expression{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, T3, T4, T5, TResult>(
        this Expression<Func<T1, T2, T3, T4, T5, TResult>> f, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5) =>
        NotNull(f).Compile()(x1, x2, x3, x4, x5);

    /// <inheritdoc cref="Invoke{T, TResult}(Function{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, T3, T4, T5, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, TResult>> f, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5) =>
        NotNull(f).Compile()(x1, x2, x3, x4, x5);

    /// <inheritdoc cref="Invoke{T, TResult}(Expression{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, T3, T4, T5, T6, TResult>(
        this Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> f, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6) =>
        NotNull(f).Compile()(x1, x2, x3, x4, x5, x6);

    /// <inheritdoc cref="Invoke{T, TResult}(Function{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, T3, T4, T5, T6, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, TResult>> f, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6) =>
        NotNull(f).Compile()(x1, x2, x3, x4, x5, x6);

    /// <inheritdoc cref="Invoke{T, TResult}(Expression{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, T3, T4, T5, T6, T7, TResult>(
        this Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7) =>
        NotNull(f).Compile()(x1, x2, x3, x4, x5, x6, x7);

    /// <inheritdoc cref="Invoke{T, TResult}(Function{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, T3, T4, T5, T6, T7, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7) =>
        NotNull(f).Compile()(x1, x2, x3, x4, x5, x6, x7);

    /// <inheritdoc cref="Invoke{T, TResult}(Expression{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        this Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8) =>
        NotNull(f).Compile()(x1, x2, x3, x4, x5, x6, x7, x8);

    /// <inheritdoc cref="Invoke{T, TResult}(Function{Func{T, TResult}}, T)"/>
    public static TResult Invoke<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f, T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8) =>
        NotNull(f).Compile()(x1, x2, x3, x4, x5, x6, x7, x8);

    private static T NotNull<T>(T f)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(f);
        return f;
    }
}
