using System.Globalization;

namespace ExprGrad.Printing;

/// <summary>Names, numbers and known functions in LaTeX.</summary>
internal static class LatexNames
{
    private static readonly HashSet<string> Greek =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma",
        "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega",
    ];

    private static readonly Dictionary<string, string> Functions = new()
    {
        ["Sin"] = @"\sin", ["Cos"] = @"\cos", ["Tan"] = @"\tan", ["Asin"] = @"\arcsin", ["Acos"] = @"\arccos", ["Atan"] = @"\arctan",
        ["Sinh"] = @"\sinh", ["Cosh"] = @"\cosh", ["Tanh"] = @"\tanh", ["Asinh"] = @"\operatorname{arsinh}", ["Acosh"] = @"\operatorname{arcosh}",
        ["Atanh"] = @"\operatorname{artanh}", ["Log"] = @"\ln", ["Log10"] = @"\log_{10}", ["Log2"] = @"\log_{2}",
        ["Sign"] = @"\operatorname{sgn}", ["Erf"] = @"\operatorname{erf}", ["Erfc"] = @"\operatorname{erfc}",
        ["ErfInv"] = @"\operatorname{erf}^{-1}",
    };

    public static string? Function(string name) => Functions.GetValueOrDefault(name);

    public static string Operator(string name) => $@"\operatorname{{{Escape(name)}}}";

    /// <summary>
    /// A variable: Greek where it is called so, trailing digits and what follows an underscore as an index, several letters as one word.
    /// </summary>
    public static string Of(string name)
    {
        var parts = name.TrimStart('@').Split('_', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || char.IsDigit(parts[0][0]))
            return $@"\mathit{{{Escape(name)}}}";
        var stem = parts[0].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        string[] indices = [.. stem.Length < parts[0].Length ? [parts[0][stem.Length..]] : (string[])[], .. parts[1..].Select(Word)];
        return indices.Length == 0 ? Word(stem) : $"{Word(stem)}_{{{string.Join(", ", indices)}}}";
    }

    // dx is how calculus writes a tangent.
    private static string Word(string word) =>
        Greek.Contains(word) ? "\\" + word
        : word.Length == 1 || word.All(char.IsDigit) ? Escape(word)
        : word[0] == 'd' && (word.Length == 2 || Greek.Contains(word[1..])) ? (word.Length == 2 ? word : $@"d\{word[1..]}")
        : $@"\mathit{{{Escape(word)}}}";

    public static string OfConstant(object? value) => value switch
    {
        double d => Number(d, d.ToString("R", CultureInfo.InvariantCulture)),
        float f => Number(f, f.ToString("R", CultureInfo.InvariantCulture)),
        bool b => $@"\text{{{(b ? "true" : "false")}}}",
        IFormattable f and (int or long or uint or ulong or short or ushort or byte or sbyte or decimal) => f.ToString(null, CultureInfo.InvariantCulture),
        _ => $@"\text{{{Escape(Literals.Of(value, value?.GetType() ?? typeof(object)).Text)}}}",
    };

    public static string Escape(string text) => text.Replace(@"\", @"\backslash ").Replace("{", @"\{").Replace("}", @"\}").Replace("_", @"\_")
        .Replace("&", @"\&").Replace("%", @"\%").Replace("#", @"\#").Replace("$", @"\$").Replace("^", @"\^{}");

    private static string Number(double value, string shortest)
    {
        if (double.IsNaN(value))
            return @"\mathrm{NaN}";
        if (double.IsInfinity(value))
            return value > 0 ? @"\infty" : @"-\infty";
        if (NamedNumbers.Find(Math.Abs(value)) is { } named)
            return (value < 0 ? "-" : "") + named.Latex;
        var at = shortest.IndexOf('E');
        if (at < 0)
            return shortest;
        var power = $"10^{{{int.Parse(shortest[(at + 1)..], CultureInfo.InvariantCulture)}}}";
        return shortest[..at] switch { "1" => power, "-1" => "-" + power, var digits => $@"{digits} \cdot {power}" };
    }
}
