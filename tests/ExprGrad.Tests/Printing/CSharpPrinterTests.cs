using System.Globalization;
using System.Linq.Expressions;
using ExprGrad.Printing;

namespace ExprGrad.Tests.Printing;

/// <summary>What the compiler made a tree of prints as it was written.</summary>
[TestClass]
public sealed class CSharpPrinterTests
{
    private const string CapturedNames = "static double a = 2.5; static float h = 0.5f; static int[] ns = { 3, 4 };";

    private static readonly double[] Points = [-1.5, -0.0, 0.3, 2.0];

    private static (string Text, Expression<Func<double, double>> Lambda)[] Unary()
    {
        var a = 2.5;
        var h = 0.5f;
        var ns = new[] { 3, 4 };
        return
        [
            ("x => 2 * x", x => 2 * x),
            ("x => x", x => x),
            ("x => 1", x => 1),
            ("x => 0.1 + x", x => 0.1 + x),
            ("x => 1e20 * x + 1e-7", x => 1e20 * x + 1e-7),
            ("x => x - (a - x)", x => x - (a - x)),
            ("x => x - a - x", x => x - a - x),
            ("x => x / (a * x)", x => x / (a * x)),
            ("x => x / a * x", x => x / a * x),
            ("x => -(x + a)", x => -(x + a)),
            ("x => -x * a", x => -x * a),
            ("x => 2 - -x", x => 2 - -x),
            ("x => -(-x)", x => -(-x)),
            ("x => x - a", x => x + -a),
            ("x => x - 2 * a", x => x + -2 * a),
            ("x => x - 2 * a / x", x => x + -2 * a / x),
            ("x => x - 3", x => x + -3),
            ("x => x * (1 / x)", x => x * (1 / x)),
            ("x => x + (a + x)", x => x + (a + x)),
            ("x => x % 2", x => x % 2),
            ("x => -0.0 + x", x => -0.0 + x),
            ("x => Math.PI * x + Math.E", x => Math.PI * x + Math.E),
            ("x => Math.Max(x, double.NegativeInfinity)", x => Math.Max(x, double.NegativeInfinity)),
            ("x => Math.Pow(x, 2)", x => Math.Pow(x, 2)),
            ("x => Math.Max(x, 0)", x => Math.Max(x, 0)),
            ("x => Math.Max(0, x)", x => Math.Max(0, x)),
            ("x => Lib.Half(3.0) + x", x => Lib.Half(3.0) + x),
            ("x => Lib.Half(3) + x", x => Lib.Half(3) + x),
            ("x => Lib.Inner.Same(2.0) * x", x => Lib.Inner.Same(2.0) * x),
            ("x => Lib.Inner.Zero<int>() + x", x => Lib.Inner.Zero<int>() + x),
            ("x => Lib.Sigmoid(x) * (1 - Lib.Sigmoid(x))", x => Lib.Sigmoid(x) * (1 - Lib.Sigmoid(x))),
            ("x => x > 0 ? 1 : 0", x => x > 0 ? 1 : 0),
            ("x => (x > 0 ? 1.0 : 2) / (x > 1 ? 3 : 4)", x => (x > 0 ? 1.0 : 2) / (x > 1 ? 3 : 4)),
            ("x => (x > 0 ? 1 : 2) * x", x => (x > 0 ? 1.0 : 2.0) * x),
            ("x => x > 0 ? x : x < -1 ? -x : 0", x => x > 0 ? x : x < -1 ? -x : 0),
            ("x => (float)x * 0.1f", x => (float)x * 0.1f),
            ("x => x * h", x => x * h),
            ("x => (int)x / 2", x => (int)x / 2),
            ("x => (double)(int)x / 2", x => (double)(int)x / 2),
            ("x => (double)ns[0] / ns[1] * x", x => (double)ns[0] / ns[1] * x),
            ("x => x * ns[1]", x => x * ns[1]),
            ("x => ns.Length * x", x => ns.Length * x),
            ("x => !(x < 1) ? x : a", x => !(x < 1) ? x : a),
            ("x => x != 1 ? x : a", x => !(x == 1) ? x : a),
            ("x => ns[0] >= 1 ? x : a", x => !(ns[0] < 1) ? x : a),
            ("x => x > 0 && (x < 1 || a > 2) ? x : a", x => x > 0 && (x < 1 || a > 2) ? x : a),
            ("x => (ns[0] & 1 | 4) << 2 ^ ~ns[1]", x => (ns[0] & 1 | 4) << 2 ^ ~ns[1]),
            ("x => x * -2", x => x * -2),
            ("x => ns.Select(n => n * x).Sum()", x => ns.Select(n => n * x).Sum()),
            ("x => Enumerable.Range(0, 3).Sum(i => i * x)", x => Enumerable.Range(0, 3).Sum(i => i * x)),
            ("x => ns.Sum(n => 1.0)", x => ns.Sum(n => 1.0)),
            ("x => new double[] { x, 1, a }[0]", x => new[] { x, 1, a }[0]),
            ("x => new Point(x, 1).Y", x => new Point(x, 1).Y),
            ("x => new Settings { Scale = 2, Weights = new double[3] }.Scale * x", x => new Settings { Scale = 2, Weights = new double[3] }.Scale * x),
            ("x => new List<double> { x, 2 }[1]", x => new List<double> { x, 2 }[1]),
            ("x => new { P = x, Q = 2.0 }.Q", x => new { P = x, Q = 2.0 }.Q),
            ("x => double.IsNaN(x) ? double.NaN : x", x => double.IsNaN(x) ? double.NaN : x),
            ("x => default(double) + x", x => default(double) + x),
            ("x => default(DateTime).Ticks + x", x => default(DateTime).Ticks + x),
            ("x => typeof(double).Name.Length * x", x => typeof(double).Name.Length * x),
            ("x => Enumerable.Reverse(new double[] { x, 1 }).First()", x => Enumerable.Reverse(new[] { x, 1 }).First()),
            ("x => Math.PI / 2 * x - 6 * Math.PI", x => Math.PI / 2 * x - 6 * Math.PI),
            ("x => x / (4 * Math.PI * Math.PI)", x => x / (4 * Math.PI * Math.PI)),
            ("x => -Math.Tau * x", x => -Math.Tau * x),
            ("x => 8.0 / 3 * x", x => 8.0 / 3 * x),
            ("x => x * (1.0 / 3)", x => x * (1.0 / 3)),
            ("x => checked((int)x * ns[0])", x => checked((int)x * ns[0])),
            ("x => checked(unchecked((int)x + ns[1]) * ns[0])", x => checked(unchecked((int)x + ns[1]) * ns[0])),
            ("x => checked((short)ns[0]) * x", x => checked((short)ns[0]) * x),
            ("x => Functions.Rows(new double[] { x, 2 }, new double[] { 3, 4 })[1, 0]", x => Functions.Rows(new[] { x, 2 }, new double[] { 3, 4 })[1, 0]),
            ("x => Functions.Matrix(2, 2, (i, j) => i * x + j)[1, 1]", x => Functions.Matrix(2, 2, (i, j) => i * x + j)[1, 1]),
        ];
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("de-DE")]
    public void A_lambda_prints_as_it_was_written(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            // The compiler folds default(double) into a constant before there is a tree.
            foreach (var (text, lambda) in Unary())
                Assert.AreEqual(text.Replace("default(double)", "0"), CSharpPrinter.Print(lambda));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    public void Printed_lambdas_compile_to_the_same_values_bit_for_bit()
    {
        var lambdas = Unary();
        var compiled = CompileBack.All([.. lambdas.Select(l => (typeof(Func<double, double>), CSharpPrinter.Print(l.Lambda)))], CapturedNames);
        for (var i = 0; i < lambdas.Length; i++)
        {
            var (expected, actual) = (lambdas[i].Lambda.Compile(), (Func<double, double>)compiled[i]);
            foreach (var x in Points)
                Assert.AreEqual(BitConverter.DoubleToInt64Bits(expected(x)), BitConverter.DoubleToInt64Bits(actual(x)), $"{lambdas[i].Text} at {x}");
        }
    }

    [TestMethod]
    public void Types_other_than_double_print_as_written()
    {
        Assert.AreEqual("s => s + \"\\\"\\n\" + 'c'", CSharpPrinter.Print((Expression<Func<string, string>>)(s => s + "\"\n" + 'c')));
        Assert.AreEqual("s => s == Side.Left", CSharpPrinter.Print((Expression<Func<Side, bool>>)(s => s == Side.Left)));
        Assert.AreEqual("s => s == null ? null : s.Trim()", CSharpPrinter.Print((Expression<Func<string?, string?>>)(s => s == null ? null : s.Trim())));
        Assert.AreEqual("o => o is string ? 1L : 2", CSharpPrinter.Print((Expression<Func<object, object>>)(o => o is string ? 1L : 2L)));
        Assert.AreEqual("o => o as string ?? \"none\"", CSharpPrinter.Print((Expression<Func<object, string>>)(o => o as string ?? "none")));
        Assert.AreEqual("(x, y) => x * 0.5f + y", CSharpPrinter.Print((Expression<Func<float, float, float>>)((x, y) => x * 0.5f + y)));
        Assert.AreEqual("x => 2 * x + MathF.Sin(1)", CSharpPrinter.Print((Expression<Func<float, float>>)(x => 2 * x + MathF.Sin(1))));
        Assert.AreEqual("m => 1.5m * m + 2", CSharpPrinter.Print((Expression<Func<decimal, decimal>>)(m => 1.5m * m + 2)));
        Assert.AreEqual("() => 1.0 / 3", CSharpPrinter.Print(
            Expression.Lambda<Func<double>>(Expression.Divide(Expression.Constant(1.0), Expression.Constant(3.0)))));
        Assert.AreEqual("x => (x, 1)", CSharpPrinter.Print(Tuple()));
    }

    private static LambdaExpression Tuple()
    {
        var x = Expression.Parameter(typeof(double), "x");
        return Expression.Lambda(Expression.New(typeof((double, double)).GetConstructors()[0], x, Expression.Constant(1.0)), x);
    }

    [TestMethod]
    public void Locals_print_as_statements_and_whole_numbers_in_them_stay_doubles()
    {
        var x = Expression.Parameter(typeof(double), "x");
        var t = Expression.Variable(typeof(double), "t0");
        var choice = Expression.Condition(Expression.GreaterThan(x, Expression.Constant(0.0)), Expression.Constant(1.0), Expression.Constant(3.0));
        var lambda = Expression.Lambda<Func<double, double>>(
            Expression.Block([t], Expression.Assign(t, choice), Expression.Divide(t, Expression.Constant(2.0))), x);
        var text = CSharpPrinter.Print(lambda);
        Assert.AreEqual("x => { var t0 = x > 0 ? 1.0 : 3; return t0 / 2; }", text);
        Assert.AreEqual(0.5, ((Func<double, double>)CompileBack.All([(lambda.Type, text)])[0])(1));
    }

    [TestMethod]
    public void A_local_that_would_hide_a_parameter_gets_another_name()
    {
        var (x, t) = (Expression.Parameter(typeof(double), "x"), Expression.Variable(typeof(double), "x"));
        var lambda = Expression.Lambda<Func<double, double>>(
            Expression.Block([t], Expression.Assign(t, Expression.Negate(x)), Expression.Multiply(t, x)), x);
        Assert.AreEqual("x => { var x1 = -x; return x1 * x; }", CSharpPrinter.Print(lambda));
    }

    [TestMethod]
    public void A_tree_too_deep_or_too_long_for_a_message_is_cut_short()
    {
        Expression deep = Expression.Parameter(typeof(double), "x");
        for (var i = 0; i < 100_000; i++)
            deep = Expression.Negate(Expression.Add(deep, deep));
        StringAssert.Contains(CSharpPrinter.Print(deep), "...");
        StringAssert.Contains(CSharpPrinter.Print(Expression.Lambda(Expression.Negate(deep), (ParameterExpression)Leaf(deep))), "...");

        var longSum = Enumerable.Range(0, 40).Aggregate((Expression)Expression.Constant(0.5), (sum, i) => Expression.Add(sum, Expression.Constant(1000000.5 + i)));
        var text = CSharpPrinter.Print(longSum);
        StringAssert.EndsWith(text, "...");
        Assert.IsLessThanOrEqualTo(403, text.Length);
    }

    private static Expression Leaf(Expression e)
    {
        while (e is not ParameterExpression)
            e = e is UnaryExpression u ? u.Operand : ((BinaryExpression)e).Left;
        return e;
    }

    [TestMethod]
    public void A_name_of_an_inner_block_is_none_of_the_block_around_it()
    {
        // C# refuses t0 in the braces if the same t0 follows behind them.
        var x = Expression.Parameter(typeof(double), "x");
        var (inner, outer) = (Expression.Variable(typeof(double), "t0"), Expression.Variable(typeof(double), "t0"));
        Expression Squared(ParameterExpression t, Expression value) => Expression.Block([t], Expression.Assign(t, value), Expression.Multiply(t, t));
        var lambda = Expression.Lambda<Func<double, double>>(
            Expression.Condition(Expression.GreaterThan(x, Expression.Constant(0.0)), Squared(inner, Expression.Negate(x)), Squared(outer, x)), x);
        var text = CSharpPrinter.Print(lambda);
        Assert.AreEqual("x => { if (x > 0) { var t1 = -x; return t1 * t1; } var t0 = x; return t0 * t0; }", text);
        Assert.AreEqual(9, ((Func<double, double>)CompileBack.All([(lambda.Type, text)])[0])(3));
    }

    [TestMethod]
    public void Long_statements_have_a_line_each_and_short_branches_no_braces()
    {
        var printed = Differentiate.Derivative((double x) => x > 0 ? Math.Exp(x) * Math.Sin(Math.Exp(x)) : x < -1 ? Math.Log(1 + x * x) : 0, 2).ToString();
        var lines = printed.Split('\n');
        Assert.AreEqual("x => {", lines[0]);
        Assert.AreEqual("    if (x > 0)", lines[1]);
        StringAssert.StartsWith(lines[2], "        return Math.Exp(x) * Math.Sin(Math.Exp(x))");
        CollectionAssert.AreEqual(
            new[]
            {
                "    if (x < -1) {", "        var t0 = 1 + x * x;", "        return (2 - 4 * x * (x / t0)) / t0;", "    }", "    return 0;", "}",
            },
            lines[3..]);
    }

    [TestMethod]
    public void Locals_are_named_for_what_they_are_and_never_as_a_parameter()
    {
        Assert.AreEqual(
            "exp => { var exp1 = Math.Exp(-exp * exp); return 4 * exp * exp * exp1 - 2 * exp1; }",
            Differentiate.Derivative((double exp) => Math.Exp(-exp * exp), 2).ToString());
        Assert.AreEqual(
            "(x, norm) => {\n    var norm1 = Math.Sqrt(x * x + norm * norm);\n    return (norm1 == 0 ? 0 : x / norm1, norm1 == 0 ? 0 : norm / norm1);\n}",
            Differentiate.Grad((double x, double norm) => Math.Sqrt(x * x + norm * norm)).ToString());
        Assert.AreEqual("v => v.Select(w => 2 * w).ToArray()", Differentiate.Grad((double[] v) => v.Sum(e => e * e)).ToString());
        Assert.AreEqual("(@in, @class) => (@class, @in)", Differentiate.Grad((double @in, double @class) => @in * @class).ToString());
    }

    [TestMethod]
    public void The_text_is_the_same_on_every_thread_and_in_every_culture()
    {
        var f = Differentiate.Hessian((double x, double y) => Math.Exp(-0.5 * x * y) / (1 + x * x));
        var expected = f.ToString() + f.ToLatex();
        Parallel.For(0, 16, i =>
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(i % 2 == 0 ? "de-DE" : "tr-TR");
            var again = Differentiate.Hessian((double x, double y) => Math.Exp(-0.5 * x * y) / (1 + x * x));
            Assert.AreEqual(expected, again.ToString() + again.ToLatex());
        });
    }

