using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// Takes arrays of structs apart into columns, and puts them together again: transposes a matrix of which a row is a struct. Four structs
/// at a time pass through registers, in squares of four neighbouring numbers: some four times as fast as number by number, and memory is
/// written from begin to end.
/// </summary>
internal static unsafe class Interleaving
{
    private const int Rows = 4;

    /// <summary>Copies structs into columns.</summary>
    /// <param name="structs">The first struct.</param>
    /// <param name="size">How many numbers a struct has.</param>
    /// <param name="count">How many structs there are.</param>
    /// <param name="columns">The first column.</param>
    /// <param name="offsets">Where the column of each number of a struct begins, counted from the first.</param>
    /// <param name="vectors">Whether to use vectors where the hardware has them.</param>
    public static void Split<T>(T* structs, int size, int count, T* columns, ReadOnlySpan<int> offsets, bool vectors = true)
        where T : unmanaged
    {
        fixed (int* starts = offsets)
        {
            var i = 0;
            for (; vectors && Avx.IsSupported && i + Rows <= count; i += Rows, structs += Rows * size)
            {
                var m = 0;
                for (; m + 4 <= size; m += 4)
                    SplitSquare(structs + m, size, columns + starts[m] + i, columns + starts[m + 1] + i, columns + starts[m + 2] + i, columns + starts[m + 3] + i);
                for (; m + 2 <= size; m += 2)
                    SplitPair(structs + m, size, columns + starts[m] + i, columns + starts[m + 1] + i);
                for (; m < size; m++)
                {
                    var column = columns + starts[m] + i;
                    for (var row = 0; row < Rows; row++)
                        column[row] = structs[((nint)row * size) + m];
                }
            }

            for (; i < count; i++, structs += size)
            {
                for (var m = 0; m < size; m++)
                    columns[starts[m] + i] = structs[m];
            }
        }
    }

    /// <summary>Copies columns into structs; the parameters are those of <see cref="Split"/>.</summary>
    public static void Merge<T>(T* structs, int size, int count, T* columns, ReadOnlySpan<int> offsets, bool vectors = true)
        where T : unmanaged
    {
        fixed (int* starts = offsets)
        {
            var i = 0;
            for (; vectors && Avx.IsSupported && i + Rows <= count; i += Rows, structs += Rows * size)
            {
                var m = 0;
                for (; m + 4 <= size; m += 4)
                    MergeSquare(structs + m, size, columns + starts[m] + i, columns + starts[m + 1] + i, columns + starts[m + 2] + i, columns + starts[m + 3] + i);
                for (; m + 2 <= size; m += 2)
                    MergePair(structs + m, size, columns + starts[m] + i, columns + starts[m + 1] + i);
                for (; m < size; m++)
                {
                    var column = columns + starts[m] + i;
                    for (var row = 0; row < Rows; row++)
                        structs[((nint)row * size) + m] = column[row];
                }
            }

            for (; i < count; i++, structs += size)
            {
                for (var m = 0; m < size; m++)
                    structs[m] = columns[starts[m] + i];
            }
        }
    }

    private static void SplitSquare<T>(T* row, nint size, T* c0, T* c1, T* c2, T* c3)
        where T : unmanaged
    {
        if (sizeof(T) == sizeof(double))
        {
            SplitPair(row, size, c0, c1);
            SplitPair(row + 2, size, c2, c3);
            return;
        }

        var x = (float*)row;
        var (r0, r1, r2, r3) = (Vector128.Load(x), Vector128.Load(x + size), Vector128.Load(x + (2 * size)), Vector128.Load(x + (3 * size)));
        var (low, high) = (Sse.UnpackLow(r0, r1).AsDouble(), Sse.UnpackLow(r2, r3).AsDouble());
        Sse2.UnpackLow(low, high).Store((double*)c0);
        Sse2.UnpackHigh(low, high).Store((double*)c1);
        (low, high) = (Sse.UnpackHigh(r0, r1).AsDouble(), Sse.UnpackHigh(r2, r3).AsDouble());
        Sse2.UnpackLow(low, high).Store((double*)c2);
        Sse2.UnpackHigh(low, high).Store((double*)c3);
    }

