using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>Polynomials with constant coefficients, lowest degree first.</summary>
internal static class Polynomial
{
    /// <summary>
    /// <c>c[0] + x (c[1] + c[2] x + ...)</c>, the bracket by Horner's scheme on <c>x^2</c> for its even and odd powers apart: two
    /// short chains of dependent operations instead of a long one. The last step is Horner's, and rounds like it. Degree 2 or more.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Evaluate<V>(V x, ReadOnlySpan<double> coefficients) where V : struct, ILane<V>
    {
        V square = x * x;
        int last = coefficients.Length - 1;
        V first = coefficients[last], second = coefficients[last - 1];
        for (int i = last - 2; i > 0; i -= 2)
            first = V.FusedMultiplyAdd(first, square, coefficients[i]);
        for (int i = last - 3; i > 0; i -= 2)
            second = V.FusedMultiplyAdd(second, square, coefficients[i]);
        V bracket = last % 2 == 0 ? V.FusedMultiplyAdd(first, x, second) : V.FusedMultiplyAdd(second, x, first);
        return V.FusedMultiplyAdd(bracket, x, coefficients[0]);
    }

    /// <summary>The quotient of two polynomials.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Quotient<V>(V x, ReadOnlySpan<double> top, ReadOnlySpan<double> bottom) where V : struct, ILane<V> =>
        Evaluate(x, top) / Evaluate(x, bottom);
}
