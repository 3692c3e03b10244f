using System.Reflection;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests;

/// <summary>
/// What a message ends with, taken at its word: pasted where it says, its comments filled in, it compiles, and the error is gone.
/// </summary>
[TestClass]
public sealed class SuggestedFixTests
{
    [TestMethod]
    public void Every_error_ends_with_a_line_that_mends_it()
    {
        var cases = FixCases.All;
        var bad = Load(cases, (c, _) => (c.Members, c.Declarations, c.Statement));
        var errors = new NotDifferentiableException[cases.Length];
        for (var i = 0; i < cases.Length; i++)
        {
            errors[i] = Assert.ThrowsExactly<NotDifferentiableException>(bad[i], cases[i].Statement);
            Assert.AreEqual(cases[i].Code, errors[i].Code, $"{cases[i].Statement}: {errors[i].Message}");
        }

        var mended = Load(cases, (c, i) => c.Mend(errors[i]));
        for (var i = 0; i < cases.Length; i++)
        {
            try
            {
                mended[i]();
            }
            catch (NotDifferentiableException e) when (cases[i].Then is { } then && then == e.Code)
            {
                // One trouble after the other.
            }
            catch (NotDifferentiableException e)
            {
                Assert.Fail($"{cases[i].Statement}\n{errors[i].Message}\nmended: {cases[i].Mend(errors[i])}\n{e.Message}");
            }
        }
    }

    [TestMethod]
    public void Every_code_has_a_case() => CollectionAssert.AreEqual(
        typeof(Codes).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToArray(),
        FixCases.All.Select(c => c.Code).Distinct().Order(StringComparer.Ordinal).ToArray());

    /// <summary>Each program as an action; all are compiled at once.</summary>
    private static Action[] Load(FixCase[] cases, Func<FixCase, int, (string Members, string Declarations, string Statement)> programs)
    {
        var classes = cases.Select((c, i) =>
        {
            var (members, declarations, statement) = programs(c, i);
            return $$"""
                public static class Case{{i}}
                {
                    {{members}}
                    public static void Run()
                    {
                        {{declarations}}
                        {{statement}}
                    }
                }
                """;
        });
        var assembly = CSharpCode.MustCompile(CSharpCode.Usings + FixCases.Prelude + string.Join("\n", classes));
        return [.. cases.Select((_, i) => assembly.GetType($"Case{i}")!.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Action>())];
    }
}
