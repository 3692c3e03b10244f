using System.Linq.Expressions;
using System.Reflection;
using CsCheck;
using ExprGrad.Rules;

namespace ExprGrad.Tests.Properties;

/// <summary>
/// Random lambdas of one or two numbers with transforms of lambdas inside them, which mention the variables around them; in loops, in
/// conditionals, through functions with rules of their own. All functions are smooth and defined everywhere.
/// </summary>
internal sealed class NestedPrograms
{
    private static readonly string[] Bounded = ["Sin", "Cos", "Tanh", "Atan"];

    private static readonly Transformed[] Transforms =
    [
        new(x => Differentiate.Grad((double t) => t, null).Invoke(x), 1),
        new(x => Differentiate.Grad((double t, double s) => t * s, null).Invoke(x, x).Item1, 1),
        new(x => Differentiate.Grad((double t, double s) => t * s, null).Invoke(x, x).Item2, 1),
        new(x => Differentiate.Partial((double t, double s) => t * s, 1, null).Invoke(x, x), 1),
        new(x => Differentiate.Jvp((double t) => t, null).Invoke(x, x).Tangent, 1),
        new(x => Differentiate.Vjp((double t) => t, null).Invoke(x, x).Cotangent, 1),
        new(x => Differentiate.Derivative((double t) => t, 2, null).Invoke(x), 2),
    ];

    private readonly int[] tape;
    private readonly Expression captured;
    private readonly List<Expression> scope = [];
    private int position;
    private int names;
    private int orders;

    private NestedPrograms(int[] tape, int orders, double[] numbers)
    {
        (this.tape, this.orders) = (tape, orders);
        captured = Expression.Constant(new Captured { A = numbers[0], W = numbers });
    }

    /// <summary>How a transform is written: taken from a sample, so that the compiler has chosen the overloads.</summary>
    private sealed class Transformed
    {
        public Transformed(Expression<Func<double, double>> sample, int orders)
        {
            Orders = orders;
            Item = (sample.Body as MemberExpression)?.Member as FieldInfo;
            Invoke = (MethodCallExpression)(Item is null ? sample.Body : ((MemberExpression)sample.Body).Expression!);
            Call = (MethodCallExpression)Invoke.Arguments[0];
        }

        public int Orders { get; }

        public FieldInfo? Item { get; }

        public MethodCallExpression Invoke { get; }

        public MethodCallExpression Call { get; }

        public LambdaExpression Lambda => (LambdaExpression)((UnaryExpression)Call.Arguments[0]).Operand;
    }

    private sealed class Captured
    {
        public double A;
        public double[] W = [];
    }

    /// <summary>Functions with rules of their own, of both kinds.</summary>
    public static class Ruled
    {
        [CustomJvp(nameof(SquareJvp))]
        public static double Square(double x) => x * x;

        [CustomVjp(nameof(CubeForward), nameof(CubeBackward))]
        public static double Cube(double x) => x * x * x;

        public static Expression<Func<double, double, double>> SquareJvp => (x, dx) => 2 * x * dx;

        public static Expression<Func<double, (double, double)>> CubeForward => x => ValueTuple.Create(Cube(x), x);

        public static Expression<Func<double, double, double>> CubeBackward => (x, bar) => 3 * Square(x) * bar;
    }

    /// <param name="orders">How many derivatives are nested inside each other at most.</param>
    public static Gen<Program> Of(int orders, int mostParameters = 2, int longestTape = 40, int points = 3) => Gen.Select(
        Gen.Int[0, 1000].Array[4, longestTape], Gen.Double[-1.5, 1.5].Array[2, 3], Gen.Double[-1.5, 1.5].Array[2].Array[points]).Select((tape, numbers, at) =>
        {
            var lambda = new NestedPrograms(tape, orders, numbers).Build(mostParameters);
            return new Program(lambda, Array.ConvertAll(at, p => p[..lambda.Parameters.Count].Cast<object>().ToArray()));
        });

