using System.Buffers;
using ExprGrad.Emit.Vector;

namespace ExprGrad;

/// <summary>
/// A function compiled to map columns to columns: a structure of arrays, one array for each number that an element consists of. Made by
/// <c>VectorizeColumns</c>; thread-safe.
/// </summary>
/// <typeparam name="T">double or float, what all columns hold.</typeparam>
/// <example>
/// <code>
/// var kernel = Function.Of((double x, double y) => ValueTuple.Create(x + y, x * y)).VectorizeColumns();
/// double[] sum = new double[3], product = new double[3];
/// kernel.Invoke([new double[] { 1, 2, 3 }, new double[] { 10 }], [sum, product]);
/// Console.WriteLine(string.Join(", ", product));   // 10, 20, 30
/// </code>
/// </example>
public sealed class ColumnKernel<T>
{
    private readonly TileKernel<T> kernel;
    private readonly int block;
    private readonly int degree;

    internal ColumnKernel(TileKernel<T> kernel, int inputs, int outputs, int degree)
    {
        this.kernel = kernel;
        this.degree = degree;
        (InputCount, OutputCount) = (inputs, outputs);
        block = TileFront.BlockOf(inputs + outputs);
    }

    /// <summary>How many columns a call takes: the numbers of which the arguments consist, in their order.</summary>
    /// <example>
    /// <code>
    /// Console.WriteLine(Function.Of((double x, double y) => x * y).VectorizeColumns().InputCount);   // 2
    /// </code>
    /// </example>
    public int InputCount { get; }

    /// <summary>How many columns a call writes: the numbers of which the result consists, in their order.</summary>
    /// <example>
    /// <code>
    /// Console.WriteLine(Function.Of((double x, double y) => x * y).VectorizeColumns().OutputCount);   // 1
    /// </code>
    /// </example>
    public int OutputCount { get; }

    /// <summary>Maps the function over the elements of the columns.</summary>
    /// <param name="inputs">One column for each number of the arguments. A column of length 1 stands for all elements.</param>
    /// <param name="outputs">One column for each number of the result, all of one length. An output may be one of the inputs.</param>
    /// <exception cref="ArgumentException">
    /// The number of columns is wrong, a length differs, or an output shares part of its memory with another column. Nothing is written.
    /// </exception>
    /// <example>
    /// <code>
    /// var kernel = Function.Of((double x, double y) => x * y).VectorizeColumns();
    /// var product = new double[3];
    /// kernel.Invoke([new double[] { 1, 2, 3 }, new double[] { 10 }], [product]);
    /// Console.WriteLine(string.Join(", ", product));   // 10, 20, 30
    /// </code>
    /// </example>
    public void Invoke(ReadOnlySpan<ReadOnlyMemory<T>> inputs, ReadOnlySpan<Memory<T>> outputs)
    {
        if (inputs.Length != InputCount)
            throw new ArgumentException($"The function takes {InputCount} columns, not {inputs.Length}.", nameof(inputs));
        if (outputs.Length != OutputCount)
            throw new ArgumentException($"The function writes {OutputCount} columns, not {outputs.Length}.", nameof(outputs));
        var length = outputs[0].Length;
        for (var j = 0; j < outputs.Length; j++)
        {
            if (outputs[j].Length != length)
                throw new ArgumentException($"Output 0 has {length} elements and output {j} has {outputs[j].Length}; all must be as long.", nameof(outputs));
            for (var k = 0; k < j; k++)
            {
                if (outputs[j].Span.Overlaps(outputs[k].Span))
                    throw new ArgumentException($"Outputs {k} and {j} share memory.", nameof(outputs));
            }

            for (var i = 0; i < inputs.Length; i++)
            {
                // The names are made only for the message.
                if (!SpanAccess.Fits(inputs[i].Span, outputs[j].Span))
                    SpanAccess.Check(inputs[i].Span, outputs[j].Span, $"input {i}", $"output {j}");
            }
        }

        if (degree == 1)
            Run(inputs, outputs, 0, length);
        else
            RunInParallel(inputs.ToArray(), outputs.ToArray(), length);
    }

    // A method of its own, so that one thread makes no closure.
    private void RunInParallel(ReadOnlyMemory<T>[] inputs, Memory<T>[] outputs, int length) =>
        ParallelSpans.Run(length, degree, (start, count) => Run(inputs, outputs, start, count));

    private void Run(ReadOnlySpan<ReadOnlyMemory<T>> inputs, ReadOnlySpan<Memory<T>> outputs, int start, int length)
    {
        var tile = ArrayPool<T>.Shared.Rent((InputCount + OutputCount) * block);
        for (var done = 0; done < length; done += block)
        {
            var count = Math.Min(block, length - done);
            for (var i = 0; i < inputs.Length; i++)
                TileAccess.Read(inputs[i].Span, start + done, count, tile, i, block, isFirst: done == 0);
            kernel(tile, tile, count);
            for (var j = 0; j < outputs.Length; j++)
                tile.AsSpan((InputCount + j) * block, count).CopyTo(outputs[j].Span[(start + done)..]);
        }

        ArrayPool<T>.Shared.Return(tile);
    }
}
