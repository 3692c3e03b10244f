using System.Linq.Expressions;
using System.Reflection;
using CsCheck;

namespace ExprGrad.Tests.Properties;

/// <summary>
/// Random lambdas of one to three numbers: straight-line programs in which every step picks its operands among the steps before it, the
/// parameters, constants and captured variables, so that sub-expressions are shared. A step may be bound by <c>Let</c>.
/// </summary>
internal static class ScalarPrograms
{
    // Beyond this many nodes as a tree, a step starts again from leaves.
    private const int LargestTree = 400;

    private static readonly string[] Unary =
    [
        "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh", "Exp", "Log", "Log2", "Log10", "Sqrt",
        "Cbrt", "Abs", "Floor", "Ceiling", "Truncate",
    ];

    private static readonly string[] ExactUnary = ["Sqrt", "Abs", "Floor", "Ceiling", "Truncate"];

    private static readonly string[] Binary = ["Max", "Min", "Pow", "Atan2", "Log", "Hypot"];

    private static readonly ExpressionType[] Arithmetic =
    [
        ExpressionType.Add, ExpressionType.Subtract, ExpressionType.Multiply, ExpressionType.Multiply, ExpressionType.Divide, ExpressionType.Modulo,
    ];

    private static readonly ExpressionType[] Comparisons =
    [
        ExpressionType.LessThan, ExpressionType.LessThanOrEqual, ExpressionType.GreaterThan, ExpressionType.GreaterThanOrEqual,
        ExpressionType.Equal, ExpressionType.NotEqual,
    ];

    private static readonly double[] Constants = [0, 1, -1, 2, 0.5, 3];

    private static readonly double[] Nice = [0, 1, -1, 2, 0.5];

    private static readonly double[] Rare = [-0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-3, 40];

