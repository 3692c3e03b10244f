using ExprGrad.Numerics;

namespace ExprGrad;

// The derivative of the hypotenuse.
public static partial class Functions
{
    /// <summary>
    /// <c>x / √(x² + y²)</c>: the derivative of <see cref="double.Hypot"/> by its first argument, and the cosine of the angle of the point (x, y).
    /// </summary>
    /// <param name="x">The first argument.</param>
    /// <param name="y">The second argument.</param>
    /// <returns>
    /// A value in [-1, 1]; 0 at the origin, the subgradient of least norm; the sign of x where that is infinite and y is not, and <c>±√½</c> where both
    /// are; NaN if either argument is.
    /// </returns>
    /// <remarks>
    /// No square overflows or underflows. Derivative:
    /// <c>HypotDerivative(y, x) * (HypotDerivative(y, x) * dx - HypotDerivative(x, y) * dy) / double.Hypot(x, y)</c>, and 0 at the origin.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.HypotDerivative(3.0, 4.0)); // 0.6
    /// Console.WriteLine(Functions.HypotDerivative(double.PositiveInfinity, 4.0)); // 1
    /// </code>
    /// </example>
    public static double HypotDerivative(double x, double y) => ElementaryFunctions.HypotDerivative<F64>(x, y).Value;

    /// <inheritdoc cref="HypotDerivative(double, double)"/>
    public static float HypotDerivative(float x, float y) => ElementaryFunctions.HypotDerivative<F32>(x, y).Value;
}
