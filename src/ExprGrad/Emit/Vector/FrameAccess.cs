using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Emit.Vector;

/// <summary>What compiled kernels call to use a <see cref="Frame"/>. Pooled, since calls may nest and run side by side.</summary>
internal static class FrameAccess
{
    public static T[] Rent<T>(int length) => ArrayPool<T>.Shared.Rent(length);

    public static void Return<T>(T[] rented) => ArrayPool<T>.Shared.Return(rented);

    [MethodImpl(AggressiveInlining)]
    public static ReadOnlySpan<T> AsReadOnlySpan<T>(T[] rented) => rented;

    [MethodImpl(AggressiveInlining)]
    public static Span<T> AsSpan<T>(T[] rented) => rented;

    [MethodImpl(AggressiveInlining)]
    public static T GetLane<T>(ReadOnlySpan<T> frame, long position, long lane) =>
        Unsafe.Add(ref MemoryMarshal.GetReference(frame), (nint)(position + lane));

    [MethodImpl(AggressiveInlining)]
    public static void SetLane<T>(Span<T> frame, long position, long lane, T value) =>
        Unsafe.Add(ref MemoryMarshal.GetReference(frame), (nint)(position + lane)) = value;

    /// <summary>A mask holds all bits of a lane, or none; all bits are a NaN, so it is their lowest byte that is looked at.</summary>
    [MethodImpl(AggressiveInlining)]
    public static bool GetLaneMask<T>(ReadOnlySpan<T> frame, long position, long lane) =>
        Unsafe.As<T, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(frame), (nint)(position + lane))) != 0;

    [MethodImpl(AggressiveInlining)]
    public static void SetLaneMask<T>(Span<T> frame, long position, long lane, bool value)
    {
        ref var element = ref Unsafe.As<T, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(frame), (nint)(position + lane)));
        Unsafe.InitBlockUnaligned(ref element, value ? byte.MaxValue : byte.MinValue, (uint)Unsafe.SizeOf<T>());
    }
}
