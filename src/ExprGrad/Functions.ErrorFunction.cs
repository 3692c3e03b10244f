using ExprGrad.Numerics;

namespace ExprGrad;

// The error function and its relatives.
public static partial class Functions
{
    /// <summary>The error function, <c>2 / sqrt(pi)</c> times the integral of <c>e^(-t^2)</c> from 0 to x (DLMF 7.2.1).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value in [-1, 1]; -1 and 1 at the infinities, NaN for NaN, zeros with their sign.</returns>
    /// <remarks>
    /// Odd. Within 1 ulp.
    /// Derivative: <c>2 / sqrt(pi) * ExpMinusSquare(x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Erf(0.5)); // 0.5204998778130465
    /// </code>
    /// </example>
    public static double Erf(double x) => SpecialFunctions.Erf<F64>(x).Value;

    /// <inheritdoc cref="Erf(double)"/>
    public static float Erf(float x) => SpecialFunctions.Erf<F32>(x).Value;

    /// <summary>
    /// The complementary error function, <c>1 - Erf(x)</c> (DLMF 7.2.2), accurate in the right tail down to the subnormals.
    /// </summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value in [0, 2]; 2 at negative infinity, 0 at infinity, NaN for NaN.</returns>
    /// <remarks>
    /// Derivative: <c>-2 / sqrt(pi) * ExpMinusSquare(x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Erfc(0.5)); // 0.4795001221869535
    /// Console.WriteLine(Functions.Erfc(20.0)); // 5.395865611607901E-176
    /// </code>
    /// </example>
    public static double Erfc(double x) => SpecialFunctions.Erfc<F64>(x).Value;

    /// <inheritdoc cref="Erfc(double)"/>
    public static float Erfc(float x) => SpecialFunctions.Erfc<F32>(x).Value;

    /// <summary>The scaled complementary error function, <c>e^(x^2) * Erfc(x)</c>, which decays as <c>1 / (x sqrt(pi))</c>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A positive value; infinity below about -26.6 (-9.4 for float), 0 at infinity, NaN for NaN.</returns>
    /// <remarks>
    /// After M. Shepherd and J. Laframboise (Math. Comp. 36, 1981).
    /// Derivative: <c>2 x Erfcx(x) - 2 / sqrt(pi)</c>, which cancels for x above 0 and is computed as <c>ErfcxDerivative(1,
    /// x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Erfcx(0.5)); // 0.6156903441929259
    /// Console.WriteLine(Functions.Erfcx(100.0)); // 0.005641613782989432
    /// </code>
    /// </example>
    public static double Erfcx(double x) => SpecialFunctions.Erfcx<F64>(x).Value;

    /// <inheritdoc cref="Erfcx(double)"/>
    public static float Erfcx(float x) => SpecialFunctions.Erfcx<F32>(x).Value;

    /// <summary>The derivative of order n of <see cref="Erfcx(double)"/>.</summary>
    /// <param name="n">The order, at least 0.</param>
    /// <param name="x">The argument.</param>
    /// <returns><c>Erfcx(x)</c> for n = 0; 0 at infinity, an infinity of sign <c>(-1)^n</c> at negative infinity, NaN for NaN.</returns>
    /// <remarks>
    /// <c>(-2)^n n! e^(x^2)</c> times the n-fold repeated integral of erfc (DLMF 7.18), by which it keeps its digits where
    /// formulas in Erfcx cancel.
    /// Derivative: <c>ErfcxDerivative(n + 1, x)</c>.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.ErfcxDerivative(1, 0.5)); // -0.5126888229025867
    /// Console.WriteLine(Functions.ErfcxDerivative(2, 10.0)); // 0.0010957411064280369
    /// </code>
    /// </example>
    public static double ErfcxDerivative(int n, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return SpecialFunctions.ErfcxDerivative<F64>(n, x).Value;
    }

    /// <inheritdoc cref="ErfcxDerivative(int, double)"/>
    public static float ErfcxDerivative(int n, float x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return SpecialFunctions.ErfcxDerivative<F32>(n, x).Value;
    }

