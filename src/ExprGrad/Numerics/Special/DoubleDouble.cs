using static ExprGrad.Numerics.LaneMath;

namespace ExprGrad.Numerics;

/// <summary>
/// An unevaluated sum of two doubles, of some 104 bits, for the few scalar paths that need them: T. J. Dekker (A floating-point technique for
/// extending the available precision, 1971), with the product's error by a fused multiply-add. Fast code carries pairs of locals instead.
/// </summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static DoubleDouble Pi => new(Math.PI, 1.2246467991473532e-16);

    public static DoubleDouble Ln2 => new(0.6931471805599453, 2.3190468138462996e-17);

    public static implicit operator DoubleDouble(double x) => new(x, 0);

    /// <summary>The sum, exactly.</summary>
    public static DoubleDouble Sum(double a, double b)
    {
        double sum = a + b;
        return new(sum, SumError<F64>(a, b, sum).Value);
    }

    public static DoubleDouble operator -(DoubleDouble x) => new(-x.High, -x.Low);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        DoubleDouble high = Sum(a.High, b.High), low = Sum(a.Low, b.Low);
        high = Normal(high.High, high.Low + low.High);
        return Normal(high.High, high.Low + low.Low);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        double product = a.High * b.High;
        double low = Math.FusedMultiplyAdd(a.High, b.High, -product);
        return Normal(product, low + Math.FusedMultiplyAdd(a.High, b.Low, a.Low * b.High));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double first = a.High / b.High;
        DoubleDouble rest = a - b * first;
        double second = rest.High / b.High;
        rest -= b * second;
        return Normal(first, second) + rest.High / b.High;
    }

    /// <summary>The logarithm of a positive number: <c>log(2^n f) = n log 2 + 2 artanh((f - 1) / (f + 1))</c>.</summary>
    public static DoubleDouble Log(DoubleDouble x)
    {
        int exponent = Math.ILogB(x.High * 1.4142135623730951);
        DoubleDouble fraction = new(Math.ScaleB(x.High, -exponent), Math.ScaleB(x.Low, -exponent));
        DoubleDouble s = (fraction - 1) / (fraction + 1), square = s * s, sum = 0;
        for (int k = 45; k > 0; k -= 2)
            sum = sum * square + (DoubleDouble)1 / k;
        return sum * s * 2 + Ln2 * exponent;
    }

    private static DoubleDouble Normal(double high, double low)
    {
        double sum = high + low;
        return new(sum, low - (sum - high));
    }
}
