using System.Linq.Expressions;
using ExprGrad.Differentiation;
using ExprGrad.Rules;
using ExprGrad.Tests.Properties.Oracle;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Properties;

/// <summary>Derivatives of lambdas with derivatives inside them, on random ones, to the third order.</summary>
[TestClass]
public sealed class NestedPropertyTests
{
    private static readonly DerivativeMode[] BothModes = [DerivativeMode.Forward, DerivativeMode.Reverse];

    [TestMethod]
    public void Values_and_gradients_are_those_of_the_oracle() => NestedPrograms.Of(orders: 3).Check(150, program =>
    {
        var f = Engine.Lower(program.Lambda);
        foreach (var mode in BothModes)
        {
            var gradient = f.Apply(new Transform.ValueAndGrad(), mode).Compiled();
            foreach (var point in program.Points)
            {
                var actual = gradient(point);
                AssertAgrees(program, point, actual[0], $"{mode}: value");
                for (var i = 0; i < point.Length; i++)
                    AssertAgrees(program, point, actual[1 + i], $"{mode}: slope {i}", i);
            }
        }
    });

    [TestMethod]
    public void Second_derivatives_in_every_combination_of_modes_are_those_of_the_oracle() => NestedPrograms.Of(orders: 2).Check(80, program =>
    {
        var f = Engine.Lower(program.Lambda);
        var n = program.Lambda.Parameters.Count;
        foreach (var inner in BothModes)
        {
            foreach (var outer in BothModes)
            {
                var row = f.Apply(new Transform.Partial(n - 1), inner).Apply(new Transform.Grad(), outer).Compiled();
                foreach (var point in program.Points)
                {
                    var actual = row(point);
                    for (var i = 0; i < n; i++)
                        AssertAgrees(program, point, actual[i], $"{outer} over {inner}, by {n - 1} and {i}", n - 1, i);
                }
            }
        }

        var hessian = f.Apply(new Transform.Hessian(), DerivativeMode.Auto).Compiled();
        var product = f.Apply(new Transform.Grad(), DerivativeMode.Reverse).Apply(new Transform.Jvp(), DerivativeMode.Auto).Compiled();
        foreach (var point in program.Points)
        {
            var (all, along) = (hessian(point), product([.. point, .. point.Select((_, i) => (object)(i == 0 ? 1.0 : 0.0))])[n..]);
            for (var i = 0; i < n; i++)
            {
                AssertAgrees(program, point, along[i], $"product with a direction, row {i}", 0, i);
                for (var j = 0; j < n; j++)
                    AssertAgrees(program, point, all[(n * i) + j], $"Hessian {i} {j}", i, j);
            }
        }
    });

    [TestMethod]
    public void Taylor_coefficients_and_third_derivatives_are_those_of_the_oracle() => NestedPrograms.Of(orders: 1, mostParameters: 1, longestTape: 25).Check(80, program =>
    {
        var f = (Expression<Func<double, double>>)program.Lambda;
        var taylor = Differentiate.Taylor(f, 3).Compile();
        Func<double, double>[] third =
        [
            Differentiate.Derivative(f, 3).Compile(),
            .. Modes.Both.Select(m => Differentiate.Grad(f, m).Grad(m).Grad(m).Compile()),
        ];
        foreach (var point in program.Points)
        {
            var x = (double)point[0];
            var series = taylor(x);
            AssertAgrees(program, point, series[0], "coefficient 0");
            AssertAgrees(program, point, series[1], "coefficient 1", 0);
            AssertAgrees(program, point, 2 * series[2], "coefficient 2", 0, 0);
            AssertAgrees(program, point, 6 * series[3], "coefficient 3", 0, 0, 0);
            for (var form = 0; form < third.Length; form++)
                AssertAgrees(program, point, third[form](x), $"third derivative, form {form}", 0, 0, 0);
        }
    });

    // To ten digits of the largest terms.
    private static void AssertAgrees(Program program, object[] point, double actual, string what, params int[] leaves)
    {
        MultiDual expected;
        try
        {
            expected = NestedInterpreter.Run(program.Lambda, point, leaves);
        }
        catch (UndecidedException)
        {
            return;
        }

        for (var e = leaves.Length - 1; e >= 0; e--)
            expected = expected.Coefficient(e);
        if (expected.Size < 1e12 && !(Math.Abs(expected.Value - actual) <= 1e-10 * (1 + expected.Size)))
            Assert.Fail($"{what} at {Program.At(point)}: expected {expected.Value:R} of terms of {expected.Size:G3}, was {actual:R}");
    }
}
