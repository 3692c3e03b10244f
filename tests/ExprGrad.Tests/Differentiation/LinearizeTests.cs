using System.Linq.Expressions;
using ExprGrad.Emit;
using ExprGrad.Rules;
using ExprGrad.Tests.Printing;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Differentiation;

/// <summary>The derivative at a point as a delegate.</summary>
[TestClass]
public sealed class LinearizeTests
{
    public sealed record Model(double[] Weights, double Bias, int Layers);

    public static class Counted
    {
        [ThreadStatic]
        private static int calls;

        public static int Calls => calls;

        public static double Sine(double x)
        {
            calls++;
            return Math.Sin(x);
        }

        public static double Cosine(double x)
        {
            calls++;
            return Math.Cos(x);
        }
    }

    private static readonly int[] Order = [2, 0];

    private static readonly double[][] Matrix = [[1, 2, 3], [4, 5, 6]];

    private static readonly FunctionOptions CountedRules = new()
    {
        Rules = RuleRegistry.Default
            .WithJvp((double x) => Counted.Sine(x), (x, dx) => Counted.Cosine(x) * dx)
            .WithJvp((double x) => Counted.Cosine(x), (x, dx) => -Counted.Sine(x) * dx),
    };

    [TestMethod]
    public void A_function_of_a_number_gives_its_value_and_the_multiplication_by_its_slope()
    {
        var (value, tangent) = Differentiate.Linearize((double x) => Math.Sin(x) * x).Compile()(0.7);
        Assert.AreEqual(Math.Sin(0.7) * 0.7, value);
        var slope = (Math.Cos(0.7) * 0.7) + Math.Sin(0.7);
        Numbers.AssertNear(slope, tangent(1), 1e-15, "along 1");
        Numbers.AssertNear(-3 * slope, tangent(-3), 1e-15, "along -3");
        Assert.AreEqual(0, tangent(0));
    }

    [TestMethod]
    public void Floats_stay_floats_and_their_tangents_become_doubles_where_the_result_is_one()
    {
        Assert.AreEqual(12f, Differentiate.Linearize((float x) => x * x).Compile()(2).Tangent(3));
        Assert.AreEqual(12.0, Differentiate.Linearize((float x) => (double)x * x).Compile()(2).Tangent(3));
    }

    [TestMethod]
    public void A_function_that_does_not_depend_on_its_argument_has_the_zero_map() =>
        Assert.AreEqual((3.0, 0.0), At(Differentiate.Linearize((double x) => 3.0), 5, 1));

    [TestMethod]
    public void Arrays_go_in_and_come_out()
    {
        // y_k = x_k exp(x_k), dy_k = (1 + x_k) exp(x_k) dx_k.
        double[] x = [-1, 0, 0.5], dx = [2, 3, 4];
        var (value, tangent) = Differentiate.Linearize((double[] x) => x.Select(v => v * Math.Exp(v)).ToArray()).Compile()(x);
        var dy = tangent(dx);
        for (var k = 0; k < x.Length; k++)
        {
            Assert.AreEqual(x[k] * Math.Exp(x[k]), value[k]);
            Numbers.AssertNear((1 + x[k]) * Math.Exp(x[k]) * dx[k], dy[k], 1e-15, $"element {k}", absolute: 1e-15);
        }

        // sum_i sum_j x_i x_j = s^2 with s the sum of x.
        var square = Differentiate.Linearize((double[] x) => x.Sum(a => x.Sum(b => a * b))).Compile()(x);
        Numbers.AssertNear(2 * x.Sum() * dx.Sum(), square.Tangent(dx), 1e-14, "square of a sum");
        Assert.AreEqual(0, Differentiate.Linearize((double[] x) => x.Sum(v => Math.Exp(v))).Compile()([]).Tangent([]));
    }

