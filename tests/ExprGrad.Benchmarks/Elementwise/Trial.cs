using System.Numerics;

namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>
/// A piece of work on columns of one length, made of a fixed seed; every side has been seen to give the results of the one by hand.
/// </summary>
internal sealed class Trial<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[][] inputs;
    private readonly T[][] outputs;

    public Trial(Work<T> work, int length)
    {
        var random = new Random(1);
        inputs = Array.ConvertAll(work.Domains, d =>
            Enumerable.Range(0, length).Select(_ => T.CreateChecked(d.From + (d.To - d.From) * random.NextDouble())).ToArray());
        outputs = Columns(work.Outputs, length);
        var expected = Columns(work.Outputs, length);
        work.Hand(inputs, expected);
        var exact = typeof(T) == typeof(double) ? 1e-12 : 1e-4;
        Sides =
        [
            .. work.Sides().Select(side =>
            {
                foreach (var column in outputs)
                    column.AsSpan().Fill(T.NaN);
                side.Kernel(inputs, outputs);
                Verify($"{work.Name}, {side.Name}", expected, side.Name == Peer.Differences ? work.FiniteTolerance : exact);
                return new Side(side.Name, () => side.Kernel(inputs, outputs));
            }),
        ];
    }

    /// <summary>The ways to do the work.</summary>
    public Side[] Sides { get; }

    private static T[][] Columns(int count, int length) => [.. Enumerable.Range(0, count).Select(_ => new T[length])];

    /// <summary>Throws where a result is further off than a fraction of the largest in its column.</summary>
    private void Verify(string what, T[][] expected, double tolerance)
    {
        for (var c = 0; c < expected.Length; c++)
        {
            var scale = expected[c].Max(v => double.CreateChecked(T.Abs(v)));
            for (var i = 0; i < expected[c].Length; i++)
            {
                var off = double.CreateChecked(T.Abs(outputs[c][i] - expected[c][i]));
                if (!(off <= tolerance * scale))
                    throw new InvalidOperationException($"{what}: column {c} has {outputs[c][i]} at {i}, not {expected[c][i]}.");
            }
        }
    }
}
