using ExprGrad.Printing;
using ExprGrad.Tests.Support;

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
        var type = CSharpCode.MustCompile(source).GetType("Printed")!;
        return [.. lambdas.Select((_, i) => (Delegate)type.GetField($"F{i}")!.GetValue(null)!)];
    }
}
