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
            (@"x \mapsto 10^{-9} x", F(x => 1e-9 * x)),
            (@"x \mapsto 2.5 \cdot 10^{-9} x", F(x => 2.5e-9 * x)),
            (@"x \mapsto \frac{\pi}{2} x", F(x => Math.PI / 2 * x)),
            (@"x \mapsto 4 \pi^{2} x", F(x => 4 * Math.PI * Math.PI * x)),
            (@"x \mapsto \frac{8}{3} x", F(x => 8.0 / 3 * x)),
            (@"x \mapsto \sin^{2} x", F(x => Math.Sin(x) * Math.Sin(x))),
            (@"x \mapsto \sin^{2} x \cdot \cos x", F(x => Math.Sin(x) * Math.Sin(x) * Math.Cos(x))),
            (@"x \mapsto \cos^{3}\left(2 x\right)", F(x => Math.Pow(Math.Cos(2 * x), 3))),
            (@"x \mapsto \left(\sin x\right)^{-1}", F(x => Math.Pow(Math.Sin(x), -1))),
            (@"x \mapsto \sigma\left(x\right)^{2}", F(x => Functions.Sigmoid(x) * Functions.Sigmoid(x))),
            (@"x \mapsto -\frac{x}{\left(1 + x\right)^{2} \sin x}", F(x => -x / (1 + x) / (1 + x) / Math.Sin(x))),
            (@"x \mapsto \left(\frac{x}{\sigma}\right)^{2}", F(x => x / sigma * (x / sigma))),
            (@"x \mapsto x \frac{x}{\sigma} x", F(x => x * (x / sigma) * x)),
            (@"x \mapsto e^{-\frac{x^{2}}{2}}", F(x => Math.Exp(-x * x / 2))),
            (@"x \mapsto 1 - x^{2}", F(x => Math.FusedMultiplyAdd(-x, x, 1))),
            (@"x \mapsto \sqrt[3]{x} + \sqrt[4]{x}", F(x => Math.Cbrt(x) + double.RootN(x, 4))),
            (@"x \mapsto \left\lfloor x \right\rfloor \left\lceil 2 x \right\rceil", F(x => Math.Floor(x) * Math.Ceiling(2 * x))),
            (@"x \mapsto x \left(\begin{cases} 1 & \text{if } x \neq 0 \\ 2 & \text{otherwise} \end{cases}\right)", F(x => x * (x != 0 ? 1.0 : 2.0))),
            (@"x \mapsto \psi^{\left(1\right)}\left(x\right)", F(x => Functions.PolyGamma(1, x))),
            (@"x \mapsto \sin\left(\pi x\right)", F(x => double.SinPi(x))),
            (@"x \mapsto 2^{x} - 10^{x}", F(x => double.Exp2(x) - double.Exp10(x))),
            (@"t \mapsto t_{1} + t_{2}", (Expression<Func<(double, double), double>>)(t => t.Item1 + t.Item2)),
            (@"p \mapsto p_{X}^{2}", (Expression<Func<Point, double>>)(p => p.X * p.X)),
            (@"\mathit{rows} \mapsto \mathit{rows}_{0, 1}", (Expression<Func<double[][], double>>)(rows => rows[0][1])),
            (@"theta_x \mapsto theta_x".Replace("theta_x", @"\theta_{x}"), (Expression<Func<double, double>>)(theta_x => theta_x)),
            (
                @"(x, y) \mapsto \begin{pmatrix} 2 y & 2 x \\ 2 x & 0 \end{pmatrix}",
                Differentiate.Hessian((double x, double y) => x * x * y).Expression),
            (
                @"x \mapsto \left(\begin{cases} 2 x_{i} & \text{if } i = j \\ 0 & \text{otherwise} \end{cases}\right)_{i < \operatorname{len} x,\, j < \operatorname{len} x}",
                Differentiate.Jacobian((double[] x) => x.Select(v => v * v).ToArray()).Expression),
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
