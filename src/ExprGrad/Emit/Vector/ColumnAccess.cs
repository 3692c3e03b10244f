using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Emit.Vector;

/// <summary>Where a column that is used in place begins; with a mask of 0 a single vector serves for all elements, with -1 each has its own.</summary>
internal struct Column
{
    public long Address;
    public long Mask;
}

/// <summary>What the kernels over columns call to read and write memory. The JIT inlines it.</summary>
internal static unsafe class ColumnAccess
{
    /// <summary>The address in a column that is so many bytes from its begin.</summary>
    [MethodImpl(AggressiveInlining)]
    public static long At(long columns, int column, long offset) =>
        ((Column*)columns)[column].Address + (offset & ((Column*)columns)[column].Mask);

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Load512<T>(long address)
        where T : unmanaged => Vector512.Load((T*)address);

    [MethodImpl(AggressiveInlining)]
    public static Vector256<T> Load256<T>(long address)
        where T : unmanaged => Vector256.Load((T*)address);

    [MethodImpl(AggressiveInlining)]
    public static Vector128<T> Load128<T>(long address)
        where T : unmanaged => Vector128.Load((T*)address);

    [MethodImpl(AggressiveInlining)]
    public static void Store512<T>(long address, Vector512<T> value)
        where T : unmanaged => value.Store((T*)address);

    [MethodImpl(AggressiveInlining)]
    public static void Store256<T>(long address, Vector256<T> value)
        where T : unmanaged => value.Store((T*)address);

    [MethodImpl(AggressiveInlining)]
    public static void Store128<T>(long address, Vector128<T> value)
        where T : unmanaged => value.Store((T*)address);
}