    [TestMethod]
    public void The_derivative_of_fifty_thousand_operations_prints_in_full_and_in_linear_size()
    {
        static (int CSharp, int Latex) Sizes(int count)
        {
            var x = Expression.Parameter(typeof(double), "x");
            Expression e = x;
            for (var i = 0; i < count; i++)
                e = i % 3 == 0 ? Expression.Call(((Func<double, double>)Math.Sin).Method, e) : Expression.Add(e, Expression.Constant(0.25));
            var f = Differentiate.Grad(Expression.Lambda<Func<double, double>>(e, x));
            var (text, latex) = (f.ToString(), f.ToLatex());
            Assert.IsFalse(text.Contains("..."));
            Assert.IsFalse(latex.Contains(@"\dots"));
            return (text.Length, latex.Length);
        }

        var (small, large) = (Sizes(12_500), Sizes(50_000));
        Assert.IsLessThan(5 * small.CSharp, large.CSharp);
        Assert.IsLessThan(5 * small.Latex, large.Latex);
    }

    [TestMethod]
    public void Expressions_that_C_sharp_cannot_quote_still_print()
    {
        var x = Expression.Parameter(typeof(double), "x");
        Assert.AreEqual("x = 1", CSharpPrinter.Print((Expression)Expression.Assign(x, Expression.Constant(1.0))));
        StringAssert.StartsWith(CSharpPrinter.Print((Expression)Expression.Loop(x)), "Loop(");
        StringAssert.StartsWith(CSharpPrinter.Print((Expression)Expression.TryFinally(x, x)), "Try(");
        Assert.AreEqual("checked(x * x)", CSharpPrinter.Print((Expression)Expression.MultiplyChecked(Int(), Int())));

        static ParameterExpression Int() => Expression.Parameter(typeof(int), "x");
    }
}
