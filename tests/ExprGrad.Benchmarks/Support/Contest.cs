namespace ExprGrad.Benchmarks.Support;

/// <summary>One way to do a piece of work.</summary>
/// <param name="Name">Which way.</param>
/// <param name="Run">Does it once.</param>
internal sealed record Side(string Name, Action Run);

/// <summary>
/// Times several ways to do one thing against each other: they take turns, in short rounds, so that a disturbance of the machine meets all
/// alike, and of each the best round counts.
/// </summary>
internal static class Contest
{
    private const double RoundMilliseconds = 1;
    private const double SlowMilliseconds = 20;
    private const int SlowRounds = 4;

    /// <summary>Nanoseconds for one run, of each side.</summary>
    public static double[] Run(IReadOnlyList<Side> sides, int rounds = 25)
    {
        var repeats = sides.Select(s => Calibrate(s.Run)).ToArray();
        var best = new double[sides.Count];
        Array.Fill(best, double.PositiveInfinity);
        for (var round = 0; round < rounds; round++)
        {
            for (var s = 0; s < sides.Count; s++)
            {
                if (round < SlowRounds || best[s] < SlowMilliseconds * 1e6)
                    best[s] = Math.Min(best[s], Time(sides[s].Run, repeats[s]));
            }
        }

        return best;
    }

    /// <summary>How often to run for a round to last; warms up on the way.</summary>
    private static int Calibrate(Action run)
    {
        run();
        for (var repeats = 1; ; repeats *= 2)
        {
            var milliseconds = Time(run, repeats) * repeats / 1e6;
            if (milliseconds >= RoundMilliseconds)
                return Math.Max(1, (int)(repeats * RoundMilliseconds / milliseconds));
        }
    }

    private static double Time(Action run, int repeats)
    {
        var start = ThreadClock.Nanoseconds;
        for (var i = 0; i < repeats; i++)
            run();
        return (ThreadClock.Nanoseconds - start) / repeats;
    }
}
