namespace ExprGrad;

/// <summary>A derivative that a <see cref="GradientCheck"/> did not confirm.</summary>
/// <param name="Derivative">
/// By what: <c>by x</c>, <c>by x, y</c> at order 2, <c>by v[3]</c> for an element of an array, <c>by p.X</c> for a member; for a result of
/// several numbers also of what, as in <c>of result[0] by x</c>.
/// </param>
/// <param name="Order">1 or 2.</param>
/// <param name="Forward">The derivative in forward mode.</param>
/// <param name="Reverse">The derivative in reverse mode.</param>
/// <param name="Numerical">
/// The numerical derivative; at a kink the nearest number between the slopes on both sides; NaN where there is none.
/// </param>
/// <param name="RelativeDifference">The largest difference between any two of the three, relative to the larger of these.</param>
/// <example>
/// <code>
/// static class Lib { public static double Cube(double x) => x * x * x; }
///
/// var rules = RuleRegistry.Default.WithJvp((double x) => Lib.Cube(x), (x, dx) => 2 * x * x * dx);   // wrong: 3, not 2
/// try
/// {
///     GradientCheck.Verify((double x) => Lib.Cube(x), 2, new FunctionOptions { Rules = rules });
/// }
/// catch (GradientCheckException e)
/// {
///     Console.WriteLine(e.Differences[0].Derivative);   // by x
///     Console.WriteLine(e.Differences[0].Forward);   // 8
/// }
/// </code>
/// </example>
public sealed record GradientDifference(
    string Derivative, int Order, double Forward, double Reverse, double Numerical, double RelativeDifference);
