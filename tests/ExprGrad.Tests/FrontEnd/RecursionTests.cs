using System.Linq.Expressions;
using ExprGrad.Rules;

namespace ExprGrad.Tests.FrontEnd;

/// <summary>Lambdas and inline bodies that come back to themselves.</summary>
[TestClass]
public sealed class RecursionTests
{
    [Inline(nameof(DownBody))]
    public static double Down(double x) => x > 0 ? Down(x - 1) : 1;

    public static Expression<Func<double, double>> DownBody => x => x > 0 ? Down(x - 1) : 1;

    [Inline(nameof(EvenBody))]
    public static double Even(double x) => x;

    public static Expression<Func<double, double>> EvenBody => x => Odd(x) + Odd(x - 1);

    [Inline(nameof(OddBody))]
    public static double Odd(double x) => x;

    public static Expression<Func<double, double>> OddBody => x => Even(x) + 1;

    public static Expression<Func<double, double>> Made => x => x > 0 ? Made.Invoke(x - 1) : 1;

    public static double Cube(double x) => x * x * x;

    private static void InvokesItself(Expression<Func<double, double>> f, FunctionOptions? options = null) =>
        Assert.AreEqual("EG0018", Assert.ThrowsExactly<NotDifferentiableException>(() => Differentiate.Grad(f, options)).Code);

    [TestMethod]
    public void An_inline_body_that_calls_its_method_is_an_error() => InvokesItself(x => Down(x));

    [TestMethod]
    public void Inline_bodies_that_call_each_other_are_an_error() => InvokesItself(x => Even(x));

    [TestMethod]
    public void A_lambda_that_invokes_itself_is_an_error()
    {
        Expression<Func<double, double>> f = null!;
        f = x => x > 0 ? f.Invoke(x - 1) : 1;
        InvokesItself(f);
    }

    [TestMethod]
    public void A_property_that_makes_its_lambda_anew_is_an_error() => InvokesItself(x => Made.Invoke(x));

    [TestMethod]
    public void An_inline_rule_that_calls_its_method_is_an_error() => InvokesItself(
        x => Cube(x),
        new FunctionOptions { Rules = RuleRegistry.Default.WithInline((double x) => Cube(x), x => Cube(x) * 1) });

    [TestMethod]
    public void Long_compositions_are_none()
    {
        Expression<Func<double, double>> f = x => x + 1;
        for (var i = 0; i < 500; i++)
        {
            var inner = f;
            f = x => inner.Invoke(x + 1);
        }

        Expression<Func<double, double>> shift = x => x + 1;
        Assert.AreEqual(1.0, Differentiate.Grad((double x) => f.Invoke(shift.Invoke(shift.Invoke(x)))).Compile()(2));
    }
}