    private LambdaExpression Build(int mostParameters)
    {
        ParameterExpression[] parameters = [Expression.Parameter(typeof(double), "x"), Expression.Parameter(typeof(double), "y")];
        parameters = parameters[..(1 + (Next() % mostParameters))];
        scope.AddRange(parameters);
        return Expression.Lambda(Real(5), parameters);
    }

    private int Next() => position < tape.Length ? tape[position++] : 0;

    private static Expression Number(double value) => Expression.Constant(value);

    private Expression Real(int depth)
    {
        if (depth == 0)
            return Leaf();
        switch (Next() % 16)
        {
            case 0:
                return Leaf();
            case 1 or 2:
                return Expression.Multiply(Real(depth - 1), Real(depth - 1));
            case 3:
                return Expression.Add(Real(depth - 1), Real(depth - 1));
            case 4:
                return Expression.Subtract(Real(depth - 1), Real(depth - 1));
            case 5:
                return Expression.Divide(Real(depth - 1), Expression.Add(Number(2), Function(typeof(Math), "Sin", Real(depth - 1))));
            case 6:
                return Function(typeof(Math), Bounded[Next() % Bounded.Length], Real(depth - 1));
            case 7:
                var above = Expression.Add(Number(1), Function(typeof(Ruled), "Square", Real(depth - 1)));
                return Function(typeof(Math), Next() % 2 == 0 ? "Sqrt" : "Log", above);
            case 8:
                return Function(typeof(Math), "Exp", Function(typeof(Math), Bounded[Next() % Bounded.Length], Real(depth - 1)));
            case 9:
                return Function(typeof(Ruled), Next() % 2 == 0 ? "Square" : "Cube", Real(depth - 1));
            case 10:
                var test = Expression.GreaterThan(Real(Math.Max(0, depth - 2)), Real(0));
                return Expression.Condition(test, Real(depth - 1), Real(depth - 1));
            case 11:
                var value = Real(depth - 1);
                var let = typeof(Functions).GetMethod(nameof(Functions.Let))!.MakeGenericMethod(typeof(double), typeof(double));
                return Expression.Call(let, value, Lambda(depth, 1));
            case 12:
                Expression<Func<double[], double>> sum = w => w.Sum(v => v);
                return Expression.Call(((MethodCallExpression)sum.Body).Method, Expression.Field(captured, "W"), Lambda(depth, 1));
            default:
                return Nested(depth);
        }
    }

    private Expression Nested(int depth)
    {
        var t = Transforms[Next() % Transforms.Length];
        if (t.Orders > orders)
            return Leaf();
        orders -= t.Orders;
        var f = Lambda(depth, t.Lambda.Parameters.Count);
        orders += t.Orders;

        // Options last, in a mode of its own.
        Expression[] given = [.. t.Call.Arguments.Skip(1)];
        given[^1] = Expression.Constant(Next() % 3 == 0 ? null : new FunctionOptions { Mode = (DerivativeMode)(Next() % 3) }, typeof(FunctionOptions));
        var transformed = Expression.Call(t.Call.Method, [Expression.Quote(f), .. given]);
        Expression invoked = Expression.Call(t.Invoke.Method, [transformed, .. t.Invoke.Arguments.Skip(1).Select(_ => Real(depth - 1))]);
        return t.Item is null ? invoked : Expression.Field(invoked, t.Item);
    }

    private LambdaExpression Lambda(int depth, int parameters)
    {
        var own = Enumerable.Range(0, parameters).Select(_ => Expression.Parameter(typeof(double), $"v{names++}")).ToArray();
        scope.AddRange(own);
        var body = Real(depth - 1);
        scope.RemoveRange(scope.Count - parameters, parameters);
        return Expression.Lambda(body, own);
    }

    // The variables nearest by are met most often.
    private Expression Leaf() => (Next() % 8) switch
    {
        <= 3 => scope[^1],
        <= 5 => scope[Next() % scope.Count],
        6 => Expression.Field(captured, "A"),
        _ => Number(((double[])[1, 2, 0.5, -1])[Next() % 4]),
    };

    private static MethodCallExpression Function(Type type, string name, Expression argument) =>
        Expression.Call(type.GetMethod(name, BindingFlags.Public | BindingFlags.Static, [typeof(double)])!, argument);
}
