using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

internal static partial class ElementaryFunctions
{
    /// <summary><c>√(x² + y²)</c>; infinite if either argument is.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Hypot<V>(V x, V y) where V : struct, ILane<V>
    {
        V a = V.Abs(x), b = V.Abs(y);
        V root = ScaledRoot(a, b, out _, out V back) * back;
        V infinite = V.Equal(a, double.PositiveInfinity) | V.Equal(b, double.PositiveInfinity);
        return V.Select(infinite, double.PositiveInfinity, V.FusedMultiplyAdd(a, 0, root)); // which brings back a NaN in a
    }

    /// <summary>
    /// <c>x / √(x² + y²)</c>, the derivative of the hypotenuse by x: 0 at the origin, ±1 for an infinite x and a finite y, ±√½ on the diagonals,
    /// also where both are infinite, which is where <see cref="Math.Atan2"/> puts them.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V HypotDerivative<V>(V x, V y) where V : struct, ILane<V>
    {
        V a = V.Abs(x), b = V.Abs(y);
        V root = ScaledRoot(a, b, out V scale, out _);
        V quotient = x * scale / root;
        V both = V.Select(V.Equal(b, double.PositiveInfinity), 0.70710678118654752, V.Select(V.Equal(y, y), 1, double.NaN));
        V limit = V.CopySign(both, x);
        return V.Select(V.Equal(a, double.PositiveInfinity), limit, V.Select(V.Equal(V.Max(a, b), 0), 0, quotient));
    }

    /// <summary>
    /// <c>√(a² + b²) scale</c>, the scale a power of two that keeps the squares in the range and <paramref name="back"/> its reciprocal. A NaN in a may
    /// be lost.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    private static V ScaledRoot<V>(V a, V b, out V scale, out V back) where V : struct, ILane<V>
    {
        V large = V.Max(a, b);
        V over = large > Pick<V>(3.273390607896142e150, 1.152921504606847e18);
        V under = large < Pick<V>(3.054936363499605e-151, 8.673617379884035e-19);
        scale = V.Select(over, Pick<V>(2.409919865102884e-181, 8.271806125530277e-25),
            V.Select(under, Pick<V>(4.149515568880993e180, 1.2676506002282294e30), 1));
        back = V.Select(over, Pick<V>(4.149515568880993e180, 1.2089258196146292e24),
            V.Select(under, Pick<V>(2.409919865102884e-181, 7.888609052210118e-31), 1));
        V u = large * scale, v = V.Min(a, b) * scale;
        return V.Sqrt(V.FusedMultiplyAdd(u, u, v * v));
    }
}
