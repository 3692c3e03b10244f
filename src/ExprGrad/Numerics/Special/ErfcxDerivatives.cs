namespace ExprGrad.Numerics;

// The derivatives of erfcx: (-2)^n n! times the n-fold integral of erfc, scaled by e^(x^2) (DLMF 7.18). The formulas in
// erfcx itself, 2 x erfcx(x) - 2/sqrt(pi) first of all, cancel for x above 0.
internal static partial class SpecialFunctions
{
    private const double InverseRootPi = 0.56418958354775629;

    /// <summary>The derivative of order n of erfcx; orders above 1 element by element, in double.</summary>
    public static V ErfcxDerivative<V>(int n, V x) where V : struct, ILane<V> => n switch
    {
        0 => Erfcx(x),
        1 => -2.0 * ErfcxIntegral(x),
        _ => V.Map(ErfcxDerivative, V.Const(n), x),
    };

    /// <inheritdoc cref="ErfcxDerivative{V}(int, V)"/>
    public static double ErfcxDerivative(int n, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return ErfcxDerivative<F64>(n, x).Value;
    }

    private static V ErfcxIntegral<V>(V x) where V : struct, ILane<V>
    {
        V magnitude = V.Abs(x);
        V left = V.FusedMultiplyAdd(magnitude, Erfcx(x), InverseRootPi);
        return V.Select(x < 0.0, left, ErfcxIntegralNonNegative(magnitude));
    }

    /// <summary>
    /// The recurrence <c>2k i_k = i_(k-2) - 2x i_(k-1)</c> (7.18.7), upwards to the left of 1/2; to the right, where that
    /// cancels, downwards for the ratios of neighbours, from a ratio far above that solves it for slowly varying ones.
    /// </summary>
    private static double ErfcxDerivative(double n, double x)
    {
        double previous = Erfcx<F64>(x).Value, value = -2 * ErfcxIntegral<F64>(x).Value;
        if (x < 0.5)
        {
            for (int k = 2; k <= n; k++) // for the derivatives themselves, -2k of each order multiplied in
                (previous, value) = (value, 2 * (x * value + (k - 1) * previous));
            return value;
        }
        double last = n + 30 + Math.Floor(200 / (x * x));
        double ratio = 1 / (x + Math.Sqrt(x * x + 2 * last));
        double product = value;
        for (double k = last - 1; k >= 2; k--)
        {
            ratio = 1 / (2 * x + 2 * (k + 1) * ratio); // of order k to order k - 1
            if (k <= n)
                product *= -2 * k * ratio;
        }
        return product;
    }
}
