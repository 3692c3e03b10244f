namespace ExprGrad.Rules;

/// <summary>What the derivative attributes have in common: the members that they name, and the part that each plays.</summary>
internal interface IRuleAttribute
{
    IReadOnlyList<(string Name, RuleRole Role)> Members { get; }
}

/// <summary>
/// Gives a method its derivative in a direction. Names a static member of the same class: a property, a field or a method without
/// parameters, public or not, that gives an <c>Expression&lt;Func&lt;...>></c> from the arguments and then their tangents to the tangent of
/// the result. It must be linear in the tangents; reverse mode is made from it by transposing.
/// </summary>
/// <param name="jvp">The member's name.</param>
/// <remarks>
/// Of an instance method the receiver is the first argument. A rule in a <see cref="RuleRegistry"/> comes before an attribute. A member
/// that is missing or of another type is reported with a <see cref="NotDifferentiableException"/> when the method is first met in a lambda.
/// </remarks>
/// <example>
/// <code>
/// static class Lib
/// {
///     [CustomJvp(nameof(SigmoidJvp))]
///     public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
///
///     static Expression&lt;Func&lt;double, double, double>> SigmoidJvp => (x, dx) => Sigmoid(x) * (1 - Sigmoid(x)) * dx;
/// }
///
/// Console.WriteLine(Differentiate.Grad((double x) => Lib.Sigmoid(x)).Compile()(0));   // 0.25
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CustomJvpAttribute(string jvp) : Attribute, IRuleAttribute
{
    /// <summary>The name of the member that gives the tangent.</summary>
    /// <example>
    /// <code>
    /// Console.WriteLine(new CustomJvpAttribute("SigmoidJvp").Jvp);   // SigmoidJvp
    /// </code>
    /// </example>
    public string Jvp => jvp;

    IReadOnlyList<(string Name, RuleRole Role)> IRuleAttribute.Members => [(jvp, RuleRole.Jvp)];
}

/// <summary>
/// Gives a method its derivative backwards, for where transposing is not what the author wants: residuals to keep, a chosen subgradient, a
/// solver. Names two static members of the same class: properties, fields or methods without parameters, public or not, that give an
/// <c>Expression&lt;Func&lt;...>></c>. Forward goes from the arguments to a pair of the result and what backward needs (the residuals);
/// backward from residuals and the cotangent of the result to the cotangent of the argument, or to a value tuple of those of several
/// arguments. It must be linear in the cotangent; forward mode is made from it by transposing. The value is always the method's own: of what
/// forward gives, only the residuals are used.
/// </summary>
/// <param name="forward">The name of the member from arguments to result and residuals.</param>
/// <param name="backward">The name of the member from residuals and cotangent to cotangents.</param>
/// <remarks><inheritdoc cref="CustomJvpAttribute" path="/remarks"/></remarks>
/// <example>
/// <code>
/// static class Lib
/// {
///     [CustomVjp(nameof(AbsForward), nameof(AbsBackward))]
///     public static double Abs(double x) => Math.Abs(x);
///
///     static Expression&lt;Func&lt;double, (double, double)>> AbsForward => x => ValueTuple.Create(Math.Abs(x), x);
///
///     static Expression&lt;Func&lt;double, double, double>> AbsBackward => (x, g) => (x > 0 ? 1.0 : -1.0) * g;
/// }
///
/// Console.WriteLine(Differentiate.Grad((double x) => Lib.Abs(x)).Compile()(-2));   // -1
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CustomVjpAttribute(string forward, string backward) : Attribute, IRuleAttribute
{
    /// <summary>The name of the member from arguments to result and residuals.</summary>
    /// <example>
    /// <code>
    /// Console.WriteLine(new CustomVjpAttribute("AbsForward", "AbsBackward").Forward);   // AbsForward
    /// </code>
    /// </example>
    public string Forward => forward;

    /// <summary>The name of the member from residuals and cotangent to cotangents.</summary>
    /// <example>
    /// <code>
    /// Console.WriteLine(new CustomVjpAttribute("AbsForward", "AbsBackward").Backward);   // AbsBackward
    /// </code>
    /// </example>
    public string Backward => backward;

    IReadOnlyList<(string Name, RuleRole Role)> IRuleAttribute.Members => [(forward, RuleRole.Forward), (backward, RuleRole.Backward)];
}

/// <summary>
/// Gives a method's body as an expression, which takes the call's place: it is differentiated through, and vectorised. Names a static
/// member of the same class: a property, a field or a method without parameters, public or not, that gives an
/// <c>Expression&lt;Func&lt;...>></c> of the method's own type.
/// </summary>
/// <param name="body">The member's name.</param>
/// <remarks><inheritdoc cref="CustomJvpAttribute" path="/remarks"/></remarks>
/// <example>
/// <code>
/// static class Lib
/// {
///     [Inline(nameof(CubeBody))]
///     public static double Cube(double x) => x * x * x;
///
///     static Expression&lt;Func&lt;double, double>> CubeBody => x => x * x * x;
/// }
///
/// Console.WriteLine(Differentiate.Grad((double x) => Lib.Cube(x)).Compile()(2));   // 12
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class InlineAttribute(string body) : Attribute, IRuleAttribute
{
    /// <summary>The name of the member that gives the body.</summary>
    /// <example>
    /// <code>
    /// Console.WriteLine(new InlineAttribute("CubeBody").Body);   // CubeBody
    /// </code>
    /// </example>
    public string Body => body;

    IReadOnlyList<(string Name, RuleRole Role)> IRuleAttribute.Members => [(body, RuleRole.Inline)];
}
