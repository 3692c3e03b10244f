using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

internal static partial class ElementaryFunctions
{
    /// <summary><c>e^(x + low)</c> for a low that is small beside x: what exponentials of rounded squares need.</summary>
    [MethodImpl(AggressiveInlining)]
    internal static V ExpOfSum<V>(V x, V low) where V : struct, ILane<V>
    {
        V mantissa = ExpParts(x, out V n, out V mantissaLow);
        return V.ScaleB(mantissa + V.FusedMultiplyAdd(mantissa, low, mantissaLow), n);
    }
}