    private static void SplitPair<T>(T* row, nint size, T* c0, T* c1)
        where T : unmanaged
    {
        if (sizeof(T) == sizeof(double))
        {
            var x = (double*)row;
            var even = Vector256.Create(Vector128.Load(x), Vector128.Load(x + (2 * size)));
            var odd = Vector256.Create(Vector128.Load(x + size), Vector128.Load(x + (3 * size)));
            Avx.UnpackLow(even, odd).Store((double*)c0);
            Avx.UnpackHigh(even, odd).Store((double*)c1);
        }
        else
        {
            // Two floats move as one double.
            var first = Vector128.Create(*(double*)row, *(double*)(row + size)).AsSingle();
            var second = Vector128.Create(*(double*)(row + (2 * size)), *(double*)(row + (3 * size))).AsSingle();
            Sse.Shuffle(first, second, 0b_10_00_10_00).Store((float*)c0);
            Sse.Shuffle(first, second, 0b_11_01_11_01).Store((float*)c1);
        }
    }

    private static void MergeSquare<T>(T* row, nint size, T* c0, T* c1, T* c2, T* c3)
        where T : unmanaged
    {
        if (sizeof(T) == sizeof(double))
        {
            var y = (double*)row;
            var (a, b) = (Vector256.Load((double*)c0), Vector256.Load((double*)c1));
            var (c, d) = (Vector256.Load((double*)c2), Vector256.Load((double*)c3));
            var (left, right) = (Avx.UnpackLow(a, b), Avx.UnpackLow(c, d));
            Avx.Permute2x128(left, right, 0x20).Store(y);
            Avx.Permute2x128(left, right, 0x31).Store(y + (2 * size));
            (left, right) = (Avx.UnpackHigh(a, b), Avx.UnpackHigh(c, d));
            Avx.Permute2x128(left, right, 0x20).Store(y + size);
            Avx.Permute2x128(left, right, 0x31).Store(y + (3 * size));
        }
        else
        {
            var y = (float*)row;
            var (a, b) = (Vector128.Load((float*)c0), Vector128.Load((float*)c1));
            var (c, d) = (Vector128.Load((float*)c2), Vector128.Load((float*)c3));
            var (left, right) = (Sse.UnpackLow(a, b).AsDouble(), Sse.UnpackLow(c, d).AsDouble());
            Sse2.UnpackLow(left, right).Store((double*)y);
            Sse2.UnpackHigh(left, right).Store((double*)(y + size));
            (left, right) = (Sse.UnpackHigh(a, b).AsDouble(), Sse.UnpackHigh(c, d).AsDouble());
            Sse2.UnpackLow(left, right).Store((double*)(y + (2 * size)));
            Sse2.UnpackHigh(left, right).Store((double*)(y + (3 * size)));
        }
    }

    private static void MergePair<T>(T* row, nint size, T* c0, T* c1)
        where T : unmanaged
    {
        if (sizeof(T) == sizeof(double))
        {
            var y = (double*)row;
            var (a, b) = (Vector256.Load((double*)c0), Vector256.Load((double*)c1));
            var (even, odd) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
            even.GetLower().Store(y);
            odd.GetLower().Store(y + size);
            even.GetUpper().Store(y + (2 * size));
            odd.GetUpper().Store(y + (3 * size));
        }
        else
        {
            var (a, b) = (Vector128.Load((float*)c0), Vector128.Load((float*)c1));
            var (first, second) = (Sse.UnpackLow(a, b).AsDouble(), Sse.UnpackHigh(a, b).AsDouble());
            *(double*)row = first.ToScalar();
            *(double*)(row + size) = first.GetElement(1);
            *(double*)(row + (2 * size)) = second.ToScalar();
            *(double*)(row + (3 * size)) = second.GetElement(1);
        }
    }
}
