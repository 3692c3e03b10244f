using System.Diagnostics.CodeAnalysis;

namespace ExprGrad;

/// <summary>
/// Exact derivatives of lambdas, as lambdas. Every transform takes an expression, <c>Differentiate.Grad((double x) => x * x)</c>, or a
/// function, <c>f.Grad().Grad()</c>, and gives a <see cref="Function{TDelegate}"/> to print, compile or transform again. The transforms are
/// those of JAX, under its names.
/// </summary>
/// <remarks>
/// Arguments and results are <c>double</c>, <c>float</c>, arrays of them, and value tuples, records and structs made of these; derivatives
/// have their shapes. Anything else is allowed as an argument and is held constant. Derivatives are cached by structure in <see
/// cref="DerivativeCache"/>.
/// </remarks>
/// <example>
/// <code>
/// var slope = Differentiate.Grad((double x) => Math.Sin(x));
/// Console.WriteLine(slope);                // x => Math.Cos(x)
/// Console.WriteLine(slope.Compile()(0));   // 1
/// </code>
/// </example>
[RequiresUnreferencedCode(Aot.Reflection)]
[RequiresDynamicCode(Aot.Code)]
public static partial class Differentiate;
