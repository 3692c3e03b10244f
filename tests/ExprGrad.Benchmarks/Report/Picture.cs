using System.Globalization;
using System.Security;
using System.Text;

namespace ExprGrad.Benchmarks.Report;

/// <summary>
/// The ratios to the main peers as bars, in SVG: how many times the time of ExprGrad each of them takes, on a logarithmic axis.
/// </summary>
internal static class Picture
{
    private const int Left = 330, Right = 60, Bar = 11, Gap = 16, Top = 70, Width = 900;

    private static readonly (string Peer, string Colour)[] Peers =
    [
        (Peer.Hand, "#4269d0"), (Peer.Native, "#3ca951"), (Peer.Tensors, "#efb118"), (Peer.Scalar, "#ff725c"),
        (Peer.Differences, "#9c6b4e"),
    ];

    public static string Draw(IReadOnlyList<ElementwiseRow> rows)
    {
        var ratios = rows.SelectMany(r => Peers.Where(p => r.Times.ContainsKey(p.Peer)).Select(p => 1 / r.Ratio(p.Peer))).ToArray();
        var (low, high) = (Math.Min(0.5, ratios.Min() * 0.9), ratios.Max() * 1.3);
        double X(double ratio) => Left + (Width - Left - Right) * Math.Log(ratio / low) / Math.Log(high / low);

        var body = new StringBuilder();
        double y = Top;
        foreach (var row in rows)
        {
            var here = Peers.Where(p => row.Times.ContainsKey(p.Peer)).ToArray();
            Text(body, Left - 10, y + here.Length * Bar / 2.0 + 4, $"{row.Work}, {row.Type}", "end", 12);
            foreach (var (peer, colour) in here)
            {
                var ratio = 1 / row.Ratio(peer);
                var (from, to) = (Math.Min(X(1), X(ratio)), Math.Max(X(1), X(ratio)));
                Rectangle(body, from, y, Math.Max(1, to - from), Bar - 1, colour);
                Text(body, to + 4, y + Bar - 2, ratio.ToString(ratio < 10 ? "F2" : "F0", CultureInfo.InvariantCulture), "start", 9);
                y += Bar;
            }

            y += Gap;
        }

        var lines = new StringBuilder();
        foreach (var tick in new[] { 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500 }.Where(t => t >= low && t <= high))
        {
            lines.Append(CultureInfo.InvariantCulture,
                $"<path d=\"M{X(tick):F1} {Top - 6}V{y:F0}\" stroke=\"{(tick == 1 ? "#333" : "#ddd")}\"/>\n");
            Text(lines, X(tick), Top - 10, tick.ToString(CultureInfo.InvariantCulture), "middle", 10);
        }

        var elements = rows[0].Length.ToString("N0", CultureInfo.InvariantCulture);
        Text(lines, 10, 20, $"Time of each peer, in times of ExprGrad; {elements} elements", "start", 14);
        double legend = 10;
        foreach (var (peer, colour) in Peers)
        {
            Rectangle(lines, legend, 32, 10, 10, colour);
            Text(lines, legend + 14, 41, peer, "start", 11);
            legend += 30 + peer.Length * 7;
        }

        var height = (y + 10).ToString("F0", CultureInfo.InvariantCulture);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" font-family="sans-serif">
            <rect width="100%" height="100%" fill="white"/>
            {lines}{body}</svg>

            """;
    }

    private static void Rectangle(StringBuilder to, double x, double y, double width, int height, string colour) => to.Append(
        CultureInfo.InvariantCulture, $"<rect x=\"{x:F1}\" y=\"{y:F1}\" width=\"{width:F1}\" height=\"{height}\" fill=\"{colour}\"/>\n");

    private static void Text(StringBuilder to, double x, double y, string text, string anchor, int size) => to.Append(
        CultureInfo.InvariantCulture,
        $"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\" font-size=\"{size}\">{SecurityElement.Escape(text)}</text>\n");
}
