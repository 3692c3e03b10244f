using ExprGrad.Numerics;

namespace ExprGrad;

// The gamma function's logarithm and its derivatives.
public static partial class Functions
{
    /// <summary>The logarithm of the absolute value of the gamma function.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>Infinity at 0, at the negative integers and at both infinities, NaN for NaN.</returns>
    /// <remarks>
    /// A rational function on [1/2, 5/2], the recurrence below, Stirling's formula (DLMF 5.11.1) above, reflection (5.5.3) for
    /// negative x. Keeps its relative accuracy at the zeros 1 and 2 and at those between the negative integers.
    /// Derivative: <c>Digamma(x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.LogGamma(0.5)); // 0.5723649429247001
    /// Console.WriteLine(Functions.LogGamma(100.0)); // 359.1342053695754
    /// </code>
    /// </example>
    public static double LogGamma(double x) => SpecialFunctions.LogGamma<F64>(x).Value;

    /// <inheritdoc cref="LogGamma(double)"/>
    public static float LogGamma(float x) => SpecialFunctions.LogGamma<F32>(x).Value;

    /// <summary>The logarithmic derivative of the gamma function (DLMF 5.2.2).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>
    /// Negative infinity at 0 and infinity at -0, NaN at the negative integers, at negative infinity and for NaN; infinity at
    /// infinity.
    /// </returns>
    /// <remarks>
    /// Keeps its relative accuracy at its zeros, 1.4616... and one between any two poles.
    /// Derivative: <c>PolyGamma(1, x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Digamma(0.5)); // -1.9635100260214235
    /// Console.WriteLine(Functions.Digamma(1.0)); // -0.5772156649015329
    /// </code>
    /// </example>
    public static double Digamma(double x) => SpecialFunctions.Digamma<F64>(x).Value;

    /// <inheritdoc cref="Digamma(double)"/>
    public static float Digamma(float x) => SpecialFunctions.Digamma<F32>(x).Value;

    /// <summary>The derivative of order n of <see cref="Digamma(double)"/>: 1 is trigamma, 2 tetragamma (DLMF 5.15).</summary>
    /// <param name="n">The order, at least 0.</param>
    /// <param name="x">The argument.</param>
    /// <returns>
    /// <c>Digamma(x)</c> for n = 0. At 0 and the negative integers infinity for odd n; for even n NaN, at 0 the infinity of
    /// the side its sign names.
    /// </returns>
    /// <remarks>
    /// <c>(-1)^(n+1) n!</c> times Hurwitz' zeta function of n + 1 (25.11.12), by Euler and Maclaurin's formula; for positive x
    /// within 4 ulp at every order.
    /// Derivative: <c>PolyGamma(n + 1, x)</c>.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.PolyGamma(1, 1.0)); // 1.6449340668482264
    /// Console.WriteLine(Functions.PolyGamma(2, 0.5)); // -16.82879664423432
    /// </code>
    /// </example>
    public static double PolyGamma(int n, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return SpecialFunctions.PolyGamma<F64>(n, x).Value;
    }

    /// <inheritdoc cref="PolyGamma(int, double)"/>
    public static float PolyGamma(int n, float x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return SpecialFunctions.PolyGamma<F32>(n, x).Value;
    }
}
