using System.Linq.Expressions;
using ExprGrad.Rules;

namespace ExprGrad.Tests.Surface;

/// <summary>
/// The calls of the public surface as users write them. What is tested is that each compiles and infers its types: the assignments say
/// which. None of it is run, hence the lambdas that are never invoked.
/// </summary>
[TestClass]
public sealed class CallShapeTests
{
    [TestMethod]
    public void Transforms_of_lambdas_infer_their_types() => _ = (Action)(() =>
    {
        Function<Func<double, double>> of = Function.Of((double x) => x * x);
        Function<Func<double, int, string, double>> mixed = Function.Of((double x, int n, string s) => x * n);
        Function<Func<double, double>> grad = Differentiate.Grad((double x) => x * x);
        Function<Func<float, float>> gradOfFloat = Differentiate.Grad((float x) => x * x);
        Function<Func<double[], double[]>> gradOfArray = Differentiate.Grad((double[] x) => x.Sum(v => v * v));
        Function<Func<(double, double), (double, double)>> gradOfTuple = Differentiate.Grad(((double X, double Y) p) => p.X * p.Y);
        Function<Func<double, double, (double, double)>> grad2 = Differentiate.Grad((double x, double y) => x * y);
        Function<Func<double, double[], int, (double, double[], int)>> grad3 = Differentiate.Grad((double x, double[] w, int n) => x * w[n]);
        Function<Func<double, double, double, double, double, double, double, double, (double, double, double, double, double, double, double, double)>> grad8 =
            Differentiate.Grad((double a, double b, double c, double d, double e, double f, double g, double h) => a * h);
        Function<Func<double, double, double>> partial = Differentiate.Partial((double x, double y) => x * y, 0);
        Function<Func<double, double, double, double>> partial3 = Differentiate.Partial((double x, double y, double z) => x * y * z, argument: 2);
        Function<Func<double, (double Value, double Gradient)>> valueAndGrad = Differentiate.ValueAndGrad((double x) => x * x);
        Function<Func<double[], (double Value, double[] Gradient)>> valueAndGradOfArray = Differentiate.ValueAndGrad((double[] x) => x[0]);
        Function<Func<double, double, (double Value, (double, double) Gradient)>> valueAndGrad2 = Differentiate.ValueAndGrad((double x, double y) => x * y);
        Function<Func<double, double, (double Value, double Tangent)>> jvp = Differentiate.Jvp((double x) => x * x);
        Function<Func<double, float, double, float, (double Value, double Tangent)>> jvp2 = Differentiate.Jvp((double x, float y) => x * y);
        Function<Func<double[], double, (double Value, double[] Cotangent)>> vjp = Differentiate.Vjp((double[] x) => x[0]);
        Function<Func<double, double, double, (double Value, (double, double) Cotangent)>> vjp2 = Differentiate.Vjp((double x, double y) => x * y);
        Function<Func<double, (double Value, Func<double, double> Tangent)>> linear = Differentiate.Linearize((double x) => x * x);
        Function<Func<double, double>> derivative = Differentiate.Derivative((double x) => x * x, 2);
        Function<Func<double, double[]>> taylor = Differentiate.Taylor((double x) => x * x, order: 3);
        Function<Func<double[], double[,]>> jacobian = Differentiate.Jacobian((double[] x) => x.Select(v => v * v).ToArray());
        Function<Func<double[], double[,]>> hessian = Differentiate.Hessian((double[] x) => x[0] * x[1]);
        Function<Func<double, double, double[,]>> hessian2 = Differentiate.Hessian((double x, double y) => x * y);
        Function<Func<double, double, double, double[,]>> hessian3 = Differentiate.Hessian((double x, double y, double z) => x * y * z);
        Function<Func<double[], double[], double[]>> product = Differentiate.HessianVectorProduct((double[] x) => x[0] * x[1]);
    });

    [TestMethod]
    public void Transforms_take_options() => _ = (Action)(() =>
    {
        var options = new FunctionOptions { Rules = RuleRegistry.Default, Mode = DerivativeMode.Forward, FastMath = true };
        _ = Function.Of((double x) => x, options);
        _ = Differentiate.Grad((double x) => x * x, options);
        _ = Differentiate.Partial((double x, double y) => x * y, 1, options);
        _ = Differentiate.Derivative((double x) => x * x, 2, options);
        _ = Differentiate.Grad((double x) => x * x).Grad(options);
    });

