using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ExprGrad.Emit.Vector;

/// <summary>An argument or the result of a call in pinned memory.</summary>
internal readonly record struct Operand(nint Address, int Length)
{
    /// <summary>Whether two columns have memory in common.</summary>
    public bool Overlaps(Operand other, int size) =>
        Address < other.Address + ((nint)other.Length * size) && other.Address < Address + ((nint)Length * size);
}

/// <summary>Runs a kernel over columns, whatever the type of their numbers.</summary>
internal abstract class BlockRunner
{
    /// <summary>Computes some of the elements.</summary>
    /// <param name="operands">The arguments and the results, as the function has them.</param>
    /// <param name="start">The first element.</param>
    /// <param name="length">How many.</param>
    public abstract void Run(ReadOnlySpan<Operand> operands, int start, int length);

    /// <param name="kernel">The kernel, bound to the objects that its function closes over.</param>
    /// <param name="layout">Where the kernel finds its columns.</param>
    /// <param name="orders">For each argument and each result the leaf that each of its numbers in memory is.</param>
    /// <param name="inputs">How many of them are arguments.</param>
    /// <param name="target">The vectors that the kernel computes on.</param>
    public static BlockRunner Of(ColumnKernelLoop kernel, ColumnLayout layout, int[][] orders, int inputs, VectorTarget target) =>
        target.Lane == typeof(double)
            ? new BlockRunner<double>(kernel, layout, orders, inputs, target.Count)
            : new BlockRunner<float>(kernel, layout, orders, inputs, target.Count);

    /// <summary>All arguments and results are columns.</summary>
    public static BlockRunner OverColumns(ColumnKernelLoop kernel, int inputs, int outputs, VectorTarget target) =>
        Of(kernel, ColumnLayout.InMemory(inputs + outputs, target.LaneSize), [.. Enumerable.Repeat<int[]>([0], inputs + outputs)], inputs, target);
}

