namespace ExprGrad.Tests.Properties.Oracle;

/// <summary>Taylor coefficients f⁽ⁿ⁾(a) / n! of elementary functions, from their series or their differential equations.</summary>
internal static class TaylorCoefficients
{
    private const int Last = MultiDual.Orders + 1;

    public static double[] Of(string name, double a) => name switch
    {
        "Sin" => Exponential(n => Math.Sin(a + (n * Math.PI / 2))),
        "Cos" => Exponential(n => Math.Cos(a + (n * Math.PI / 2))),
        "Exp" => Exponential(_ => Math.Exp(a)),
        "Log" => Series(n => n == 0 ? Math.Log(a) : (n % 2 == 0 ? -1 : 1) / (n * Math.Pow(a, n))),
        "Sqrt" => Power(a, 0.5),
        "Square" => Power(a, 2),
        "Cube" => Power(a, 3),
        "Tanh" => Tanh(a),
        "Atan" => Atan(a),
        _ => throw new NotSupportedException(name),
    };

    /// <summary>(a + t)ʳ = Σ (r over n) aʳ⁻ⁿ tⁿ.</summary>
    public static double[] Power(double a, double r)
    {
        var binomial = 1.0;
        return Series(n =>
        {
            binomial = n == 0 ? 1 : binomial * (r - n + 1) / n;
            return binomial == 0 ? 0 : binomial * Math.Pow(a, r - n);
        });
    }

    private static double[] Series(Func<int, double> coefficient) => [.. Enumerable.Range(0, Last + 1).Select(coefficient)];

    // Of a function whose derivatives are known.
    private static double[] Exponential(Func<int, double> derivative)
    {
        var factorial = 1.0;
        return Series(n => derivative(n) / (factorial *= Math.Max(1, n)));
    }

    // y' = 1 - y²
    private static double[] Tanh(double a)
    {
        var y = new double[Last + 1];
        y[0] = Math.Tanh(a);
        for (var n = 0; n < Last; n++)
        {
            var square = 0.0;
            for (var i = 0; i <= n; i++)
                square += y[i] * y[n - i];
            y[n + 1] = ((n == 0 ? 1 : 0) - square) / (n + 1);
        }

        return y;
    }

    // y' = 1 / (1 + (a + t)²)
    private static double[] Atan(double a)
    {
        var (y, q) = (new double[Last + 1], new double[Last + 1]);
        y[0] = Math.Atan(a);
        for (var n = 0; n < Last; n++)
        {
            q[n] = ((n == 0 ? 1 : 0) - (n > 0 ? 2 * a * q[n - 1] : 0) - (n > 1 ? q[n - 2] : 0)) / (1 + (a * a));
            y[n + 1] = q[n] / (n + 1);
        }

        return y;
    }
}
