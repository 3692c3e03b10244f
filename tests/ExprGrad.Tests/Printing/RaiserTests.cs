using System.Linq.Expressions;
using ExprGrad.Graphs;
using ExprGrad.Printing;

namespace ExprGrad.Tests.Printing;

[TestClass]
public sealed class RaiserTests
{
    private static readonly Func<double, double> Sigmoid = Lib.Sigmoid;

    private readonly GraphBuilder b = new();

    private Node X => b.Parameter(0, typeof(double));

    private Node Array(int position) => b.Parameter(position, typeof(double[]));

    private static Node Real(GraphBuilder b, double value) => b.Real(value, typeof(double));

    private Node Call(Func<double, double> f, Node x) => b.Call(f.Method, x);

    private Expression<TDelegate> Raise<TDelegate>(Node result, params string[] names)
    {
        var invoke = typeof(TDelegate).GetMethod("Invoke")!;
        var graph = Graph.Of(b, result, [.. invoke.GetParameters().Select(p => p.ParameterType)]);
        return (Expression<TDelegate>)Raiser.Raise(graph, names.Length == 0 ? ["x", "y", "z"] : names, [], typeof(TDelegate));
    }

    private static T Back<T>(Expression<T> lambda) where T : Delegate => (T)CompileBack.All([(typeof(T), CSharpPrinter.Print(lambda))])[0];

    [TestMethod]
    public void Small_shared_values_are_repeated()
    {
        var s = Call(Sigmoid, X);
        var f = Raise<Func<double, double>>(b.Multiply(s, b.Subtract(Real(b, 1), s)));
        Assert.AreEqual("x => Lib.Sigmoid(x) * (1 - Lib.Sigmoid(x))", CSharpPrinter.Print(f));
        Assert.AreEqual(Lib.Sigmoid(0.7) * (1 - Lib.Sigmoid(0.7)), f.Compile()(0.7));
    }

    [TestMethod]
    public void Large_shared_values_become_locals()
    {
        var t = b.Add(Real(b, 1), Call(Math.Exp, b.Negate(X)));
        var f = Raise<Func<double, double>>(b.Divide(Call(Math.Sin, t), b.Multiply(t, t)));
        Assert.AreEqual("x => { var t0 = 1 + Math.Exp(-x); return Math.Sin(t0) / (t0 * t0); }", CSharpPrinter.Print(f));
        var expected = 1 + Math.Exp(-0.3);
        Assert.AreEqual(Math.Sin(expected) / (expected * expected), f.Compile()(0.3));
        Assert.AreEqual(Math.Sin(expected) / (expected * expected), Back(f)(0.3));
    }

    [TestMethod]
    public void Sixty_iterations_of_the_logistic_map_print_in_linear_size()
    {
        var (x, expected) = (X, 0.4);
        for (var i = 0; i < 60; i++)
        {
            x = b.Multiply(b.Multiply(Real(b, 3.7), x), b.Subtract(Real(b, 1), x));
            expected = 3.7 * expected * (1 - expected);
        }

        var f = Raise<Func<double, double>>(x);
        var text = CSharpPrinter.Print(f);
        Assert.IsLessThan(60 * 50, text.Length);
        Assert.AreEqual(expected, f.Compile()(0.4));
        Assert.AreEqual(expected, Back(f)(0.4));
    }

    [TestMethod]
    public void A_chain_of_a_hundred_thousand_operations_raises_prints_and_compiles()
    {
        var (x, expected) = (X, 0.5);
        for (var i = 0; i < 50_000; i++)
        {
            x = b.Subtract(b.Multiply(x, Real(b, 0.5)), Real(b, 0.25));
            expected = expected * 0.5 - 0.25;
        }

        var f = Raise<Func<double, double>>(x);
        Assert.IsLessThan(200, Trees.Depth(f));
        StringAssert.EndsWith(CSharpPrinter.Print(f), "}");
        Assert.AreEqual(expected, f.Compile()(0.5));
    }

