using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>
/// Room for a lane on its way into and out of a call. The JIT aligns the stack to 32 bytes at most; a 64-byte store that straddles
/// that grid is not forwarded to the load that follows it, and costs the call ten times over. So the widest lanes go into a slot on
/// the grid, and none goes by value, which copies in pieces with the same effect.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 96)]
internal struct Scratch
{
    /// <summary>The slot, holding x.</summary>
    [MethodImpl(AggressiveInlining)]
    public static ref V Hold<V>(ref Scratch scratch, V x) where V : struct
    {
        ref V slot = ref Slot<V>(ref scratch);
        slot = x;
        return ref slot;
    }

    /// <summary>Writes the slot.</summary>
    [MethodImpl(AggressiveInlining)]
    public static void Put<V>(ref Scratch scratch, V x) where V : struct => Slot<V>(ref scratch) = x;

    /// <summary>Writes two slots.</summary>
    [MethodImpl(AggressiveInlining)]
    public static void Put<V>(ref Scratch first, ref Scratch second, V x, V y) where V : struct
    {
        Slot<V>(ref first) = x;
        Slot<V>(ref second) = y;
    }

    /// <summary>Reads the slot.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Take<V>(ref Scratch scratch) where V : struct => Slot<V>(ref scratch);

    [MethodImpl(AggressiveInlining)]
    private static unsafe ref V Slot<V>(ref Scratch scratch) where V : struct
    {
        nint offset = Unsafe.SizeOf<V>() < 64 ? 0 : -(nint)Unsafe.AsPointer(ref scratch) & 31;
        return ref Unsafe.As<byte, V>(ref Unsafe.AddByteOffset(ref Unsafe.As<Scratch, byte>(ref scratch), offset));
    }
}
