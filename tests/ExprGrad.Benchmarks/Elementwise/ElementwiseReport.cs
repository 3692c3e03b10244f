using System.Numerics;

namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>Ratios of the elementwise work.</summary>
internal static class ElementwiseReport
{
    public static readonly int[] Lengths = [1_000, 100_000, 4_000_000];

    /// <summary>All work at all lengths.</summary>
    public static IEnumerable<ElementwiseRow> Measure() => Lengths.SelectMany(length => Measure("", length));

    /// <summary>The work of which the name contains a text.</summary>
    public static IEnumerable<ElementwiseRow> Measure(string name, int length) =>
    [
        .. Measure(DoubleWorks.All().Where(w => w.Name.Contains(name, StringComparison.OrdinalIgnoreCase)), "double", length),
        .. Measure(FloatWorks.All().Where(w => w.Name.Contains(name, StringComparison.OrdinalIgnoreCase)), "float", length),
    ];

    private static IEnumerable<ElementwiseRow> Measure<T>(IEnumerable<Work<T>> works, string type, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var work in works)
        {
            var sides = new Trial<T>(work, length).Sides;
            var times = Contest.Run(sides);
            yield return new(work.Name, type, length, sides.Zip(times, (s, t) => (s.Name, t)).ToDictionary(p => p.Name, p => p.t / length));
        }
    }
}

/// <summary>Nanoseconds an element, of each side.</summary>
internal sealed record ElementwiseRow(string Work, string Type, int Length, Dictionary<string, double> Times)
{
    /// <summary>Our time as a multiple of a peer's.</summary>
    public double Ratio(string peer) => Times[Peer.Ours] / Times[peer];

    /// <summary>The targets that are missed.</summary>
    public string Verdict
    {
        get
        {
            (string Peer, double AtMost)[] targets =
            [
                (Peer.Hand, 1.1), (Peer.Native, 1.25), (Peer.Scalar, 1 / (Type == "double" ? 5.0 : 9.0)),
                (Peer.Tensors, Length < 100_000 ? 1.0 : 0.5),
            ];
            var missed = targets.Where(t => Times.ContainsKey(t.Peer) && Ratio(t.Peer) > t.AtMost).Select(t => t.Peer).ToArray();
            return missed.Length == 0 ? "reached" : $"**missed: {string.Join(", ", missed)}**";
        }
    }
}
