using System.Globalization;
using ExprGrad.Benchmarks.BundleAdjustment;

namespace ExprGrad.Benchmarks.Report;

/// <summary>The short comparison: every row once, as Markdown tables by name.</summary>
internal static class QuickReport
{
    /// <summary>The elementwise work, measured when first asked for: the picture is of the same figures as the table.</summary>
    public static Lazy<ElementwiseRow[]> Rows { get; } = new(() => [.. ElementwiseReport.Measure()]);

    /// <summary>What can be measured, in the order of the document.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string>> Sections = new Dictionary<string, Func<string>>
    {
        ["machine"] = Machine.Describe,
        ["elementwise"] = () => Elementwise(Rows.Value),
        ["options"] = Options,
        ["bundle"] = Bundle,
        ["sizes"] = Sizes,
        ["scalar"] = Scalar,
        ["gradient"] = Gradient,
        ["latency"] = Latency,
        ["cache"] = Cache,
        ["growth"] = Growths,
    };

    private static string Elementwise(IReadOnlyList<ElementwiseRow> rows)
    {
        string[] peers = [Peer.Hand, Peer.Framework, Peer.Native, Peer.Scalar, Peer.Tensors, Peer.Differences];
        var table = new Table(["work", "type", "elements", "ns an element", .. peers.Select(p => $"ours / {p}"), "targets"]);
        foreach (var row in rows)
        {
            table.Add(
            [
                row.Work, row.Type, N(row.Length), F(row.Times[Peer.Ours]),
                .. peers.Select(p => row.Times.ContainsKey(p) ? Ratio(row.Ratio(p)) : "-"), row.Verdict,
            ]);
        }

        return table.ToString();
    }

    private static string Bundle()
    {
        var table = new Table(["residuals and Jacobian by", "ns an observation", "ours (structs) / it", "ours (columns) / it"]);
        var rows = BundleSides.Measure();
        foreach (var (name, time) in rows)
            table.Add([name, F(time), Ratio(rows[0].Time / time), Ratio(rows[1].Time / time)]);
        return table.ToString();
    }

    private static string Options()
    {
        var table = new Table(["price and five Greeks by", "ns an option", "ours (structs) / it", "ours (columns) / it"]);
        var rows = new OptionBook(1_000_000).Measure();
        foreach (var (name, time) in rows)
            table.Add([name, F(time), Ratio(rows[0].Time / time), Ratio(rows[1].Time / time)]);
        return table.ToString();
    }

    private static string Sizes()
    {
        var table = new Table(["operations", "ns an element", "ns an operation", "times that of the smallest"]);
        var smallest = 0.0;
        foreach (var operations in LargeKernel.Sizes)
        {
            var time = LargeKernel.Measure(operations);
            smallest = smallest == 0 ? time / operations : smallest;
            table.Add([N(operations), F(time), (time / operations).ToString("F4", CultureInfo.InvariantCulture), F(time / operations / smallest)]);
        }

        return table.ToString();
    }

    private static string Scalar()
    {
        var table = new Table(["derivative of", "ns a call", "C# behind a delegate", "ratio", "at most 1.05"]);
        foreach (var function in SmallFunction.All)
        {
            var times = Contest.Run(function.Sides(), 200);
            table.Add([function.Name, F(times[0] / SmallFunction.Calls), F(times[1] / SmallFunction.Calls),
                F(times[0] / times[1]), Yes(times[0] <= 1.05 * times[1])]);
        }

        return table.ToString();
    }

    private static string Gradient()
    {
        var table = new Table(
            ["function", "n", "value and gradient, ns", "value, ns", "ratio", "value by a C# loop, ns", "ratio to it", "at most 3"]);
        foreach (var function in ArrayFunction.All)
        {
            foreach (var n in ArrayFunction.Lengths)
            {
                var t = Contest.Run(function.Sides(n), 100);
                table.Add([function.Name, N(n), F(t[0]), F(t[1]), F(t[0] / t[1]), F(t[2]), F(t[0] / t[2]), Yes(t[0] <= 3 * t[1])]);
            }
        }

        return table.ToString();
    }

    private static string Latency()
    {
        var table = new Table(
            ["nodes", "derive, compile, first call, µs", "of which derive, µs", "Compile() by hand, first call, µs", "ratio", "at most 2"]);
        foreach (var n in TermSums.Nodes)
        {
            var t = Contest.Run(TermSums.Sides(n), 60);
            table.Add([N(n), F(t[0] / 1e3), F(t[2] / 1e3), F(t[1] / 1e3), F(t[0] / t[1]), Yes(t[0] <= 2 * t[1])]);
        }

        return table.ToString();
    }

    private static string Cache()
    {
        var table = new Table(["request", "µs", "target"]);
        var small = CacheHits.Small();
        var times = Contest.Run(small, 100);
        table.Add([$"10 nodes, other captured values: {small[0].Name}", F(times[0] / 1e3), $"below 5: {Yes(times[0] < 5e3)}"]);
        table.Add([$"10 nodes: {small[1].Name}", F(times[1] / 1e3), ""]);
        foreach (var n in TermSums.Nodes)
        {
            var side = CacheHits.Large(n);
            table.Add([side.Name + ", no captured variable", F(Contest.Run([side], 50)[0] / 1e3),
                n == TermSums.Nodes[^1] ? "linear in nodes" : ""]);
        }

        return table.ToString();
    }

    private static string Growths()
    {
        var table = new Table(["derivative", "n", "nodes", "nodes / n", "derive, ms", "compile and call, ms", "all, µs / n"]);
        foreach (var growth in Growth.All)
        {
            foreach (var n in growth.Sizes)
            {
                var (nodes, derive, compile) = Best(growth, n);
                table.Add([growth.Name, N(n), N(nodes), F((double)nodes / n), F(derive), F(compile),
                    F((derive + compile) * 1e3 / n)]);
            }
        }

        return table.ToString();
    }

    /// <summary>The best of a few, as each has to start with an empty cache.</summary>
    private static (int Nodes, double Derive, double Compile) Best(Growth growth, int n)
    {
        var best = (Nodes: 0, Derive: double.PositiveInfinity, Compile: double.PositiveInfinity);
        for (var (round, slow) = (0, false); round < 4 && !slow; round++)
        {
            DerivativeCache.Default.Clear();
            var start = ThreadClock.Nanoseconds;
            var derivative = growth.Derive(n);
            var derived = ThreadClock.Nanoseconds;
            growth.Compile(derivative);
            var compiled = ThreadClock.Nanoseconds;
            slow = compiled - start > 1e9;
            best = (
                derivative.Body.Graph.Nodes.Length,
                Math.Min(best.Derive, (derived - start) / 1e6), Math.Min(best.Compile, (compiled - derived) / 1e6));
        }

        return best;
    }

    private static string Yes(bool reached) => reached ? "yes" : "**no**";

    private static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string F(double number) => number.ToString(
        number switch { < 10 => "F2", < 1_000 => "F1", _ => "N0" }, CultureInfo.InvariantCulture);

    private static string Ratio(double number) => number.ToString(number < 0.1 ? "F3" : "F2", CultureInfo.InvariantCulture);
}
