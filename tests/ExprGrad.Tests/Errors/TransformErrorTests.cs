using System.Linq.Expressions;

namespace ExprGrad.Tests;

/// <summary>The exact text of what one reads after asking for a derivative that does not exist.</summary>
[TestClass]
public sealed class TransformErrorTests
{
    [TestMethod]
    public void The_result_of_a_gradient_is_one_real_number()
    {
        Reports(
            "EG0002", "(int)x", "The result (int)x is of type int, which has no derivative. Return a double or a float:",
            "(double x) => (double)((int)x)",
            () => Differentiate.Grad((double x) => (int)x));
        Reports(
            "EG0002", "new double[] { x, 2 * x }",
            "A gradient needs one number, but the result new double[] { x, 2 * x } is of type double[]. Take the derivative in a direction:",
            "Differentiate.Jvp((double x) => new double[] { x, 2 * x })",
            () => Differentiate.Grad((double x) => new[] { x, 2 * x }));
    }

    [TestMethod]
    public void Some_argument_holds_a_real_number()
    {
        Reports(
            "EG0003", "n * 0.5", "None of (int n) is a double, a float, or made of them: there is nothing to differentiate by. Add one:",
            "(double n) => n * 0.5",
            () => Differentiate.Grad((int n) => n * 0.5));
        Reports(
            "EG0003", "s.Length * 0.5", "None of (string s) is a double, a float, or made of them: there is nothing to differentiate by. Add one:",
            "(double x, string s) => s.Length * 0.5",
            () => Differentiate.Grad((string s) => s.Length * 0.5));
    }

    [TestMethod]
    public void Second_derivatives_by_several_arguments_are_by_numbers() => Reports(
        "EG0004", "a", "This transform is for single numbers, but a is of type double[]. A gradient has the shape of its argument:",
        "Differentiate.Grad((double[] a, double[] b) => a[0] * b[0])",
        () => Differentiate.Hessian((double[] a, double[] b) => a[0] * b[0]));

    [TestMethod]
    public void A_call_without_a_rule_is_shown_as_it_stands() => Reports(
        "EG0001", "Lib.Foo(2 * x)",
        "Lib.Foo(2 * x) has no derivative rule, and compiled code cannot be looked into. Add its rule to FunctionOptions.Rules:",
        ".WithJvp((double t) => Lib.Foo(t), (t, dt) => /* derivative of Foo */ * dt)",
        () => Differentiate.Grad((double x) => Lib.Foo(2 * x) * x));

    [TestMethod]
    public void Vectors_hold_elements_of_one_type() => Reports(
        "EG0008", "x * n",
        "Vectors hold elements of one type, double or float, but this function takes (double x, int n) and gives double. Use one type throughout:",
        "(double x, double n) => x * n",
        () => Function.Of((double x, int n) => x * n).Vectorize());

    [TestMethod]
    public void What_depends_on_nothing_is_to_be_captured() => Reports(
        "EG0005", "new object()",
        "new object() (New, of type object) cannot be part of a differentiated lambda. Compute it outside and capture the result:",
        "var value = new object();",
        () => throw Errors.Unsupported(Expression.New(typeof(object))));

    [TestMethod]
    public void What_depends_on_an_argument_is_to_be_a_method_with_a_rule()
    {
        var x = Expression.Parameter(typeof(double), "x");
        Reports(
            "EG0005", "new double[] { x }",
            "new double[] { x } (NewArrayInit, of type double[]) cannot be part of a differentiated lambda. Move it to a method and say what its derivative is:",
            ".WithJvp((double x) => Lib.Method(x), (x, dx) => /* derivative of Method along dx */)",
            () => throw Errors.Unsupported(Expression.NewArrayInit(typeof(double), x)));
    }

    [TestMethod]
    public void A_variable_has_one_value()
    {
        var v = Expression.Variable(typeof(double), "v");
        Reports(
            "EG0006", "v = v * v",
            "v = v * v assigns a variable again; in a differentiated lambda a variable stands for one value. Declare another:",
            "Expression.Variable(typeof(double), \"v2\")",
            () => throw Errors.AssignedTwice(Expression.Assign(v, Expression.Multiply(v, v))));
    }

    [TestMethod]
    public void Nesting_beyond_the_stack_asks_for_a_larger_one() => Reports(
        "EG0007", "x => x", "Lambdas are nested too deeply for the stack of this thread. Differentiate on one with a larger stack:",
        "new Thread(() => { /* Differentiate.Grad(...) */ }, maxStackSize: 256 << 20).Start();",
        () => throw Errors.TooDeep((Expression<Func<double, double>>)(x => x)));

    private static void Reports(string code, string node, string reason, string fix, Func<object?> action)
    {
        var name = nameof(TransformErrorTests) + ".";
        var e = Assert.ThrowsExactly<NotDifferentiableException>(() => action());
        Assert.AreEqual($"{code}: {reason}{Environment.NewLine}    {fix}", e.Message.Replace(name, ""));
        Assert.AreEqual((code, node), (e.Code, e.Node.Replace(name, "")));
    }

    private static class Lib
    {
        public static double Foo(double t) => t;
    }
}
