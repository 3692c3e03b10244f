namespace ExprGrad.Benchmarks.Support;

/// <summary>Nothing is timed before both sides are seen to give the same.</summary>
internal static class Check
{
    /// <summary>Throws where two numbers differ by more than a fraction of the larger of their size and 1.</summary>
    public static void Near(string what, double actual, double expected, double tolerance)
    {
        if (!(Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected))))
            throw new InvalidOperationException($"{what} is {actual:R}, not {expected:R}.");
    }
}
