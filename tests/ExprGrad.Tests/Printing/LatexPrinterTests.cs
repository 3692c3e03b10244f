using System.Globalization;
using System.Linq.Expressions;
using ExprGrad.Printing;

namespace ExprGrad.Tests.Printing;

[TestClass]
public sealed class LatexPrinterTests
{
    private static (string Formula, LambdaExpression Lambda)[] Formulas()
    {
        var sigma = 2.0;
        return
        [
            (@"x \mapsto \frac{1}{x}", F(x => 1 / x)),
            (@"x \mapsto 2 x", F(x => 2 * x)),
            (@"x \mapsto 0.5 x", F(x => 0.5 * x)),
            (@"x \mapsto x \cdot 2", F(x => x * 2)),
            (@"x \mapsto x^{3}", F(x => x * x * x)),
            (@"x \mapsto 5 x^{4}", F(x => 5 * Math.Pow(x, 4))),
            (@"x \mapsto \sin x", F(x => Math.Sin(x))),
            (@"x \mapsto \sin\left(2 x\right)", F(x => Math.Sin(2 * x))),
            (@"x \mapsto -\sin x \cdot x", F(x => -Math.Sin(x) * x)),
            (@"x \mapsto \sqrt{x + 1}", F(x => Math.Sqrt(x + 1))),
            (@"x \mapsto e^{-x}", F(x => Math.Exp(-x))),
            (@"x \mapsto \left|x\right|", F(x => Math.Abs(x))),
            (@"x \mapsto \ln x", F(x => Math.Log(x))),
            (@"x \mapsto \sigma\left(x\right) \left(1 - \sigma\left(x\right)\right)", F(x => Lib.Sigmoid(x) * (1 - Lib.Sigmoid(x)))),
            (@"x \mapsto \sigma x", F(x => sigma * x)),
            (@"x \mapsto \operatorname{Half}\left(x\right)", F(x => Lib.Half(x))),
            (@"x \mapsto x - 2 \sigma", F(x => x + -2 * sigma)),
            (@"x \mapsto x - \left(\sigma - x\right)", F(x => x - (sigma - x))),
            (@"x \mapsto \left(x + 1\right)^{2}", F(x => (x + 1) * (x + 1))),
            (@"x \mapsto 1 \cdot 10^{-9} x", F(x => 1e-9 * x)),
            (@"x \mapsto \pi x", F(x => Math.PI * x)),
            (
                @"x \mapsto \begin{cases} x & \text{if } x > 0 \\ -x & \text{if } x < -1 \\ 0 & \text{otherwise} \end{cases}",
                F(x => x > 0 ? x : x < -1 ? -x : 0)),
            (@"x \mapsto \sum_{i} x_{i}^{2}", (Expression<Func<double[], double>>)(x => x.Sum(v => v * v))),
            (@"x \mapsto \left(2 x_{i}\right)_{i}", (Expression<Func<double[], double[]>>)(x => x.Select(v => 2 * v).ToArray())),
            (@"(x, y) \mapsto \sum_{i} x_{i} y_{i}", (Expression<Func<double[], double[], double>>)((x, y) => x.Zip(y, (a, b) => a * b).Sum())),
            (@"alpha1 \mapsto alpha1".Replace("alpha1", @"\alpha_{1}"), (Expression<Func<double, double>>)(alpha1 => alpha1)),
        ];

        static LambdaExpression F(Expression<Func<double, double>> f) => f;
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("de-DE")]
    public void A_lambda_is_written_as_mathematics(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            foreach (var (formula, lambda) in Formulas())
                Assert.AreEqual(formula, LatexPrinter.Print(lambda));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    public void Locals_follow_after_where()
    {
        var x = Expression.Parameter(typeof(double), "x");
        var t = Expression.Variable(typeof(double), "t0");
        var lambda = Expression.Lambda(Expression.Block([t], Expression.Assign(t, Expression.Add(x, x)), Expression.Multiply(t, x)), x);
        Assert.AreEqual(@"x \mapsto t_{0} x \quad\text{where } t_{0} = x + x", LatexPrinter.Print(lambda));
    }

    [TestMethod]
    public void A_tree_of_any_depth_leaves_the_process_alive()
    {
        var x = Expression.Parameter(typeof(double), "x");
        Expression deep = x;
        for (var i = 0; i < 100_000; i++)
            deep = Expression.Negate(deep);
        StringAssert.Contains(LatexPrinter.Print(Expression.Lambda(deep, x)), @"\dots");
    }
}