    [TestMethod]
    public void A_number_may_lead_to_an_array()
    {
        var (value, tangent) = Differentiate.Linearize((double x) => new[] { x, x * x, 7 }).Compile()(3);
        CollectionAssert.AreEqual(new double[] { 3, 9, 7 }, value);
        CollectionAssert.AreEqual(new double[] { 2, 12, 0 }, tangent(2));
    }

    [TestMethod]
    public void Tuples_and_records_have_tangents_of_their_own_type()
    {
        // d(x y, x / y) = (y dx + x dy, (dx - (x / y) dy) / y)
        var pair = Differentiate.Linearize(((double X, double Y) p) => ValueTuple.Create(p.X * p.Y, p.X / p.Y)).Compile()((3, 2));
        Assert.AreEqual((6.0, 1.5), pair.Value);
        Assert.AreEqual(((2 * 5) + (3 * 4.0), (5 - (1.5 * 4)) / 2), pair.Tangent((5, 4)));

        var f = Differentiate.Linearize((Model m) => new Model(m.Weights.Select(w => w * m.Bias).ToArray(), m.Bias * m.Bias, m.Layers)).Compile();
        var (value, tangent) = f(new Model([1, 2], 3, 4));
        Assert.AreEqual((9.0, 4), (value.Bias, value.Layers));
        var direction = tangent(new Model([10, 20], 0.5, 0));
        CollectionAssert.AreEqual(new[] { 30.5, 61 }, direction.Weights);
        Assert.AreEqual((3.0, 0), (direction.Bias, direction.Layers));
    }

    [TestMethod]
    public void It_agrees_with_the_jvp_and_is_linear()
    {
        double[] x = [0.3, -0.8, 1.7], a = [1, 2, -0.5], b = [0.25, 3, 4];
        Expression<Func<double[], double>>[] functions =
        [
            x => (x[0] * x[1]) + (Math.Sin(x[2]) / x[0]),
            x => x.Sum(v => Math.Tanh(v) * x[0]),
            x => x.Sum(u => x.Sum(v => Math.Exp(u * v))),
            x => x[1] > 0 ? x[0] : x.Select(v => v * v).Sum() * x[1],
            x => x.Zip(x.Select(v => Math.Cos(v)), (u, v) => u > 0 ? u * v : v / u).Sum(),
            x => Enumerable.Range(0, x.Length - 1).Sum(i => x[i] * x[i] * x[i + 1]),
            x => Math.Sqrt(x.Sum(v => v * v)),
            x => Math.Max(x[0], x[2]) * x.Sum(),
            x => Enumerable.Range(0, x.Length).Sum(i => Enumerable.Range(0, i).Sum(j => Math.Exp(x[i] * x[j]))),
            x => Enumerable.Range(0, 2).Sum(i => Order[i] * x[Order[i]] * x[i] * Matrix[i][Order[i]]),
        ];
        foreach (var f in functions)
        {
            var jvp = Differentiate.Jvp(f).Compile();
            var linear = Differentiate.Linearize(f);
            foreach (var compiled in new[] { linear.Compile(), linear.Expression.Compile(), Interpreted(linear) })
            {
                var (value, tangent) = compiled(x);
                Assert.AreEqual(jvp(x, a).Value, value);
                Numbers.AssertNear(jvp(x, a).Tangent, tangent(a), 1e-13, $"{f} along a");
                Numbers.AssertNear(tangent(a) + tangent(b), tangent([.. a.Zip(b, (u, v) => u + v)]), 1e-13, $"{f} along a + b");
            }
        }
    }

    [TestMethod]
    public void A_call_of_the_tangent_evaluates_nothing_of_the_function()
    {
        var linear = Differentiate.Linearize((double x) => Counted.Sine(x), CountedRules).Compile();
        var before = Counted.Calls;
        var (value, tangent) = linear(0.7);
        Assert.AreEqual(2, Counted.Calls - before);
        Assert.AreEqual(Math.Sin(0.7), value);
        for (var i = 0; i < 5; i++)
            Assert.AreEqual(Math.Cos(0.7) * i, tangent(i));
        Assert.AreEqual(2, Counted.Calls - before);
    }

