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
/// catch (GradientCheckException e)
/// {
///     Console.WriteLine(e.Differences[0].Derivative);   // by x
/// }
/// </code>
/// </example>
public sealed record GradientDifference(
    string Derivative, int Order, double Forward, double Reverse, double Numerical, double RelativeDifference);
