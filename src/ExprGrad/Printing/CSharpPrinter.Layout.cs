using System.Text;

namespace ExprGrad.Printing;

/// <summary>
/// Lines. The text is written on one line, and where it might be broken is remembered: between statements, and between the items of the
/// tuple or array that a lambda delivers. Only a lambda longer than a line is broken, and between items only where a line still is too long.
/// </summary>
internal sealed partial class CSharpPrinter
{
    private const int LongestLine = 120;

    private readonly List<LineBreak> breaks = [];

    /// <summary>A place where a line may end, instead of the blank there, and how far the next one is indented.</summary>
    private readonly record struct LineBreak(int At, int Blanks, int Indent, bool IsStatement);

    /// <summary>The end of a statement: a blank, or a new line in a long lambda.</summary>
    private void Break()
    {
        var isBlank = text[^1] == ' ';
        if (depth == 0)
            breaks.Add(new(text.Length - (isBlank ? 1 : 0), 1, blocks, IsStatement: true));
        if (!isBlank)
            text.Append(' ');
    }

    /// <summary>Between the items of what a lambda delivers; <paramref name="blanks"/> have been written for it.</summary>
    private void BreakItems(int blanks)
    {
        if (depth == 1)
            breaks.Add(new(text.Length - blanks, blanks, blocks + 1, IsStatement: false));
    }

    private string Layout()
    {
        var line = text.ToString();
        if (line.Length <= LongestLine || breaks.Count == 0)
            return line;
        var laidOut = new StringBuilder(line.Length + (breaks.Count * 4));
        var (start, statement, next) = (0, 0, 0);
        for (var i = 0; i < breaks.Count; i++)
        {
            if (breaks[i].IsStatement)
                statement = breaks[i].At;
            while (next < breaks.Count && (next <= i || !breaks[next].IsStatement))
                next++;
            var end = next < breaks.Count ? breaks[next].At : line.Length;
            if (!breaks[i].IsStatement && end - statement <= LongestLine)
                continue;
            laidOut.Append(line, start, breaks[i].At - start).Append('\n').Append(' ', 4 * breaks[i].Indent);
            start = breaks[i].At + breaks[i].Blanks;
        }

        return laidOut.Append(line, start, line.Length - start).ToString();
    }
}
