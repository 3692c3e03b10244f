namespace ExprGrad.Benchmarks.Report;

/// <summary>
/// A Markdown file of which parts are measured: between <c>&lt;!-- begin name --&gt;</c> and <c>&lt;!-- end name --&gt;</c>.
/// </summary>
internal static class Document
{
    public static void Update(string path, IReadOnlyDictionary<string, string> sections)
    {
        var text = File.ReadAllText(path);
        foreach (var (name, content) in sections)
        {
            var (begin, end) = ($"<!-- begin {name} -->\n", $"<!-- end {name} -->");
            var from = text.IndexOf(begin, StringComparison.Ordinal);
            var to = text.IndexOf(end, StringComparison.Ordinal);
            if (from >= 0 && to > from)
                text = text[..(from + begin.Length)] + content + "\n" + text[to..];
        }

        File.WriteAllText(path, text);
    }
}
