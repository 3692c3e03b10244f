namespace ExprGrad;

/// <summary>
/// A lambda cannot be differentiated or compiled as it stands, or a derivative rule cannot be used. The message says why and ends with the
/// line that would fix it; <c>docs/errors.md</c> explains every code.
/// </summary>
/// <example>
/// <code>
/// try
/// {
///     Differentiate.Grad((double x) => (int)x);
/// }
/// catch (NotDifferentiableException e)
/// {
///     Console.WriteLine(e.Code);   // EG0002
///     Console.WriteLine(e.Node);   // (int)x
/// }
/// </code>
/// </example>
public sealed class NotDifferentiableException : Exception
{
    internal NotDifferentiableException(string code, string node, string reason, string fix, Exception? inner = null)
        : base($"{code}: {reason}{Environment.NewLine}    {fix}", inner)
    {
        Code = code;
        Node = node;
    }

    /// <summary>The error's number, <c>EG0001</c> and so on: stable, and the heading of its section in <c>docs/errors.md</c>.</summary>
    /// <example>
    /// <code>
    /// static class Lib { public static double Foo(double x) => x * x; }
    ///
    /// try
    /// {
    ///     Differentiate.Grad((double x) => Lib.Foo(2 * x));
    /// }
    /// catch (NotDifferentiableException e)
    /// {
    ///     Console.WriteLine(e.Code);   // EG0001
    /// }
    /// </code>
    /// </example>
    public string Code { get; }

    /// <summary>The offending sub-expression as C#; for a rule, the call or the member that it is about.</summary>
    /// <example>
    /// <code>
    /// static class Lib { public static double Foo(double x) => x * x; }
    ///
    /// try
    /// {
    ///     Differentiate.Grad((double x) => Lib.Foo(2 * x));
    /// }
    /// catch (NotDifferentiableException e)
    /// {
    ///     Console.WriteLine(e.Node);   // Lib.Foo(2 * x)
    /// }
    /// </code>
    /// </example>
    public string Node { get; }
}
