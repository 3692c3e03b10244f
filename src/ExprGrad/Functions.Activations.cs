using ExprGrad.Numerics;

namespace ExprGrad;

// Functions of neural networks.
public static partial class Functions
{
    /// <summary>The logistic function, <c>1 / (1 + e^-x)</c>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value in [0, 1]; 0 at negative infinity, 1 at infinity, NaN for NaN.</returns>
    /// <remarks>
    /// Evaluated as <c>e^x / (1 + e^x)</c> for negative x, so that the left tail keeps its digits down to the subnormals.
    /// Derivative: <c>Sigmoid(x) * Sigmoid(-x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Sigmoid(0.5)); // 0.6224593312018546
    /// Console.WriteLine(Functions.Sigmoid(-30.0)); // 9.357622968839299E-14
    /// </code>
    /// </example>
    public static double Sigmoid(double x) => ElementaryFunctions.Sigmoid<F64>(x).Value;

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static float Sigmoid(float x) => ElementaryFunctions.Sigmoid<F32>(x).Value;

    /// <summary>The logarithm of the logistic function, <c>-log(1 + e^-x)</c>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value of at most 0; negative infinity at negative infinity, -0 at infinity, NaN for NaN.</returns>
    /// <remarks>
    /// Does not overflow or lose digits in either tail.
    /// Derivative: <c>Sigmoid(-x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.LogSigmoid(0.5)); // -0.4740769841801067
    /// Console.WriteLine(Functions.LogSigmoid(-1000.0)); // -1000
    /// </code>
    /// </example>
    public static double LogSigmoid(double x) => ElementaryFunctions.LogSigmoid<F64>(x).Value;

    /// <inheritdoc cref="LogSigmoid(double)"/>
    public static float LogSigmoid(float x) => ElementaryFunctions.LogSigmoid<F32>(x).Value;

    /// <summary>The smooth maximum of x and 0, <c>log(1 + e^x)</c>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>A value of at least 0; 0 at negative infinity, infinity at infinity, NaN for NaN.</returns>
    /// <remarks>
    /// Evaluated as <c>max(x, 0) + log(1 + e^-|x|)</c>. Its inverse is <see cref="LogExpM1(double)"/>.
    /// Derivative: <c>Sigmoid(x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Softplus(0.5)); // 0.9740769841801067
    /// Console.WriteLine(Functions.Softplus(1000.0)); // 1000
    /// </code>
    /// </example>
    public static double Softplus(double x) => ElementaryFunctions.Softplus<F64>(x).Value;

    /// <inheritdoc cref="Softplus(double)"/>
    public static float Softplus(float x) => ElementaryFunctions.Softplus<F32>(x).Value;

    /// <summary>The rectifier, <c>max(x, 0)</c>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>x where x is above 0, 0 elsewhere; NaN for NaN.</returns>
    /// <remarks>
    /// Derivative: 1 above 0, and 0 elsewhere, at 0 too.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Relu(2.5)); // 2.5
    /// Console.WriteLine(Functions.Relu(-2.5)); // 0
    /// </code>
    /// </example>
    public static double Relu(double x) => SpecialFunctions.Relu<F64>(x).Value;

    /// <inheritdoc cref="Relu(double)"/>
    public static float Relu(float x) => SpecialFunctions.Relu<F32>(x).Value;

    /// <summary>The sigmoid linear unit or swish, <c>x / (1 + e^-x)</c>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>-0 at negative infinity, infinity at infinity, NaN for NaN.</returns>
    /// <remarks>
    /// Smallest, about -0.278, near x = -1.278. After S. Elfwing, E. Uchibe and K. Doya, Sigmoid-weighted linear units
    /// (Neural Networks 107, 2018).
    /// Derivative: <c>Sigmoid(x) + x * Sigmoid(x) * Sigmoid(-x)</c>, of which the second term is 0 at both infinities.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Silu(0.5)); // 0.3112296656009273
    /// Console.WriteLine(Functions.Silu(-0.5)); // -0.18877033439907273
    /// </code>
    /// </example>
    public static double Silu(double x) => SpecialFunctions.Silu<F64>(x).Value;

    /// <inheritdoc cref="Silu(double)"/>
    public static float Silu(float x) => SpecialFunctions.Silu<F32>(x).Value;

    /// <summary>
    /// The Gaussian error linear unit, <c>x * NormalCdf(x)</c>: the exact one, without the customary approximation by tanh.
    /// </summary>
    /// <param name="x">The argument.</param>
    /// <returns>-0 at negative infinity, infinity at infinity, NaN for NaN.</returns>
    /// <remarks>
    /// Smallest, about -0.170, near x = -0.752. After D. Hendrycks and K. Gimpel, Gaussian error linear units (2016).
    /// Derivative: <c>NormalCdf(x) + x * NormalPdf(x)</c>, of which the second term is 0 at both infinities.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Gelu(0.5)); // 0.3457312306370065
    /// Console.WriteLine(Functions.Gelu(-0.5)); // -0.15426876936299347
    /// </code>
    /// </example>
    public static double Gelu(double x) => SpecialFunctions.Gelu<F64>(x).Value;

    /// <inheritdoc cref="Gelu(double)"/>
    public static float Gelu(float x) => SpecialFunctions.Gelu<F32>(x).Value;
}
