using System.Text.RegularExpressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests;

[TestClass]
public sealed partial class ErrorsPageTests
{
    private static readonly string[] InCode =
        [.. typeof(Codes).GetFields().Select(f => (string)f.GetRawConstantValue()!)];

    [TestMethod]
    public void Every_code_has_its_section_in_order()
    {
        var onPage = Heading().Matches(Repository.Read("docs/errors.md")).Select(m => m.Groups[1].Value).ToArray();
        CollectionAssert.AreEqual(InCode, onPage);
    }

    [TestMethod]
    public void Codes_are_numbered_without_gaps_or_repetition() =>
        CollectionAssert.AreEqual(Enumerable.Range(1, InCode.Length).Select(i => $"EG{i:0000}").ToArray(), InCode);

    [TestMethod]
    public void Every_section_says_when_and_shows_the_fix()
    {
        foreach (var section in Heading().Split(Repository.Read("docs/errors.md")).Skip(1).Where((_, i) => i % 2 == 1))
        {
            StringAssert.Contains(section, "```csharp");
            StringAssert.Contains(section, "Fix:");
        }
    }

    [TestMethod]
    public void What_the_page_shows_is_an_error_and_its_fix_is_none()
    {
        var examples = ErrorsPage.Examples(Repository.Read("docs/errors.md"));
        var assembly = CSharpCode.MustCompile(ErrorsPage.Program(examples));
        foreach (var (name, code, text) in examples.Where(e => e.Runs).Select(e => (e.Name, e.Code, e.Text)))
        {
            var run = assembly.GetType(name)!.GetMethod("Run")!.CreateDelegate<Action>();
            if (code is null)
                run();
            else
                Assert.AreEqual(code, Assert.ThrowsExactly<NotDifferentiableException>(run, text).Code, text);
        }
    }

    [GeneratedRegex(@"^## (EG\d{4})", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