    [TestMethod]
    public void A_chain_of_ten_thousand_nested_choices_stays_shallow_and_lazy()
    {
        // Each choice guards a call that may throw, so no branch may be evaluated early.
        var (result, array) = (Real(b, -1), Array(0));
        for (var i = 9_999; i >= 0; i--)
            result = b.Select(b.Binary(Op.Greater, b.Index(array, b.Constant(0)), Real(b, i)), b.Index(array, b.Constant(i)), b.Multiply(Real(b, 2), result));
        var f = Raise<Func<double[], double>>(result);
        Assert.IsLessThan(500, Trees.Depth(f));

        // Only element 0 exists, and only it is read: 5 > 0.
        Assert.AreEqual(5, f.Compile()([5]));
    }

    [TestMethod]
    public void What_only_one_branch_needs_is_a_local_of_that_branch()
    {
        var y = b.Index(Array(0), b.Constant(1));
        var t = b.Multiply(b.Add(y, Real(b, 1)), b.Add(y, Real(b, 2)));
        var f = Raise<Func<double[], double>>(b.Select(
            b.Binary(Op.Greater, b.Index(Array(0), b.Constant(0)), Real(b, 0)), b.Multiply(t, Call(Math.Sin, t)), Real(b, 0)));
        Assert.AreEqual(
            "x => { if (x[0] > 0) { var t0 = (x[1] + 1) * (x[1] + 2); return t0 * Math.Sin(t0); } return 0; }", CSharpPrinter.Print(f));
        Assert.AreEqual(0, f.Compile()([-1]));
        Assert.AreEqual(6 * Math.Sin(6), f.Compile()([1, 1]));
        Assert.AreEqual(6 * Math.Sin(6), Back(f)([1, 1]));
    }

    [TestMethod]
    public void What_cannot_fail_is_hoisted_out_of_its_branches()
    {
        var t = Call(Math.Sin, b.Multiply(b.Multiply(X, X), X));
        var y = b.Parameter(1, typeof(double));
        var first = b.Select(b.Binary(Op.Greater, X, Real(b, 0)), t, y);
        var f = Raise<Func<double, double, double>>(b.Multiply(first, b.Select(b.Binary(Op.Greater, y, Real(b, 0)), t, X)));
        Assert.AreEqual("(x, y) => { var sin = Math.Sin(x * x * x); return (x > 0 ? sin : y) * (y > 0 ? sin : x); }", CSharpPrinter.Print(f));
    }

    [TestMethod]
    public void An_effect_that_two_branches_share_happens_once_and_only_if_needed()
    {
        var effect = b.CallEffectful(((Func<int, double>)Journal.Enter).Method, b.Constant(7));
        var y = b.Parameter(1, typeof(double));
        var f = Raise<Func<double, double, double>>(b.Add(
            b.Select(b.Binary(Op.Greater, X, Real(b, 0)), b.Multiply(effect, X), Real(b, 0)),
            b.Select(b.Binary(Op.Greater, y, Real(b, 0)), b.Multiply(effect, y), Real(b, 0))));
        foreach (var compiled in new[] { f.Compile(), Back(f) })
        {
            Journal.Entries.Clear();
            Assert.AreEqual(0, compiled(-1, -1));
            Assert.IsEmpty(Journal.Entries);
            Assert.AreEqual(21, compiled(1, 2));
            Assert.HasCount(1, Journal.Entries);
            Assert.AreEqual(14, compiled(-1, 2));
            Assert.HasCount(2, Journal.Entries);
        }
    }

    [TestMethod]
    public void Effects_keep_their_order_when_some_of_them_become_locals()
    {
        var enter = ((Func<int, double>)Journal.Enter).Method;
        var first = b.CallEffectful(enter, b.Constant(1));
        var second = b.CallEffectful(enter, b.Constant(2));
        var f = Raise<Func<double, double>>(b.Subtract(first, b.Multiply(second, b.Multiply(second, X))));
        Journal.Entries.Clear();
        Assert.AreEqual(1 - 2 * (2 * 3.0), f.Compile()(3));
        CollectionAssert.AreEqual(new[] { 1, 2 }, Journal.Entries);
    }

