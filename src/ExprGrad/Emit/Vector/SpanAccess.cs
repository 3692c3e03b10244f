using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// What compiled kernels call to read and write memory. Expression trees can hold neither references nor pointers, so element access goes
/// through these helpers, which the JIT inlines. An index is masked: with 0 a single vector serves for all elements, with -1 each has its
/// own.
/// </summary>
internal static class SpanAccess
{
    private const int Line = 64;

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

    /// <summary>The input itself, or a buffer full of its only element.</summary>
    [MethodImpl(AggressiveInlining)]
    public static ReadOnlySpan<T> Open<T>(ReadOnlySpan<T> x, ref Buffer<T> buffer)
    {
        if (x.Length != 1)
            return x;
        Writable(ref buffer).Fill(x[0]);
        return Readable(ref buffer);
    }

    /// <summary>
    /// Copies the elements from <paramref name="first"/> on, fewer than a vector has, and fills up with the last of them. An input of one
    /// element has its buffer filled already.
    /// </summary>
    public static void Keep<T>(ReadOnlySpan<T> x, int first, ref Buffer<T> buffer)
    {
        if (x.Length == 1)
            return;
        var full = Writable(ref buffer);
        var rest = x[first..];
        rest.CopyTo(full);
        full[rest.Length..].Fill(rest[^1]);
    }

    /// <summary>
    /// The buffer, a local of the kernel, as a span. Aligned to a line of the cache: a load of what was just stored need not wait for memory
    /// unless it straddles two.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static unsafe Span<T> Writable<T>(ref Buffer<T> buffer) =>
        new((void*)(((nuint)Unsafe.AsPointer(ref buffer) + (Line - 1)) & ~(nuint)(Line - 1)), Buffer<T>.Length / 2);

    [MethodImpl(AggressiveInlining)]
    public static ReadOnlySpan<T> Readable<T>(ref Buffer<T> buffer) => Writable(ref buffer);

    /// <summary>Ends the last turn where it did not write to the destination itself.</summary>
    public static void CopyBack<T>(ref Buffer<T> buffer, Span<T> destination, int start) =>
        Writable(ref buffer)[..(destination.Length - start)].CopyTo(destination[start..]);

    /// <summary>Throws unless an input fits a destination.</summary>
    [MethodImpl(AggressiveInlining)]
    public static void Check<T, TResult>(ReadOnlySpan<T> x, Span<TResult> destination, string name, string destinationName)
    {
        if (Fits(x, destination))
            return;
        if (x.Length != destination.Length)
            ThrowLength(name, x.Length, destinationName, destination.Length);
        ThrowOverlap(name, destinationName);
    }

    /// <summary>Whether an input is as long as a destination, or of one element; and is the same memory, or has none in common with it.</summary>
    [MethodImpl(AggressiveInlining)]
    public static bool Fits<T, TResult>(ReadOnlySpan<T> x, Span<TResult> destination)
    {
        if (x.Length == 1)
            return true;
        if (x.Length != destination.Length)
            return false;
        return (Offset(x, destination) == 0 && Unsafe.SizeOf<T>() == Unsafe.SizeOf<TResult>()) || AreApart(x, destination);
    }

    /// <summary>Whether an input has no memory in common with a destination.</summary>
    [MethodImpl(AggressiveInlining)]
    public static bool AreApart<T, TResult>(ReadOnlySpan<T> x, Span<TResult> destination)
    {
        var offset = Offset(x, destination);
        return (nuint)offset >= (nuint)x.Length * (nuint)Unsafe.SizeOf<T>()
            && (nuint)(-offset) >= (nuint)destination.Length * (nuint)Unsafe.SizeOf<TResult>();
    }

    /// <summary>From an input to a destination, in bytes.</summary>
    private static nint Offset<T, TResult>(ReadOnlySpan<T> x, Span<TResult> destination) => Unsafe.ByteOffset(
        ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(x)),
        ref Unsafe.As<TResult, byte>(ref MemoryMarshal.GetReference(destination)));

    public static void ThrowLength(string name, int length, string destinationName, int destinationLength) => throw new ArgumentException(
        $"{name} has {Elements(length)} and {destinationName} has {Elements(destinationLength)}; "
            + $"an input must be as long as {destinationName}, or have one element.",
        name);

    public static void ThrowOverlap(string name, string destinationName) => throw new ArgumentException(
        $"{destinationName} overlaps {name} in part; it must begin where {name} begins, or share no memory with it.", destinationName);

    private static string Elements(int length) => length == 1 ? "1 element" : $"{length} elements";
}

/// <summary>Room for a vector of either lane type and any width, wherever in it a line of the cache begins.</summary>
[InlineArray(Length)]
internal struct Buffer<T>
{
    public const int Length = 32;

    private T first;
}