    [TestMethod]
    public void In_loops_it_evaluates_nothing_again_either()
    {
        var linear = Differentiate.Linearize((double[] x) => x.Sum(v => v * Counted.Sine(v * x[0])), CountedRules);
        foreach (var compiled in new[] { linear.Compile(), linear.Expression.Compile() })
        {
            var before = Counted.Calls;
            var (_, tangent) = compiled([1, 2, 3]);
            var after = Counted.Calls;
            Assert.IsGreaterThan(before, after);
            for (var i = 0; i < 5; i++)
                tangent([1, i, 0]);
            Assert.AreEqual(after, Counted.Calls);
        }

        var once = linear.Compile();
        var start = Counted.Calls;
        once([1, 2, 3]);
        Assert.AreEqual(6, Counted.Calls - start, "a sine and a cosine for each element");
    }

    [TestMethod]
    public void The_branch_not_taken_is_not_evaluated()
    {
        var linear = Differentiate.Linearize((double[] x) => x.Length > 2 ? x[0] * x[2] : x[0]);
        foreach (var compiled in new[] { linear.Compile(), linear.Expression.Compile(), Interpreted(linear) })
        {
            Assert.AreEqual((4.0, 7.0), At(compiled, [4], [7]));
            Assert.AreEqual((30.0, 6.0 + 5), At(compiled, [5, 0, 6], [1, 0, 1]));
        }

        var counted = Differentiate.Linearize(((double X, double Y) p) => p.X > 0 ? Counted.Sine(p.X * p.Y) : p.X, CountedRules).Compile();
        var before = Counted.Calls;
        Assert.AreEqual((-1.0, 1.0), At(counted, (-1, 1), (1, 1)));
        Assert.AreEqual(before, Counted.Calls);
    }

    [TestMethod]
    public void Later_writes_to_the_argument_and_to_the_value_do_not_reach_the_tangent()
    {
        var copied = Differentiate.Linearize((double[] x) => x.Sum(a => x.Sum(b => a * b)));
        var shared = Differentiate.Linearize((double[] x) => x.Select(v => Math.Exp(v)).ToArray());
        foreach (var compiled in new[] { copied.Compile(), copied.Expression.Compile(), Interpreted(copied) })
        {
            double[] x = [1, 2];
            var (_, tangent) = compiled(x);
            x[0] = 100;
            Assert.AreEqual(6, tangent([1, 0]));
        }

        foreach (var compiled in new[] { shared.Compile(), shared.Expression.Compile(), Interpreted(shared) })
        {
            var (value, tangent) = compiled([0]);
            value[0] = 100;
            var first = tangent([5]);
            Assert.AreEqual(5, first[0]);
            first[0] = 100;
            Assert.AreEqual(5, tangent([5])[0]);
        }

        var zero = Differentiate.Linearize(((double[] A, double B) p) => ValueTuple.Create(new double[] { 1, 2 }, p.B)).Compile()(([], 1)).Tangent;
        zero(([], 1)).Item1[0] = 100;
        CollectionAssert.AreEqual(new double[] { 0, 0 }, zero(([], 1)).Item1);
    }

    [TestMethod]
    public void Captured_variables_are_read_when_the_function_is_called_not_its_tangent()
    {
        var factor = 2.0;
        var linear = Differentiate.Linearize((double x) => factor * x).Compile();
        factor = 3;
        var (value, tangent) = linear(5);
        factor = 100;
        Assert.AreEqual((15.0, 3.0), (value, tangent(1)));
    }

    [TestMethod]
    public void Code_is_shared_by_structure_and_not_the_captured_objects()
    {
        var functions = Enumerable.Range(1, 3).Select(i =>
        {
            double factor = i;
            return Differentiate.Linearize((double x) => factor * x * x).Compile();
        }).ToList();
        for (var i = 1; i <= 3; i++)
            Assert.AreEqual(2.0 * i * 7, functions[i - 1](7).Tangent(1));
    }

