using System.Linq.Expressions;
using ExprGrad.Differentiation;
using ExprGrad.Printing;
using ExprGrad.Tests.Properties.Oracle;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Properties;

/// <summary>What holds for every lambda of numbers, on random ones.</summary>
[TestClass]
public sealed class ScalarPropertyTests
{
    private static readonly DerivativeMode[] BothModes = [DerivativeMode.Forward, DerivativeMode.Reverse];

    [TestMethod]
    [DataRow(typeof(double))]
    [DataRow(typeof(float))]
    public void Gradients_forwards_and_backwards_are_those_of_the_oracle(Type real) => ScalarPrograms.Of(real).Check(600, program =>
    {
        var f = Engine.Lower(program.Lambda);
        foreach (var mode in BothModes)
        {
            var gradient = f.Apply(new Transform.Grad(), mode).Compiled();
            foreach (var point in program.Points)
                Derivatives.AssertGradient(program, point, gradient(point), mode.ToString());
        }
    });

    [TestMethod]
    [DataRow(typeof(double))]
    [DataRow(typeof(float))]
    public void Second_derivatives_in_every_combination_of_modes_are_those_of_the_oracle(Type real) => ScalarPrograms.Of(real, mostSteps: 8).Check(200, program =>
    {
        var f = Engine.Lower(program.Lambda);
        var last = program.Lambda.Parameters.Count - 1;
        foreach (var inner in BothModes)
        {
            foreach (var outer in BothModes)
            {
                var row = f.Apply(new Transform.Partial(last), inner).Apply(new Transform.Grad(), outer).Compiled();
                foreach (var point in program.Points)
                    Derivatives.AssertSecond(program, point, last, row(point), $"{outer} over {inner}");
            }
        }
    });

    [TestMethod]
    public void Hessians_are_those_of_the_oracle() => ScalarPrograms.Of(typeof(double), mostSteps: 8).Check(200, program =>
    {
        var hessian = Engine.Lower(program.Lambda).Apply(new Transform.Hessian(), DerivativeMode.Auto).Compiled();
        var n = program.Lambda.Parameters.Count;
        foreach (var point in program.Points)
        {
            var all = hessian(point);
            for (var i = 0; i < n; i++)
                Derivatives.AssertSecond(program, point, i, all[(i * n)..((i + 1) * n)], $"row {i}");
        }
    });

    [TestMethod]
    [DataRow(typeof(double))]
    [DataRow(typeof(float))]
    public void Values_are_those_of_the_plain_lambda_bit_for_bit(Type real) => ScalarPrograms.Of(real).Check(300, program =>
    {
        var plain = program.Plain();
        var lowered = Engine.Lower(program.Lambda);
        Func<object[], double[]>[] forms =
        [
            lowered.Compiled(),
            lowered.Apply(new Transform.ValueAndGrad(), DerivativeMode.Forward).Compiled(),
            lowered.Apply(new Transform.ValueAndGrad(), DerivativeMode.Reverse).Compiled(),
        ];
        foreach (var point in program.Points)
        {
            var expected = plain(point);
            foreach (var form in forms)
                Derivatives.AssertSameBits(expected, form(point)[..1], Program.At(point));
        }
    });

    [TestMethod]
    public void A_tangent_is_the_gradient_in_its_direction() => ScalarPrograms.Of(typeof(double)).Check(200, program =>
    {
        var f = Engine.Lower(program.Lambda);
        var jvp = f.Apply(new Transform.Jvp(), DerivativeMode.Auto).Compiled();
        double[] direction = [2, -1.5, 0.25];
        foreach (var point in program.Points)
        {
            var actual = jvp([.. point, .. direction.Take(point.Length).Cast<object>()])[1];
            var (result, expected) = Derivatives.InDirection(program, point, direction);
            Derivatives.AssertAgrees(result, expected, actual, $"tangent at {Program.At(point)}");
        }
    });

    [TestMethod]
    public void Cotangents_are_multiples_of_the_gradient() => ScalarPrograms.Of(typeof(double)).Check(200, program =>
    {
        var vjp = Engine.Lower(program.Lambda).Apply(new Transform.Vjp(), DerivativeMode.Auto).Compiled();
        foreach (var point in program.Points)
        {
            var cotangents = vjp([.. point, -0.5])[1..];
            Derivatives.AssertGradient(program, point, Array.ConvertAll(cotangents, c => c / -0.5), "Vjp");
        }
    });

    [TestMethod]
    public void The_expression_of_a_derivative_computes_what_the_derivative_does() => ScalarPrograms.Of(typeof(double)).Check(200, program =>
    {
        foreach (var mode in BothModes)
        {
            var derived = Engine.Lower(program.Lambda).Apply(new Transform.ValueAndGrad(), mode);
            var type = Expression.GetFuncType([.. derived.Graph.Parameters, derived.Graph.Result.Type]);
            var compiled = derived.Compiled();
            var expression = Raiser.Raise(derived.Graph, derived.Names, derived.Captures, type).Compile(preferInterpretation: true);
            foreach (var point in program.Points)
            {
                var (expected, actual) = (Derivatives.Flat(expression.DynamicInvoke(point)!).ToArray(), compiled(point));
                CollectionAssert.AreEqual(expected, actual, Program.At(point));
            }
        }
    });
}
