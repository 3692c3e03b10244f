using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ExprGrad.Emit.Vector;

/// <summary>Takes structs apart into the columns of a tile, and puts them together again.</summary>
internal static class TileAccess
{
    // Vectors read a column up to a multiple of their length: what is beyond the elements repeats the last one.
    private const int LongestVector = 16;

    public static void Read<TStruct, T>(ReadOnlySpan<TStruct> x, int start, int count, T[] tile, int column, int block)
    {
        var positions = ElementLayout<TStruct, T>.Positions;
        if (x.Length == 1)
        {
            // An input of one element stays as it is, tile after tile.
            if (start > 0)
                return;
            (start, count) = (0, 1);
        }

        var size = positions.Length;
        ref var source = ref Unsafe.As<TStruct, T>(ref Unsafe.Add(ref MemoryMarshal.GetReference(x), start));
        for (var leaf = 0; leaf < size; leaf++)
        {
            var target = tile.AsSpan((column + leaf) * block, block);
            ref var from = ref Unsafe.Add(ref source, positions[leaf]);
            for (var i = 0; i < count; i++)
                target[i] = Unsafe.Add(ref from, i * size);
            var end = x.Length == 1 ? block : Math.Min(block, Padded(count));
            target[count..end].Fill(target[count - 1]);
        }
    }

    /// <summary>A column as it is.</summary>
    public static void Read<T>(ReadOnlySpan<T> x, int start, int count, T[] tile, int column, int block, bool isFirst)
    {
        var target = tile.AsSpan(column * block, block);
        if (x.Length == 1)
        {
            if (isFirst)
                target.Fill(x[0]);
            return;
        }

        x.Slice(start, count).CopyTo(target);
        target[count..Math.Min(block, Padded(count))].Fill(target[count - 1]);
    }

    private static int Padded(int count) => (count + LongestVector - 1) / LongestVector * LongestVector;

    public static void Write<TStruct, T>(Span<TStruct> y, int start, int count, T[] tile, int column, int block)
    {
        var positions = ElementLayout<TStruct, T>.Positions;
        var size = positions.Length;
        ref var destination = ref Unsafe.As<TStruct, T>(ref Unsafe.Add(ref MemoryMarshal.GetReference(y), start));
        for (var leaf = 0; leaf < size; leaf++)
        {
            var source = tile.AsSpan((column + leaf) * block, count);
            ref var to = ref Unsafe.Add(ref destination, positions[leaf]);
            for (var i = 0; i < source.Length; i++)
                Unsafe.Add(ref to, i * size) = source[i];
        }
    }
}
