namespace ExprGrad;

/// <summary>
/// Functions that .NET lacks, for <c>using static</c>: activations, the error function and the normal distribution, the gamma function's
/// logarithm, logarithms that do not cancel. All are accurate to a few units in the last place over their whole domain, tails
/// included, differentiable to any order, and compiled to vectors; float overloads are as accurate in float.
/// </summary>
public static partial class Functions
{
    /// <summary>The value itself, held constant by every transform: its derivative is 0.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns><paramref name="value"/>.</returns>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.StopGradient(2.0) * 3.0); // 6
    /// </code>
    /// </example>
    public static T StopGradient<T>(T value) => value;

    /// <summary>Names a value inside a lambda: <c>body(value)</c>. A quoted lambda cannot hold a local variable; this is one.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="value">The value, evaluated once.</param>
    /// <param name="body">What to do with it.</param>
    /// <returns>The result of <paramref name="body"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Let(1.0 + 2.0, s => s * s)); // 9
    /// </code>
    /// </example>
    public static TResult Let<T, TResult>(T value, Func<T, TResult> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body(value);
    }
}
