using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ExprGrad.Numerics;

/// <summary>Rows of sixteen numbers, one after the other, for either precision.</summary>
internal interface ILaneTable
{
    static abstract ReadOnlySpan<double> Double { get; }

    static abstract ReadOnlySpan<float> Single { get; }
}

/// <summary>
/// Where the numbers of a table are in memory: no row straddles a line of the cache more than it must, which constants of the assembly would. As
/// the address never changes the JIT writes it into the code.
/// </summary>
internal static unsafe class LaneTable<TTable>
    where TTable : struct, ILaneTable
{
    private const nuint CacheLine = 64;

    public static readonly nint Doubles = Place(TTable.Double);
    public static readonly nint Singles = Place(TTable.Single);

    /// <summary>Puts the numbers in their place: code that the JIT compiles later need not ask whether they are there.</summary>
    public static void Prepare() => RuntimeHelpers.RunClassConstructor(typeof(LaneTable<TTable>).TypeHandle);

    private static nint Place<T>(ReadOnlySpan<T> numbers) where T : unmanaged
    {
        void* memory = NativeMemory.AlignedAlloc((nuint)(numbers.Length * sizeof(T)), CacheLine);
        numbers.CopyTo(new(memory, numbers.Length));
        return (nint)memory;
    }
}
