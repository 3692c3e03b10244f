namespace ExprGrad.Tests.Support;

/// <summary>Comparisons that say what they compared.</summary>
internal static class Numbers
{
    /// <summary>Equal up to a relative error; NaN equals NaN, infinities equal themselves.</summary>
    public static bool Near(double expected, double actual, double relative, double absolute = 0)
    {
        if (double.IsNaN(expected) || double.IsNaN(actual))
            return double.IsNaN(expected) && double.IsNaN(actual);
        return expected == actual || Math.Abs(expected - actual) <= Math.Max(relative * Math.Abs(expected), absolute);
    }

    public static void AssertNear(double expected, double actual, double relative, string what, double absolute = 0) =>
        Assert.IsTrue(Near(expected, actual, relative, absolute), $"{what}: expected {expected:R}, was {actual:R}");

    /// <summary>
    /// The derivative of f at x by central differences, extrapolated to step 0 (Ridders 1982); good to about ten digits for a smooth f.
    /// </summary>
    public static double Derivative(Func<double, double> f, double x, double step)
    {
        const int rows = 8;
        var table = new double[rows, rows];
        var (best, error) = (double.NaN, double.PositiveInfinity);
        for (var i = 0; i < rows; i++, step /= 1.6)
        {
            table[0, i] = (f(x + step) - f(x - step)) / (2 * step);
            var factor = 1.6 * 1.6;
            for (var j = 1; j <= i; j++, factor *= 1.6 * 1.6)
            {
                table[j, i] = (table[j - 1, i] * factor - table[j - 1, i - 1]) / (factor - 1);
                var estimate = Math.Max(Math.Abs(table[j, i] - table[j - 1, i]), Math.Abs(table[j, i] - table[j - 1, i - 1]));
                if (estimate <= error)
                    (best, error) = (table[j, i], estimate);
            }
        }

        return best;
    }
}
