using System.Linq.Expressions;
using ExprGrad.Emit.Vector;
using ExprGrad.Graphs;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Emit;

/// <summary>Functions written out in kernels: what they compute, also for rare lanes, and what they share.</summary>
[TestClass]
public sealed class ExpansionTests
{
    private static readonly double[] Mixed = [0.5, 1e300, -3, 2, 1e15, 0.25, 7, -1e-310, 40, 1.5, -2.5, 3, double.PositiveInfinity, 1, -0.0, 9, double.NaN];

    private static readonly Dictionary<string, Expression<Func<double, double>>> Rare = new()
    {
        ["angles beyond the reduction"] = x => Math.Sin(x) + 2 * Math.Cos(x),
        ["tangent"] = x => Math.Tan(x),
        ["negative bases"] = x => Math.Pow(x, 3),
        ["fractional powers"] = x => Math.Pow(x, 0.3) + Math.Pow(2, x),
        ["gamma left of zero"] = x => Functions.LogGamma(x),
        ["digamma left of zero"] = x => Functions.Digamma(x) * 0.5,
        ["angles of extreme points"] = x => Math.Atan2(x, 1e-300) + Math.Atan2(3, x),
        ["an order"] = x => Functions.PolyGamma(2, x),
        ["inside a branch"] = x => x > 1 ? Math.Sin(x) : Math.Pow(-x, 1.5),
    };

    public static IEnumerable<object[]> RareNames => Rare.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(RareNames))]
    public void A_rare_lane_gives_what_scalar_code_gives_and_leaves_its_neighbours_alone(string name)
    {
        var f = Function.Of(Rare[name]);
        var scalar = f.Compile();
        var body = ((IFunction)f).Body;
        foreach (var bits in VectorKernels.Widths)
        {
            var kernel = (VectorFunc<double, double>)VectorCompiler.Compile(body.Graph, typeof(VectorFunc<double, double>), body.Rounding, bits).Bind(body.Captures);
            var y = new double[Mixed.Length];
            kernel(Mixed, y);
            for (var i = 0; i < y.Length; i++)
                VectorKernels.Same(scalar(Mixed[i]), y[i], 8, $"{name}, {bits} bits at {Mixed[i]}");

            // Alone among ordinary lanes.
            for (var i = 0; i < y.Length; i++)
            {
                double[] x = [.. Enumerable.Repeat(0.5, 16)];
                x[5] = Mixed[i];
                var alone = new double[16];
                kernel(x, alone);
                Assert.AreEqual(BitConverter.DoubleToInt64Bits(y[i]), BitConverter.DoubleToInt64Bits(alone[5]), $"{name}, {bits} bits, {Mixed[i]} alone");
                VectorKernels.Same(scalar(0.5), alone[4], 8, $"{name}, {bits} bits beside {Mixed[i]}");
            }
        }
    }

    [TestMethod]
    public void A_distribution_and_its_density_share_their_exponential()
    {
        var (both, cdf, pdf, exp) = (
            Operations(x => Functions.NormalCdf(x) * Functions.NormalPdf(x)), Operations(x => Functions.NormalCdf(x)),
            Operations(x => Functions.NormalPdf(x)), Operations(x => Math.Exp(x)));
        Assert.IsLessThan(cdf + pdf + 1 - exp, both, $"{both} operations, {cdf} and {pdf} apart, {exp} for an exponential");
    }

    [TestMethod]
    public void Nothing_is_left_to_call_in_a_kernel_of_elementary_functions()
    {
        Expression<Func<double, double>> f = x => Functions.Erf(x) + Math.Tanh(x) * Math.Log(x) / Math.Atan(x) + Math.Cbrt(Math.Asinh(x));
        Assert.IsEmpty(Expand(f).Nodes.Where(n => n.Op == Op.Call && n.Data is System.Reflection.MethodInfo m && LaneFunctions.IsFunction(m, VectorTarget.For(typeof(double)))));
    }

    [TestMethod]
    public void A_kernel_of_many_functions_is_several_methods_and_calls_none()
    {
        const int n = 150;
        Expression body = Expression.Constant(0.0);
        var x = Expression.Parameter(typeof(double), "x");
        for (var i = 1; i <= n; i++)
        {
            body = Expression.Add(body, Expression.Call(
                typeof(Math).GetMethod(nameof(Math.Exp))!, Expression.Multiply(Expression.Constant(1.0 / i), x)));
        }

        var lambda = Expression.Lambda<Func<double, double>>(body, x);
        Assert.IsEmpty(Expand(lambda).Nodes.Where(m => m is { Op: Op.Call, Data: System.Reflection.MethodInfo { Name: "Exp" } }));
        var (points, y) = (Enumerable.Range(0, 19).Select(i => 0.1 * i).ToArray(), new double[19]);
        Function.Of(lambda).Vectorize()(points, y);
        for (var i = 0; i < y.Length; i++)
            Numbers.AssertNear(Enumerable.Range(1, n).Sum(k => Math.Exp(points[i] / k)), y[i], 1e-13, $"at {points[i]}");
    }

    private static Graph Expand(Expression<Func<double, double>> f) =>
        Expansion.In(((IFunction)Function.Of(f)).Body.Graph, VectorTarget.For(typeof(double)));

    private static int Operations(Expression<Func<double, double>> f) => Expand(f).Nodes.Count(n => n.Inputs.Length > 0);
}