    private static readonly Gen<Step> Steps = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 15], Gen.Int[0, 15], Gen.Int[0, 15], Gen.Int[0, 15], Gen.Int[0, 5])
        .Select((kind, pick, a, b, c, d, bind) => new Step(kind, pick, a, b, c, d, bind == 0));

    private static readonly Gen<Step> ExactSteps = Steps.Select(s => s with
    {
        Kind = s.Kind is >= 78 and < 86 ? 86 : s.Kind,
        Pick = s.Kind switch
        {
            >= 45 and < 65 => Array.IndexOf(Unary, ExactUnary[s.Pick % ExactUnary.Length]),
            >= 65 and < 78 => s.Pick % 2,
            _ => s.Pick,
        },
    });

    /// <summary>A coordinate: mostly ordinary, often at a kink or equal to another one, now and then not a number.</summary>
    private static readonly Gen<double> Coordinates = Gen.Frequency(
        (8, Gen.Double[-3, 3]),
        (4, Gen.Int[0, 4].Select(i => Nice[i])),
        (1, Gen.Int[0, 5].Select(i => Rare[i])));

    public static Gen<Program> Of(Type real, int mostSteps = 12, int points = 6) => Of(real, mostSteps, points, Steps);

    /// <summary>Programs with only such functions as have one correctly rounded result, whoever computes it.</summary>
    public static Gen<Program> Exact(Type real, int mostSteps, int points) => Of(real, mostSteps, points, ExactSteps);

    private static Gen<Program> Of(Type real, int mostSteps, int points, Gen<Step> steps) =>
        Gen.Select(Gen.Int[1, 3], steps.Array[1, mostSteps], Coordinates.Array[3].Array[points], Gen.Double[-2, 2].Array[2])
            .Select((arity, chosen, at, captured) => new Program(
                Build(real, arity, chosen, captured),
                Array.ConvertAll(at, p => p.Take(arity).Select(x => real == typeof(float) ? (float)x : (object)x).ToArray())));

    private sealed record Step(int Kind, int Pick, int A, int B, int C, int D, bool Bind);

    /// <summary>What programs capture: fields, as the compiler makes them of locals.</summary>
    private sealed class Captured
    {
        public double A, B;
        public float Af, Bf;
    }

    private static LambdaExpression Build(Type real, int arity, Step[] steps, double[] captured)
    {
        var parameters = ((string[])["x", "y", "z"])[..arity].Select(n => Expression.Parameter(real, n)).ToArray();
        var closure = Expression.Constant(new Captured { A = captured[0], B = captured[1], Af = (float)captured[0], Bf = (float)captured[1] });
        List<Expression> leaves =
        [
            .. parameters, .. parameters,
            .. Constants.Select(c => Expression.Constant(real == typeof(float) ? (float)c : (object)c, real)),
            Expression.Field(closure, real == typeof(float) ? "Af" : "A"), Expression.Field(closure, real == typeof(float) ? "Bf" : "B"),
        ];
        var values = new List<Expression>(parameters);
        var sizes = values.ToDictionary(e => e, _ => 1);
        var bound = new List<(ParameterExpression Variable, Expression Value)>();
        foreach (var step in steps)
        {
            var operands = ((int[])[step.A, step.B, step.C, step.D]).Select(Operand).ToArray();
            if (operands.Sum(Size) > LargestTree)
                operands = [.. operands.Select((_, i) => leaves[(step.Pick + i) % leaves.Count])];
            var value = Make(real, step, operands);
            var size = 1 + operands.Sum(Size);
            if (step.Bind)
            {
                bound.Add((Expression.Parameter(real, $"v{bound.Count}"), value));
                value = bound[^1].Variable;
            }

            values.Add(value);
            sizes[value] = size;
        }

        // Let(a, v0 => Let(b, v1 => ...)): the last binding is the innermost.
        var body = values[^1];
        for (var i = bound.Count - 1; i >= 0; i--)
        {
            var delegateType = Expression.GetFuncType(real, real);
            var let = typeof(Functions).GetMethod(nameof(Functions.Let))!.MakeGenericMethod(real, real);
            body = Expression.Call(let, bound[i].Value, Expression.Lambda(delegateType, body, bound[i].Variable));
        }

        return Expression.Lambda(body, parameters);

        // Most operands are recent steps.
        Expression Operand(int k) => k < 9 ? values[Math.Max(0, values.Count - 1 - (k / 2))] : leaves[(k + values.Count) % leaves.Count];
        int Size(Expression e) => sizes.GetValueOrDefault(e, 1);
    }

    private static Expression Make(Type real, Step step, Expression[] e) => step.Kind switch
    {
        < 40 => Expression.MakeBinary(Arithmetic[step.Pick % Arithmetic.Length], e[0], e[1]),
        < 45 => Expression.Negate(e[0]),
        < 65 => Call(real, Unary[step.Pick % Unary.Length], e[0]),
        < 78 => Call(real, Binary[step.Pick % Binary.Length], e[0], e[1]),
        < 80 => Call(real, "FusedMultiplyAdd", e[0], e[1], e[2]),
        < 81 => Call(real, "Clamp", e[0], Expression.Constant(Convert.ChangeType(-1, real)), Expression.Constant(Convert.ChangeType(1, real))),
        < 82 => Expression.Convert(Expression.Convert(e[0], real == typeof(float) ? typeof(double) : typeof(float)), real),

        // Of a parameter only: the sign of a computed NaN is up to the processor.
        < 83 => Call(real, "CopySign", e[0], e[1] is ParameterExpression ? e[1] : Expression.Constant(Convert.ChangeType(-1, real))),
        < 86 => Call(real, "Pow", e[0], Expression.Constant(Convert.ChangeType((step.Pick % 6) - 1, real))),
        _ => Expression.Condition(Condition(step.Pick, e), e[2], e[3]),
    };

    private static Expression Condition(int pick, Expression[] e)
    {
        var first = Expression.MakeBinary(Comparisons[pick % 6], e[0], e[1]);
        return (pick / 6 % 8) switch
        {
            0 => Expression.AndAlso(first, Expression.MakeBinary(Comparisons[pick / 8 % 6], e[1], e[2])),
            1 => Expression.OrElse(first, Expression.MakeBinary(Comparisons[pick / 8 % 6], e[0], e[3])),
            2 => Expression.Not(first),
            3 => Expression.Not(Expression.AndAlso(first, Expression.Not(Expression.MakeBinary(Comparisons[pick / 8 % 6], e[2], e[3])))),
            _ => first,
        };
    }

    private static Expression Call(Type real, string name, params Expression[] arguments)
    {
        var types = Array.ConvertAll(arguments, a => a.Type);
        var family = real == typeof(float) ? typeof(MathF) : typeof(Math);
        var method = family.GetMethod(name, BindingFlags.Public | BindingFlags.Static, types)
            ?? typeof(Math).GetMethod(name, BindingFlags.Public | BindingFlags.Static, types)
            ?? real.GetMethod(name, BindingFlags.Public | BindingFlags.Static, types)!;
        return Expression.Call(method, arguments);
    }
}
