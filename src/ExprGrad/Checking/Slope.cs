namespace ExprGrad.Checking;

/// <summary>
/// A numerical derivative: central differences of a function along a line, extrapolated to step 0 (C. Ridders, Advances in Engineering
/// Software 4, 1982). Where there is none it says why: the one-sided differences disagree, or the function has no value.
/// </summary>
/// <param name="Value">The derivative, infinite where the differences grow without end, NaN where there is none.</param>
/// <param name="Error">An estimate of the error of <paramref name="Value"/>.</param>
/// <param name="Left">At a kink, the slope to the left.</param>
/// <param name="Right">At a kink, the slope to the right.</param>
internal readonly record struct Slope(double Value, double Error, double Left = double.NaN, double Right = double.NaN)
{
    // Thirteen: no function that people write repeats itself at thirteen times a power of two, and steps need few bits.
    private const double Unit = 13.0 / 16;

    private const int MostSteps = 64;
    private const int MostColumns = 6;

    // What one step has to have in common with one 16 times as long.
    private const int Octaves = 4;
    private const double Growth = 1.2;

    // Two ways to one number agree up to this, where no difference says how exactly the function is known.
    public static readonly Slope None = new(double.NaN, 1e-12);

    public bool IsKink => !double.IsNaN(Left) && !double.IsNaN(Right);

    /// <summary>
    /// The derivative of f at 0. <paramref name="smallest"/> and <paramref name="largest"/> are sizes of the numbers that the step is
    /// added to; <paramref name="precision"/> is the relative rounding error of f.
    /// </summary>
    public static Slope Of(Func<double, double> f, double smallest, double largest, double precision)
    {
        var center = f(0);
        if (!double.IsFinite(center))
            return None;

        var steps = Steps(smallest, largest);
        var (left, right, noise) = (new double[steps.Length], new double[steps.Length], new double[steps.Length]);
        for (var i = 0; i < steps.Length; i++)
        {
            var (before, after) = (f(-steps[i]), f(steps[i]));
            left[i] = (center - before) / steps[i];
            right[i] = (after - center) / steps[i];
            noise[i] = precision * Math.Max(Math.Abs(center), Math.Max(Finite(before), Finite(after))) / steps[i];
        }

        // Long steps may leave the domain; what counts is what is left and right of the point itself.
        var (leftFrom, rightFrom) = (FiniteFrom(left), FiniteFrom(right));
        var (hasLeft, hasRight) = (steps.Length - leftFrom > Octaves, steps.Length - rightFrom > Octaves);
        if (!hasLeft && !hasRight)
            return None;
        if (!hasLeft || !hasRight)
            return hasLeft ? Limit(left, noise, leftFrom, 2) : Limit(right, noise, rightFrom, 2);

        var from = Math.Max(leftFrom, rightFrom);
        var clear = Clear(left, right, noise, from);
        var (jump, earlier) = (right[clear] - left[clear], right[clear - Octaves] - left[clear - Octaves]);
        var size = Math.Max(Math.Abs(left[clear]), Math.Abs(right[clear]));
        if (Math.Abs(jump) > 0.5 * Math.Abs(earlier) && Math.Abs(jump) > 1e-3 * size && noise[clear] <= 1e-4 * size)
            return new Slope(double.NaN, 0, Side(left, clear), Side(right, clear));

        var central = new double[steps.Length];
        for (var i = from; i < central.Length; i++)
            central[i] = (left[i] + right[i]) / 2;
        return Limit(central, noise, from, 4);
    }

    private static double[] Steps(double smallest, double largest)
    {
        var longest = Unit / 8 * (largest > 1024 ? Math.Pow(2, Math.Floor(Math.Log2(largest)) - 10) : 1);
        var shortest = Math.Min(longest / (1 << 15), smallest > 0 ? smallest / (1 << 12) : double.MaxValue);
        var count = Math.Min(MostSteps, (int)Math.Ceiling(Math.Log2(longest / shortest)) + 1);
        return [.. Enumerable.Range(0, count).Select(i => Math.ScaleB(longest, -i))];
    }

    private static double Finite(double y) => double.IsFinite(y) ? Math.Abs(y) : 0;

    private static int FiniteFrom(double[] slopes) => Array.FindLastIndex(slopes, s => !double.IsFinite(s)) + 1;

    /// <summary>The shortest step at which the slopes stand clear of the noise.</summary>
    private static int Clear(double[] left, double[] right, double[] noise, int from)
    {
        var clear = left.Length - 1;
        while (clear > from + Octaves && noise[clear] > 1e-4 * Math.Max(Math.Abs(left[clear]), Math.Abs(right[clear])))
            clear--;
        return clear;
    }

    private static double Side(double[] slopes, int clear) => Math.Abs(slopes[clear]) > Growth * Math.Abs(slopes[clear - Octaves])
        ? double.CopySign(double.PositiveInfinity, slopes[clear])
        : slopes[clear];

    /// <summary>
    /// The limit of slopes at halved steps, whose error has powers of the step: all of them on one side (ratio 2), the even ones between
    /// both (ratio 4).
    /// </summary>
    private static Slope Limit(double[] slopes, double[] noise, int from, double ratio)
    {
        // Long steps are the most exact, unless they reach beyond a pole: then they do not agree with short ones.
        var clear = Clear(slopes, slopes, noise, from);
        var near = Extrapolate(slopes.AsSpan(0, clear + 1), noise, clear - Octaves, ratio);
        var limit = near;
        for (var start = from; start < clear - Octaves; start++)
        {
            limit = Extrapolate(slopes, noise, start, ratio);
            if (Math.Abs(limit.Value - near.Value) <= 10 * (limit.Error + near.Error))
                break;
            limit = near;
        }

        var growing = Side(slopes, clear);
        return limit.Error > 1e-3 * Math.Abs(limit.Value) && double.IsInfinity(growing) ? new Slope(growing, 0) : limit;
    }

    private static Slope Extrapolate(ReadOnlySpan<double> slopes, double[] noise, int from, double ratio)
    {
        var best = new Slope(double.NaN, double.PositiveInfinity);
        var (row, above) = (new double[MostColumns + 1], new double[MostColumns + 1]);
        for (var i = from; i < slopes.Length; i++)
        {
            (row, above) = (above, row);
            row[0] = slopes[i];
            var factor = 1.0;
            for (var j = 1; j <= Math.Min(i - from, MostColumns); j++)
            {
                factor *= ratio;
                row[j] = row[j - 1] + ((row[j - 1] - above[j - 1]) / (factor - 1));
                var error = Math.Max(Math.Abs(row[j] - row[j - 1]), Math.Abs(row[j] - above[j - 1])) + (2 * noise[i]);
                if (j > 1 && error < best.Error)
                    best = new Slope(row[j], error);
            }
        }

        return best;
    }
}
