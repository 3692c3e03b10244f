using ExprGrad.Numerics;

namespace ExprGrad;

// Bessel functions.
public static partial class Functions
{
    /// <summary><c>sin(x) / x</c>, unnormalised.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>1 at 0, 0 at the infinities, NaN for NaN.</returns>
    /// <remarks>
    /// Even.
    /// Derivative: <c>-SphericalBesselJ(1, x)</c>, which does not cancel near 0 as <c>(cos(x) - Sinc(x)) / x</c> does.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Sinc(0.5)); // 0.958851077208406
    /// </code>
    /// </example>
    public static double Sinc(double x) => SpecialFunctions.Sinc<F64>(x).Value;

    /// <inheritdoc cref="Sinc(double)"/>
    public static float Sinc(float x) => SpecialFunctions.Sinc<F32>(x).Value;

    /// <summary>
    /// The spherical Bessel function of the first kind of order n (DLMF 10.47.3); of order 0 it is <see
    /// cref="Sinc(double)"/>.
    /// </summary>
    /// <param name="n">The order, at least 0.</param>
    /// <param name="x">The argument.</param>
    /// <returns>1 at 0 for n = 0 and 0 for others, 0 at the infinities, NaN for NaN.</returns>
    /// <remarks>
    /// By its power series, or its recurrence in the direction in which that is stable.
    /// Derivative: <c>(n * SphericalBesselJ(n - 1, x) - (n + 1) * SphericalBesselJ(n + 1, x)) / (2 n + 1)</c> (10.51.2).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.SphericalBesselJ(1, 0.5)); // 0.16253703063606656
    /// </code>
    /// </example>
    public static double SphericalBesselJ(int n, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return SpecialFunctions.SphericalBesselJ<F64>(n, x).Value;
    }

    /// <inheritdoc cref="SphericalBesselJ(int, double)"/>
    public static float SphericalBesselJ(int n, float x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return SpecialFunctions.SphericalBesselJ<F32>(n, x).Value;
    }
}
