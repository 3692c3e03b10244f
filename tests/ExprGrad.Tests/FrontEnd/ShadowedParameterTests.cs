using System.Linq.Expressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.FrontEnd;

/// <summary>
/// Trees made by hand may declare one parameter object in a lambda and again in a lambda inside, and share parts between both: the part
/// has another value in each. Expected values are those of <c>Compile()</c>, expected slopes the calculus of the outer variable alone.
/// </summary>
[TestClass]
public sealed class ShadowedParameterTests
{
    private static readonly ParameterExpression P = Expression.Parameter(typeof(double), "p");
    private static readonly Expression Sine = Expression.Call(typeof(Math), nameof(Math.Sin), null, P);

    [TestMethod]
    public void An_invoked_lambda_has_its_own_value_of_a_parameter_declared_twice()
    {
        var two = Expression.Invoke(Expression.Lambda<Func<double, double>>(Sine, P), Expression.Constant(2.0));
        AssertSlopeIsCosine(Expression.Add(Sine, two));
        AssertSlopeIsCosine(Expression.Add(two, Sine));
    }

    [TestMethod]
    public void A_selector_has_its_own_value_of_a_parameter_declared_twice() => AssertSlopeIsCosine(Expression.Add(Sine, Expression.Call(
        typeof(Enumerable), nameof(Enumerable.Sum), [typeof(double)], Expression.Constant(new[] { 1.0, 2, 3 }), Expression.Lambda<Func<double, double>>(Sine, P))));

    [TestMethod]
    public void A_variable_is_free_outside_of_the_lambda_that_declares_it_again()
    {
        // Kept as it stands: a count has no derivative, but reads both.
        var count = Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Count), [typeof(double)], Expression.NewArrayInit(typeof(double), Sine, Expression.Constant(-1.0)),
            Expression.Lambda<Func<double, bool>>(Expression.GreaterThan(P, Expression.Constant(0.0)), P));
        var f = Expression.Lambda<Func<double, double>>(Expression.Add(Expression.Constant(0.5), Expression.Convert(count, typeof(double))), P);
        Assert.AreEqual(f.Compile()(1), Function.Of(f).Compile()(1));
        Assert.AreEqual(f.Compile()(-1), Function.Of(f).Compile()(-1));
    }

    private static void AssertSlopeIsCosine(Expression body)
    {
        var f = Expression.Lambda<Func<double, double>>(body, P);
        foreach (var options in Modes.Both)
        {
            var (value, gradient) = Differentiate.ValueAndGrad(f, options).Compile()(0.5);
            Assert.AreEqual(f.Compile()(0.5), value);
            Numbers.AssertNear(Math.Cos(0.5), gradient, 1e-15, options.Mode.ToString());
        }
    }
}
