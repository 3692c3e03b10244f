using System.Globalization;

namespace ExprGrad.Tests.Printing;

/// <summary>Derivatives as a table of calculus has them.</summary>
[TestClass]
public sealed class PrintedDerivativeTests
{
    public static IEnumerable<object[]> Derivatives =>
    [
        Row("x => 2 * x", Differentiate.Grad((double x) => x * x)),
        Row("x => 5 * Math.Pow(x, 4)", Differentiate.Grad((double x) => Math.Pow(x, 5))),
        Row("x => x > 0 ? 2 * x : -1", Differentiate.Grad((double x) => x > 0 ? x * x : -x)),
        Row("x => 0.5 / Math.Sqrt(x)", Differentiate.Grad((double x) => Math.Sqrt(x))),
        Row("x => -1 / (x * x)", Differentiate.Grad((double x) => 1 / x)),
        Row("x => 2 / (x * x * x)", Differentiate.Grad((double x) => 1 / x).Grad()),
        Row("x => Math.Cos(x)", Differentiate.Grad((double x) => Math.Sin(x))),
        Row("x => -Math.Sin(x)", Differentiate.Grad((double x) => Math.Cos(x))),
        Row("x => 2 * x * Math.Cos(x * x)", Differentiate.Grad((double x) => Math.Sin(x * x))),
        Row("x => Math.Sin(x) + x * Math.Cos(x)", Differentiate.Grad((double x) => x * Math.Sin(x))),
        Row("x => 1 / x", Differentiate.Grad((double x) => Math.Log(x))),
        Row("x => 1", Differentiate.Grad((double x) => x + 3)),
        Row("x => 0", Differentiate.Grad((double x) => 3.0 + (x > 1 ? 1 : 2))),
        Row("x => 6 * x", Differentiate.Grad((double x) => 3 * x * x)),
        Row("x => 3 * x * x", Differentiate.Grad((double x) => x * x * x)),
        Row("(x, y) => (y, x)", Differentiate.Grad((double x, double y) => x * y)),
        Row("(x, y) => 1 / y", Differentiate.Partial((double x, double y) => x / y, 0)),
        Row("(x, dx) => (x * x, 2 * x * dx)", Differentiate.Jvp((double x) => x * x)),
        Row("(x, g) => (x * x, 2 * x * g)", Differentiate.Vjp((double x) => x * x)),
        Row("x => x.Select(v => 2 * v).ToArray()", Differentiate.Grad((double[] x) => x.Sum(v => v * v))),
    ];

    [TestMethod]
    [DynamicData(nameof(Derivatives))]
    public void A_derivative_prints_as_in_a_table_of_calculus(string expected, string printed, string underGerman)
    {
        Assert.AreEqual(expected, printed);
        Assert.AreEqual(expected, underGerman);
    }

    private static object[] Row(string expected, object derivative)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var printed = derivative.ToString()!;
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            return [expected, printed, derivative.ToString()!];
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
