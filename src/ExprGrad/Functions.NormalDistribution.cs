using ExprGrad.Numerics;

namespace ExprGrad;

// The standard normal distribution.
public static partial class Functions
{
    /// <summary>The density of the standard normal distribution, <c>e^(-x^2 / 2) / sqrt(2 pi)</c>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value in [0, 0.3990]; 0 at the infinities, NaN for NaN.</returns>
    /// <remarks>
    /// Derivative: <c>-x * NormalPdf(x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.NormalPdf(0.5)); // 0.35206532676429947
    /// </code>
    /// </example>
    public static double NormalPdf(double x) => SpecialFunctions.NormalPdf<F64>(x).Value;

    /// <inheritdoc cref="NormalPdf(double)"/>
    public static float NormalPdf(float x) => SpecialFunctions.NormalPdf<F32>(x).Value;

    /// <summary>The distribution function of the standard normal distribution, <c>Erfc(-x / sqrt(2)) / 2</c>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value in [0, 1]; 0 at negative infinity, 1 at infinity, NaN for NaN.</returns>
    /// <remarks>
    /// Accurate in the left tail down to the subnormals. For the right tail take <c>NormalCdf(-x)</c>.
    /// Derivative: <c>NormalPdf(x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.NormalCdf(0.5)); // 0.6914624612740131
    /// Console.WriteLine(Functions.NormalCdf(-20.0)); // 2.7536241186062337E-89
    /// </code>
    /// </example>
    public static double NormalCdf(double x) => SpecialFunctions.NormalCdf<F64>(x).Value;

    /// <inheritdoc cref="NormalCdf(double)"/>
    public static float NormalCdf(float x) => SpecialFunctions.NormalCdf<F32>(x).Value;

    /// <summary>The logarithm of <see cref="NormalCdf(double)"/>, also where that underflows or is near 1.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value of at most 0; negative infinity at negative infinity, -0 at infinity, NaN for NaN.</returns>
    /// <remarks>
    /// Derivative: <c>InverseMillsRatio(x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.LogNormalCdf(0.5));   // -0.3689464152886564
    /// Console.WriteLine(Functions.LogNormalCdf(-100.0)); // -5005.524208694205
    /// </code>
    /// </example>
    public static double LogNormalCdf(double x) => SpecialFunctions.LogNormalCdf<F64>(x).Value;

    /// <inheritdoc cref="LogNormalCdf(double)"/>
    public static float LogNormalCdf(float x) => SpecialFunctions.LogNormalCdf<F32>(x).Value;

    /// <summary>The inverse Mills ratio, <c>NormalPdf(x) / NormalCdf(x)</c>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value of at least 0, close to -x far on the left; infinity at negative infinity, 0 at infinity, NaN for NaN.</returns>
    /// <remarks>
    /// The hazard rate of the normal distribution at -x. On the left it is <c>sqrt(2 / pi) / Erfcx(-x / sqrt(2))</c>.
    /// Derivative: <c>-r (r + x)</c>, which cancels on the left and is computed as <c>InverseMillsRatioDerivative(x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.InverseMillsRatio(0.5)); // 0.5091604338370336
    /// Console.WriteLine(Functions.InverseMillsRatio(-100.0)); // 100.00999800099927
    /// </code>
    /// </example>
    public static double InverseMillsRatio(double x) => SpecialFunctions.InverseMillsRatio<F64>(x).Value;

    /// <inheritdoc cref="InverseMillsRatio(double)"/>
    public static float InverseMillsRatio(float x) => SpecialFunctions.InverseMillsRatio<F32>(x).Value;

    /// <summary>The derivative of <see cref="InverseMillsRatio(double)"/>, <c>-r (r + x)</c> with r = InverseMillsRatio(x).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value in [-1, 0]; -1 at negative infinity, -0 at infinity, NaN for NaN.</returns>
    /// <remarks>
    /// The variance of a normal variable cut off above x is 1 plus this. Derivative:
    /// <c>r ((r + x) (2 r + x) - 1)</c>, which cancels on the left and is computed as <c>InverseMillsRatioSecondDerivative(x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.InverseMillsRatioDerivative(0.5)); // -0.513824564303633
    /// Console.WriteLine(Functions.InverseMillsRatioDerivative(-100.0)); // -0.9999000599500519
    /// </code>
    /// </example>
    public static double InverseMillsRatioDerivative(double x) => SpecialFunctions.InverseMillsRatioDerivative<F64>(x).Value;

    /// <inheritdoc cref="InverseMillsRatioDerivative(double)"/>
    public static float InverseMillsRatioDerivative(float x) => SpecialFunctions.InverseMillsRatioDerivative<F32>(x).Value;

    /// <summary>The second derivative of <see cref="InverseMillsRatio(double)"/>, <c>r ((r + x) (2 r + x) - 1)</c> with r = InverseMillsRatio(x).</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A positive value, close to <c>-2 / x^3</c> far on the left; 0 at both infinities, NaN for NaN.</returns>
    /// <remarks>
    /// Derivative: <c>-((2 r + x) InverseMillsRatioSecondDerivative(x) + 2 d (1 + d))</c> with d = InverseMillsRatioDerivative(x).
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.InverseMillsRatioSecondDerivative(-100.0).ToString("G6")); // 1.9976E-06
    /// </code>
    /// </example>
    public static double InverseMillsRatioSecondDerivative(double x) => SpecialFunctions.InverseMillsRatioSecondDerivative<F64>(x).Value;

    /// <inheritdoc cref="InverseMillsRatioSecondDerivative(double)"/>
    public static float InverseMillsRatioSecondDerivative(float x) => SpecialFunctions.InverseMillsRatioSecondDerivative<F32>(x).Value;
}
