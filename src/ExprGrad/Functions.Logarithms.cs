using ExprGrad.Numerics;

namespace ExprGrad;

// Exponentials and logarithms near their singular points.
public static partial class Functions
{
    /// <summary><c>e^x - 1</c>, accurate near 0.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>-1 at negative infinity, infinity at infinity, NaN for NaN, zeros with their sign.</returns>
    /// <remarks>
    /// <c>double.ExpM1</c> of the runtime subtracts 1 and so has no correct digit near 0; this has all.
    /// Derivative: <c>e^x</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.ExpM1(1e-10)); // 1.00000000005E-10
    /// </code>
    /// </example>
    public static double ExpM1(double x) => ElementaryFunctions.ExpM1<F64>(x).Value;

    /// <inheritdoc cref="ExpM1(double)"/>
    public static float ExpM1(float x) => ElementaryFunctions.ExpM1<F32>(x).Value;

    /// <summary><c>log(1 + x)</c>, accurate near 0.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>Negative infinity at -1, NaN below and for NaN, infinity at infinity, zeros with their sign.</returns>
    /// <remarks>
    /// <c>double.LogP1</c> of the runtime adds 1 first and so has no correct digit near 0; this has all.
    /// Derivative: <c>1 / (1 + x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.LogP1(1e-10)); // 9.999999999500001E-11
    /// </code>
    /// </example>
    public static double LogP1(double x) => ElementaryFunctions.LogP1<F64>(x).Value;

    /// <inheritdoc cref="LogP1(double)"/>
    public static float LogP1(float x) => ElementaryFunctions.LogP1<F32>(x).Value;

    /// <summary><c>log(e^x - 1)</c>, the inverse of <see cref="Softplus(double)"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>Negative infinity at 0, NaN below and for NaN, infinity at infinity.</returns>
    /// <remarks>
    /// Keeps its relative accuracy at its zero, log 2.
    /// Derivative: <c>-1 / ExpM1(-x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.LogExpM1(0.5)); // -0.43275212956718856
    /// Console.WriteLine(Functions.LogExpM1(1000.0)); // 1000
    /// </code>
    /// </example>
    public static double LogExpM1(double x) => SpecialFunctions.LogExpM1<F64>(x).Value;

    /// <inheritdoc cref="LogExpM1(double)"/>
    public static float LogExpM1(float x) => SpecialFunctions.LogExpM1<F32>(x).Value;

    /// <summary><c>log(1 - e^x)</c> for x below 0.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>Negative infinity at 0, -0 at negative infinity, NaN above 0 and for NaN.</returns>
    /// <remarks>
    /// After M. Maechler, Accurately computing log(1 - exp(-|a|)) (2012).
    /// Derivative: <c>-1 / ExpM1(-x)</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Log1MExp(-0.5)); // -0.9327521295671886
    /// Console.WriteLine(Functions.Log1MExp(-1e-10)); // -23.025850929990458
    /// </code>
    /// </example>
    public static double Log1MExp(double x) => SpecialFunctions.Log1MExp<F64>(x).Value;

    /// <inheritdoc cref="Log1MExp(double)"/>
    public static float Log1MExp(float x) => SpecialFunctions.Log1MExp<F32>(x).Value;

    /// <summary>The logarithm of the odds, <c>log(x / (1 - x))</c>, the inverse of <see cref="Sigmoid(double)"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>Negative infinity at 0, infinity at 1, NaN outside [0, 1] and for NaN.</returns>
    /// <remarks>
    /// Keeps its relative accuracy at its zero, 1/2.
    /// Derivative: <c>1 / (x * (1 - x))</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Logit(0.25)); // -1.0986122886681098
    /// </code>
    /// </example>
    public static double Logit(double x) => SpecialFunctions.Logit<F64>(x).Value;

    /// <inheritdoc cref="Logit(double)"/>
    public static float Logit(float x) => SpecialFunctions.Logit<F32>(x).Value;

    /// <summary><c>x * log(y)</c>, with the limit 0 where x is 0.</summary>
    /// <param name="x">The factor.</param>
    /// <param name="y">The argument of the logarithm.</param>
    /// <returns>0 where x is 0 and y is any number but NaN; NaN where y is below 0 and x is not 0, or either is NaN.</returns>
    /// <remarks>
    /// The term of entropies and likelihoods.
    /// Derivative by x: <c>log(y)</c>; by y: <c>x / y</c>, 0 where x is 0.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.XLogY(2.0, 0.5)); // -1.3862943611198906
    /// Console.WriteLine(Functions.XLogY(0.0, 0.0)); // 0
    /// </code>
    /// </example>
    public static double XLogY(double x, double y) => SpecialFunctions.XLogY<F64>(x, y).Value;

    /// <inheritdoc cref="XLogY(double, double)"/>
    public static float XLogY(float x, float y) => SpecialFunctions.XLogY<F32>(x, y).Value;
}
