using System.Text.RegularExpressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Docs;

/// <summary>What the README shows is what the library does: its code compiles and runs, and prints what stands behind it.</summary>
[TestClass]
public sealed partial class ReadmeTests
{
    // What the README takes as given, in the place of the reader's own.
    private const string Given = """
        double[] inputs = [1, 2, 3];
        var outputs = new double[inputs.Length];

        """;

    private const string Methods = """

        public static class Lib
        {
            public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
            public static double Abs(double x) => Math.Abs(x);
            public static double Cube(double x) => x * x * x;
            public static double Step(double x) => x > 0 ? 1 : 0;
            public static double Mystery(double x) => x;
        }
        """;

    private static readonly string Readme = Repository.Read("README.md").ReplaceLineEndings("\n");

    [TestMethod]
    public void Every_example_prints_what_it_says()
    {
        var examples = Code().Matches(Readme).Select((m, i) => new DocumentationExamples.Example($"README {i + 1}", Program(m.Groups[1].Value))).ToArray();
        Assert.IsGreaterThanOrEqualTo(3, examples.Length);
        foreach (var (example, printed) in examples.Zip(DocumentationExamples.Run(examples)))
            Assert.AreEqual(example.Expected, printed, example.Member);
        Assert.IsGreaterThanOrEqualTo(8, examples.Sum(e => e.Expected.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [TestMethod]
    public void The_error_reads_as_shown()
    {
        var shown = Message().Match(Readme).Groups[1].Value.TrimEnd();
        var example = new DocumentationExamples.Example("README", "Differentiate.Grad((double x) => Lib.Mystery(x));" + Methods);
        Assert.AreEqual($"{nameof(NotDifferentiableException)}:\n{shown}", DocumentationExamples.Run([example])[0]);
    }

    // A lambda behind a statement is what the statement's value prints; other remarks are for the reader.
    private static string Program(string code)
    {
        var lines = code.Split('\n').Where(line => !line.StartsWith("using ", StringComparison.Ordinal)).Select(line =>
            line.StartsWith("Console.WriteLine", StringComparison.Ordinal) ? line
            : Result().Match(line) is { Success: true } result ? $"Console.WriteLine({result.Groups[1].Value}); // {result.Groups[2].Value}"
            : Remark().Replace(line, ""));
        return Given + string.Join("\n", lines) + Methods;
    }

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"```\n(EG\d{4}: .*?)```", RegexOptions.Singleline)]
    private static partial Regex Message();

    [GeneratedRegex(@"^(\S.*);\s*// (.* => .*)$")]
    private static partial Regex Result();

    [GeneratedRegex(@"\s*// .*$")]
    private static partial Regex Remark();
}