    [TestMethod]
    public void Loops_over_the_elements_of_arrays_are_select_zip_and_sum()
    {
        var k = b.LoopIndex(0, b.Length(Array(0)));
        var v = b.Index(Array(0), k);
        var squares = Raise<Func<double[], double[]>>(b.Map(k, b.Multiply(v, v)));
        Assert.AreEqual("x => x.Select(v => v * v).ToArray()", CSharpPrinter.Print(squares));
        CollectionAssert.AreEqual(new[] { 4.0, 9 }, squares.Compile()([2, 3]));

        Assert.AreEqual("x => x.Sum()", CSharpPrinter.Print(Raise<Func<double[], double>>(b.Reduce(Reduction.Sum, k, v))));
        Assert.AreEqual("x => x.Any(v => v > 0)", CSharpPrinter.Print(Raise<Func<double[], bool>>(b.Reduce(Reduction.Any, k, b.Binary(Op.Greater, v, Real(b, 0))))));

        var shorter = b.Call(((Func<int, int, int>)Math.Min).Method, b.Length(Array(0)), b.Length(Array(1)));
        var j = b.LoopIndex(0, shorter);
        var dot = Raise<Func<double[], double[], double>>(b.Reduce(Reduction.Sum, j, b.Multiply(b.Index(Array(0), j), b.Index(Array(1), j))));
        Assert.AreEqual("(x, y) => x.Zip(y, (a, b) => a * b).Sum()", CSharpPrinter.Print(dot));
        Assert.AreEqual(11, dot.Compile()([1, 2, 5], [3, 4]));
    }

