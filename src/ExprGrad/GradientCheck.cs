using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using ExprGrad.Checking;

namespace ExprGrad;

/// <summary>
/// Checks derivatives, above all those of rules that one has written: forward mode, reverse mode and numerical differentiation have to
/// agree at orders 1 and 2. For tests; numerical derivatives are used nowhere else.
/// </summary>
/// <example>
/// <code>
/// GradientCheck.Verify((double x, double y) => Math.Sin(x) * y, 0.5, 2);
/// Console.WriteLine("all agree");   // all agree
/// </code>
/// </example>
[RequiresUnreferencedCode(Aot.Reflection)]
[RequiresDynamicCode(Aot.Code)]
public static class GradientCheck
{
    private const double Tolerance = 1e-6;

    /// <summary>
    /// Compares the derivatives of a function at a point, at orders 1 and 2: in forward mode, in reverse mode, and by central differences
    /// of the compiled function (at order 2 of its first derivative) at ever smaller steps, extrapolated to step 0.
    /// </summary>
    /// <param name="f">
    /// The function. Arguments and result are numbers, arrays, value tuples, records or structs of numbers; other arguments are held fixed.
    /// </param>
    /// <param name="x">The point; further arguments follow it in their order.</param>
    /// <param name="options">The rules. The mode does not matter: both are checked.</param>
    /// <param name="tolerance">
    /// The largest relative difference that passes, beside the error that the numerical derivative is known to have. At least 1E-3
    /// where the point or the result holds a float.
    /// </param>
    /// <remarks>
    /// <para>
    /// Every number is checked by itself, elements of arrays and members of records included. With more than 12 numbers in all, an
    /// array of more than 3 is checked along 3 directions of random signs, the same in every run; a result of more than 8 likewise.
    /// </para>
    /// <para>
    /// At a kink, where one-sided differences disagree, every slope from the one to the other passes as the first derivative, and
    /// second derivatives are compared between the modes only; the message names the kinks. At the end of a domain, such as that of
    /// the square root at 0, the difference on the one side counts, and an infinite derivative passes where differences grow without
    /// end. Where the function itself is NaN or infinite, only the modes are compared.
    /// </para>
    /// <para>
    /// Extrapolation after C. Ridders, Accurate computation of F'(x) and F'(x) F''(x) (Advances in Engineering Software 4, 1982).
    /// </para>
    /// </remarks>
    /// <exception cref="GradientCheckException">Some of the derivatives differ; the message is a table of them.</exception>
    /// <exception cref="NotDifferentiableException">The function has no derivative that could be checked.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tolerance"/> is not positive.</exception>
    /// <example>
    /// <code>
    /// static class Lib { public static double Square(double x) => x * x; }
    ///
    /// var rules = RuleRegistry.Default.WithJvp((double x) => Lib.Square(x), (x, dx) => x * dx);   // wrong: should be 2 * x * dx
    /// GradientCheck.Verify((double x, double y) => Lib.Square(x) * y, 3, 0.5, new FunctionOptions { Rules = rules });
    ///
    /// // GradientCheckException:
    /// // Derivatives of (x, y) => Lib.Square(x) * y at x = 3, y = 0.5 differ by more than 1E-06:
    /// // derivative  order  forward  reverse  numerical  difference
    /// // by x            1      1.5      1.5          3         0.5
    /// </code>
    /// </example>
    public static void Verify<T, TResult>(
        Expression<Func<T, TResult>> f, T x, FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(Function.Of(f, options), options, [x], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T, TResult>(
        Function<Func<T, TResult>> f, T x, FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(f, options, [x], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, TResult>(
        Expression<Func<T1, T2, TResult>> f, T1 x1, T2 x2, FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(Function.Of(f, options), options, [x1, x2], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, TResult>(
        Function<Func<T1, T2, TResult>> f, T1 x1, T2 x2, FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(f, options, [x1, x2], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, T3, TResult>(
        Expression<Func<T1, T2, T3, TResult>> f, T1 x1, T2 x2, T3 x3, FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(Function.Of(f, options), options, [x1, x2, x3], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, T3, TResult>(
        Function<Func<T1, T2, T3, TResult>> f, T1 x1, T2 x2, T3 x3, FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(f, options, [x1, x2, x3], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, T3, T4, TResult>(
        Expression<Func<T1, T2, T3, T4, TResult>> f,
        T1 x1, T2 x2, T3 x3, T4 x4,
        FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(Function.Of(f, options), options, [x1, x2, x3, x4], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, T3, T4, TResult>(
        Function<Func<T1, T2, T3, T4, TResult>> f,
        T1 x1, T2 x2, T3 x3, T4 x4,
        FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(f, options, [x1, x2, x3, x4], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, T3, T4, T5, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, TResult>> f,
        T1 x1, T2 x2, T3 x3, T4 x4, T5 x5,
        FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(Function.Of(f, options), options, [x1, x2, x3, x4, x5], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, T3, T4, T5, TResult>(
        Function<Func<T1, T2, T3, T4, T5, TResult>> f,
        T1 x1, T2 x2, T3 x3, T4 x4, T5 x5,
        FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(f, options, [x1, x2, x3, x4, x5], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, T3, T4, T5, T6, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> f,
        T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6,
        FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(Function.Of(f, options), options, [x1, x2, x3, x4, x5, x6], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, T3, T4, T5, T6, TResult>(
        Function<Func<T1, T2, T3, T4, T5, T6, TResult>> f,
        T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6,
        FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(f, options, [x1, x2, x3, x4, x5, x6], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, T3, T4, T5, T6, T7, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f,
        T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7,
        FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(Function.Of(f, options), options, [x1, x2, x3, x4, x5, x6, x7], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, T3, T4, T5, T6, T7, TResult>(
        Function<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f,
        T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7,
        FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(f, options, [x1, x2, x3, x4, x5, x6, x7], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f,
        T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8,
        FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(Function.Of(f, options), options, [x1, x2, x3, x4, x5, x6, x7, x8], tolerance);

    /// <inheritdoc cref="Verify{T, TResult}(Expression{Func{T, TResult}}, T, FunctionOptions, double)"/>
    public static void Verify<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f,
        T1 x1, T2 x2, T3 x3, T4 x4, T5 x5, T6 x6, T7 x7, T8 x8,
        FunctionOptions? options = null, double tolerance = Tolerance) =>
        Verify(f, options, [x1, x2, x3, x4, x5, x6, x7, x8], tolerance);

    private static void Verify(IFunction f, FunctionOptions? options, object?[] point, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(f);
        Checker.Verify(f, options ?? f.Options, point, tolerance);
    }
}
