using System.Numerics;

namespace ExprGrad.Printing;

/// <summary>Numbers that have a name, recognised by their bits: multiples of pi and e, logarithms of 2 and 10, fractions whose decimals do not end.</summary>
internal static class NamedNumbers
{
    private const int LargestFactor = 12;

    private static readonly Dictionary<double, Named> Known = Make();

    /// <param name="CSharp">An expression that computes it.</param>
    /// <param name="Latex">How it is written.</param>
    internal readonly record struct Named(string CSharp, string Latex);

    /// <summary>What a positive number is called, if it has a name.</summary>
    public static Named? Find(double value) => Known.TryGetValue(value, out var named) ? named : null;

    private static Dictionary<double, Named> Make()
    {
        var known = new Dictionary<double, Named>
        {
            [Math.PI] = new("Math.PI", @"\pi"),
            [Math.Tau] = new("Math.Tau", @"2 \pi"),
            [Math.E] = new("Math.E", "e"),
        };
        for (var k = 1; k <= LargestFactor; k++)
        {
            known.TryAdd(k * Math.PI, new($"{Times(k)}Math.PI", $@"{k} \pi"));
            known.TryAdd(Math.PI / k, new($"Math.PI / {k}", $@"\frac{{\pi}}{{{k}}}"));
            known.TryAdd(k * Math.PI * Math.PI, new($"{Times(k)}Math.PI * Math.PI", $@"{(k == 1 ? "" : $"{k} ")}\pi^{{2}}"));
            known.TryAdd(k * Math.E, new($"{Times(k)}Math.E", $"{k} e"));
            known.TryAdd(k / Math.Sqrt(Math.PI), new($"{k} / Math.Sqrt(Math.PI)", $@"\frac{{{k}}}{{\sqrt{{\pi}}}}"));
        }

        foreach (var b in (int[])[2, 10])
        {
            known.TryAdd(Math.Log(b), new($"Math.Log({b})", $@"\ln {b}"));
            known.TryAdd(Math.Log(b) * Math.Log(b), new($"Math.Log({b}) * Math.Log({b})", $@"\ln^{{2}} {b}"));
        }

        foreach (var divisor in (int[])[3, 6, 7, 9, 11, 12])
        {
            for (var factor = 1; factor <= LargestFactor; factor++)
            {
                if (BigInteger.GreatestCommonDivisor(factor, divisor) == 1)
                    known.TryAdd((double)factor / divisor, new($"{factor}.0 / {divisor}", $@"\frac{{{factor}}}{{{divisor}}}"));
            }
        }

        return known;

        static string Times(int k) => k == 1 ? "" : $"{k} * ";
    }
}