    [TestMethod]
    public void Loops_that_count_are_ranges()
    {
        var k = b.LoopIndex(0, b.Length(Array(0)));
        var v = b.Index(Array(0), k);
        var weighted = Raise<Func<double[], double>>(b.Reduce(Reduction.Sum, k, b.Multiply(v, b.Convert(k, typeof(double)))));
        Assert.AreEqual("x => Enumerable.Range(0, x.Length).Sum(i => x[i] * i)", CSharpPrinter.Print(weighted));
        Assert.AreEqual(8, weighted.Compile()([5, 2, 3]));

        // Only the first array's length is the loop's, so the second must be indexed: reading beyond its end throws.
        var pair = Raise<Func<double[], double[], double>>(b.Reduce(Reduction.Sum, k, b.Multiply(v, b.Index(Array(1), k))));
        Assert.AreEqual("(x, y) => Enumerable.Range(0, x.Length).Sum(i => x[i] * y[i])", CSharpPrinter.Print(pair));
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => pair.Compile()([1, 2], [1]));
    }

    [TestMethod]
    public void An_inner_reduction_that_the_outer_loop_does_not_change_is_computed_once_outside()
    {
        var k = b.LoopIndex(0, b.Length(Array(0)));
        var v = b.Index(Array(0), k);
        var total = b.Reduce(Reduction.Sum, b.LoopIndex(1, b.Length(Array(0))), b.Index(Array(0), b.LoopIndex(1, b.Length(Array(0)))));
        var shares = Raise<Func<double[], double[]>>(b.Map(k, b.Divide(v, total)));
        Assert.AreEqual("x => { var sum = x.Sum(); return x.Select(v => v / sum).ToArray(); }", CSharpPrinter.Print(shares));
        CollectionAssert.AreEqual(new[] { 0.25, 0.75 }, shares.Compile()([1, 3]));
    }

    [TestMethod]
    public void Scattered_values_add_up_at_their_places()
    {
        var n = b.Length(Array(0));
        var single = b.Scatter(n, b.Constant(1), b.Index(Array(0), b.Constant(0)));
        Assert.AreEqual(
            "x => Enumerable.Range(0, x.Length).Select(i => i == 1 ? x[0] : 0).ToArray()", CSharpPrinter.Print(Raise<Func<double[], double[]>>(single)));

        // Turn k puts x[k] at k / 2.
        var k = b.LoopIndex(0, n);
        var halves = b.Scatter(n, b.Binary(Op.Divide, k, b.Constant(2)), b.Index(Array(0), k), k);
        var f = Raise<Func<double[], double[]>>(b.Accumulate(single, halves));
        CollectionAssert.AreEqual(new[] { 3.0, 12, 0, 0 }, f.Compile()([1, 2, 4, 7]));
        CollectionAssert.AreEqual(new[] { 3.0, 12, 0, 0 }, Back(f)([1, 2, 4, 7]));
    }

    [TestMethod]
    public void A_scatter_in_step_with_its_loop_is_a_map_that_ends_early()
    {
        var k = b.LoopIndex(0, b.Binary(Op.Subtract, b.Length(Array(0)), b.Constant(1)));
        var f = Raise<Func<double[], double[]>>(b.Scatter(b.Length(Array(0)), k, b.Index(Array(0), k), k));
        Assert.AreEqual(
            "x => Enumerable.Range(0, x.Length).Select(i => i < x.Length - 1 ? x[i] : 0).ToArray()", CSharpPrinter.Print(f));
        CollectionAssert.AreEqual(new[] { 1.0, 2, 0 }, f.Compile()([1, 2, 3]));
    }

    [TestMethod]
    public void Sums_of_whole_arrays_are_zipped()
    {
        var f = Raise<Func<double[], double[], double[]>>(b.Accumulate(Array(0), Array(1)));
        Assert.AreEqual("(x, y) => x.Zip(y, (a, b) => a + b).ToArray()", CSharpPrinter.Print(f));
        CollectionAssert.AreEqual(new[] { 4.0, 6 }, f.Compile()([1, 2], [3, 4]));
        var three = Raise<Func<double[], double[], double[]>>(b.Accumulate(Array(0), Array(1), Array(0)));
        CollectionAssert.AreEqual(new[] { 5.0, 8 }, three.Compile()([1, 2], [3, 4]));
    }

    [TestMethod]
    public void Composites_are_made_by_constructors_initialisers_and_tuple_literals()
    {
        var point = Raise<Func<double, Point>>(b.New(Shape.Of(typeof(Point))!, [X, Real(b, 2)]));
        Assert.AreEqual("x => new Point(x, 2)", CSharpPrinter.Print(point));
        Assert.AreEqual(new Point(3, 2), point.Compile()(3));

        var settings = Raise<Func<double, double[], Settings>>(b.New(Shape.Of(typeof(Settings))!, [X, Array(1)]), "x", "w");
        Assert.AreEqual("(x, w) => new Settings { Scale = x, Weights = w }", CSharpPrinter.Print(settings));

        var tuple = Raise<Func<double, (double, double)>>(b.New(Shape.Of(typeof((double, double)))!, [Real(b, 1), X]));
        Assert.AreEqual("x => (1, x)", CSharpPrinter.Print(tuple));
        Assert.AreEqual((1.0, 3.0), Back(tuple)(3));
    }

    [TestMethod]
    public void Captured_variables_are_read_from_the_object_at_each_call()
    {
        var settings = new Settings { Scale = 2 };
        var captured = b.Field(typeof(Settings).GetProperty(nameof(Settings.Scale))!, b.Capture(0, typeof(Settings)));
        var graph = Graph.Of(b, b.Multiply(captured, X), [typeof(double)]);
        var f = (Expression<Func<double, double>>)Raiser.Raise(graph, ["x"], [settings], typeof(Func<double, double>));
        var compiled = f.Compile();
        Assert.AreEqual("x => Scale * x", CSharpPrinter.Print(f));
        Assert.AreEqual(6, compiled(3));
        settings.Scale = 5;
        Assert.AreEqual(15, compiled(3));
    }

    [TestMethod]
    public void Opaque_code_comes_back_with_its_variables_replaced()
    {
        Expression<Func<double, int, double>> code = (p, n) => Math.Round(p, n) + p;
        var opaque = b.Opaque(new OpaqueCode(code.Body, [.. code.Parameters]), b.Multiply(X, X), b.Constant(2));
        var f = Raise<Func<double, double>>(opaque);
        Assert.AreEqual("x => Math.Round(x * x, 2) + x * x", CSharpPrinter.Print(f));
        Assert.AreEqual(Math.Round(1.234 * 1.234, 2) + 1.234 * 1.234, f.Compile()(1.234));
    }

    [TestMethod]
    public void Conditions_joined_short_of_evaluation_are_printed_with_their_operators()
    {
        var (p, q) = (b.Binary(Op.Greater, X, Real(b, 0)), b.Binary(Op.Less, X, Real(b, 1)));
        var f = Raise<Func<double, double>>(b.Select(b.Or(b.And(p, q), b.Binary(Op.Equal, X, Real(b, 5))), X, Real(b, 0)));
        Assert.AreEqual("x => x > 0 && x < 1 || x == 5 ? x : 0", CSharpPrinter.Print(f));
    }
}