    [TestMethod]
    public void A_tangent_may_be_called_from_many_threads()
    {
        double[] x = [.. Enumerable.Range(0, 50).Select(i => i * 0.1)];
        var (_, tangent) = Differentiate.Linearize((double[] x) => x.Select(v => Math.Sin(v)).ToArray()).Compile()(x);
        Parallel.For(0, 200, i =>
        {
            var along = tangent([.. x.Select(_ => (double)i)]);
            for (var k = 0; k < x.Length; k++)
                Assert.AreEqual(Math.Cos(x[k]) * i, along[k]);
        });
    }

    [TestMethod]
    public void It_composes_with_other_transforms()
    {
        // f' = cos x, f'' = -sin x
        var slope = Function.Of((double x) => Math.Sin(x)).Grad().Linearize().Compile()(0.4);
        Assert.AreEqual(Math.Cos(0.4), slope.Value);
        Assert.AreEqual(-2 * Math.Sin(0.4), slope.Tangent(2), 1e-16);
    }

    [TestMethod]
    public void A_tangent_called_in_a_lambda_is_expanded_and_can_be_differentiated()
    {
        var linear = Differentiate.Linearize((double x) => Math.Sin(x));
        Assert.AreEqual("x => Math.Cos(x)", Function.Of((double x) => linear.Invoke(x).Tangent(1.0)).ToString());
        Assert.AreEqual("x => -Math.Sin(x)", Differentiate.Grad((double x) => linear.Invoke(x).Tangent(1.0)).ToString());
        Assert.AreEqual("x => Math.Cos(x)", Differentiate.Grad((double x) => linear.Invoke(x).Value).ToString());
        var sum = Differentiate.Linearize((double[] x) => x.Sum(v => Math.Sin(v)));
        var along = Function.Of((double[] x) => x.Sum(v => v * sum.Invoke(x).Tangent(x))).Compile();
        Numbers.AssertNear(3 * (Math.Cos(1) + (2 * Math.Cos(2))), along([1, 2]), 1e-15, "inside a loop");
    }

    [TestMethod]
    public void Tangents_at_many_points_may_be_collected()
    {
        var linear = Differentiate.Linearize((double x) => x * x);
        var tangents = Function.Of((double[] x) => x.Select(v => linear.Invoke(v).Tangent).ToArray());
        foreach (var compiled in new[] { tangents.Compile(), tangents.Expression.Compile() })
            CollectionAssert.AreEqual(new double[] { 2, 6 }, Array.ConvertAll(compiled([1, 3]), t => t(1)));
    }

    [TestMethod]
    public void A_delegate_has_no_derivative()
    {
        var linear = Differentiate.Linearize((double x) => x * x);
        var e = Assert.ThrowsExactly<NotDifferentiableException>(() => linear.Jvp());
        Assert.AreEqual(
            "EG0005: dx => ... is a delegate, which has no derivative; what it gives for a tangent has one. Call it in the lambda:"
            + Environment.NewLine + "    (double x) => linear.Invoke(x).Tangent(1.0)",
            e.Message);
    }

