using System.Linq.Expressions;
using System.Numerics.Tensors;
using static System.Linq.Expressions.Expression;

namespace ExprGrad.Tests.Docs;

/// <summary>One lambda for every kind of expression, every operator of LINQ and every form of array that people may write.</summary>
internal static class SupportedExamples
{
    private static readonly double[] Weights = [0.5, 2, 1];
    private static readonly ParameterExpression X = Parameter(typeof(double), "x");
    private static readonly ParameterExpression N = Parameter(typeof(int), "n");

    public sealed record Circle(double X, double Y);

    public sealed class Settings
    {
        public double Scale { get; set; }

        public double Rate { get; set; }
    }

    /// <summary>Each with the kinds that it is an example of.</summary>
    public static IReadOnlyList<(ExpressionType[] Kinds, LambdaExpression Example)> Kinds { get; } =
    [
        ([ExpressionType.Constant, ExpressionType.Parameter, ExpressionType.Lambda], F(x => x + 3)),
        ([ExpressionType.Add], F(x => x + x * x)),
        ([ExpressionType.AddChecked], Lambda(AddChecked(X, X), X)),
        ([ExpressionType.Subtract], F(x => x - x * x)),
        ([ExpressionType.SubtractChecked], Lambda(SubtractChecked(Constant(1.0), X), X)),
        ([ExpressionType.Multiply], F(x => x * x * x)),
        ([ExpressionType.MultiplyChecked], Lambda(MultiplyChecked(X, X), X)),
        ([ExpressionType.Divide], F(x => 1 / x)),
        ([ExpressionType.Modulo], F(x => x * x % 3)),
        ([ExpressionType.Power], Lambda(Power(X, Constant(3.0)), X)),
        ([ExpressionType.Negate], F(x => -x)),
        ([ExpressionType.NegateChecked], Lambda(NegateChecked(X), X)),
        ([ExpressionType.UnaryPlus], Lambda(UnaryPlus(X), X)),
        ([ExpressionType.Convert], F(x => (float)x * x)),
        ([ExpressionType.ConvertChecked], Lambda(Multiply(ConvertChecked(ConvertChecked(X, typeof(float)), typeof(double)), X), X)),
        ([ExpressionType.Increment], Lambda(Increment(X), X)),
        ([ExpressionType.Decrement], Lambda(Decrement(X), X)),
        ([ExpressionType.Conditional, ExpressionType.GreaterThan], F(x => x > 0 ? x * x : x)),
        ([ExpressionType.GreaterThanOrEqual], F(x => x >= 0 ? x : 2 * x)),
        ([ExpressionType.LessThan], F(x => x < 0 ? x : 2 * x)),
        ([ExpressionType.LessThanOrEqual], F(x => x <= 0 ? x : 2 * x)),
        ([ExpressionType.Equal], F(x => x == 0 ? x : 2 * x)),
        ([ExpressionType.NotEqual], F(x => x != 0 ? x : 2 * x)),
        ([ExpressionType.AndAlso], F(x => x > 0 && x < 1 ? x : 2 * x)),
        ([ExpressionType.OrElse], F(x => x < 0 || x > 1 ? x : 2 * x)),
        ([ExpressionType.Not], F(x => !(x > 0) ? x : 2 * x)),
        ([ExpressionType.And], G((x, n) => (n & 1) * x)),
        ([ExpressionType.Or], G((x, n) => (n | 1) * x)),
        ([ExpressionType.ExclusiveOr], G((x, n) => (n ^ 1) * x)),
        ([ExpressionType.OnesComplement], Lambda(Multiply(Convert(OnesComplement(N), typeof(double)), X), X, N)),
        ([ExpressionType.LeftShift], G((x, n) => (n << 1) * x)),
        ([ExpressionType.RightShift], G((x, n) => (n >> 1) * x)),
        ([ExpressionType.Call], F(x => Math.Sin(x))),
        ([ExpressionType.Invoke], Lambda(Invoke(F(y => y * y), Add(X, Constant(1.0))), X)),
        ([ExpressionType.Quote], F(x => ((Expression<Func<double, double>>)(y => y * y)).Invoke(x + 1))),
        ([ExpressionType.MemberAccess], (Circle c) => c.X * c.Y),
        ([ExpressionType.New], F(x => new Circle(x, x * x).Y)),
        ([ExpressionType.MemberInit], F(x => new Settings { Scale = x, Rate = x * x }.Rate)),
        ([ExpressionType.NewArrayInit], F(x => new[] { x, x * x }.Sum())),
        ([ExpressionType.ArrayIndex], (double[] v) => v[0] * v[1]),
        ([ExpressionType.ArrayLength], (double[] v) => v[0] * v.Length),
        ([ExpressionType.Index], Array(v => Multiply(ArrayAccess(v, Constant(0)), ArrayAccess(v, Constant(1))))),
        ([ExpressionType.Default], Lambda(Add(X, Default(typeof(double))), X)),
        ([ExpressionType.Block, ExpressionType.Assign], Local()),
        ([ExpressionType.Coalesce], (double x, string? s) => x * (s ?? "none").Length),
        ([ExpressionType.NewArrayBounds], F(x => x * new double[3].Length)),
        ([ExpressionType.ListInit], F(x => x * new List<int> { 1, 2 }.Count)),
        ([ExpressionType.TypeIs], (double x, object o) => x * (o is string ? 1 : 2)),
        ([ExpressionType.TypeAs], (double x, object o) => x * (o as string)!.Length),
        ([ExpressionType.TypeEqual], Lambda(Condition(TypeEqual(Constant("a"), typeof(string)), X, Negate(X)), X)),
        ([ExpressionType.Unbox], Lambda(Multiply(X, Unbox(Constant(2.0, typeof(object)), typeof(double))), X)),
        ([ExpressionType.IsTrue], Lambda(Condition(IsTrue(GreaterThan(X, Constant(0.0))), X, Negate(X)), X)),
        ([ExpressionType.IsFalse], Lambda(Condition(IsFalse(GreaterThan(X, Constant(0.0))), X, Negate(X)), X)),
        ([ExpressionType.Switch], Lambda(Multiply(X, Switch(N, Constant(1.0), SwitchCase(Constant(2.0), Constant(0)))), X, N)),
        ([ExpressionType.Try], Lambda(TryFinally(X, Empty()), X)),
        ([ExpressionType.Throw], Lambda(Condition(GreaterThan(X, Constant(0.0)), X, Throw(New(typeof(InvalidOperationException)), typeof(double))), X)),
        ([ExpressionType.Loop, ExpressionType.Goto], Looped()),
        ([ExpressionType.Label], Labelled()),
        ([ExpressionType.AddAssign], Lambda(AddAssign(X, Constant(1.0)), X)),
        ([ExpressionType.PostIncrementAssign], Lambda(PostIncrementAssign(X), X)),
    ];

