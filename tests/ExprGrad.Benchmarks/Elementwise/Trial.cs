using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>
/// A piece of work on columns of one length, made of a fixed seed; every side has been seen to give the results of the one by hand.
/// </summary>
internal sealed class Trial<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[][] inputs = [];
    private readonly T[][] outputs;

    public Trial(Work<T> work, int length)
    {
        var random = new Random(1);
        inputs = Columns(work.Domains.Length, length);
        for (var c = 0; c < inputs.Length; c++)
        {
            var (from, to) = work.Domains[c];
            for (var i = 0; i < length; i++)
                inputs[c][i] = T.CreateChecked(from + (to - from) * random.NextDouble());
        }

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

    private T[][] Columns(int count, int length) => [.. Enumerable.Range(0, count).Select(_ => Column(length))];

    /// <summary>
    /// An array that stays where it is, and not where its elements have nearly the addresses of the first input's but for whole pages: the
    /// processor would take loads for depending on stores, and loops that read and write in one go would take twice the time, by accident.
    /// </summary>
    private unsafe T[] Column(int length)
    {
        const int page = 4096, apart = 1024;
        for (var attempt = 1; ; attempt++)
        {
            var column = GC.AllocateArray<T>(length, pinned: true);
            if (inputs is not [var first, ..] || attempt == 10)
                return column;
            var distance = (Address(column) - Address(first)) & (page - 1);
            if (distance is >= apart and <= page - apart)
                return column;
            GC.AllocateUninitializedArray<byte>(apart, pinned: true);
        }

        static nint Address(T[] array) => (nint)Unsafe.AsPointer(
            ref MemoryMarshal.GetArrayDataReference(array));
    }

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
