using System.Diagnostics.CodeAnalysis;

// Expression trees are reflection throughout. The promise to trimmed and ahead-of-time compiled programs is made where they can see it:
// every public entry point carries RequiresUnreferencedCode and RequiresDynamicCode with the texts below. Inside, the analysers have nothing to add.
[assembly: UnconditionalSuppressMessage("Trimming", "IL2026", Justification = ExprGrad.Aot.Reason)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2055", Justification = ExprGrad.Aot.Reason)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2060", Justification = ExprGrad.Aot.Reason)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2067", Justification = ExprGrad.Aot.Reason)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2070", Justification = ExprGrad.Aot.Reason)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2072", Justification = ExprGrad.Aot.Reason)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2075", Justification = ExprGrad.Aot.Reason)]
[assembly: UnconditionalSuppressMessage("Trimming", "IL2080", Justification = ExprGrad.Aot.Reason)]
[assembly: UnconditionalSuppressMessage("AOT", "IL3050", Justification = ExprGrad.Aot.Reason)]

namespace ExprGrad;

/// <summary>The texts of the trimming and ahead-of-time annotations on the public surface.</summary>
internal static class Aot
{
    public const string Reflection = "Lambdas are read through reflection; members that they use must not be trimmed.";
    public const string Code = "Derivatives are compiled at run time.";
    public const string Reason = "Every public entry point that leads here requires unreferenced and dynamic code.";
}
