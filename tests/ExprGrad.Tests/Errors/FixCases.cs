namespace ExprGrad.Tests;

/// <summary>Statements with errors, every code and every shape of suggestion.</summary>
internal static class FixCases
{
    public const string Prelude = """
        public sealed class Curve(double slope)
        {
            public double Slope { get; } = slope;
            public double Area => Slope * Slope;
            public double At(double x) => Slope * x;
        }

        public interface ICurve
        {
            double At(double x);
        }

        public sealed class Line : ICurve
        {
            public double At(double x) => 2 * x;
        }

        public record struct Money(double Amount, int Currency)
        {
            public static Money operator +(Money a, Money b) => new(a.Amount + b.Amount, a.Currency);
            public static Money operator -(Money a) => new(-a.Amount, a.Currency);
            public static explicit operator double(Money a) => a.Amount;
            public static implicit operator Money(double amount) => new(amount, 0);
        }

        public static class Lib
        {
            public static double Method(double x) => x;
            public static double Method(double x, double y) => x;
            public static double Method(double[] x) => x[0];
            public static double Method(Func<double, double> f, double x) => x;
            public static double Method(List<double> values, double x) => x;
            public static double Method(double x, List<double> values) => x;
            public static double Method(IEnumerable<double> values, double x) => x;
            public static double Method(double? rate, double x) => x;
            public static double Method(double x, double? rate) => x;
            public static double Method(Complex x) => x.Real;
            public static double Method(double[] x, double y) => x[0];
            public static double Method(double x, double[] y) => y[0];
            public static int Method(string s, int n) => n;
            public static double Foo(double x) => x;
            public static double Two(double x, double y) => x + y;
            public static double Power(double x, int n) => Math.Pow(x, n);
            public static double Named(string name, double x, DayOfWeek day) => x;
            public static int Rounded(double x) => (int)x;
            public static double Halved(int n) => n / 2.0;
            public static T Same<T>(T x) => x;
            public static T Made<T>(double x) => default!;
            public static double Norm(double[] v) => v[0];
            public static double[] Twice(double[] v) => v;
            public static (double, double) SinCos(double x) => (x, x);
            public static float Single(float x) => x;
            public static double Extended(this double x) => x;
            public static double Keyword(double @in, double @class) => @in;
            public static double Optional(double x, double y = 2) => x;
            public static double Sum(params double[] x) => x[0];
            public static double Clash(double x, double dx) => x;
            public static double ByReference(ref double x) => x;
            public static bool Parse(string s, out int n) => int.TryParse(s, out n);
            public static Expression<Func<double, double>> Endless => x => Endless.Invoke(x);
        }

        """;

    private const string FooWith = "public static double Foo(double x) => x;";

    private static string Grad(string lambda) => $"Differentiate.Grad({lambda});";

    private static FixCase NoRule(string lambda, string fill = "2.0") => new(Codes.NoRule, Grad(lambda)) { Fill = fill };

    /// <summary>A call that cannot have a rule: what it is part of becomes a method that has one.</summary>
    private static FixCase Moved(string lambda, string fill = "2.0") => new(Codes.NoRule, Grad(lambda))
    {
        Fill = fill,
        Mended = $"Differentiate.Grad({lambda[..lambda.IndexOf('>')]}> Lib.Method({lambda[..lambda.IndexOf(')')].Split(' ')[^1]}), new FunctionOptions {{ Rules = RuleRegistry.Default{{fix}} }});",
    };

    private static FixCase Unsupported(string lambda, string declarations = "", string fill = "2.0", string? then = null) =>
        new(Codes.Unsupported, Grad(lambda)) { Declarations = declarations, Fill = fill, Then = then };

    private static FixCase Attribute(string code, string attribute, string members, string fill = "2.0") =>
        new(code, Grad("(double x) => Foo(x)")) { Members = $"{attribute} {FooWith} {members}", Fill = fill };

