using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>What the hardware's vectors do not give as .NET's scalars do: the JIT mistakes a constant zero in them.</summary>
internal static partial class ElementaryFunctions
{
    /// <summary>The larger, a NaN passed over for the other argument, 0 larger than -0.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V MaxNumber<V>(V x, V y) where V : struct, ILane<V> =>
        V.Select(V.Equal(x, y), x & y, V.Select((x > y) | ~V.Equal(y, y), x, y));

    /// <summary>The smaller, a NaN passed over for the other argument, -0 smaller than 0.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V MinNumber<V>(V x, V y) where V : struct, ILane<V> =>
        V.Select(V.Equal(x, y), x | y, V.Select((x < y) | ~V.Equal(y, y), x, y));
}
