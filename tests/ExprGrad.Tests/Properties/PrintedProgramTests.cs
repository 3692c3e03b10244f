using System.Linq.Expressions;
using CsCheck;
using ExprGrad.Differentiation;
using ExprGrad.Graphs;
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
            BranchPrograms.Of(typeof(double), points: 9, longestTape: 20).Array[12],
            (scalars, arrays, branches) => scalars.Concat(arrays).Concat(branches).ToArray())
        .Check(1, AssertPrinted, Print);

    /// <summary>Without the text in between, many more: the tree that is printed, compiled as it is.</summary>
    [TestMethod]
    public void Raised_derivatives_compute_what_the_derivatives_do() =>
        Gen.OneOf(ScalarPrograms.Of(typeof(double)), ArrayPrograms.Of(typeof(double)), BranchPrograms.Of(typeof(double), points: 9)).Check(200, program =>
        {
            foreach (var options in Modes.Both)
            {
                var f = Engine.Lower(program.Lambda).Apply(new Transform.ValueAndGrad(), options.Mode);
                var (raised, compiled) = (Raised(f).Compile(), f.Compiled());
                foreach (var point in ArrayPropertyTests.Defined(program))
                    CollectionAssert.AreEqual(compiled(point), Derivatives.Flat(raised.DynamicInvoke(point)!).ToArray(), $"{options.Mode} at {Program.At(point)}");
            }
        });

    private static LambdaExpression Raised(FunctionBody f) =>
        Raiser.Raise(f.Graph, f.Names, f.Captures, Expression.GetFuncType([.. f.Graph.Parameters, f.Graph.Result.Type]));

    // Captured variables are printed by name; here there is nobody to declare them.
    private static bool CapturesNothing(Program program) => Engine.Lower(program.Lambda).Captures.Length == 0;

    private static string Print(Program[] programs) => string.Join("\n", programs.Select(p => p.ToString()));

    private static void AssertPrinted(Program[] programs)
    {
        var derived = programs.SelectMany(program => Modes.Both, (program, options) =>
        {
            var f = Engine.Lower(program.Lambda).Apply(new Transform.ValueAndGrad(), options.Mode);
            var raised = Raised(f);
            return (Program: program, Compiled: f.Compiled(), raised.Type, Text: CSharpPrinter.Print(raised));
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
