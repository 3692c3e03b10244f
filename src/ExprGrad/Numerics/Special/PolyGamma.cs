using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

// The derivatives of digamma, on lanes: DLMF 5.15. The order is one for all lanes.
internal static partial class SpecialFunctions
{
    /// <summary>The derivative of order n of digamma; n = 0 is digamma itself.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V PolyGamma<V>(int n, V x) where V : struct, ILane<V>
    {
        Unsafe.SkipInit(out Scratch scratch);
        ref V slot = ref Scratch.Hold(ref scratch, x);
        PolyGamma(n, ref slot);
        return slot;
    }

    /// <summary><c>(-1)^(n+1) n! zeta(n + 1, x)</c> (25.11.12), and by reflection far to the left.</summary>
    [MethodImpl(NoInlining)]
    private static void PolyGamma<V>(int n, ref V x) where V : struct, ILane<V>
    {
        if (n == 0)
        {
            Digamma(ref x);
            return;
        }
        V argument = x;
        bool odd = n % 2 == 1;
        V magnitude = FactorialZeta(n, argument);
        V negative = argument < 0;
        if (V.Any(negative))
        {
            V far = argument < -FarLeft;
            if (V.Any(far))
                magnitude = V.Select(far, PolyGammaReflected(n, argument), magnitude);
            V finite = argument > double.NegativeInfinity;
            V pole = odd ? V.Select(finite, double.PositiveInfinity, double.NaN) : double.NaN;
            magnitude = V.Select(negative & V.Equal(argument, V.Floor(argument)), pole, magnitude);
        }
        magnitude = V.Select(V.Equal(argument, double.PositiveInfinity), 0, magnitude);
        x = odd ? magnitude : -magnitude;
    }

    /// <summary>
    /// The sum over all k from floor(x) up, split at 0. With f the fraction of x:
    /// <c>zeta(s, x) = zeta(s, f) + (-1)^s (zeta(s, 1 - f) - zeta(s, 1 - x))</c>, times n!.
    /// </summary>
    [MethodImpl(NoInlining)]
    private static V PolyGammaReflected<V>(int n, V x) where V : struct, ILane<V>
    {
        V fraction = x - V.Floor(x);
        V right = FactorialZeta(n, fraction);
        V left = FactorialZeta(n, 1 - fraction) - FactorialZeta(n, 1 - x);
        return n % 2 == 1 ? right + left : right - left;
    }
}
