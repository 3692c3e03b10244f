using System.Text.RegularExpressions;
using ExprGrad.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExprGrad.Tests;

/// <summary>The examples of docs/errors.md as programs: before "Fix:" each statement is an error, after it none is.</summary>
internal static partial class ErrorsPage
{
    // What the examples speak of.
    private const string Prelude = """
        public static class Lib
        {
            public static double Foo(double x) => x;
            public static double Foo(double x, double y) => x;
            public static int Rounded(double x) => (int)x;
        }

        """;

    private const string Surroundings = """
        static double FooSlope(double x) => 1;
        static Dictionary<string, Expression<Func<double, double>>> Bodies => [];
        static ParameterExpression x = Expression.Parameter(typeof(double), "x"), v = Expression.Variable(typeof(double), "v"), v2 = Expression.Variable(typeof(double), "v2");
        static Expression<Func<double, double>> composedTenThousandTimes = x => x;
        """;

    /// <param name="Name">The class that it becomes.</param>
    /// <param name="Code">The error that it is an example of; null for a fix.</param>
    /// <param name="Text">The code as it stands on the page.</param>
    /// <param name="Members">The members of the class.</param>
    /// <param name="Statements">What is run.</param>
    public sealed record Example(string Name, string? Code, string Text, string Members, string Statements)
    {
        /// <summary>A thread with a small stack cannot be had everywhere.</summary>
        public bool Runs => !Text.Contains("composedTenThousandTimes", StringComparison.Ordinal);
    }

    public static List<Example> Examples(string page)
    {
        var examples = new List<Example>();
        foreach (Match section in Section().Matches(page))
        {
            var isFix = false;
            var declared = "";
            foreach (Match part in FixOrBlock().Matches(section.Groups[2].Value))
            {
                if (!part.Groups[1].Success)
                {
                    isFix = true;
                    continue;
                }

                var text = part.Groups[1].Value;
                var code = isFix ? null : section.Groups[1].Value;
                if (IsMembers(text))
                {
                    declared = Merge(declared, text);
                    Add(text, code, declared, declared.Contains(" Power(") ? "Differentiate.Grad((double x) => Power(x, 3));" : "Differentiate.Grad((double x) => Foo(x));");
                }
                else if (isFix || text.Contains(" = ") || text.Contains("Thread"))
                {
                    Add(text, code, "", text);
                }
                else
                {
                    foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                        Add(line, code, "", line);
                }

                isFix &= !part.Groups[1].Success;
            }
        }

        return examples;

        void Add(string text, string? code, string members, string statements)
        {
            if (statements.StartsWith("Expression.Block", StringComparison.Ordinal))
                statements = $"Differentiate.Grad(Expression.Lambda<Func<double, double>>({statements.Trim().TrimEnd(';')}, x));";
            if (members.Contains("FooBody", StringComparison.Ordinal) && !members.Contains("double Foo(", StringComparison.Ordinal))
                members += "[Inline(nameof(FooBody))] public static double Foo(double x) => x * x;";
            examples.Add(new($"Example{examples.Count}", code, text, members, statements));
        }
    }

    public static string Program(List<Example> examples) => CSharpCode.Usings + Prelude + string.Join("\n", examples.Select(e => $$"""
        public static class {{e.Name}}
        {
            {{Surroundings}}
            {{e.Members}}
            public static void Run()
            {
                {{e.Statements}}
            }
        }
        """));

    private static bool IsMembers(string text) => text.Contains("static ", StringComparison.Ordinal) && !text.StartsWith("Rule", StringComparison.Ordinal);

    // The fix shows only what changes.
    private static string Merge(string declared, string changed)
    {
        var (before, after) = (Members(declared), Members(changed));
        return string.Join("\n", before.Where(b => !after.Exists(a => Name(a) == Name(b))).Concat(after).Select(m => m.ToFullString()));
    }

    private static List<MemberDeclarationSyntax> Members(string text) =>
        [.. ((ClassDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"class C {{ {text}\n }}")!).Members];

    private static string Name(MemberDeclarationSyntax member) => member switch
    {
        PropertyDeclarationSyntax p => p.Identifier.Text,
        MethodDeclarationSyntax m => m.Identifier.Text,
        _ => member.ToString(),
    };

    [GeneratedRegex(@"^## (EG\d{4}).*?\n(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^Fix:|^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FixOrBlock();
}
