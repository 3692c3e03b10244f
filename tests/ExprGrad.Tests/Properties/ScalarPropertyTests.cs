using CsCheck;
using ExprGrad.Differentiation;
using ExprGrad.Tests.Properties.Oracle;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Properties;

/// <summary>What holds for every lambda of numbers, on thousands of random ones.</summary>
[TestClass]
public sealed class ScalarPropertyTests
{
    private const int Programs = 10000;

    [TestMethod]
    [DataRow(typeof(double))]
    [DataRow(typeof(float))]
    public void Gradients_forwards_and_backwards_are_those_of_the_oracle(Type real) => ScalarPrograms.Of(real).Sample(
        program =>
        {
            var f = Engine.Lower(program.Lambda);
            foreach (var mode in (DerivativeMode[])[DerivativeMode.Forward, DerivativeMode.Reverse])
            {
                var gradient = f.Apply(new Transform.Grad(), mode).Compiled();
                foreach (var point in program.Points)
                    AssertGradient(program, point, gradient(point), mode);
            }
        },
        iter: Programs, threads: 1, print: p => p.ToString());

    private static void AssertGradient(Program program, object[] point, double[] actual, DerivativeMode mode)
    {
        for (var i = 0; i < actual.Length; i++)
        {
            var expected = DualInterpreter.Run(program.Lambda, point, i);
            Derivatives.AssertAgrees(expected, expected.First, actual[i], $"{mode} by leaf {i} at {string.Join("; ", point.Select(Program.Text))}");
        }
    }
}
