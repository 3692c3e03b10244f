using System.Reflection;
using ExprGrad.Printing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExprGrad.Tests.Printing;

/// <summary>Printed lambdas as the C# compiler understands them: one compilation for a batch.</summary>
internal static class CompileBack
{
    /// <summary>Compiles each text as a delegate of the type given; captured names are declared by <paramref name="captured"/>.</summary>
    public static Delegate[] All(IReadOnlyList<(Type Type, string Text)> lambdas, string captured = "")
    {
        var members = lambdas.Select((l, i) => $"    public static readonly {TypeNames.Of(l.Type)} F{i} = {l.Text};");
        var source = $$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using ExprGrad;
            using ExprGrad.Tests.Printing;

            public static class Printed
            {
                {{captured}}
            {{string.Join("\n", members)}}
            }
            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Printed" + Guid.NewGuid().ToString("N"), [CSharpSyntaxTree.ParseText(source)], references, new(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.IsTrue(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Append((object)source)));
        var type = Assembly.Load(image.ToArray()).GetType("Printed")!;
        return [.. lambdas.Select((_, i) => (Delegate)type.GetField($"F{i}")!.GetValue(null)!)];
    }
}
