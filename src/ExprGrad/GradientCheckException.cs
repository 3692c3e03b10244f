namespace ExprGrad;

/// <summary>The derivatives of a function differ from each other or from the numerical ones; the message is a table of them.</summary>
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
///     Console.WriteLine(e.Message);
/// }
///
/// // Derivatives of x => Lib.Cube(x) at x = 2 differ by more than 1E-06:
/// // derivative  order  forward  reverse  numerical  difference
/// // by x            1        8        8         12        0.33
/// </code>
/// </example>
public sealed class GradientCheckException : Exception
{
    internal GradientCheckException(string message, IReadOnlyList<GradientDifference> differences)
        : base(message) => Differences = differences;

    /// <summary>The derivatives that differ, all of them; the message shows the first twenty.</summary>
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
    ///     Console.WriteLine(e.Differences[0].Order);   // 1
    /// }
    /// </code>
    /// </example>
    public IReadOnlyList<GradientDifference> Differences { get; }
}
