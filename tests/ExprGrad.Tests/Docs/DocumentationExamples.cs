using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ExprGrad.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExprGrad.Tests.Docs;

/// <summary>The examples in the documentation of public members as programs, with what their comments say that they print.</summary>
internal static partial class DocumentationExamples
{
    /// <param name="Member">Whose documentation it is in.</param>
    /// <param name="Code">The example.</param>
    public sealed record Example(string Member, string Code)
    {
        /// <summary>The comments behind lines that print, and those that stand alone.</summary>
        public string Expected => string.Join("\n", Code.Split('\n').Select(line => Output().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value.TrimEnd()));
    }

    public static IReadOnlyList<Example> All { get; } =
    [
        .. XDocument.Load(Path.Combine(AppContext.BaseDirectory, "ExprGrad.xml")).Descendants("member")
            // It shows counts, which other tests move.
            .Where(m => m.Attribute("name")!.Value != "T:ExprGrad.DerivativeCache")
            .SelectMany(m => m.Descendants("code").Select(c => new Example(m.Attribute("name")!.Value, Unindented(c.Value)))),
    ];

    /// <summary>What each example prints.</summary>
    public static IReadOnlyList<string> Run(IReadOnlyList<Example> examples)
    {
        var assembly = CSharpCode.MustCompile(CSharpCode.Usings + "using System.Numerics.Tensors;\n" + string.Join("\n", examples.Select(Program)));
        return [.. examples.Select((_, i) => Printed(assembly.GetType($"Example{i}.Program")!))];
    }

    // A console of its own: examples of other tests print at the same time.
    private static string Program(Example example, int number)
    {
        var members = SyntaxFactory.ParseCompilationUnit(example.Code).Members;
        return $$"""
            namespace Example{{number}}
            {
                public static class Console
                {
                    public static readonly List<string> Lines = [];
                    public static void WriteLine(object value) => Lines.Add(Convert.ToString(value));
                }

                {{string.Concat(members.Where(m => m is not GlobalStatementSyntax).Select(m => m.ToFullString()))}}

                public static class Program
                {
                    public static void Run()
                    {
                        {{string.Concat(members.OfType<GlobalStatementSyntax>().Select(m => m.ToFullString()))}}
                    }
                }
            }
            """;
    }

    private static string Printed(Type program)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var lines = (List<string>)program.Assembly.GetType(program.Namespace + ".Console")!.GetField("Lines")!.GetValue(null)!;
        try
        {
            program.GetMethod("Run")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [], null);
        }
        catch (Exception e)
        {
            lines.Add($"{e.GetType().Name}:\n{e.Message}");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        return string.Join("\n", string.Join("\n", lines).ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()));
    }

    private static string Unindented(string code)
    {
        var lines = code.ReplaceLineEndings("\n").Split('\n').Where((l, i) => i > 0 || l.Trim().Length > 0).ToList();
        var indent = lines.Where(l => l.Trim().Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join("\n", lines.Select(l => l.Length >= indent ? l[indent..] : "")).TrimEnd();
    }

    [GeneratedRegex(@"^\s*(?:Console\.WriteLine\(.*\);\s*)?// ?(.*)$")]
    private static partial Regex Output();
}
