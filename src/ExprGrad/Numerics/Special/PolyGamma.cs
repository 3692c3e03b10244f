using static ExprGrad.Numerics.LaneMath;

namespace ExprGrad.Numerics;

// The derivatives of digamma: DLMF 5.15. Element by element, in double.
internal static partial class SpecialFunctions
{
    private const int LargestFactorial = 170;
    private static readonly double[] Factorials = MakeFactorials();

    /// <summary>The derivative of order n of digamma; n = 0 is digamma itself.</summary>
    public static V PolyGamma<V>(int n, V x) where V : struct, ILane<V> => V.Map(PolyGamma, V.Const(n), x);

    /// <summary><c>(-1)^(n+1) n! zeta(n + 1, x)</c> (25.11.12), and by reflection far to the left.</summary>
    public static double PolyGamma(int n, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return PolyGamma((double)n, x);
    }

    private static double PolyGamma(double n, double x)
    {
        if (n == 0)
            return Digamma(x);
        bool odd = n % 2 == 1;
        if (x == 0)
            return odd ? double.PositiveInfinity : double.CopySign(double.PositiveInfinity, -x);
        if (double.IsPositiveInfinity(x))
            return odd ? 0 : -0.0;
        if (x < 0 && x == Math.Floor(x))
            return odd && double.IsFinite(x) ? double.PositiveInfinity : double.NaN;
        double magnitude = x < -16 ? PolyGammaReflected(n, x) : TimesFactorial(n, x, ScaledZeta(n + 1, x));
        return odd ? magnitude : -magnitude;
    }

    /// <summary>
    /// The sum over all k from floor(x) up, split at 0. With f the fraction of x:
    /// <c>zeta(s, x) = zeta(s, f) + (-1)^s (zeta(s, 1 - f) - zeta(s, 1 - x))</c>, times n!.
    /// </summary>
    private static double PolyGammaReflected(double n, double x)
    {
        double s = n + 1, fraction = x - Math.Floor(x);
        double right = TimesFactorial(n, fraction, ScaledZeta(s, fraction));
        double left = TimesFactorial(n, 1 - fraction, ScaledZeta(s, 1 - fraction)) - TimesFactorial(n, 1 - x, ScaledZeta(s, 1 - x));
        return s % 2 == 0 ? right + left : right - left;
    }

    /// <summary>
    /// <c>x^s zeta(s, x)</c>, the Hurwitz zeta function by Euler and Maclaurin's formula (25.11.5): the terms <c>(x / (x + k))^s</c>
    /// up to an argument of s + 8 or more, then the integral and nine corrections. Smallest terms first.
    /// </summary>
    private static double ScaledZeta(double s, double x)
    {
        int count = (int)Math.Max(0, Math.Ceiling(s + 8 - x));
        double end = x + count;
        double square = 1 / end / end, term = s / end, sum = 0;
        double tail = end / (s - 1) + 0.5;
        for (int j = 0; j < BernoulliOverFactorial.Length; j++)
        {
            sum += BernoulliOverFactorial[j] * term;
            term *= (s + 2 * j + 1) * (s + 2 * j + 2) * square;
        }
        sum = (tail + sum) * RatioPower(s, x, count);
        for (int k = count - 1; k > 0; k--)
            sum += RatioPower(s, x, k);
        return count > 0 ? sum + 1 : sum;
    }

    /// <summary><c>(x / (x + k))^s</c>, the rounding of the quotient corrected to first order.</summary>
    private static double RatioPower(double s, double x, int k)
    {
        double sum = x + k, sumError = SumError<F64>(x, k, sum).Value;
        double ratio = x / sum;
        double error = (Math.FusedMultiplyAdd(-ratio, sum, x) - ratio * sumError) / x;
        return Math.Pow(ratio, s) * (1 + s * error);
    }

    /// <summary><c>n! x^-(n+1) zeta</c>, by quotients where a factor alone would leave the range.</summary>
    private static double TimesFactorial(double n, double x, double zeta)
    {
        if (n <= LargestFactorial)
        {
            double power = Math.Pow(x, -n - 1);
            if (Math.Abs(power) is > 1e-290 and < double.PositiveInfinity)
                return Factorials[(int)n] * power * zeta;
        }
        double product = zeta / x;
        for (int j = 1; j <= n; j++)
            product *= j / x;
        return product;
    }

    private static double[] MakeFactorials()
    {
        var factorials = new double[LargestFactorial + 1];
        factorials[0] = 1;
        double low = 0;
        for (int n = 1; n < factorials.Length; n++)
        {
            double product = factorials[n - 1] * n;
            low = Math.FusedMultiplyAdd(factorials[n - 1], n, -product) + low * n;
            factorials[n] = product + low;
            low -= factorials[n] - product;
        }
        return factorials;
    }

    /// <summary><c>B(2j) / (2j)!</c>, j = 1 to 9.</summary>
    private static ReadOnlySpan<double> BernoulliOverFactorial =>
    [
        1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000, 1.0 / 74724249600,
        -3617.0 / 10670622842880000, 43867.0 / 5109094217170944000,
    ];
}
