using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

internal static partial class ElementaryFunctions
{
    /// <summary>
    /// <c>e^(x + low)</c> for a low that is small beside x: what exponentials of rounded squares need. As <see cref="Exp"/>, but with
    /// the rounding error of <c>1 + r</c> kept and <c>e^r low</c> added, so that the last addition is the only rounding that counts.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    internal static V ExpOfSum<V>(V x, V low) where V : struct, ILane<V>
    {
        V limit = Pick<V>(800, 150);
        V r = ReduceByLn2(V.Max(-limit, V.Min(limit, x)), out V n, out V rLow);
        V leading = 1 + r;
        V rest = FastSumError(1, r, leading) + ExpTail(r, rLow);
        return V.ScaleB(leading + V.FusedMultiplyAdd(leading + rest, low, rest), n);
    }
}