    [TestMethod]
    public void It_prints_what_is_computed_once_outside_of_the_inner_lambda()
    {
        var y = 2.0;
        Assert.AreEqual(
            "x => { var cos = Math.Cos(x); return (Math.Sin(x), dx => cos * dx); }", Differentiate.Linearize((double x) => Math.Sin(x)).ToString());
        Assert.AreEqual("x => { var t0 = y; return (x * t0, dx => t0 * dx); }", Differentiate.Linearize((double x) => x * y).ToString());
        Assert.AreEqual("x => (x + 1, dx => dx)", Differentiate.Linearize((double x) => x + 1).ToString());
        Assert.AreEqual("x => (3, dx => 0)", Differentiate.Linearize((double x) => 3.0).ToString());
        Assert.AreEqual(
            """
            x => {
                var t0 = x.Select(v => Math.Cos(v)).ToArray();
                return (x.Sum(v => Math.Sin(v)), dx => Enumerable.Range(0, t0.Length).Sum(i => t0[i] * dx[i]));
            }
            """,
            Differentiate.Linearize((double[] x) => x.Sum(v => Math.Sin(v))).ToString());
        Assert.AreEqual(
            """
            x => {
                var t0 = x.Select(v => (Math.Exp(v) - Math.Exp(v) / v) / v).ToArray();
                return (x.Sum(v => Math.Exp(v) / v), dx => Enumerable.Range(0, t0.Length).Sum(i => t0[i] * dx[i]));
            }
            """,
            Differentiate.Linearize((double[] x) => x.Sum(v => Math.Exp(v) / v)).ToString());
        Assert.AreEqual(
            @"x \mapsto \left(\sin x, dx \mapsto t_{0} dx\right) \quad\text{where } t_{0} = \cos x",
            Differentiate.Linearize((double x) => Math.Sin(x)).ToLatex());
    }

    [TestMethod]
    public void What_is_printed_compiles_and_gives_the_same()
    {
        var scalar = Differentiate.Linearize((double x) => x > 0 ? Math.Sin(x) / x : x * x);
        var softmax = Differentiate.Linearize((double[] x) => x.Select(v => Math.Exp(v) / x.Sum(u => Math.Exp(u))).ToArray());
        var back = CompileBack.All(
        [
            (typeof(Func<double, (double, Func<double, double>)>), scalar.ToString()),
            (typeof(Func<double[], (double[], Func<double[], double[]>)>), softmax.ToString()),
        ]);
        foreach (var x in new[] { -1.0, 0.5 })
            Assert.AreEqual(At(scalar, x, 3), At((Func<double, (double, Func<double, double>)>)back[0], x, 3));
        var printed = ((Func<double[], (double[] Value, Func<double[], double[]> Tangent)>)back[1])([1, 2]);
        CollectionAssert.AreEqual(softmax.Compile()([1, 2]).Tangent([1, 0]), printed.Tangent([1, 0]));
    }

    [TestMethod]
    public void A_long_chain_is_compiled_and_raised()
    {
        // x -> sin(a x + b) over and over, against the jvp.
        var p = Expression.Parameter(typeof((double, double)), "p");
        Expression e = Expression.Field(p, "Item1");
        for (var i = 0; i < 500; i++)
            e = Expression.Call(typeof(Math), nameof(Math.Sin), null, Expression.Add(Expression.Multiply(e, Expression.Field(p, "Item2")), Expression.Field(p, "Item1")));
        var f = Expression.Lambda<Func<(double, double), double>>(e, p);
        var linear = Differentiate.Linearize(f);
        var expected = Differentiate.Jvp(f).Compile()((0.3, 0.4), (1, 2));
        foreach (var compiled in new[] { linear.Compile(), linear.Expression.Compile(), Interpreted(linear) })
        {
            var (value, tangent) = compiled((0.3, 0.4));
            Assert.AreEqual(expected.Value, value);
            Numbers.AssertNear(expected.Tangent, tangent((1, 2)), 1e-12, "tangent");
        }
    }

    private static (TResult Value, TResult Tangent) At<T, TResult>(
        Function<Func<T, (TResult Value, Func<T, TResult> Tangent)>> linear, T x, T direction) => At(linear.Compile(), x, direction);

    private static (TResult Value, TResult Tangent) At<T, TResult>(Func<T, (TResult Value, Func<T, TResult> Tangent)> linear, T x, T direction)
    {
        var (value, tangent) = linear(x);
        return (value, tangent(direction));
    }

    private static Func<T, (TResult Value, Func<T, TResult> Tangent)> Interpreted<T, TResult>(
        Function<Func<T, (TResult Value, Func<T, TResult> Tangent)>> linear)
    {
        var body = ((IFunction)linear).Body;
        return x => ((TResult, Func<T, TResult>))Interpreter.Evaluate(body.Graph, body.Captures, [x])!;
    }
}
