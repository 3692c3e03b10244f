using System.Runtime.CompilerServices;
using CsCheck;

namespace ExprGrad.Tests.Support;

/// <summary>
/// How every test on random cases draws them. By default each test has a fixed series of its own, the same at every run, so that a run says
/// something about the code and nothing about luck. <c>PROGRAMS=10</c> in the environment draws ten times as many cases instead, others at
/// every run. A failure is made smaller and reported with its seed; <c>CsCheck_Seed=...</c> and a filter for the test give it again.
/// </summary>
internal static class RandomCases
{
    private static readonly int Factor = int.TryParse(Environment.GetEnvironmentVariable("PROGRAMS"), out var factor) ? factor : 0;

    /// <summary>Checks <paramref name="count"/> cases; the series is that of the test that calls.</summary>
    public static void Check<T>(this Gen<T> cases, int count, Action<T> check, Func<T, string>? print = null, [CallerMemberName] string test = "")
    {
        if (Factor > 0 || CsCheck.Check.Seed is not null)
        {
            cases.Sample(check, iter: Math.Max(1, Factor) * (long)count, threads: 1, print: print);
            return;
        }

        var random = new PCG(0, Number(test));
        for (var i = 0; i < count; i++)
        {
            var state = random.State;
            var drawn = cases.Generate(random, null, out _);
            try
            {
                check(drawn);
            }
            catch (Exception e)
            {
                // Again, by itself, and then smaller ones as the library finds them.
                var seed = random.ToString(state);
                cases.Sample(check, seed: seed, iter: count, threads: 1, print: print);
                throw new AssertFailedException($"Case {i} of seed {seed} fails only after those before it.", e);
            }
        }
    }

    // String.GetHashCode differs from run to run.
    private static ulong Number(string name) => name.Aggregate(0UL, (sum, letter) => (31 * sum) + letter);
}
