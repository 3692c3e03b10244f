using ExprGrad.Graphs;
using static ExprGrad.Tests.Emit.VectorKernels;

namespace ExprGrad.Tests.Emit;

[TestClass]
public sealed class VectorConditionalTests
{
    [TestMethod]
    public void EveryComparisonIsExact()
    {
        AgreeOnComparison(Op.Less, (x, y) => x < y);
        AgreeOnComparison(Op.LessOrEqual, (x, y) => x <= y);
        AgreeOnComparison(Op.Greater, (x, y) => x > y);
        AgreeOnComparison(Op.GreaterOrEqual, (x, y) => x >= y);
        AgreeOnComparison(Op.Equal, (x, y) => x == y);
        AgreeOnComparison(Op.NotEqual, (x, y) => x != y);
    }

    [TestMethod]
    public void TheBranchNotTakenDoesNotLeak() => Agree<double>(
        (b, x) => b.Select(b.Binary(Op.Greater, x, Zero(b)), b.Divide(b.Call(typeof(Math).GetMethod("Sqrt")!, x), x), Zero(b)),
        x => x > 0 ? Math.Sqrt(x) / x : 0);

    [TestMethod]
    public void ConnectivesAreExact() => Agree<double>(
        (b, x, y) =>
        {
            var (p, q) = (b.Binary(Op.Greater, x, y), b.Binary(Op.Less, x, Zero(b)));
            var either = b.Or(p, q);
            return b.Select(b.And(either, b.Not(b.And(p, q))), x, b.Select(b.Select(p, q, b.Binary(Op.Xor, p, either)), y, b.Add(x, y)));
        },
        (x, y) =>
        {
            var (p, q) = (x > y, x < 0);
            return (p || q) && !(p && q) ? x : (p ? q : p ^ (p || q)) ? y : x + y;
        });

    [TestMethod]
    public void ConditionsAreCompared() => Agree<double>(
        (b, x, y) =>
        {
            var (p, q) = (b.Binary(Op.Greater, x, Zero(b)), b.Binary(Op.Greater, y, Zero(b)));
            return b.Select(b.Binary(Op.Equal, p, q), x, b.Select(b.Binary(Op.NotEqual, p, b.Not(q)), y, Zero(b)));
        },
        (x, y) => (x > 0) == (y > 0) ? x : (x > 0) != !(y > 0) ? y : 0);

    private static void AgreeOnComparison(Op op, Func<double, double, bool> expected)
    {
        Agree<double>((b, x, y) => b.Select(b.Binary(op, x, y), x, b.Negate(y)), (x, y) => expected(x, y) ? x : -y);
        Agree<float>((b, x, y) => b.Select(b.Binary(op, x, y), x, b.Negate(y)), (x, y) => expected(x, y) ? x : -y);
    }

    private static Node Zero(GraphBuilder b) => b.Real(0, typeof(double));
}
