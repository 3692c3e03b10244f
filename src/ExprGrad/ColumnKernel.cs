using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private readonly BlockRunner runner;
    private readonly int degree;

    internal ColumnKernel(BlockRunner runner, int inputs, int outputs, int degree)
    {
        (this.runner, this.degree) = (runner, degree);
        (InputCount, OutputCount) = (inputs, outputs);
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
        Pin(inputs, outputs, stackalloc Operand[inputs.Length + outputs.Length], 0);
    }

    /// <summary>Columns may be many, and a method pins as many as it names: so it calls itself.</summary>
    private unsafe void Pin(ReadOnlySpan<ReadOnlyMemory<T>> inputs, ReadOnlySpan<Memory<T>> outputs, Span<Operand> operands, int done)
    {
        if (done >= operands.Length)
        {
            Check(operands);
            Run(operands, operands[^1].Length);
            return;
        }

        fixed (byte* p0 = &First(inputs, outputs, done), p1 = &First(inputs, outputs, done + 1), p2 = &First(inputs, outputs, done + 2),
            p3 = &First(inputs, outputs, done + 3), p4 = &First(inputs, outputs, done + 4), p5 = &First(inputs, outputs, done + 5))
        {
            ReadOnlySpan<nint> addresses = [(nint)p0, (nint)p1, (nint)p2, (nint)p3, (nint)p4, (nint)p5];
            var count = Math.Min(addresses.Length, operands.Length - done);
            for (var k = done; k < done + count; k++)
                operands[k] = new(addresses[k - done], k < inputs.Length ? inputs[k].Length : outputs[k - inputs.Length].Length);
            Pin(inputs, outputs, operands, done + count);
        }
    }

    private static ref byte First(ReadOnlySpan<ReadOnlyMemory<T>> inputs, ReadOnlySpan<Memory<T>> outputs, int k)
    {
        if (k >= inputs.Length + outputs.Length)
            return ref Unsafe.NullRef<byte>();
        var span = k < inputs.Length ? inputs[k].Span : outputs[k - inputs.Length].Span;
        return ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(span));
    }

    private void Check(ReadOnlySpan<Operand> operands)
    {
        if (AreApart(operands))
            return;
        var outputs = operands[InputCount..];
        for (var j = 0; j < outputs.Length; j++)
        {
            if (outputs[j].Length != outputs[0].Length)
                throw new ArgumentException($"Output 0 has {outputs[0].Length} elements and output {j} has {outputs[j].Length}; all must be as long.", nameof(outputs));
            for (var k = 0; k < j; k++)
            {
                if (outputs[j].Overlaps(outputs[k], Unsafe.SizeOf<T>()))
                    throw new ArgumentException($"Outputs {k} and {j} share memory.", nameof(outputs));
            }

            for (var i = 0; i < InputCount; i++)
            {
                // The names are made only for the message.
                var x = operands[i];
                if (x.Length != 1 && x.Length != outputs[j].Length)
                    SpanAccess.ThrowLength($"input {i}", x.Length, $"output {j}", outputs[j].Length);
                if (x.Length != 1 && x.Address != outputs[j].Address && x.Overlaps(outputs[j], Unsafe.SizeOf<T>()))
                    SpanAccess.ThrowOverlap($"input {i}", $"output {j}");
            }
        }
    }

    /// <summary>
    /// Whether lengths fit and each column begins where those before it end, in the order of their addresses: a look at each column, and not
    /// at each pair. An input of one element may be anywhere, since it is read before anything is written.
    /// </summary>
    private bool AreApart(ReadOnlySpan<Operand> operands)
    {
        Span<nint> starts = stackalloc nint[operands.Length];
        var (length, count) = (operands[^1].Length, 0);
        for (var k = 0; k < operands.Length; k++)
        {
            if (k < InputCount && operands[k].Length == 1)
                continue;
            if (operands[k].Length != length)
                return false;
            starts[count++] = operands[k].Address;
        }

        starts = starts[..count];
        starts.Sort();
        var size = (nint)length * Unsafe.SizeOf<T>();
        for (var k = 1; k < count; k++)
        {
            if (starts[k] - starts[k - 1] < size)
                return false;
        }

        return true;
    }

    private void Run(ReadOnlySpan<Operand> operands, int length)
    {
        if (length == 0)
            return;
        if (degree == 1 || IsBroadcastFromOutput(operands))
            runner.Run(operands, 0, length);
        else
            RunInParallel(operands.ToArray(), length);
    }

    /// <summary>Whether an element that serves for all lies in an output, where one thread could write it before another has read it.</summary>
    private bool IsBroadcastFromOutput(ReadOnlySpan<Operand> operands)
    {
        foreach (var input in operands[..InputCount])
        {
            foreach (var output in operands[InputCount..])
            {
                if (input.Length == 1 && input.Overlaps(output, Unsafe.SizeOf<T>()))
                    return true;
            }
        }

        return false;
    }

    // A method of its own, so that one thread makes no closure.
    private void RunInParallel(Operand[] operands, int length) =>
        ParallelSpans.Run(length, degree, (start, count) => runner.Run(operands, start, count));
}
