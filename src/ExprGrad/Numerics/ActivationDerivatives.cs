using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

// Even functions of one exponential that never exceeds 1: nothing overflows or cancels, and both tails end in denormals.
internal static partial class ElementaryFunctions
{
    /// <summary><c>σ(x) σ(-x) = e / (1 + e)²</c> with <c>e = e^-|x|</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V SigmoidDerivative<V>(V x) where V : struct, ILane<V>
    {
        V e = Exp(-V.Abs(x));
        V d = 1 + e;
        return e / (d * d);
    }

    /// <summary><c>1 / cosh² x = 4 e / (1 + e)²</c> with <c>e = e^(-2|x|)</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V TanhDerivative<V>(V x) where V : struct, ILane<V>
    {
        V e = Exp(-2 * V.Abs(x));
        V d = 1 + e;
        return 4 * e / (d * d);
    }
}
