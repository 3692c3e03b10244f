using System.Linq.Expressions;
using ExprGrad.Caching;
using ExprGrad.Rules;

namespace ExprGrad.Tests.Caching;

/// <summary>Lambdas that are read once for all of their structure: what may be shared, and what must not.</summary>
[TestClass]
public sealed class LambdaCacheTests
{
    private sealed class Box
    {
        public double Value;
        public Expression<Func<double, double>> Inner = x => x;
    }

    [TestMethod]
    public void Equal_structure_shares_a_graph_whatever_the_names_and_the_captured_values()
    {
        var graphs = new[] { 2.0, 3.0 }.Select(a => LambdaCache.Read((double x) => a * Math.Sin(x), FunctionOptions.Default)).ToArray();
        Assert.AreSame(graphs[0].Graph, graphs[1].Graph);
        Assert.AreNotSame(graphs[0].Captures[0], graphs[1].Captures[0]);
        var other = LambdaCache.Read((double t) => 2.0 * Math.Sin(t), FunctionOptions.Default);
        Assert.AreNotSame(graphs[0].Graph, other.Graph);
        Assert.AreEqual("t", other.Names[0]);
    }

    [TestMethod]
    public void Each_lambda_keeps_what_it_captures()
    {
        var slopes = new[] { 2.0, 3.0 }.Select(a => Differentiate.Grad((double x) => a * x).Compile()).ToArray();
        Assert.AreEqual(2, slopes[0](1));
        Assert.AreEqual(3, slopes[1](1));
    }

    [TestMethod]
    public void One_object_captured_twice_is_not_two_objects()
    {
        var (a, b) = (new Box { Value = 2 }, new Box { Value = 3 });
        Assert.AreEqual(10, Slope(a, a)(1));
        Assert.AreEqual(13, Slope(a, b)(1));
        Assert.AreEqual(12, Slope(b, a)(1));
        Assert.AreEqual(15, Slope(b, b)(1));

        // x -> 2 a x + 3 b x, over constants and not over one closure.
        static Func<double, double> Slope(Box a, Box b)
        {
            var x = Expression.Parameter(typeof(double), "x");
            var terms = new[] { (2.0, a), (3.0, b) }.Select(t => (Expression)Expression.Multiply(
                Expression.Multiply(Expression.Constant(t.Item1), Expression.Field(Expression.Constant(t.Item2), nameof(Box.Value))), x));
            return Differentiate.Grad(Expression.Lambda<Func<double, double>>(terms.Aggregate(Expression.Add), x)).Compile();
        }
    }

    [TestMethod]
    public void A_captured_lambda_is_the_one_that_is_there_now()
    {
        var box = new Box { Inner = x => x * x };
        Assert.AreEqual("x => 2 * x", Slope());
        box.Inner = x => x * x * x;
        Assert.AreEqual("x => 3 * x * x", Slope());

        string Slope() => Differentiate.Grad((double x) => box.Inner.Invoke(x)).ToString();
    }

    [TestMethod]
    public void A_captured_order_is_the_one_that_is_there_now()
    {
        var order = 1;
        Assert.AreEqual("x => 3 * x * x", Derivative());
        order = 2;
        Assert.AreEqual("x => 6 * x", Derivative());

        string Derivative() => Function.Of((double x) => Differentiate.Derivative((double y) => y * y * y, order).Invoke(x)).ToString();
    }

    [TestMethod]
    public void Numbers_differ_by_their_bits_and_their_types()
    {
        var x = Expression.Parameter(typeof(double), "x");
        object[] numbers = [0.0, -0.0, double.NaN, 1.0, 1f, 1, 1L, 1.0m, 1.00m, 'a'];
        var graphs = numbers.Select(n => LambdaCache.Read(
            Expression.Lambda<Func<double, double>>(Expression.Convert(Expression.Call(
                ((Func<object, double, double>)Lib.Second).Method, Expression.Convert(Expression.Constant(n), typeof(object)), x), typeof(double)), x),
            FunctionOptions.Default).Graph).ToArray();
        Assert.HasCount(numbers.Length, graphs.Distinct(ReferenceEqualityComparer.Instance));
    }

    [TestMethod]
    public void Order_and_nesting_of_parameters_are_structure()
    {
        Assert.AreEqual((1.0, -1.0), Differentiate.Grad((double a, double b) => a - b).Compile()(5, 7));
        Assert.AreEqual((-1.0, 1.0), Differentiate.Grad((double a, double b) => b - a).Compile()(5, 7));

        // Of Σp Σq², written either way, Σq² + 2 v Σp, which is 5 + 6 v at (1, 2); of 2 Σp³, 6 v².
        CollectionAssert.AreEqual(new[] { 11.0, 17.0 }, Differentiate.Grad((double[] v) => v.Sum(p => v.Sum(q => p * (q * q)))).Compile()([1, 2]));
        CollectionAssert.AreEqual(new[] { 11.0, 17.0 }, Differentiate.Grad((double[] v) => v.Sum(p => v.Sum(q => q * (p * p)))).Compile()([1, 2]));
        CollectionAssert.AreEqual(new[] { 6.0, 24.0 }, Differentiate.Grad((double[] v) => v.Sum(p => v.Sum(q => p * (p * p)))).Compile()([1, 2]));
    }

    [TestMethod]
    public void Rules_and_fast_mathematics_are_part_of_the_question()
    {
        var seven = new FunctionOptions { Rules = RuleRegistry.Default.WithInline((double x) => Lib.Opaque(x), x => 7 * x) };
        var eight = new FunctionOptions { Rules = RuleRegistry.Default.WithInline((double x) => Lib.Opaque(x), x => 8 * x) };
        Assert.AreEqual(7, Slope(seven));
        Assert.AreEqual(8, Slope(eight));
        Assert.AreEqual("x => x - x", Function.Of((double x) => x - x).ToString());
        Assert.AreEqual("x => 0", Function.Of((double x) => x - x, new FunctionOptions { FastMath = true }).ToString());

        static double Slope(FunctionOptions options) => Differentiate.Grad((double x) => Lib.Opaque(x), options).Compile()(1);
    }

    private static class Lib
    {
        public static double Opaque(double x) => x;

        public static double Second(object first, double second) => first is null ? 0 : second;
    }
}
