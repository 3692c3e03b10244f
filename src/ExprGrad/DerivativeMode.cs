namespace ExprGrad;

/// <summary>The direction in which the chain rule is walked. Both directions give the same derivative; they differ in cost.</summary>
/// <example>
/// <code>
/// var options = new FunctionOptions { Mode = DerivativeMode.Reverse };
/// Console.WriteLine(Differentiate.Grad((double x) => Math.Sin(x), options));   // x => Math.Cos(x)
/// </code>
/// </example>
public enum DerivativeMode
{
    /// <summary>Chosen by the shapes: reverse for gradients of several numbers, forward for derivatives by a single one.</summary>
    Auto,

    /// <summary>From arguments to result: the cost of one evaluation for each argument.</summary>
    Forward,

    /// <summary>From result to arguments: the cost of a few evaluations for each result, however many arguments there are.</summary>
    Reverse,
}
