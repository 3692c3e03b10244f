using System.Linq.Expressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Docs;

[TestClass]
public sealed class SupportedPageTests
{
    [TestMethod]
    public void The_page_says_what_the_engine_does() => Repository.AssertGenerated("docs/supported.md", SupportedPage.Write());

    [TestMethod]
    public void Every_kind_of_expression_has_a_row() => Assert.IsEmpty(SupportedPage.Missing());

    [TestMethod]
    public void Every_example_holds_the_kinds_that_it_is_for()
    {
        foreach (var (kinds, example) in SupportedExamples.Kinds)
        {
            var found = new Kinds();
            found.Visit(example);
            foreach (var kind in kinds)
                Assert.Contains(kind, found.Found, $"{example}");
        }
    }

    private sealed class Kinds : ExpressionVisitor
    {
        public HashSet<ExpressionType> Found { get; } = [];

        public override Expression? Visit(Expression? node)
        {
            if (node is not null)
                Found.Add(node.NodeType);
            return base.Visit(node);
        }

        protected override Expression VisitExtension(Expression node) => node;
    }
}
