using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using ExprGrad.Rules;
using ExprGrad.Tests.Rules;
using ExprGrad.Tests.Support;
using BuiltInRules = ExprGrad.Tests.Rules.BuiltInRules;

namespace ExprGrad.Tests.Docs;

/// <summary>Writes docs/accuracy.md: values and derivatives of every function with a rule, through the whole engine, against derivatives.csv.</summary>
internal sealed class AccuracyPage
{
    // Below it a double has no relative precision to speak of.
    private const double SmallestNormal = 2.2250738585072014e-308;

    private readonly StringBuilder page = new();

    /// <summary>What was measured: the relative error of the value, and the worst of both modes for first and second derivatives.</summary>
    public sealed record Figures(Reference Row, double Value, double First, double Second)
    {
        /// <summary>Tiny or large arguments, where formulas cancel, overflow or lose their argument to rounding.</summary>
        public bool IsHard => Array.Exists(Row.Arguments, x => x != 0 && (Math.Abs(x) < 1e-5 || Math.Abs(x) >= 30));
    }

    /// <summary>Derivatives that are known to be worse than the rest of the page, with the value that they should have.</summary>
    private static readonly (string What, LambdaExpression F, int[] By, object[] At, double Limit, string Why)[] Limits =
    [
        ("second derivative", F(x => Math.Atan(x)), [0, 0], [double.PositiveInfinity], 0, "infinity times 0, as for AtanPi and for 1 / (1 + x²) itself: a guard would stand in the derivative of every such quotient"),
    ];

    public static List<Figures> Measure()
    {
        var figures = new List<Figures>();
        foreach (var group in BuiltInRules.References.GroupBy(r => r.Function))
        {
            var rule = BuiltInRules.ByName[group.Key];
            var parameters = BuiltInRules.Method(rule).GetParameters();
            int[] reals = [.. Enumerable.Range(0, parameters.Length).Where(i => parameters[i].ParameterType == typeof(double))];
            var f = Engine.Lower(rule.Function);
            var value = f.Compile();
            var first = new List<(Func<object[], double>, int)>();
            var second = new List<(Func<object[], double>, int)>();
            foreach (var mode in (DerivativeMode[])[DerivativeMode.Forward, DerivativeMode.Reverse])
            {
                var next = 0;
                for (var i = 0; i < reals.Length; i++)
                {
                    var partial = f.Partial(reals[i], mode);
                    first.Add((partial.Compile(), i));
                    for (var j = i; j < reals.Length; j++)
                        second.Add((partial.Partial(reals[j], mode).Compile(), next++));
                }
            }

            foreach (var row in group)
            {
                var point = row.Boxed(parameters);
                figures.Add(new(
                    row,
                    Error(row.Value, value(point)),
                    first.Max(d => Error(row.First[d.Item2], d.Item1(point))),
                    second.Max(d => Error(row.Second[d.Item2], d.Item1(point)))));
            }
        }

        return figures;
    }

    public static string Write(List<Figures> figures) => new AccuracyPage().Print(figures);

    private string Print(List<Figures> figures)
    {
        page.Append("""
            # Accuracy

            Generated: values and derivatives of every function with a rule, through the whole engine, against values of 25 digits (`tests/ExprGrad.Tests/Data/derivatives.csv`).
            Errors are relative, of the last digit's size where nothing is wrong (1E-16), and the worse of forward and reverse mode; with several arguments
            the worst of all partial derivatives. Where the exact figure is 0, infinite, not a number or below the smallest normal number, the result is that too, which
            counts as 0. First derivatives are within 1E-13 and second ones within 1E-10 at every point; a test holds them to that. The digits themselves are one
            machine's, and not tested. To measure anew, run the tests with `EXPRGRAD_UPDATE_DOCS=1` in the environment.

            ## Known limits

            Points at which a derivative is less exact than that, or has no value although there is a limit.

            | function | derivative | at | exact | ours | reason |
            |---|---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var (what, f, by, at, limit, why) in Limits)
        {
            var derivative = by.Aggregate(Engine.Lower(f), (body, i) => body.Partial(i)).Compile()(at);
            var ours = double.IsNaN(derivative) ? "NaN" : $"within {Digit(Error(limit, derivative))}";
            page.Append($"| `{ExprGrad.Printing.CSharpPrinter.Print(f.Body)}` | {what} | {string.Join(", ", at.Select(Number))} | {Number(limit)} | {ours} | {why} |\n");
        }

        page.Append("\n## Every function\n\nThe worst of all its points. The values of `double.ExpM1`, `LogP1` and their like are .NET's own, which subtract or add 1 and have no digits left near 0;\n`Functions.ExpM1` and `LogP1` keep them. Estimates are estimates. The errors of `Math.Pow` are the rounding of its exponent less 1, times log x, and those of\n`double.RootN` begin in .NET's own value, which rounds 1/n: neither exceeds 1E-13.\n\n| function | points | value | first | second |\n|---|---|---|---|---|\n");
        foreach (var group in figures.GroupBy(f => f.Row.Function).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            page.Append($"| `{group.Key}` | {group.Count()} | {Digit(group.Max(f => f.Value))} | {Digit(group.Max(f => f.First))} | {Digit(group.Max(f => f.Second))} |\n");
        }

        page.Append("\n## Hard points\n\nWith an argument below 1E-5 or from 30 up.\n\n| function | at | value | first | second |\n|---|---|---|---|---|\n");
        foreach (var f in figures.Where(f => f.IsHard).OrderBy(f => f.Row.Function, StringComparer.Ordinal))
            page.Append($"| `{f.Row.Function}` | {string.Join(", ", f.Row.Arguments.Select(a => Number(a)))} | {Digit(f.Value)} | {Digit(f.First)} | {Digit(f.Second)} |\n");
        return page.ToString();
    }

    /// <summary>
    /// The relative error. An infinite derivative may come out of reverse mode as a sum of infinities, but not as a number.
    /// </summary>
    private static double Error(double expected, double actual)
    {
        if (double.IsNaN(expected) || double.IsInfinity(expected))
            return double.IsFinite(actual) ? double.PositiveInfinity : 0;
        if (double.IsNaN(actual) || double.IsInfinity(actual))
            return double.PositiveInfinity;
        return Math.Abs(expected - actual) <= SmallestNormal ? 0 : Math.Abs(expected - actual) / Math.Abs(expected);
    }

    private static string Digit(double error) => error == 0 ? "0" : error.ToString("0E-00", CultureInfo.InvariantCulture);

    private static string Number(object x) => ((double)x).ToString("R", CultureInfo.InvariantCulture);

    private static LambdaExpression F(Expression<Func<double, double>> f) => f;
}