    public static IReadOnlyList<(string Name, LambdaExpression Example)> Linq { get; } =
    [
        ("Select", A(v => v.Select(x => x * x).Sum())),
        ("Select with the index", A(v => v.Select((x, i) => i * x).Sum())),
        ("Sum", A(v => v.Sum())),
        ("Sum of a selector", A(v => v.Sum(x => x * x))),
        ("Zip", (double[] v, double[] w) => v.Zip(w, (a, b) => a * b).Sum()),
        ("Zip into tuples", (double[] v, double[] w) => v.Zip(w).Sum(p => p.First * p.Second)),
        ("ToArray", A(v => v.Select(x => x * x).ToArray()[0])),
        ("Range", A(v => Enumerable.Range(0, v.Length).Sum(i => i * v[i]))),
        ("from, let, select", A(v => (from x in v let y = x * x select y * y).Sum())),
        ("Average", A(v => v.Average())),
        ("Max", A(v => v.Max())),
        ("Min", A(v => v.Min())),
        ("Aggregate", A(v => v.Aggregate(1.0, (p, x) => p * x))),
        ("Where", A(v => v.Where(x => x > 0).Sum())),
        ("SelectMany", A(v => v.SelectMany(x => v.Select(y => x * y)).Sum())),
        ("Repeat", F(x => Enumerable.Repeat(x, 3).Sum())),
        ("Concat", A(v => v.Concat(v).Sum())),
        ("Append", A(v => v.Append(1).Sum())),
        ("Skip", A(v => v.Skip(1).Sum())),
        ("Take", A(v => v.Take(2).Sum())),
        ("Reverse", A(v => Enumerable.Reverse(v).First())),
        ("First", A(v => v.First())),
        ("Last", A(v => v.Last())),
        ("ElementAt", A(v => v.ElementAt(1))),
        ("Count", A(v => v[0] * v.Count())),
        ("Any", A(v => v.Any(x => x > 0) ? v[0] : v[1])),
        ("All", A(v => v.All(x => x > 0) ? v[0] : v[1])),
        ("OrderBy", A(v => v.OrderBy(x => x).First())),
        ("ToList", A(v => v.ToList()[0])),
    ];

    public static IReadOnlyList<(string Name, LambdaExpression Example)> Arrays { get; } =
    [
        ("an array captured", A(v => v.Zip(Weights, (a, b) => a * b).Sum())),
        ("array inside a tuple", ((double[] V, double S) t) => t.S * t.V.Sum()),
        ("loop inside a loop", A(v => v.Sum(x => v.Sum(y => x * y)))),
        ("a conditional of arrays", A(v => (v.Length > 2 ? v : Weights).Sum())),
        ("TensorPrimitives.Sum", A(v => TensorPrimitives.Sum<double>(v))),
        ("TensorPrimitives.Dot", (double[] v, double[] w) => TensorPrimitives.Dot<double>(v, w)),
        ("TensorPrimitives.Norm", A(v => TensorPrimitives.Norm<double>(v))),
        ("array of records", (Circle[] c) => c.Sum(p => p.X)),
        ("array of arrays", (double[][] m) => m[0][1]),
        ("two-dimensional array", (double[,] m) => m[0, 1] * m[1, 0]),
        ("index from the end", A(v => v[v.Length - 1])),
    ];

    private static LambdaExpression F(Expression<Func<double, double>> f) => f;

    private static LambdaExpression G(Expression<Func<double, int, double>> f) => f;

    private static LambdaExpression A(Expression<Func<double[], double>> f) => f;

    private static LambdaExpression Array(Func<ParameterExpression, Expression> body)
    {
        var v = Parameter(typeof(double[]), "v");
        return Lambda(body(v), v);
    }

    private static LambdaExpression Local()
    {
        var y = Variable(typeof(double), "y");
        return Lambda(Block([y], Assign(y, Multiply(X, X)), Multiply(y, y)), X);
    }

    private static LambdaExpression Looped()
    {
        var end = Label(typeof(double));
        return Lambda(Loop(Break(end, X), end), X);
    }

    private static LambdaExpression Labelled() => Lambda(Label(Label(typeof(double)), X), X);
}
