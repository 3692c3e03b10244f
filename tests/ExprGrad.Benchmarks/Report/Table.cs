namespace ExprGrad.Benchmarks.Report;

/// <summary>A table in Markdown.</summary>
internal sealed class Table(string[] head)
{
    private readonly List<string[]> rows = [];

    public void Add(string[] row) => rows.Add(row);

    public override string ToString() => string.Join(
        '\n', [Line(head), Line(head.Select((_, i) => i == 0 ? "---" : "---:")), .. rows.Select(Line)]);

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
