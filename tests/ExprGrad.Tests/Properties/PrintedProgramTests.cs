using System.Linq.Expressions;
using CsCheck;
using ExprGrad.Differentiation;
using ExprGrad.Printing;
using ExprGrad.Tests.Printing;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Properties;

/// <summary>The text of random derivatives is C# that computes what they compute.</summary>
[TestClass]
public sealed class PrintedProgramTests
{
    // One compilation for all, as the compiler is slow to start; small arrays programs, as it tries each overload of Sum on nested lambdas.
    [TestMethod]
    public void Printed_derivatives_compile_to_the_derivatives() =>
        Gen.Select(
            ScalarPrograms.Of(typeof(double), mostSteps: 10).Where(CapturesNothing).Array[20],
            ArrayPrograms.Of(typeof(double), longestTape: 16).Where(CapturesNothing).Array[12],
            (scalars, arrays) => scalars.Concat(arrays).ToArray())
        .Check(1, AssertPrinted, Print);

    // Captured variables are printed by name; here there is nobody to declare them.
    private static bool CapturesNothing(Program program) => Engine.Lower(program.Lambda).Captures.Length == 0;

    private static string Print(Program[] programs) => string.Join("\n", programs.Select(p => p.ToString()));

    private static void AssertPrinted(Program[] programs)
    {
        var derived = programs.SelectMany(program => Modes.Both, (program, options) =>
        {
            var f = Engine.Lower(program.Lambda).Apply(new Transform.ValueAndGrad(), options.Mode);
            var type = Expression.GetFuncType([.. f.Graph.Parameters, f.Graph.Result.Type]);
            var text = CSharpPrinter.Print(Raiser.Raise(f.Graph, f.Names, f.Captures, type));
            return (Program: program, Compiled: f.Compiled(), Type: type, Text: text);
        }).ToList();
        var printed = CompileBack.All([.. derived.Select(d => (d.Type, d.Text))]);
        for (var i = 0; i < printed.Length; i++)
        {
            foreach (var point in ArrayPropertyTests.Defined(derived[i].Program))
            {
                double[] expected = [.. Derivatives.Flat(printed[i].DynamicInvoke(point)!)];
                CollectionAssert.AreEqual(expected, derived[i].Compiled(point), $"{derived[i].Text}\nat {Program.At(point)}");
            }
        }
    }
}