    public static FixCase[] All { get; } =
    [
        // Calls without a rule.
        NoRule("(double x) => Lib.Foo(x) * x"),
        NoRule("(double x) => Lib.Foo(2 * x)"),
        NoRule("(double x, double y) => Lib.Two(y, x)"),
        NoRule("(double x) => Lib.Power(x, 3)"),
        NoRule("(double x) => Lib.Named(\"a\", x, DayOfWeek.Friday)"),
        NoRule("(double x) => Lib.Same(x) * x"),
        NoRule("(double x) => Lib.Made<double>(x)"),
        NoRule("(double[] v) => Lib.Norm(v)", "dv.Sum()"),
        NoRule("(double[] v) => Lib.Twice(v)[0]", "dv"),
        NoRule("(double x) => Lib.SinCos(x).Item1", "ValueTuple.Create(dx, dx)"),
        NoRule("(float x) => Lib.Single(x)", "2f"),
        NoRule("(double x) => x.Extended()"),
        NoRule("(double x) => Lib.Keyword(x, x)"),
        NoRule("(double x) => Lib.Optional(x, 2)"),
        NoRule("(double x) => Lib.Sum(x, x)", "dx[0]"),
        NoRule("(double x) => Lib.Clash(x, x)"),
        NoRule("(Curve c, double x) => c.At(x)", "dc.Slope * x + c.Slope * dx"),
        NoRule("(Curve c) => c.Area", "2.0"),
        NoRule("(Money a, Money b) => (a + b).Amount", "da"),
        NoRule("(Money a) => (-a).Amount", "da"),
        NoRule("(Money a) => (double)a", "da.Amount"),
        NoRule("(double x) => ((Money)x).Amount", "new Money(damount, 0)"),
        NoRule("(Complex z) => (z * z).Real", "dleft"),
        NoRule("(double x) => new double[] { x, x * x }.Select(v => Lib.Foo(v)).Sum()"),
        Moved("(double x) => (double)(decimal)x"),
        Moved("(double x) => (double)(Half)x"),
        Moved("(double x) => (double)(BigInteger)x"),
        Moved("(double x) => TimeSpan.FromSeconds(x).TotalSeconds"),
        NoRule("(double x) => Convert.ToDouble(x)"),
        Moved("(double[] v) => v.ToHashSet().Count * v[0]", "dsource.Sum()"),
        new(Codes.NoRule, Grad("(double x) => curve.At(x)")) { Declarations = "ICurve curve = new Line();" },
        new(Codes.NoRule, Grad("(double x) => line.At(x)")) { Declarations = "var line = new Line();" },

        // What is asked for.
        new(Codes.ResultNotReal, Grad("(double x) => (int)x")),
        new(Codes.ResultNotReal, Grad("(double x) => x > 0")),
        new(Codes.ResultNotReal, Grad("(double x) => \"a\"")),
        new(Codes.ResultNotReal, Grad("(double x) => new[] { x, 2 * x }")),
        new(Codes.ResultNotReal, Grad("(double x, double y) => ValueTuple.Create(x, y)")),
        new(Codes.ResultNotReal, "Function<Func<double[], double[]>> f = Function.Of((double[] x) => x); Differentiate.Grad((double[] x) => x.Select(v => v * v).ToArray());"),
        new(Codes.NothingToDifferentiate, Grad("(int n) => n * 0.5")),
        new(Codes.NothingToDifferentiate, Grad("(int n) => n")),
        new(Codes.NothingToDifferentiate, Grad("(string s) => s.Length * 0.5")),
        new(Codes.NothingToDifferentiate, Grad("(int n) => rates[n]")) { Declarations = "double[] rates = [1, 2];" },
        new(Codes.NothingToDifferentiate, Grad("(int x, int y) => (x & y) * 0.5")),
        new(Codes.NothingToDifferentiate, Grad("(DayOfWeek day) => (int)day * 0.5")),
        new(Codes.ArgumentNotReal, "Differentiate.Hessian((double[] a, double[] b) => a[0] * b[0]);"),

        // What is written in the lambda.
        Unsupported("(double x) => new List<double> { x, x * x }.Sum()"),
        Unsupported("(double x) => values.Sum(v => v * x)", "IEnumerable<double> values = [1, 2];"),
        new(Codes.Unsupported, Grad("(double x) => values.ConvertAll(v => v * x).Sum()"))
        {
            Declarations = "var values = new List<double> { 1, 2 };",
            Mended = "Differentiate.Grad((double x) => Lib.Method(x, values), new FunctionOptions { Rules = RuleRegistry.Default{fix} });",
        },
        Unsupported("(double x) => x * rate ?? 0", "double? rate = 2;"),
        Unsupported("(double x) => (double)(object)x"),
        Unsupported("(double x) => new List<double>(3) { x }[0]"),
        new(Codes.Unsupported, Grad("(double x) => f(x) + 1")) { Declarations = "Func<double, double> f = x => x * x;", Redeclared = "Expression<Func<double, double>> f = x => x * x;" },
        new(Codes.Unsupported, Grad("(double x, double y) => f(y, 2 * x)"))
        {
            Declarations = "Func<double, double, double> f = (x, y) => x * y;", Redeclared = "Expression<Func<double, double, double>> f = (x, y) => x * y;",
        },
        new(Codes.Unsupported, Grad("(double x) => new double[] { x, x * x }.Select(f).Sum()"))
        {
            Declarations = "Func<double, double> f = x => x * x;", Redeclared = "Expression<Func<double, double>> f = x => x * x;",
        },
        new(Codes.Unsupported, Grad("(double x) => (x > 0 ? f : g).Invoke(x)"))
        {
            Declarations = "Expression<Func<double, double>> f = x => x * x, g = x => -x;", Mended = Grad("(double x) => x > 0 ? {fix} : g.Invoke(x)"),
        },
        new(Codes.Unsupported, "_ = Function.Of((double x) => linear.Invoke(x)).Jvp();")
        {
            Declarations = "var linear = Differentiate.Linearize((double x) => x * x);",
            Mended = "_ = Differentiate.Jvp({fix});",
        },

        // Trees that are made by hand.
        new(Codes.AssignedTwice, "Differentiate.Grad(Expression.Lambda<Func<double, double>>(Expression.Block([v], Expression.Assign(v, x), Expression.Assign(v, Expression.Multiply(v, v)), v), x));")
        {
            Declarations = "var x = Expression.Parameter(typeof(double), \"x\"); var v = Expression.Variable(typeof(double), \"v\");",
            Mended = "var v2 = {fix}; Differentiate.Grad(Expression.Lambda<Func<double, double>>(Expression.Block([v, v2], Expression.Assign(v, x), Expression.Assign(v2, Expression.Multiply(v, v)), v2), x));",
        },
        new(Codes.AssignedTwice, Grad("(double x, string s, int n) => Lib.Parse(s, out n) ? x : -x")) { Mended = Grad("(double x, string s, int n) => {fix} > 0 ? x : -x") },
        new(Codes.TooDeep, "var small = new Thread(() => { try { Differentiate.Grad(f); } catch (NotDifferentiableException e) { thrown = e; } }, 256 << 10); small.Start(); small.Join(); throw thrown;")
        {
            Declarations = """
                NotDifferentiableException thrown = null;
                var v = Expression.Parameter(typeof(double[]), "v");
                Expression body = Expression.ArrayIndex(v, Expression.Constant(0));
                for (var i = 0; i < 1000; i++)
                {
                    var e = Expression.Parameter(typeof(double), "e" + i);
                    body = Expression.Call(typeof(Enumerable), "Sum", [typeof(double)], v, Expression.Lambda<Func<double, double>>(body, e));
                }
                var f = Expression.Lambda<Func<double[], double>>(body, v);
                """,
            Fill = "Differentiate.Grad((double x) => x);",
        },
        new(Codes.InvokesItself, Grad("(double x) => Lib.Endless.Invoke(x)")) { Mended = "Differentiate.Grad((double x) => Lib.Method(x), new FunctionOptions { Rules = RuleRegistry.Default{fix} });" },

        // Vectors.
        new(Codes.MixedElements, "Function.Of((double x, int n) => x * n).Vectorize();"),
        new(Codes.MixedElements, "Function.Of((double x, string s) => x * s.Length).Vectorize();") { Declarations = "" , Mended = "var s = \"a\"; Function.Of({fix}).Vectorize();" },
        new(Codes.MixedElements, "Function.Of((double x, int n) => x * rates[n]).Vectorize();") { Declarations = "double[] rates = [1, 2];", Mended = "var n = 1; Function.Of({fix}).Vectorize();" },
        new(Codes.MixedElements, "Function.Of((double x) => (int)x).Vectorize();"),
        new(Codes.MixedElements, "Function.Of((double x) => (float)x).Vectorize();"),
        new(Codes.MixedElements, "Function.Of((double x, float y) => x * y).Vectorize();"),
        new(Codes.MixedElements, "Function.Of((double x, float y) => x * MathF.Sin(y)).Vectorize();"),
        new(Codes.MixedElements, "Function.Of((float x) => 2.0 * x).Vectorize();"),
        new(Codes.MixedElements, "Function.Of((double x, double[] v) => x * v[0]).Vectorize();"),
        new(Codes.MixedElements, "Function.Of((double x) => x > 0).Vectorize();"),
        new(Codes.MixedElements, "Function.Of((Money a) => a.Amount).Vectorize();"),
        new(Codes.MixedElements, "Function.Of((int n) => n * 2).Vectorize();"),

        // Rules.
        new(Codes.RuleNotOneCall, "RuleRegistry.Default.WithConstant((double x, double y) => Lib.Two(y, x));"),
        new(Codes.RuleNotOneCall, "RuleRegistry.Default.WithConstant((double x) => Lib.Foo(x) + 1);"),
        new(Codes.RuleNotOneCall, "RuleRegistry.Default.WithConstant((double x) => Lib.Two(x, 1));"),
        new(Codes.RuleNotOneCall, "RuleRegistry.Default.WithConstant((Func<double, double> f, double x) => f(x));"),
        new(Codes.RuleNotLinear, "RuleRegistry.Default.WithJvp((double x) => Lib.Foo(x), (x, dx) => Math.Cos(x) + dx);"),
        new(Codes.RuleNotLinear, "RuleRegistry.Default.WithJvp((double x, double y) => Lib.Two(x, y), (x, y, dx, dy) => dx * dy);"),
        new(Codes.RuleNotLinear, "RuleRegistry.Default.WithJvp((double[] v) => Lib.Norm(v), (v, dv) => dv[0] * dv[0]);") { Fill = "dv[0]" },
        new(Codes.RuleNotLinear, "RuleRegistry.Default.WithVjp((double x) => Lib.Foo(x), x => ValueTuple.Create(x, x), (x, g) => Math.Sin(g));"),
        new(Codes.RuleNotLinear, "RuleRegistry.Default.WithVjp((double x, int n) => Lib.Power(x, n), (x, n) => ValueTuple.Create(x, x), (x, g) => ValueTuple.Create(g * g, 0));"),
        new(Codes.RuleNotLinear, "RuleRegistry.Default.WithVjp((double[] v) => Lib.Norm(v), v => ValueTuple.Create(v[0], v), (v, g) => v.Select(a => a + g).ToArray());") { Fill = "v.Select(a => a * g).ToArray()" },
        new(Codes.RuleNeverMatches, "RuleRegistry.Default.WithJvp((double x) => Lib.Rounded(x), (x, dx) => 0);"),
        new(Codes.RuleNeverMatches, "RuleRegistry.Default.WithJvp((int n) => Lib.Halved(n), (n, dn) => 0.5 * dn);"),

        // Attributes.
        Attribute(Codes.RuleArity, "[CustomJvp(nameof(FooJvp))]", "static Expression<Func<double, double>> FooJvp => x => Math.Cos(x);"),
        Attribute(Codes.RuleArity, "[Inline(nameof(FooBody))]", "static Expression<Func<double, double, double>> FooBody => (x, y) => x;", "x * x"),
        Attribute(Codes.RuleArity, "[CustomVjp(nameof(FooForward), nameof(FooBackward))]",
            "static Expression<Func<double, (double, Curve)>> FooForward => x => ValueTuple.Create(x, new Curve(x)); static Expression<Func<double, double>> FooBackward => g => g;"),
        Attribute(Codes.RuleType, "[CustomJvp(nameof(FooJvp))]", "static Expression<Func<float, float, float>> FooJvp => (x, dx) => MathF.Cos(x) * dx;"),
        Attribute(Codes.RuleType, "[CustomVjp(nameof(FooForward), nameof(FooBackward))]",
            "static Expression<Func<double, double>> FooForward => x => x; static Expression<Func<double, double, double>> FooBackward => (x, g) => g;"),
        new(Codes.RuleType, Grad("(double x) => Foo(x, 2, \"a\")"))
        {
            Members = """
                [CustomVjp(nameof(FooForward), nameof(FooBackward))]
                public static double Foo(double x, int n, string s) => x;
                static Expression<Func<double, int, string, (double, (double, int))>> FooForward => (x, n, s) => ValueTuple.Create(x, ValueTuple.Create(x, n));
                static Expression<Func<(double, int), double, double>> FooBackward => (r, g) => g;
                """,
        },
        Attribute(Codes.NoSuchMember, "[Inline(\"FooBdoy\")]", "", "x * x"),
        Attribute(Codes.NoSuchMember, "[CustomJvp(\"FooJvp\")]", ""),
        Attribute(Codes.MemberNotLambda, "[CustomJvp(nameof(FooJvp))]", "static double FooJvp(double x, double dx) => Math.Cos(x) * dx;"),
        Attribute(Codes.MemberNotLambda, "[CustomJvp(nameof(FooJvp))]", "static Expression<Func<double, double, double>> FooJvp => null;"),
        Attribute(Codes.MemberThrows, "[Inline(nameof(FooBody))]", "static Expression<Func<double, double>> FooBody => throw new InvalidOperationException(\"no\");", "x * x"),
        Attribute(Codes.TwoAttributes, "[CustomJvp(nameof(FooJvp)), Inline(nameof(FooBody))]",
            "static Expression<Func<double, double, double>> FooJvp => (x, dx) => dx; static Expression<Func<double, double>> FooBody => x => x * x;"),
    ];
}
