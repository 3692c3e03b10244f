using System.Linq.Expressions;

namespace ExprGrad.Tests.FrontEnd;

/// <summary>C# that is kept as it stands: evaluated as often as it is written, and told apart from what is not the same.</summary>
[TestClass]
public sealed class OpaqueCodeTests
{
    private static readonly ParameterExpression X = Expression.Parameter(typeof(double), "x");

    [ThreadStatic]
    private static int calls;

    public sealed class Lists
    {
        public List<int> First { get; } = [];

        public List<int> Second { get; } = [];
    }

    public static double Count(Func<double> f) => f() + ++calls;

    public static double Increment(ref double x) => ++x;

    private static double Value(Expression body, double x) => Function.Of(Expression.Lambda<Func<double, double>>(body, X)).Compile()(x);

    private static NotDifferentiableException Refused(Expression body) =>
        Assert.ThrowsExactly<NotDifferentiableException>(() => Function.Of(Expression.Lambda<Func<double, double>>(body, X)));

    [TestMethod]
    public void Code_with_effects_runs_once_for_each_time_it_is_written()
    {
        calls = 0;
        Assert.AreEqual(3.0, Function.Of((double x) => Count(() => 0) * x + Count(() => 0)).Compile()(1));
        Assert.AreEqual(2, calls);
    }

    [TestMethod]
    public void A_function_that_is_invoked_twice_runs_its_code_twice()
    {
        calls = 0;
        var inner = Function.Of((double x) => Count(() => 0) * x);
        Assert.AreEqual(3.0, Function.Of((double x) => inner.Invoke(x) + inner.Invoke(x)).Compile()(1));
    }

    [TestMethod]
    public void Parameters_that_are_passed_by_reference_are_refused()
    {
        Assert.AreEqual("EG0006", Assert.ThrowsExactly<NotDifferentiableException>(() => Function.Of((double x) => Increment(ref x) + x)).Code);
        Assert.AreEqual("EG0006", Assert.ThrowsExactly<NotDifferentiableException>(
            () => Function.Of((string s, double x) => double.TryParse(s, out x) ? x : -1)).Code);
    }

    [TestMethod]
    public void Assignments_within_an_expression_are_refused()
    {
        Assert.AreEqual("EG0006", Refused(Expression.Multiply(Expression.Assign(X, Expression.Constant(5.0)), X)).Code);
        Assert.AreEqual("EG0006", Refused(Expression.Multiply(Expression.AddAssign(X, Expression.Constant(5.0)), X)).Code);
        Assert.AreEqual("EG0006", Refused(Expression.Multiply(Expression.PreIncrementAssign(X), X)).Code);
    }

    [TestMethod]
    public void Initializers_that_divide_the_same_values_differently_differ()
    {
        Expression<Func<double, double>> one = x => new Lists { First = { 1 }, Second = { 2, 3 } }.First.Count * x;
        Expression<Func<double, double>> two = x => new Lists { First = { 1, 2 }, Second = { 3 } }.First.Count * x;
        Assert.AreEqual(1.0, Function.Of(one).Compile()(1));
        Assert.AreEqual(2.0, Function.Of(two).Compile()(1));
    }

    [TestMethod]
    public void Code_that_is_deep_or_unfolds_beyond_measure_is_refused()
    {
        Expression deep = Expression.Constant(1m, typeof(decimal?)), shared = deep;
        for (var i = 0; i < 50_000; i++)
            deep = Expression.Add(deep, Expression.Constant(1m, typeof(decimal?)));
        for (var i = 0; i < 60; i++)
            shared = Expression.Add(shared, shared);
        Assert.AreEqual("EG0005", Refused(Expression.Convert(deep, typeof(double))).Code);
        Assert.AreEqual("EG0005", Refused(Expression.Convert(shared, typeof(double))).Code);
    }

    [TestMethod]
    public void A_decimal_carries_no_derivative_and_says_so() =>
        Assert.ThrowsExactly<NotDifferentiableException>(() => Differentiate.Grad((double x) => (double)((decimal)x * 2m)));
}
