using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ExprGrad.Tests.Support;

/// <summary>C# text as the compiler understands it.</summary>
internal static class CSharpCode
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Linq.Expressions;
        using System.Numerics;
        using System.Threading;
        using ExprGrad;
        using ExprGrad.Rules;
        using static ExprGrad.Functions;

        """;

    /// <summary>The assembly, or what is wrong with the source.</summary>
    public static (Assembly? Assembly, IReadOnlyList<Diagnostic> Errors) Compile(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Compiled" + Guid.NewGuid().ToString("N"), [CSharpSyntaxTree.ParseText(source)], references, new(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        return result.Success ? (Assembly.Load(image.ToArray()), []) : (null, [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
    }

    /// <summary>The assembly of a source that is right, errors shown with the lines that they are in.</summary>
    public static Assembly MustCompile(string source)
    {
        var (assembly, errors) = Compile(source);
        var lines = source.Split('\n');
        Assert.IsNotNull(assembly, string.Join("\n", errors.Select(e => $"{e.GetMessage()}\n    {lines[e.Location.GetLineSpan().StartLinePosition.Line].Trim()}")));
        return assembly;
    }
}
