using ExprGrad.Rules;

namespace ExprGrad;

/// <summary>How a lambda is read and differentiated. Immutable; a function hands its options on to what is derived from it.</summary>
/// <example>
/// <code>
/// var options = new FunctionOptions { Mode = DerivativeMode.Forward };
/// var slope = Differentiate.Grad((double x) => x * x * x, options);
/// Console.WriteLine(slope.Compile()(2));   // 12
/// </code>
/// </example>
public sealed record FunctionOptions
{
    internal static readonly FunctionOptions Default = new();

    /// <summary>
    /// The derivatives that are known, <see cref="RuleRegistry.Default"/> unless set. Make a registry once and keep it: derivatives are
    /// cached for each registry.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <example>
    /// <code>
    /// static class Lib { public static double Cube(double x) => x * x * x; }
    ///
    /// var rules = RuleRegistry.Default.WithInline((double x) => Lib.Cube(x), x => x * x * x);
    /// var slope = Differentiate.Grad((double x) => Lib.Cube(x), new FunctionOptions { Rules = rules });
    /// Console.WriteLine(slope.Compile()(2));   // 12
    /// </code>
    /// </example>
    public RuleRegistry Rules
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }
    = RuleRegistry.Default;

    /// <summary>The direction of differentiation, <see cref="DerivativeMode.Auto"/> unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the modes.</exception>
    /// <example>
    /// <code>
    /// Console.WriteLine(new FunctionOptions { Mode = DerivativeMode.Reverse }.Mode);   // Reverse
    /// </code>
    /// </example>
    public DerivativeMode Mode
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Not a mode.");
    }

    /// <summary>
    /// Whether algebra that changes rounding, infinities or NaN is allowed, such as x - x = 0. Off unless set: then every value is that
    /// of plain C#, bit for bit.
    /// </summary>
    /// <example>
    /// <code>
    /// Console.WriteLine(new FunctionOptions().FastMath);   // False
    /// </code>
    /// </example>
    public bool FastMath { get; init; }
}