    /// <summary>The logarithm of the complementary error function, also where <see cref="Erfc(double)"/> underflows.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>log 2 at negative infinity, negative infinity at infinity, NaN for NaN.</returns>
    /// <remarks>
    /// Evaluated as <c>log(Erfcx(x)) - x^2</c> from 1/2 on, as <c>log(1 - Erf(x))</c> below.
    /// Derivative: <c>-2 / sqrt(pi) / Erfcx(x)</c> for x at least 0, <c>-2 / sqrt(pi) * ExpMinusSquare(x) / Erfc(x)</c>
    /// below.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.LogErfc(0.5)); // -0.7350111298370844
    /// Console.WriteLine(Functions.LogErfc(100.0)); // -10005.177585122665
    /// </code>
    /// </example>
    public static double LogErfc(double x) => SpecialFunctions.LogErfc<F64>(x).Value;

    /// <inheritdoc cref="LogErfc(double)"/>
    public static float LogErfc(float x) => SpecialFunctions.LogErfc<F32>(x).Value;

    /// <summary>The inverse of <see cref="Erf(double)"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The y with Erf(y) = x; the infinities at -1 and 1, NaN outside [-1, 1] and for NaN, zeros with their sign.</returns>
    /// <remarks>
    /// A polynomial approximation refined by one step of Halley, on Erfc near the ends.
    /// Derivative: <c>sqrt(pi) / 2 * e^(y^2)</c>, computed as <c>ErfInvDerivative(x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.ErfInv(0.5)); // 0.47693627620446993
    /// Console.WriteLine(Functions.ErfInv(-0.999)); // -2.3267537655135246
    /// </code>
    /// </example>
    public static double ErfInv(double x) => SpecialFunctions.ErfInv<F64>(x).Value;

    /// <inheritdoc cref="ErfInv(double)"/>
    public static float ErfInv(float x) => SpecialFunctions.ErfInv<F32>(x).Value;

    /// <summary>The derivative of <see cref="ErfInv(double)"/>, <c>sqrt(pi) / 2 * e^(y^2)</c> with y = ErfInv(x).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value of at least sqrt(pi) / 2; infinity at -1 and 1, NaN outside [-1, 1] and for NaN.</returns>
    /// <remarks>
    /// Computed as <c>sqrt(pi) / 2 * Erfcx(|y|) / (1 - |x|)</c>, which does not multiply the rounding error of y by <c>2
    /// y^2</c>.
    /// Derivative: <c>2 * ErfInv(x) * ErfInvDerivative(x)^2</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.ErfInvDerivative(0.5)); // 1.1125848189719498
    /// </code>
    /// </example>
    public static double ErfInvDerivative(double x) => SpecialFunctions.ErfInvDerivative<F64>(x).Value;

    /// <inheritdoc cref="ErfInvDerivative(double)"/>
    public static float ErfInvDerivative(float x) => SpecialFunctions.ErfInvDerivative<F32>(x).Value;

    /// <summary>
    /// The Gaussian <c>e^(-x^2)</c>, without the digits that <c>Math.Exp(-x * x)</c> loses to the rounding of the square.
    /// </summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value in [0, 1]; 1 at 0, 0 at the infinities, NaN for NaN.</returns>
    /// <remarks>
    /// Derivative: <c>-2 x ExpMinusSquare(x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.ExpMinusSquare(0.5)); // 0.7788007830714049
    /// Console.WriteLine(Functions.ExpMinusSquare(20.0)); // 1.9151695967140057E-174
    /// </code>
    /// </example>
    public static double ExpMinusSquare(double x) => SpecialFunctions.ExpMinusSquare<F64>(x).Value;

    /// <inheritdoc cref="ExpMinusSquare(double)"/>
    public static float ExpMinusSquare(float x) => SpecialFunctions.ExpMinusSquare<F32>(x).Value;
}
