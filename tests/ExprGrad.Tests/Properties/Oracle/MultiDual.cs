namespace ExprGrad.Tests.Properties.Oracle;

/// <summary>
/// A number a + Σ aₛ εₛ over the products εₛ of different infinitesimals, each of square 0: the coefficient of ε₁ε₂ is the derivative by both.
/// Beside each coefficient goes the size of the terms that it was summed from, which says how far rounding can have come.
/// </summary>
internal sealed class MultiDual
{
    /// <summary>How many infinitesimals there are, and with them orders of differentiation, nested ones included.</summary>
    public const int Orders = 4;

    private const int Count = 1 << Orders;

    private readonly double[] values = new double[Count];
    private readonly double[] sizes = new double[Count];

    private MultiDual()
    {
    }

    public double Value => values[0];

    public double Size => sizes[0];

    public static MultiDual Of(double value)
    {
        var result = new MultiDual();
        (result.values[0], result.sizes[0]) = (value, Math.Abs(value));
        return result;
    }

    /// <summary>The infinitesimal of a number.</summary>
    public static MultiDual Epsilon(int number)
    {
        var result = new MultiDual();
        (result.values[1 << number], result.sizes[1 << number]) = (1, 1);
        return result;
    }

    /// <summary>The coefficient of one infinitesimal, itself a number without it.</summary>
    public MultiDual Coefficient(int number)
    {
        var result = new MultiDual();
        for (var s = 0; s < Count; s++)
        {
            if ((s & (1 << number)) != 0)
                (result.values[s & ~(1 << number)], result.sizes[s & ~(1 << number)]) = (values[s], sizes[s]);
        }

        return result;
    }

    public static MultiDual operator +(MultiDual a, MultiDual b)
    {
        var result = new MultiDual();
        for (var s = 0; s < Count; s++)
            (result.values[s], result.sizes[s]) = (a.values[s] + b.values[s], a.sizes[s] + b.sizes[s]);
        return result;
    }

    public static MultiDual operator *(MultiDual a, MultiDual b)
    {
        var result = new MultiDual();
        for (var s = 0; s < Count; s++)
        {
            // All ways to part the set s in two.
            for (var t = s; ; t = (t - 1) & s)
            {
                result.values[s] += a.values[t] * b.values[s & ~t];
                result.sizes[s] += a.sizes[t] * b.sizes[s & ~t];
                if (t == 0)
                    break;
            }
        }

        return result;
    }

    /// <summary>f(a) = Σ cₙ δⁿ, where δ is what is infinitesimal in a and cₙ are the Taylor coefficients at the number that a is, one more than orders.</summary>
    public MultiDual Apply(Func<double, double[]> taylor)
    {
        var c = taylor(Value);
        var delta = new MultiDual();
        Array.Copy(values, 1, delta.values, 1, Count - 1);
        Array.Copy(sizes, 1, delta.sizes, 1, Count - 1);
        var (result, power) = (new MultiDual(), Of(1));
        for (var n = 0; n <= Orders; n++)
        {
            // A coefficient is as uncertain as itself and as its argument.
            var size = Math.Abs(c[n]) + ((n + 1) * Math.Abs(c[n + 1]) * Size);
            for (var s = 0; s < Count; s++)
            {
                result.values[s] += c[n] * power.values[s];
                result.sizes[s] += size * power.sizes[s];
            }

            power *= delta;
        }

        return result;
    }
}
