using System.Runtime.CompilerServices;
using ExprGrad.Differentiation;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Properties;

/// <summary>What holds for every lambda of arrays, on random ones.</summary>
[TestClass]
public sealed class ArrayPropertyTests
{
    private static readonly DerivativeMode[] BothModes = [DerivativeMode.Forward, DerivativeMode.Reverse];

    [TestMethod]
    [DataRow(typeof(double))]
    [DataRow(typeof(float))]
    public void Gradients_forwards_and_backwards_are_those_of_the_oracle(Type real) => ArrayPrograms.Of(real).Check(300, program =>
    {
        var f = Engine.Lower(program.Lambda);
        foreach (var mode in BothModes)
        {
            var gradient = f.Apply(new Transform.Grad(), mode).Compiled();
            foreach (var point in Defined(program))
                Derivatives.AssertGradient(program, point, gradient(point), mode.ToString());
        }
    });

    [TestMethod]
    [DataRow(typeof(double))]
    [DataRow(typeof(float))]
    public void Values_are_those_of_the_plain_lambda_bit_for_bit(Type real) => ArrayPrograms.Of(real).Check(150, program =>
    {
        var plain = program.Plain();
        var lowered = Engine.Lower(program.Lambda);
        Func<object[], double[]>[] forms =
        [
            lowered.Compiled(),
            lowered.Apply(new Transform.ValueAndGrad(), DerivativeMode.Forward).Compiled(),
            lowered.Apply(new Transform.ValueAndGrad(), DerivativeMode.Reverse).Compiled(),
        ];
        foreach (var point in Defined(program))
        {
            var expected = plain(point);
            foreach (var form in forms)
                Derivatives.AssertSameBits(expected, form(point)[..1], Program.At(point));
        }
    });

    [TestMethod]
    public void Second_derivatives_in_a_direction_are_those_of_the_oracle() => ArrayPrograms.Of(typeof(double), longestTape: 25).Check(100, program =>
    {
        var f = Engine.Lower(program.Lambda);
        foreach (var mode in BothModes)
        {
            var gradient = f.Apply(new Transform.Grad(), mode);
            var product = gradient.Apply(new Transform.Jvp(), DerivativeMode.Auto).Compiled();
            foreach (var point in Defined(program))
            {
                var n = Derivatives.LeavesOf(point);
                var actual = product([.. point, .. Direction(point)]);
                for (var i = 0; i < n; i++)
                    Derivatives.AssertSecondInDirection(program, point, i, j => Slope(j), actual[n + i], $"{mode} row {i}");
            }
        }
    });

    private static double Slope(int leaf) => 1 - (0.75 * (leaf % 4));

    private static object[] Direction(object[] point)
    {
        var leaf = 0;
        return Array.ConvertAll(point, Like);

        object Like(object argument) => argument switch
        {
            double[] array => Array.ConvertAll(array, _ => Slope(leaf++)),
            ITuple tuple => Activator.CreateInstance(argument.GetType(), [.. Enumerable.Range(0, tuple.Length).Select(i => Like(tuple[i]!))])!,
            _ => Slope(leaf++),
        };
    }

    /// <summary>The points at which the plain lambda does not throw: an empty array has no first element.</summary>
    internal static IEnumerable<object[]> Defined(Program program)
    {
        var plain = program.Plain();
        return program.Points.Where(point =>
        {
            try
            {
                plain(point);
                return true;
            }
            catch (System.Reflection.TargetInvocationException e) when (e.InnerException is IndexOutOfRangeException or DivideByZeroException)
            {
                return false;
            }
        });
    }
}
