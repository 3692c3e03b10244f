using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.ElementaryFunctions;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

// Activation functions of neural networks, on lanes. The exact Gelu is in NormalDistribution.
internal static partial class SpecialFunctions
{
    private const double ExpMinus64 = 1.6038108905486378e-28;

    /// <summary>The larger of x and 0; NaN stays NaN.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Relu<V>(V x) where V : struct, ILane<V> => V.Select(x <= 0.0, 0.0, x);

    /// <summary>
    /// <c>x / (1 + e^-x)</c>, on the left <c>x e^x / (1 + e^x)</c>. Far out there it is <c>x e^(x + 64) e^-64</c>, so that an
    /// exponential near the subnormals costs no digits.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Silu<V>(V x) where V : struct, ILane<V>
    {
        V one = 1.0, zero = 0.0;
        V clamped = V.Max(Pick<V>(-800.0, -200.0), x); // -0 beyond, and no infinity times zero
        V far = x < -40.0;
        V e = Exp(V.Select(far, 64.0, zero) - V.Abs(clamped));
        V numerator = V.Select(x < zero, clamped * e, x);
        return V.Select(far, numerator * ExpMinus64, numerator / (one + e));
    }
}
