using System.Text.RegularExpressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Docs;

[TestClass]
public sealed partial class AccuracyPageTests
{
    private static readonly Lazy<List<AccuracyPage.Figures>> Figures = new(AccuracyPage.Measure);

    [TestMethod]
    public void Every_point_is_as_exact_as_the_page_says()
    {
        foreach (var f in Figures.Value)
        {
            Assert.IsLessThan(1e-13, f.First, $"{f.Row}, first derivative");
            Assert.IsLessThan(1e-10, f.Second, $"{f.Row}, second derivative");
        }
    }

    // Digits differ between machines; everything else has to be as committed.
    [TestMethod]
    public void The_page_has_every_function_and_every_hard_point() =>
        Repository.AssertGenerated("docs/accuracy.md", AccuracyPage.Write(Figures.Value), text => Digits().Replace(text, "..."));

    [GeneratedRegex(@"(?<=[|n] )(0|\dE[-+]\d+)(?= \|)")]
    private static partial Regex Digits();
}
