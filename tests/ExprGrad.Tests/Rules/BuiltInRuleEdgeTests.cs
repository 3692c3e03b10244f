namespace ExprGrad.Tests.Rules;

/// <summary>Built-in rules at kinks, at the ends of domains, at infinities and for NaN: the conventions of the documentation.</summary>
[TestClass]
public sealed class BuiltInRuleEdgeTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    [TestMethod]
    [DataRow("Math.Abs", 0.0, 0.0)]
    [DataRow("Math.Abs", -0.0, 0.0)]
    [DataRow("Math.Abs", NaN, NaN)]
    [DataRow("Math.Abs", -Inf, -1.0)]
    [DataRow("Math.Sqrt", 0.0, Inf)]
    [DataRow("Math.Sqrt", Inf, 0.0)]
    [DataRow("Math.Cbrt", 0.0, Inf)]
    [DataRow("Math.Cbrt", -Inf, 0.0)]
    [DataRow("Math.Asin", 1.0, Inf)]
    [DataRow("Math.Acos", -1.0, -Inf)]
    [DataRow("Math.Asin", 1.5, NaN)]
    [DataRow("Math.Acosh", 1.0, Inf)]
    [DataRow("Math.Acosh", 0.5, NaN)]
    [DataRow("Math.Atanh", -1.0, Inf)]
    [DataRow("Math.Atan", Inf, 0.0)]
    [DataRow("Math.Tanh", Inf, 0.0)]
    [DataRow("Math.Tanh", -800.0, 0.0)]
    [DataRow("Math.Asinh", -Inf, 0.0)]
    [DataRow("Math.Acosh", Inf, 0.0)]
    [DataRow("Math.Exp", -Inf, 0.0)]
    [DataRow("Math.Exp", Inf, Inf)]
    [DataRow("Math.Log", 0.0, Inf)]
    [DataRow("Math.Log", Inf, 0.0)]
    [DataRow("double.LogP1", -1.0, Inf)]
    [DataRow("double.TanPi", 0.5, Inf)]
    [DataRow("double.ExpM1", -Inf, 0.0)]
    [DataRow("Math.Floor", 2.0, 0.0)]
    [DataRow("Math.Round", 2.5, 0.0)]
    [DataRow("Math.Truncate", NaN, 0.0)]
    [DataRow("Functions.Sigmoid", Inf, 0.0)]
    [DataRow("Functions.Sigmoid", -Inf, 0.0)]
    [DataRow("Functions.Softplus", Inf, 1.0)]
    [DataRow("Functions.LogSigmoid", -Inf, 1.0)]
    [DataRow("Functions.Relu", 0.0, 0.0)]
    [DataRow("Functions.Relu", -Inf, 0.0)]
    [DataRow("Functions.Relu", NaN, NaN)]
    [DataRow("Functions.Logit", 0.0, Inf)]
    [DataRow("Functions.Logit", 1.0, Inf)]
    [DataRow("Functions.Erf", -Inf, 0.0)]
    [DataRow("Functions.ErfInv", 1.0, Inf)]
    [DataRow("Functions.LogErfc", -Inf, 0.0)]
    [DataRow("Functions.NormalCdf", Inf, 0.0)]
    [DataRow("Functions.LogNormalCdf", Inf, 0.0)]
    [DataRow("Functions.LogNormalCdf", -Inf, Inf)]
    [DataRow("Functions.LogExpM1", Inf, 1.0)]
    [DataRow("Functions.Log1MExp", -Inf, 0.0)]
    [DataRow("Functions.Sinc", 0.0, 0.0)]
    [DataRow("Functions.Sinc", Inf, 0.0)]
    public void First_derivative_of_one_argument(string function, double x, double expected) =>
        Assert.AreEqual(expected, Partial(function, [x], 0));

    [TestMethod]
    [DataRow("Math.Max", 1.0, 1.0, 0.5, 0.5)]
    [DataRow("Math.Max", 0.0, -0.0, 0.5, 0.5)]
    [DataRow("Math.Max", Inf, Inf, 0.5, 0.5)]
    [DataRow("Math.Max", NaN, 1.0, NaN, NaN)]
    [DataRow("Math.Min", 2.0, 2.0, 0.5, 0.5)]
    [DataRow("Math.Min", 2.0, NaN, NaN, NaN)]
    [DataRow("double.MaxNumber", NaN, 1.0, 0.0, 1.0)]
    [DataRow("double.MinNumber", 1.0, NaN, 1.0, 0.0)]
    [DataRow("double.MinNumber", 1.0, 1.0, 0.5, 0.5)]
    [DataRow("Math.MaxMagnitude", 1.0, -1.0, 0.5, 0.5)]
    [DataRow("Math.CopySign", 0.0, -1.0, 0.0, 0.0)]
    [DataRow("Math.CopySign", -2.0, -0.0, 1.0, 0.0)]
    [DataRow("double.Hypot", 0.0, 0.0, 0.0, 0.0)]
    [DataRow("double.Hypot", 0.0, -2.0, 0.0, -1.0)]
    [DataRow("Math.Atan2", 0.0, 0.0, NaN, NaN)]
    [DataRow("Math.Pow", 0.0, 2.0, 0.0, 0.0)]
    [DataRow("Math.Pow", 0.0, 1.0, 1.0, 0.0)]
    [DataRow("Math.Pow", 0.0, 0.5, Inf, 0.0)]
    [DataRow("Math.Pow", 0.0, 0.0, 0.0, -Inf)]
    [DataRow("Math.Pow", 0.0, -1.0, -Inf, -Inf)]
    [DataRow("Math.Pow", -2.0, 3.0, 12.0, NaN)]
    [DataRow("Math.Pow", Inf, 2.0, Inf, Inf)]
    [DataRow("Functions.XLogY", 0.0, 0.0, -Inf, 0.0)]
    [DataRow("Functions.XLogY", 0.0, 2.0, 0.6931471805599453, 0.0)]
    public void First_derivatives_of_two_arguments(string function, double x, double y, double byX, double byY)
    {
        Assert.AreEqual(byX, Partial(function, [x, y], 0));
        Assert.AreEqual(byY, Partial(function, [x, y], 1));
    }

    [TestMethod]
    [DataRow(0.5, 1.0, 0.0, 0.0)]
    [DataRow(0.0, 0.5, 0.5, 0.0)]
    [DataRow(1.0, 0.5, 0.0, 0.5)]
    [DataRow(-3.0, 0.0, 1.0, 0.0)]
    [DataRow(Inf, 0.0, 0.0, 1.0)]
    [DataRow(NaN, NaN, NaN, NaN)]
    public void Clamp_to_0_and_1(double x, double byX, double byLow, double byHigh)
    {
        foreach (var function in (string[])["Math.Clamp", "double.ClampNative"])
        {
            Assert.AreEqual(byX, Partial(function, [x, 0.0, 1.0], 0));
            Assert.AreEqual(byLow, Partial(function, [x, 0.0, 1.0], 1));
            Assert.AreEqual(byHigh, Partial(function, [x, 0.0, 1.0], 2));
        }
    }

    [TestMethod]
    [DataRow("double.RootN", 0.0, 3, Inf)]
    [DataRow("double.RootN", 0.0, 1, 1.0)]
    [DataRow("double.RootN", Inf, 3, 0.0)]
    [DataRow("double.RootN", 2.0, 0, NaN)]
    [DataRow("Math.ScaleB", Inf, 2, 4.0)]
    public void First_derivative_with_an_integer(string function, double x, int n, double expected) =>
        Assert.AreEqual(expected, Partial(function, [x, n], 0));

    [TestMethod]
    [DataRow("Math.Pow", 0.0, 2.0, 0, 0, 2.0)]
    [DataRow("Math.Pow", 0.0, 1.0, 0, 0, 0.0)]
    [DataRow("Math.Pow", -3.0, 2.0, 0, 0, 2.0)]
    [DataRow("Math.Pow", 2.0, 0.0, 0, 1, 0.5)] // d/dy of y x^(y-1) where y is 0
    [DataRow("Math.Pow", 2.0, 0.0, 1, 0, 0.5)]
    [DataRow("Math.Max", 1.0, 1.0, 0, 1, 0.0)]
    [DataRow("double.Hypot", 0.0, 0.0, 0, 0, 0.0)]
    public void Second_derivatives(string function, double x, double y, int i, int j, double expected)
    {
        var rule = BuiltInRules.ByName[function];
        Assert.AreEqual(expected, RuleInterpreter.Second(rule, [x, y], Unit(2, i), Unit(2, j)) ?? 0);
    }

    [TestMethod]
    [DataRow("Math.Tanh", 800.0)]
    [DataRow("Math.Abs", 0.0)]
    [DataRow("Math.Sinh", 0.0)]
    [DataRow("Functions.Sigmoid", 0.0)]
    [DataRow("Functions.Sigmoid", -1e3)]
    [DataRow("Functions.Softplus", Inf)]
    [DataRow("Functions.LogErfc", -40.0)]
    [DataRow("Functions.Log1MExp", -1e3)]
    [DataRow("Functions.LogExpM1", 1e3)]
    public void Second_derivative_that_is_0(string function, double x) =>
        Assert.AreEqual(0.0, RuleInterpreter.Second(BuiltInRules.ByName[function], [x], [1], [1]) ?? 0);

    private static double Partial(string function, object[] arguments, int position) =>
        RuleInterpreter.First(BuiltInRules.ByName[function], arguments, Unit(arguments.Length, position)) ?? 0;

    private static double?[] Unit(int count, int position)
    {
        var unit = new double?[count];
        unit[position] = 1;
        return unit;
    }
}
