using System.Collections;
using System.Globalization;
using ExprGrad.Printing;

namespace ExprGrad.Checking;

/// <summary>
/// The message of a failed check: what was checked, a line for each derivative that differs, and the kinks that were met.
/// </summary>
internal static class DifferenceTable
{
    // Beyond, a table is no longer read.
    private const int MostRows = 20;
    private const int MostElements = 6;
    private const int LongestLambda = 120;

    public static string Print(
        IFunction function, object?[] point, double tolerance, IReadOnlyList<GradientDifference> differences, IReadOnlyList<string> kinks)
    {
        var lambda = function.ToString()!;
        var name = lambda.Length <= LongestLambda && !lambda.Contains('\n') ? lambda : "the function";
        var arguments = string.Join(", ", function.Body.Names.Zip(point, (n, x) => $"{n} = {Text(x)}"));
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"Derivatives of {name} at {arguments} differ by more than {tolerance:G2}:"),
        };
        string[] heading = ["derivative", "order", "forward", "reverse", "numerical", "difference"];
        string[][] rows = [heading, .. differences.Take(MostRows).Select(Cells)];
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => r[i].Length)).ToArray();
        string Pad(string cell, int column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]);
        lines.AddRange(rows.Select(r => string.Join("  ", r.Select(Pad))));
        if (differences.Count > MostRows)
            lines.Add($"and {differences.Count - MostRows} more");
        lines.AddRange(kinks.Take(MostRows).Select(k => "Looks like a kink " + k));
        return string.Join(Environment.NewLine, lines);
    }

    // A numerical derivative has no more digits than six, a difference none that matter beyond two.
    private static string[] Cells(GradientDifference d) =>
    [
        d.Derivative,
        d.Order.ToString(CultureInfo.InvariantCulture),
        Number(d.Forward, "G6"),
        Number(d.Reverse, "G6"),
        Number(d.Numerical, "G6"),
        Number(d.RelativeDifference, "G2"),
    ];

    private static string Number(double x, string format) => x.ToString(format, CultureInfo.InvariantCulture);

    private static string Text(object? value) => value is Array { Rank: 1 } array
        ? $"[{string.Join(", ", Elements(array).Append(array.Length > MostElements ? "..." : null).Where(e => e is not null))}]"
        : Literals.Of(value, value?.GetType() ?? typeof(object), exact: false).Text;

    private static IEnumerable<string?> Elements(IEnumerable array) => array.Cast<object?>().Take(MostElements).Select(Text);
}
