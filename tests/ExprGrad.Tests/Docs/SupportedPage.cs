using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using ExprGrad.Differentiation;
using ExprGrad.FrontEnd;
using ExprGrad.Printing;
using ExprGrad.Rules;

namespace ExprGrad.Tests.Docs;

/// <summary>Writes docs/supported.md: what it says about a lambda is what the engine did with it.</summary>
internal static class SupportedPage
{
    private static readonly string[] Families = ["Arithmetic", "Power", "Exponential", "Trigonometric", "Hyperbolic", "Special", "Reduction", "Comparison", "Rounding"];

    // Kinds that no lambda holds: what only trees made for other languages, or for debuggers, consist of.
    private static readonly HashSet<ExpressionType> Elsewhere = [ExpressionType.Dynamic, ExpressionType.DebugInfo, ExpressionType.Extension, ExpressionType.RuntimeVariables];

    public static string Write()
    {
        var page = new StringBuilder("""
            # What is supported

            Generated: every example below was differentiated to make this page. To make it anew, run the tests with `EXPRGRAD_UPDATE_DOCS=1` in the
            environment.

            Three things can happen to a part of a lambda.

            - It is *differentiated*: the derivative flows through it.
            - It is *kept as it stands*: C# of which nothing is known is evaluated as it is, and may be used wherever nothing that it depends on is differentiated.
              Where a derivative would have to pass through it, that is error EG0001 or EG0005 of `errors.md`.
            - It is an *error*, which names it and says what to write instead.

            ## Expressions

            Kinds are those of `ExpressionType`.

            | kind | example | derivative |
            |---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var (kinds, example) in SupportedExamples.Kinds)
            Row(page, string.Join(", ", kinds), Code(CSharpPrinter.Print(example)), Derivative(example));
        page.Append("| other assignments (`+=`, `++`, ...) | | as `AddAssign` and `PostIncrementAssign` |\n");
        page.Append("| Dynamic, DebugInfo, Extension, RuntimeVariables | | not held by lambdas of C# |\n");

        Section(page, "Loops and LINQ", "Over arrays, and over sequences made from them; nothing in between is stored. What `Enumerable` has beyond these is kept as it stands.", SupportedExamples.Linq);
        Section(page, "Arrays", "", SupportedExamples.Arrays);

        page.Append("""

            ## Functions

            The derivative is the rule itself, as it stands in `Rules/BuiltIn`: from arguments and their tangents to the tangent of the result. Names of `double` and
            `Math` mean the same, and so do those of `float` and `MathF`.

            """.ReplaceLineEndings("\n"));
        foreach (var (family, properties) in Rules())
        {
            page.Append($"\n### {family}\n\n| function | in float | derivative |\n|---|---|---|\n");
            foreach (var rule in properties)
                Row(page, Code(CSharpPrinter.Print(rule.Function.Body)), Single(rule), rule.Body is { } body ? Code(CSharpPrinter.Print(body)) : "0");
        }

        return page.ToString();
    }

    /// <summary>Kinds that no row is about.</summary>
    public static IEnumerable<ExpressionType> Missing()
    {
        var shown = SupportedExamples.Kinds.SelectMany(k => k.Kinds).ToHashSet();
        return Enum.GetValues<ExpressionType>().Where(k => !shown.Contains(k) && !Elsewhere.Contains(k) && !k.ToString().EndsWith("Assign") && !k.ToString().EndsWith("AssignChecked"));
    }

    /// <summary>What the engine makes of a lambda: its derivative, or the number of the error.</summary>
    public static string Derivative(LambdaExpression f)
    {
        try
        {
            var body = Lowering.Lower(f, RuleRegistry.Default);
            var gradient = DerivativeCache.Default.Derive(body, new Transform.Grad(), FunctionOptions.Default);
            var type = Expression.GetFuncType([.. gradient.Graph.Parameters, gradient.Graph.Result.Type]);
            return Code(CSharpPrinter.Print(Raiser.Raise(gradient.Graph, gradient.Names, gradient.Captures, type)));
        }
        catch (NotDifferentiableException e)
        {
            return e.Code;
        }
    }

    private static void Section(StringBuilder page, string title, string text, IEnumerable<(string Name, LambdaExpression Example)> examples)
    {
        page.Append($"\n## {title}\n\n");
        if (text.Length > 0)
            page.Append(text).Append("\n\n");
        page.Append("| form | example | derivative |\n|---|---|---|\n");
        foreach (var (name, example) in examples)
            Row(page, name, Code(CSharpPrinter.Print(example)), Derivative(example));
    }

    private static IEnumerable<(string Family, IEnumerable<Rule> Rules)> Rules() => ExprGrad.Rules.BuiltInRules.Properties
        .GroupBy(p => p.DeclaringType!.Name[..^"Rules".Length])
        .OrderBy(g => Array.IndexOf(Families, g.Key))
        .Select(g => (g.Key, g.OrderBy(p => p.MetadataToken).Select(p => (Rule)p.GetValue(null)!)));

    private static string Single(Rule rule) =>
        Twins.ToSingle(RuleCall.MethodOf(rule.Function)!) is { } twin ? Code($"{(twin.DeclaringType == typeof(float) ? "float" : twin.DeclaringType!.Name)}.{twin.Name}") : "";

    private static void Row(StringBuilder page, params string[] cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    // Line ends and bars would end a cell.
    private static string Code(string text) =>
        $"`{string.Join(" ", text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Replace("( ", "(").Replace("SupportedExamples.", "").Replace("|", "\\|")}`";
}
