namespace ExprGrad.Printing;

/// <summary>The simple multiples of pi and e, and fractions whose decimals do not end, recognised by their bits.</summary>
internal static class NamedNumbers
{
    private static readonly Dictionary<double, Multiple> Known = Make();

    /// <summary><c>Factor * Constant^Power / Divisor</c>, computed from the left; a fraction has no constant.</summary>
    internal readonly record struct Multiple(int Factor, string? Constant, int Power, int Divisor)
    {
        public string CSharp => Constant is null ? $"{Factor}.0 / {Divisor}" : (Factor == 1 ? "" : $"{Factor} * ")
            + $"Math.{Constant}" + (Power == 2 ? $" * Math.{Constant}" : "") + (Divisor == 1 ? "" : $" / {Divisor}");

        public string Latex
        {
            get
            {
                if (Constant is null)
                    return $@"\frac{{{Factor}}}{{{Divisor}}}";
                var (symbol, factor) = Constant switch { "PI" => (@"\pi", Factor), "Tau" => (@"\pi", 2 * Factor), _ => ("e", Factor) };
                var text = (factor == 1 ? "" : $"{factor} ") + symbol + (Power == 2 ? "^{2}" : "");
                return Divisor == 1 ? text : $@"\frac{{{text}}}{{{Divisor}}}";
            }
        }
    }

    /// <summary>What a positive number is a multiple of, if it is one.</summary>
    public static Multiple? Find(double value) => Known.TryGetValue(value, out var multiple) ? multiple : null;

    private static Dictionary<double, Multiple> Make()
    {
        var known = new Dictionary<double, Multiple> { [Math.PI] = new(1, "PI", 1, 1), [Math.Tau] = new(1, "Tau", 1, 1), [Math.E] = new(1, "E", 1, 1) };
        for (var k = 1; k <= 12; k++)
        {
            known.TryAdd(k * Math.PI, new(k, "PI", 1, 1));
            known.TryAdd(Math.PI / k, new(1, "PI", 1, k));
            known.TryAdd(k * Math.PI * Math.PI, new(k, "PI", 2, 1));
            known.TryAdd(k * Math.E, new(k, "E", 1, 1));
        }

        foreach (var divisor in (int[])[3, 6, 7, 9, 11, 12])
        {
            for (var factor = 1; factor <= 12; factor++)
            {
                if (System.Numerics.BigInteger.GreatestCommonDivisor(factor, divisor) == 1)
                    known.TryAdd((double)factor / divisor, new(factor, null, 0, divisor));
            }
        }

        return known;
    }
}
