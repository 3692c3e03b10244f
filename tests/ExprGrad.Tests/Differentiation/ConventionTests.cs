using System.Linq.Expressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Differentiation;

/// <summary>The table of docs/semantics: what a derivative is where it is not obvious, forwards and backwards, for double, float and vectors.</summary>
[TestClass]
public sealed class ConventionTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    private static readonly double Zero = 0;

    public sealed record Case(string Name, Expression<Func<double, double>> F, Expression<Func<float, float>>? Single, double At, double First, double Second);

    private static readonly Case[] Cases =
    [
        new("abs at 0", x => Math.Abs(x), x => MathF.Abs(x), 0, 0, 0),
        new("abs below 0", x => Math.Abs(x), x => MathF.Abs(x), -2, -1, 0),
        new("max at a tie", x => Math.Max(x, 2), x => MathF.Max(x, 2), 2, 0.5, 0),
        new("max of itself", x => Math.Max(x, x), x => MathF.Max(x, x), 3, 1, 0),
        new("min at a tie of squares", x => Math.Min(x * x, 1), x => MathF.Min(x * x, 1), 1, 1, 1),
        new("sign", x => Math.Sign(x) * x, x => MathF.Sign(x) * x, -3, -1, 0),
        new("floor", x => Math.Floor(x) * x, x => MathF.Floor(x) * x, 2.5, 2, 0),
        new("ceiling", x => Math.Ceiling(x) * x, x => MathF.Ceiling(x) * x, 2.5, 3, 0),
        new("round", x => Math.Round(x) * x, x => MathF.Round(x) * x, 2.5, 2, 0),
        new("truncate", x => Math.Truncate(x) * x, x => MathF.Truncate(x) * x, -2.5, -2, 0),
        new("cast to an integer", x => (int)x * x, x => (int)x * x, 3.75, 3, 0),
        new("cast to a long and back", x => (double)(long)x * x, x => (float)(long)x * x, 3.75, 3, 0),
        new("clamp inside", x => Math.Clamp(x, -1, 1) * x, x => Math.Clamp(x, -1, 1) * x, 0.5, 1, 2),
        new("clamp outside", x => Math.Clamp(x, -1, 1) * x, x => Math.Clamp(x, -1, 1) * x, 3, 1, 0),
        new("clamp at a bound", x => Math.Clamp(x, -1, 1), x => Math.Clamp(x, -1, 1), 1, 0.5, 0),
        new("copy of a sign", x => Math.CopySign(x, -1), x => MathF.CopySign(x, -1), 2, -1, 0),
        new("sign only", x => Math.CopySign(3, x), x => MathF.CopySign(3, x), 2, 0, 0),
        new("power of 0", x => Math.Pow(x, 2), x => MathF.Pow(x, 2), 0, 0, 2),
        new("first power at 0", x => Math.Pow(x, 1), x => MathF.Pow(x, 1), 0, 1, 0),
        new("zeroth power at 0", x => Math.Pow(x, 0), x => MathF.Pow(x, 0), 0, 0, 0),
        new("cube of a negative", x => Math.Pow(x, 3), x => MathF.Pow(x, 3), -2, 12, -12),
        new("reciprocal power", x => Math.Pow(x, -1), x => MathF.Pow(x, -1), -2, -0.25, -0.25),
        new("exponent over 0", x => Math.Pow(Zero, x), x => MathF.Pow((float)Zero, x), 2, 0, 0),
        new("exponent over 1", x => Math.Pow(1, x), x => MathF.Pow(1, x), 2, 0, 0),
        new("root of 0", x => Math.Sqrt(x), x => MathF.Sqrt(x), 0, Inf, -Inf),
        new("root of a square at 0", x => Math.Sqrt(x * x), x => MathF.Sqrt(x * x), 0, 0, 0),
        new("root of a square", x => Math.Sqrt(x * x), x => MathF.Sqrt(x * x), -4, -1, 0),
        new("norm at 0", x => Math.Sqrt(x * x + (2 * x) * (2 * x)), x => MathF.Sqrt(x * x + (2 * x) * (2 * x)), 0, 0, 0),
        new("hypotenuse at 0", x => double.Hypot(x, 2 * x), x => float.Hypot(x, 2 * x), 0, 0, 0),
        new("what is not there", x => 0 * Math.Log(Zero) + x * x, x => (float)(0 * Math.Log(Zero)) + x * x, 1, 2, 2),
        new("infinite exponential", x => Math.Exp(x), x => MathF.Exp(x), -Inf, 0, 0),
        new("tanh far out", x => Math.Tanh(x), x => MathF.Tanh(x), Inf, 0, 0),
        new("not a number", x => x * x, x => x * x, NaN, NaN, 2),
        new("abs of not a number", x => Math.Abs(x), x => MathF.Abs(x), NaN, NaN, 0),
        new("remainder", x => x % 3, x => x % 3, 7.5, 1, 0),
        new("remainder by the variable", x => 7 % x, x => 7 % x, 2, -3, 0),
        new("remainder just below a whole turn", x => 1 % x, x => 1 % x, 0.1, -9, 0),
    ];

    public static IEnumerable<object[]> All => Cases.Select(c => new object[] { c.Name });

    [TestMethod]
    [DynamicData(nameof(All))]
    public void First_derivative(string name)
    {
        var c = Cases.Single(c => c.Name == name);
        foreach (var options in Modes.Both)
        {
            Assert.AreEqual(c.First, Differentiate.Grad(c.F, options).Compile()(c.At), options.Mode.ToString());
            if (c.Single is not null)
                Assert.AreEqual((float)c.First, Differentiate.Grad(c.Single, options).Compile()(Float(c)), $"float {options.Mode}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Second_derivative(string name)
    {
        var c = Cases.Single(c => c.Name == name);
        foreach (var inner in Modes.Both)
        {
            foreach (var outer in Modes.Both)
            {
                Assert.AreEqual(c.Second, Differentiate.Grad(c.F, inner).Grad(outer).Compile()(c.At), $"{outer.Mode} over {inner.Mode}");
                if (c.Single is not null)
                    Assert.AreEqual((float)c.Second, Differentiate.Grad(c.Single, inner).Grad(outer).Compile()(Float(c)), $"float {outer.Mode} over {inner.Mode}");
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public void First_derivative_in_vectors(string name)
    {
        var c = Cases.Single(c => c.Name == name);
        var destination = new double[5];
        Differentiate.Grad(c.F).Vectorize()([c.At, c.At, c.At, c.At, c.At], destination);
        foreach (var actual in destination)
            Numbers.AssertNear(c.First, actual, 4e-16, name);
    }

    private static float Float(Case c) => (float)c.At;

    [TestMethod]
    public void Values_stay_those_of_the_plain_lambda()
    {
        foreach (var c in Cases)
        {
            var plain = c.F.Compile()(c.At);
            Assert.AreEqual(plain, Function.Of(c.F).Compile()(c.At), c.Name);
            Assert.AreEqual(plain, Differentiate.ValueAndGrad(c.F).Compile()(c.At).Value, c.Name);
        }
    }
}
