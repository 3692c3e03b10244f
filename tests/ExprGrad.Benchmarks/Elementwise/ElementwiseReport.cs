using System.Numerics;

namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>Ratios of the elementwise work.</summary>
internal static class ElementwiseReport
{
    public static readonly int[] Lengths = [1_000, 100_000, 4_000_000];

    public static IEnumerable<ElementwiseRow> Measure(int[] lengths)
    {
        foreach (var length in lengths)
        {
            foreach (var row in Measure(DoubleWorks.All(), "double", length))
                yield return row;
            foreach (var row in Measure(FloatWorks.All(), "float", length))
                yield return row;
        }
    }

    private static IEnumerable<ElementwiseRow> Measure<T>(Work<T>[] works, string type, int length)
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
internal sealed record ElementwiseRow(string Work, string Type, int Length, Dictionary<string, double> Times);
