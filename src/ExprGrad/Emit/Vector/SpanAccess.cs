using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// What compiled kernels call to read and write memory. Expression trees can hold neither references nor pointers, so element access goes
/// through these helpers, which the JIT inlines. An index is masked: with 0 a single vector serves for all elements, with -1 each has its own.
/// </summary>
internal static class SpanAccess
{
    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Load512<T>(ReadOnlySpan<T> x, long i, long mask) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)(i & mask));

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> Load256<T>(ReadOnlySpan<T> x, long i, long mask) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)(i & mask));

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> Load128<T>(ReadOnlySpan<T> x, long i, long mask) =>
        Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)(i & mask));

    [MethodImpl(AggressiveInlining)]
    public static void Store512<T>(Span<T> y, long i, Vector512<T> value) => value.StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)i);

    [MethodImpl(AggressiveInlining)]
    public static void Store256<T>(Span<T> y, long i, Vector256<T> value) => value.StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)i);

    [MethodImpl(AggressiveInlining)]
    public static void Store128<T>(Span<T> y, long i, Vector128<T> value) => value.StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)i);

    /// <summary>The mask of the indices into an input: an input of one element is broadcast.</summary>
    [MethodImpl(AggressiveInlining)]
    public static long Mask<T>(ReadOnlySpan<T> x) => x.Length == 1 ? 0 : -1;

    /// <summary>The input itself, or a vector full of its only element.</summary>
    [MethodImpl(AggressiveInlining)]
    public static ReadOnlySpan<T> Open<T>(ReadOnlySpan<T> x, ref Buffer<T> buffer)
    {
        if (x.Length != 1)
            return x;
        var full = Writable(ref buffer);
        full.Fill(x[0]);
        return full;
    }

    /// <summary>The elements from <paramref name="start"/> on, fewer than a vector has, copied and filled up with the last of them.</summary>
    public static ReadOnlySpan<T> Tail<T>(ReadOnlySpan<T> x, int start, ref Buffer<T> buffer)
    {
        var full = Writable(ref buffer);
        if (x.Length == 1)
        {
            full.Fill(x[0]);
            return full;
        }

        var rest = x[start..];
        rest.CopyTo(full);
        full[rest.Length..].Fill(rest[^1]);
        return full;
    }

    /// <summary>The buffer as a span. It is a local of the kernel, which the span does not outlive.</summary>
    [MethodImpl(AggressiveInlining)]
    public static Span<T> Writable<T>(ref Buffer<T> buffer) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<Buffer<T>, T>(ref buffer), Buffer<T>.Length);

    /// <summary>Ends what <see cref="Tail"/> began: the results for the elements from <paramref name="start"/> on.</summary>
    public static void CopyBack<T>(ref Buffer<T> buffer, Span<T> destination, int start)
    {
        var rest = destination[start..];
        Writable(ref buffer)[..rest.Length].CopyTo(rest);
    }

    /// <summary>Throws unless an input fits a destination: as long, or of one element; the same memory, or none in common.</summary>
    [MethodImpl(AggressiveInlining)]
    public static void Check<T, TResult>(ReadOnlySpan<T> x, Span<TResult> destination, string name, string destinationName)
    {
        if (x.Length == 1)
            return;
        if (x.Length != destination.Length)
            ThrowLength(name, x.Length, destinationName, destination.Length);
        var offset = Unsafe.ByteOffset(
            ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(x)), ref Unsafe.As<TResult, byte>(ref MemoryMarshal.GetReference(destination)));
        if (offset != 0 && ((nuint)offset < (nuint)x.Length * (nuint)Unsafe.SizeOf<T>()
            || (nuint)(-offset) < (nuint)destination.Length * (nuint)Unsafe.SizeOf<TResult>()))
        {
            ThrowOverlap(name, destinationName);
        }
    }

    private static void ThrowLength(string name, int length, string destinationName, int destinationLength) => throw new ArgumentException(
        $"{name} has {Elements(length)} and {destinationName} has {Elements(destinationLength)}; an input must be as long as {destinationName}, or have one element.",
        name);

    private static void ThrowOverlap(string name, string destinationName) => throw new ArgumentException(
        $"{destinationName} overlaps {name} in part; it must begin where {name} begins, or share no memory with it.", destinationName);

    private static string Elements(int length) => length == 1 ? "1 element" : $"{length} elements";
}

/// <summary>Room for a vector of every lane type and width.</summary>
[InlineArray(Length)]
internal struct Buffer<T>
{
    public const int Length = 16;

    private T first;
}
