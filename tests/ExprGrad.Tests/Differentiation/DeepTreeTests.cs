using System.Linq.Expressions;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Trees far deeper than anybody writes: derived and run in time that grows with their size, or refused with a code.</summary>
[TestClass]
public sealed class DeepTreeTests
{
    private static readonly ParameterExpression X = Expression.Parameter(typeof(double), "x");

    [TestMethod]
    public void Twenty_thousand_conditionals_nested()
    {
        // x < -i ? i x : ..., the test for the largest i first: the largest i below -x has it, and below -0 there is none.
        var slope = Slope(20_000, (e, i) => Expression.Condition(
            Expression.LessThan(X, Expression.Constant(-(double)i)), Expression.Multiply(X, Expression.Constant((double)i)), e));
        Assert.AreEqual(1, slope.Compile()(0.5));
        Assert.AreEqual(100, slope.Compile()(-100.5));
        Assert.IsGreaterThan(100_000, slope.ToString().Length);
    }

    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void Five_thousand_choices_of_an_array(DerivativeMode mode)
    {
        // v[0] > -i ? v : ..., summed: all choices are v or, for v[0] below all bounds, v twice.
        var v = Expression.Parameter(typeof(double[]), "v");
        var first = Expression.ArrayIndex(v, Expression.Constant(0));
        var p = Expression.Parameter(typeof(double), "p");
        Expression chosen = Expression.Call(typeof(Enumerable), nameof(Enumerable.ToArray), [typeof(double)], Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Select), [typeof(double), typeof(double)], v,
            Expression.Lambda<Func<double, double>>(Expression.Add(p, p), p)));
        for (var i = 0; i < 5_000; i++)
            chosen = Expression.Condition(Expression.GreaterThan(first, Expression.Constant(-(double)i)), v, chosen);
        var f = Expression.Lambda<Func<double[], double>>(Expression.Call(typeof(Enumerable), nameof(Enumerable.Sum), null, chosen), v);

        var slope = Differentiate.Grad(f, new FunctionOptions { Mode = mode }).Compile();
        CollectionAssert.AreEqual(new[] { 1.0, 1 }, slope([0.5, 3]));
        CollectionAssert.AreEqual(new[] { 2.0, 2 }, slope([-30_000, 3]));
    }

    [TestMethod]
    public void Twenty_thousand_maxima_nested()
    {
        // max(..., i x): for x > 0 the largest factor, for x < 0 the smallest, which is that of x itself.
        var slope = Slope(20_000, (e, i) => Expression.Call(
            typeof(Math), nameof(Math.Max), null, e, Expression.Multiply(X, Expression.Constant(i + 2.0))));
        Assert.AreEqual(20_001, slope.Compile()(0.5));
        Assert.AreEqual(1, slope.Compile()(-0.5));
    }

    [TestMethod]
    public void A_thousand_sums_one_in_the_other()
    {
        var slope = Slope(1_000, (e, _) => Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Sum), null, Expression.NewArrayInit(typeof(double), e, X)));
        Assert.AreEqual(1_001, slope.Compile()(0.5));
    }

    [TestMethod]
    public void Twenty_thousand_lambdas_that_all_read_the_outermost_variable()
    {
        var slope = Slope(20_000, (e, _) =>
        {
            var p = Expression.Parameter(typeof(double), "p");
            return Expression.Invoke(Expression.Lambda<Func<double, double>>(Expression.Add(e, p), p), X);
        });
        Assert.AreEqual(20_001, slope.Compile()(0.5));
    }

    [TestMethod]
    public void A_pipeline_longer_than_the_stack_is_refused()
    {
        Expression pipeline = Expression.NewArrayInit(typeof(double), X, X);
        for (var i = 0; i < 5_000; i++)
        {
            var p = Expression.Parameter(typeof(double), "p");
            pipeline = Expression.Call(
                typeof(Enumerable), nameof(Enumerable.Select), [typeof(double), typeof(double)], pipeline, Expression.Lambda<Func<double, double>>(Expression.Negate(p), p));
        }

        var f = Expression.Lambda<Func<double, double>>(Expression.Call(typeof(Enumerable), nameof(Enumerable.Sum), null, pipeline), X);
        NotDifferentiableException? thrown = null;
        var small = new Thread(
            () =>
            {
                try
                {
                    Differentiate.Grad(f);
                }
                catch (NotDifferentiableException e)
                {
                    thrown = e;
                }
            },
            maxStackSize: 512 << 10);
        small.Start();
        small.Join();
        Assert.AreEqual("EG0007", thrown?.Code);

        // An even number of changes of sign, twice.
        var slope = 0.0;
        var large = new Thread(() => slope = Differentiate.Grad(f).Compile()(0.5), maxStackSize: 256 << 20);
        large.Start();
        large.Join();
        Assert.AreEqual(2, slope);
    }

    private static Function<Func<double, double>> Slope(int depth, Func<Expression, int, Expression> around)
    {
        Expression body = X;
        for (var i = 0; i < depth; i++)
            body = around(body, i);
        return Differentiate.Grad(Expression.Lambda<Func<double, double>>(body, X));
    }
}
