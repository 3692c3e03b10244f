using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.OutOfLine;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

// sin(x) / x and the spherical Bessel functions j_n it begins (DLMF chapter 10.47), which are closed under differentiation:
// (2n + 1) j_n' = n j_(n-1) - (n + 1) j_(n+1) (10.51.1).
internal static partial class SpecialFunctions
{
    /// <summary><c>sin(x) / x</c>; 1 at 0 and 0 at the infinities.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Sinc<V>(V x) where V : struct, ILane<V>
    {
        V value = V.Select(V.Equal(x, 0.0), 1.0, Sin(x) / x);
        return V.Select(V.Equal(V.Abs(x), double.PositiveInfinity), 0.0, value);
    }

    /// <summary>The spherical Bessel function of the first kind of order n. Element by element, in double.</summary>
    public static V SphericalBesselJ<V>(int n, V x) where V : struct, ILane<V> => V.Map(SphericalBesselJ, V.Const(n), x);

    /// <inheritdoc cref="SphericalBesselJ{V}(int, V)"/>
    public static double SphericalBesselJ(int n, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return SphericalBesselJ((double)n, x);
    }

    private static double SphericalBesselJ(double n, double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsInfinity(x))
            return 0;
        double value = magnitude * magnitude < 2 * n + 3 ? SphericalBesselSeries((int)n, magnitude)
            : magnitude < n ? SphericalBesselDownwards((int)n, magnitude)
            : SphericalBesselUpwards((int)n, magnitude);
        return x < 0 && n % 2 == 1 ? -value : value;
    }

    /// <summary>10.53.1, where its terms fall by half at least.</summary>
    private static double SphericalBesselSeries(int n, double x)
    {
        double first = 1, half = x * x / 2, sum = 1, term = 1;
        for (int k = 1; k <= n; k++)
            first *= x / (2 * k + 1);
        for (int k = 1; Math.Abs(term) > 1e-17; k++)
        {
            term *= -half / (k * (2 * n + 2 * k + 1.0));
            sum += term;
        }
        return first * sum;
    }

    /// <summary>The recurrence 10.51.1 from j_0 and j_1, stable for n up to x; and NaN.</summary>
    private static double SphericalBesselUpwards(int n, double x)
    {
        double current = Math.Sin(x) / x, next = (current - Math.Cos(x)) / x;
        for (int k = 1; k <= n; k++)
            (current, next) = (next, (2 * k + 1) / x * next - current);
        return current;
    }

    /// <summary>The same recurrence from far above n (J. Miller), scaled by the larger of j_0 and j_1.</summary>
    private static double SphericalBesselDownwards(int n, double x)
    {
        double above = 0, current = 1e-300, found = 0;
        for (int k = n + 40; k > 0; k--)
        {
            if (k == n)
                found = current;
            (above, current) = (current, (2 * k + 1) / x * current - above);
        }
        double zero = Math.Sin(x) / x, one = (zero - Math.Cos(x)) / x;
        return Math.Abs(zero) > Math.Abs(one) ? found * (zero / current) : found * (one / above);
    }
}
