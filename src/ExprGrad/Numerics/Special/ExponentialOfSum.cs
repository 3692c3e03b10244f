using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

internal static partial class ElementaryFunctions
{
    /// <summary><c>e^(x + low)</c> for a low that is small beside x: what exponentials of rounded squares need.</summary>
    [MethodImpl(AggressiveInlining)]
    internal static V ExpOfSum<V>(V x, V low) where V : struct, ILane<V>
    {
        V limit = LaneMath.Pick<V>(800, 150);
        V r = ReduceByLn2(V.Max(-limit, V.Min(limit, x)), out V n, out V tail);
        V rest = r + ExpTail(r, tail);
        V mantissa = 1 + rest;
        return V.ScaleB(mantissa + V.FusedMultiplyAdd(mantissa, low, rest - (mantissa - 1)), n);
    }
}
