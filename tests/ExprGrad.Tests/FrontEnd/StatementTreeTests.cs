using System.Linq.Expressions;

namespace ExprGrad.Tests.FrontEnd;

/// <summary>Trees made by hand may hold statements as expressions: kept as they stand, but never mistaken for something else.</summary>
[TestClass]
public sealed class StatementTreeTests
{
    private static readonly ParameterExpression X = Expression.Parameter(typeof(double), "x");
    private static readonly ParameterExpression N = Expression.Parameter(typeof(int), "n");

    [TestMethod]
    public void A_derivative_does_not_pass_through_statements_unnoticed()
    {
        var end = Expression.Label(typeof(double));
        AssertUnsupported(Expression.Loop(Expression.Break(end, X), end));
        AssertUnsupported(Expression.TryFinally(X, Expression.Empty()));
        AssertUnsupported(Expression.Label(Expression.Label(typeof(double)), X));
        AssertUnsupported(Expression.Switch(Expression.Constant(1), X, Expression.SwitchCase(Expression.Negate(X), Expression.Constant(0))));
    }

    [TestMethod]
    public void Switches_that_differ_in_a_case_are_different_functions()
    {
        Assert.AreEqual(2, Slope(first: 2)(5, 0));
        Assert.AreEqual(3, Slope(first: 3)(5, 0));
        Assert.AreEqual(1, Slope(first: 3)(5, 7));
    }

    [TestMethod]
    public void A_variable_of_a_handler_is_its_own()
    {
        var e = Expression.Parameter(typeof(Exception), "e");
        var length = Expression.TryCatch(
            Expression.Divide(Expression.Constant(6), N),
            Expression.Catch(e, Expression.Property(Expression.Property(e, nameof(Exception.Message)), nameof(string.Length))));
        var f = Expression.Lambda<Func<double, int, double>>(Expression.Multiply(X, Expression.Convert(length, typeof(double))), X, N);
        Assert.AreEqual(2, Differentiate.Grad(f).Compile()(5, 3).Item1);
    }

    private static Func<double, int, double> Slope(double first)
    {
        var factor = Expression.Switch(N, Expression.Constant(1.0), Expression.SwitchCase(Expression.Constant(first), Expression.Constant(0)));
        var f = Expression.Lambda<Func<double, int, double>>(Expression.Multiply(X, factor), X, N);
        return (x, n) => Differentiate.Grad(f).Compile()(x, n).Item1;
    }

    private static void AssertUnsupported(Expression body)
    {
        var f = Expression.Lambda<Func<double, double>>(body, X);
        Assert.AreEqual("EG0005", Assert.ThrowsExactly<NotDifferentiableException>(() => Differentiate.Grad(f)).Code);
    }
}