/// <summary>
/// Runs a kernel over columns: block by block, so that what is taken apart for it stays in the first-level cache. What does not fill a
/// vector at the end is copied to where there is room for one, and so is what stands for all elements.
/// </summary>
internal sealed unsafe class BlockRunner<T> : BlockRunner
    where T : unmanaged
{
    private const int Line = 64;

    private readonly ColumnKernelLoop kernel;
    private readonly ColumnLayout layout;
    private readonly int[][] offsets;
    private readonly int inputs;
    private readonly int lanes;

    public BlockRunner(ColumnKernelLoop kernel, ColumnLayout layout, int[][] orders, int inputs, int lanes)
    {
        (this.kernel, this.layout, this.inputs, this.lanes) = (kernel, layout, inputs, lanes);
        offsets = Array.ConvertAll(orders, order => Array.ConvertAll(order, leaf => leaf * layout.Stride));
        TileLength = layout.Tiled * layout.Stride;
        RoomLength = layout.InPlace * ColumnLayout.LongestVector;
        ColumnLength = layout.InPlace * sizeof(Column) / sizeof(T);
    }

    private int TileLength { get; }

    /// <summary>Room of a vector for each column that is used in place.</summary>
    private int RoomLength { get; }

    private int ColumnLength { get; }

    public override void Run(ReadOnlySpan<Operand> operands, int start, int length)
    {
        var rented = ArrayPool<T>.Shared.Rent(TileLength + RoomLength + ColumnLength + (Line / sizeof(T)));
        fixed (T* memory = rented)
        {
            var tile = (T*)(((nint)memory + (Line - 1)) & ~(nint)(Line - 1));

            // What fills a result up is zero, not what the memory held before.
            if (layout.IsPadded)
                new Span<T>(tile, TileLength).Clear();
            Run(operands, start, length, tile, tile + TileLength, (Column*)(tile + TileLength + RoomLength));
        }

        ArrayPool<T>.Shared.Return(rented);
    }

    private void Run(ReadOnlySpan<Operand> operands, int start, int length, T* tile, T* room, Column* columns)
    {
        Broadcast(operands, tile, room, columns);
        var whole = length / lanes * lanes;
        for (var done = 0; done < length;)
        {
            var isTail = done == whole;
            var count = isTail ? length - done : Math.Min(layout.Block, whole - done);
            var column = tile;
            var inPlace = 0;
            for (var k = 0; k < operands.Length; k++)
            {
                var (operand, starts) = (operands[k], offsets[k]);
                var isInput = k < inputs;
                if (starts.Length == 1)
                {
                    if (!isInput || operand.Length > 1)
                    {
                        var from = (T*)operand.Address + start + done;
                        columns[inPlace].Address = (long)(isTail ? KeepTail(from, room + (inPlace * ColumnLayout.LongestVector), isInput ? count : 0) : from);
                    }

                    inPlace++;
                }
                else
                {
                    if (isInput && operand.Length > 1)
                    {
                        Interleaving.Split(
                            (T*)operand.Address + ((nint)(start + done) * starts.Length), starts.Length, count, column, starts);
                        if (isTail)
                            Pad(column, starts.Length, count);
                    }

                    column += starts.Length * layout.Stride;
                }
            }

            Prepare(operands, start + done, count);
            kernel((long)tile, (long)columns, count);
            WriteBack(operands, start + done, count, isTail, tile, room);
            done += count;
        }
    }

    /// <summary>Arguments of one element: as often as there are lanes, and in a tile as often as a column has room.</summary>
    private void Broadcast(ReadOnlySpan<Operand> operands, T* tile, T* room, Column* columns)
    {
        var inPlace = 0;
        for (var k = 0; k < operands.Length; k++)
        {
            var size = offsets[k].Length;
            var isOne = k < inputs && operands[k].Length == 1;
            if (size == 1)
            {
                if (isOne)
                {
                    var copies = room + (inPlace * ColumnLayout.LongestVector);
                    new Span<T>(copies, ColumnLayout.LongestVector).Fill(*(T*)operands[k].Address);
                    columns[inPlace].Address = (long)copies;
                }

                columns[inPlace++].Mask = isOne ? 0 : -1;
            }
            else
            {
                for (var m = 0; isOne && m < size; m++)
                    new Span<T>(tile + offsets[k][m], layout.Stride).Fill(((T*)operands[k].Address)[m]);
                tile += size * layout.Stride;
            }
        }
    }

    /// <summary>
    /// Structs are written in pieces of lines of the cache. Those are asked for before the kernel runs, and there when it is through.
    /// </summary>
    private void Prepare(ReadOnlySpan<Operand> operands, int start, int count)
    {
        if (!Sse.IsSupported)
            return;
        for (var k = inputs; k < operands.Length; k++)
        {
            nint size = offsets[k].Length * sizeof(T);
            var from = (byte*)operands[k].Address + (start * size);
            for (var at = size > sizeof(T) ? from : from + (count * size); at < from + (count * size); at += Line)
                Sse.Prefetch1(at);
        }
    }

    private void WriteBack(ReadOnlySpan<Operand> operands, int start, int count, bool isTail, T* tile, T* room)
    {
        for (var k = 0; k < operands.Length; k++)
        {
            var (operand, starts) = (operands[k], offsets[k]);
            if (starts.Length > 1)
            {
                if (k >= inputs)
                    Interleaving.Merge((T*)operand.Address + ((nint)start * starts.Length), starts.Length, count, tile, starts);
                tile += starts.Length * layout.Stride;
            }
            else
            {
                if (k >= inputs && isTail)
                    new Span<T>(room, count).CopyTo(new Span<T>((T*)operand.Address + start, count));
                room += ColumnLayout.LongestVector;
            }
        }
    }

    /// <summary>The last elements where there is room for a vector; the last of them fills up what they leave.</summary>
    private T* KeepTail(T* from, T* room, int count)
    {
        for (var i = 0; i < lanes && count > 0; i++)
            room[i] = from[Math.Min(i, count - 1)];
        return room;
    }

    private void Pad(T* column, int columns, int count)
    {
        for (; columns > 0; columns--, column += layout.Stride)
            new Span<T>(column + count, lanes - count).Fill(column[count - 1]);
    }

    /// <summary>A call with arguments and a result in spans; what a function does not take is an empty span.</summary>
    public void Run<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, ReadOnlySpan<T3> x3, ReadOnlySpan<T4> x4,
        ReadOnlySpan<T5> x5, ReadOnlySpan<T6> x6, ReadOnlySpan<T7> x7, ReadOnlySpan<T8> x8, Span<TResult> destination)
    {
        if (destination.Length == 0)
            return;
        fixed (byte* p1 = &Bytes(x1), p2 = &Bytes(x2), p3 = &Bytes(x3), p4 = &Bytes(x4), p5 = &Bytes(x5), p6 = &Bytes(x6), p7 = &Bytes(x7), p8 = &Bytes(x8))
        fixed (byte* p = &Bytes<TResult>(destination))
        {
            Span<Operand> operands =
            [
                new((nint)p1, x1.Length), new((nint)p2, x2.Length), new((nint)p3, x3.Length), new((nint)p4, x4.Length),
                new((nint)p5, x5.Length), new((nint)p6, x6.Length), new((nint)p7, x7.Length), new((nint)p8, x8.Length), default,
            ];
            operands[inputs] = new((nint)p, destination.Length);
            Run(operands[..(inputs + 1)], 0, destination.Length);
        }
    }

    private static ref byte Bytes<TElement>(ReadOnlySpan<TElement> x) => ref Unsafe.As<TElement, byte>(ref MemoryMarshal.GetReference(x));
}
