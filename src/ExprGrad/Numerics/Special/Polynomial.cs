using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>Polynomials with constant coefficients, lowest degree first.</summary>
internal static class Polynomial
{
    /// <summary>Horner's scheme: <c>c[0] + x (c[1] + x (c[2] + ...))</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Evaluate<V>(V x, ReadOnlySpan<double> coefficients) where V : struct, ILane<V>
    {
        V sum = V.Const(coefficients[^1]);
        for (int i = coefficients.Length - 2; i >= 0; i--)
            sum = V.FusedMultiplyAdd(sum, x, V.Const(coefficients[i]));
        return sum;
    }
}
