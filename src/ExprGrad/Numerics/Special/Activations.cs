namespace ExprGrad.Numerics;

/// <summary>Activation functions of neural networks, on lanes. The exact Gelu is in <see cref="NormalDistribution"/>.</summary>
internal static class Activations
{
    private const double ExpMinus64 = 1.6038108905486378e-28;

    /// <summary>The larger of x and 0; NaN stays NaN.</summary>
    public static V Relu<V>(V x) where V : struct, ILane<V> => V.Select(x <= V.Const(0), V.Const(0), x);

    /// <summary>
    /// <c>x / (1 + e^-x)</c>, on the left <c>x e^x / (1 + e^x)</c>. Far out there it is <c>x e^(x + 64) e^-64</c>, so that an
    /// exponential near the subnormals costs no digits.
    /// </summary>
    public static V Silu<V>(V x) where V : struct, ILane<V>
    {
        V one = V.Const(1), zero = V.Const(0);
        V clamped = V.Max(V.Const(V.IsDouble ? -800.0 : -200.0), x); // -0 beyond, and no infinity times zero
        V far = x < V.Const(V.IsDouble ? -40.0 : -20.0);
        V e = Elementary.Exp(V.Select(far, V.Const(64), zero) - V.Abs(clamped));
        V numerator = V.Select(x < zero, clamped * e, x);
        return V.Select(far, numerator * V.Const(ExpMinus64), numerator / (one + e));
    }
}