    [TestMethod]
    public void Transforms_compose_as_extensions_and_as_calls() => _ = (Action)(() =>
    {
        Expression<Func<double, double>> tree = x => x * x;
        var f = Function.Of(tree);
        Function<Func<double, double>> twice = f.Grad().Grad();
        Function<Func<double, double>> alsoTwice = Differentiate.Grad(Differentiate.Grad(tree));
        Function<Func<double[], double[,]>> hessian = Differentiate.Grad((double[] x) => x[0] * x[1]).Jacobian();
        Function<Func<double, double, double>> mixed = Function.Of((double x, double y) => x * y).Partial(0).Partial(1);
        Function<Func<double, double[]>> taylor = f.Derivative(2).Taylor(3);
        Function<Func<double[], double[], double[]>> product = Function.Of((double[] x) => x[0]).HessianVectorProduct();
        _ = f.ValueAndGrad();
        _ = f.Jvp();
        _ = f.Vjp();
        _ = f.Linearize();
        _ = Function.Of((double[] x) => x[0]).Hessian();
        _ = Function.Of((double x, double y) => x * y).Hessian();
    });

    [TestMethod]
    public void A_function_is_an_expression_and_a_delegate() => _ = (Action)(() =>
    {
        var f = Differentiate.Grad((double x) => x * x);
        Expression<Func<double, double>> tree = f;
        Expression<Func<double, double>> same = f.Expression;
        Func<double, double> compiled = f.Compile();
        string text = f.ToString() + f.ToLatex();
        var inlined = Differentiate.Grad((double x) => f.Invoke(x) + tree.Invoke(x));
    });

    [TestMethod]
    public void Functions_of_up_to_eight_arguments_vectorize() => _ = (Action)(() =>
    {
        VectorFunc<double, double> one = Function.Of((double x) => x * x).Vectorize();
        VectorFunc<float, float, float> two = Function.Of((float x, float y) => x * y).Vectorize(new VectorizeOptions { MaxDegreeOfParallelism = 2 });
        VectorFunc<double, double, double, double, double, double, double, double, double> eight =
            Function.Of((double a, double b, double c, double d, double e, double f, double g, double h) => a * h).Vectorize();
        Span<double> destination = stackalloc double[3];
        one([1, 2, 3], destination);
    });

    [TestMethod]
    public void Rules_infer_their_types() => _ = (Action)(() =>
    {
        RuleRegistry rules = RuleRegistry.Default
            .WithJvp((double x) => Lib.Sigmoid(x), (x, dx) => Lib.Sigmoid(x) * (1 - Lib.Sigmoid(x)) * dx)
            .WithVjp((double x) => Lib.Abs(x),
                forward: x => ValueTuple.Create(Math.Abs(x), x),
                backward: (x, g) => (x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0) * g)
            .WithInline((double x) => Lib.Cube(x), x => x * x * x)
            .WithConstant((double x) => Lib.Step(x))
            .WithJvp((double[] v) => Lib.Total(v), (v, dv) => dv.Sum())
            .WithJvp((double x, double y) => Lib.Product(x, y), (x, y, dx, dy) => x * dy + y * dx)
            .WithVjp((double x, double y) => Lib.Product(x, y),
                forward: (x, y) => ValueTuple.Create(x * y, ValueTuple.Create(x, y)),
                backward: (r, g) => ValueTuple.Create(r.Item2 * g, r.Item1 * g))
            .WithInline((double x, double y) => Lib.Product(x, y), (x, y) => x * y)
            .WithJvp((Lib.Curve c, double x) => c.At(x), (c, x, dc, dx) => c.Slope * dx);
    });

    private static class Lib
    {
        public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

        public static double Abs(double x) => Math.Abs(x);

        public static double Cube(double x) => x * x * x;

        public static double Step(double x) => x < 0 ? 0 : 1;

        public static double Total(double[] v) => v.Sum();

        public static double Product(double x, double y) => x * y;

        internal sealed record Curve(double Slope)
        {
            public double At(double x) => Slope * x;
        }
    }
}
