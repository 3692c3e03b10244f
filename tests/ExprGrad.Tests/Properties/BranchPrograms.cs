using System.Linq.Expressions;
using System.Reflection;
using CsCheck;

namespace ExprGrad.Tests.Properties;

/// <summary>
/// Random lambdas of one number that are full of conditionals around functions that are not defined everywhere. Each is called only well
/// inside of its domain, by a condition that C# evaluates too, so that values and derivatives of any order are ordinary numbers: whatever
/// is not, has leaked from a branch that was not taken.
/// </summary>
internal sealed class BranchPrograms
{
    // Far from where a function or its derivatives end.
    private const double Margin = 0.25;

    private static readonly string[] Smooth = ["Sin", "Cos", "Tanh", "Atan"];

    private static readonly double[] Special = [0, -0.0, 1, -1, 0.25, 2, -2];

    private readonly Type real;
    private readonly int[] tape;
    private readonly ParameterExpression x;
    private int position;
    private int names;

    private BranchPrograms(Type real, int[] tape)
    {
        (this.real, this.tape) = (real, tape);
        x = Expression.Parameter(real, "x");
    }

    /// <summary>Points lie on both sides of every condition, and often where a function in a branch ends.</summary>
    public static Gen<Program> Of(Type real, int points, int longestTape = 40)
    {
        var coordinates = Gen.Frequency((3, Gen.Double[-3, 3]), (2, Gen.Int[0, Special.Length - 1].Select(i => Special[i])));
        return Gen.Select(Gen.Int[0, 1000].Array[4, longestTape], coordinates.Array[points]).Select((choices, at) =>
        {
            var programs = new BranchPrograms(real, choices);
            return new Program(Expression.Lambda(programs.Guarded(3), programs.x), Array.ConvertAll(at, c => new[] { Convert.ChangeType(c, real) }));
        });
    }

    private int Next() => position < tape.Length ? tape[position++] : 0;

    private Expression Number(double value) => Expression.Constant(Convert.ChangeType(value, real), real);

    private Expression Any(int depth) => depth == 0 ? Leaf() : (Next() % 10) switch
    {
        0 => Leaf(),
        1 => Expression.Add(Any(depth - 1), Any(depth - 1)),
        2 => Expression.Subtract(Any(depth - 1), Any(depth - 1)),
        3 => Expression.Multiply(Any(depth - 1), Any(depth - 1)),
        4 => Call(Smooth[Next() % Smooth.Length], Any(depth - 1)),
        5 => Expression.Condition(Expression.GreaterThan(Any(1), Any(1)), Any(depth - 1), Guarded(depth - 1)),
        6 => Expression.Multiply(Guarded(depth - 1), Guarded(depth - 1)),
        _ => Guarded(depth - 1),
    };

    private Expression Leaf() => (Next() % 5) switch
    {
        <= 2 => x,
        3 => Expression.Multiply(x, x),
        _ => Number(((double[])[1, -1, 0.5, 2])[Next() % 4]),
    };

    /// <summary>condition on u ? function of u : another value, or the other way round; u may be bound outside of both.</summary>
    private Expression Guarded(int depth)
    {
        if (depth == 0)
            return Leaf();
        var value = Any(depth - 1);
        var bound = Next() % 3 == 0 ? Expression.Parameter(real, $"u{names++}") : null;
        var u = bound ?? value;
        var (condition, inside) = Partial(u);
        var outside = Any(depth - 1);
        var choice = (Next() % 4) switch
        {
            0 => Expression.Condition(Expression.Not(condition), outside, inside),
            1 => Expression.Condition(Expression.AndAlso(condition, Expression.LessThan(inside, Number(1.5))), inside, outside),
            _ => Expression.Condition(condition, inside, outside),
        };
        return bound is null ? choice : Expression.Call(
            typeof(Functions).GetMethod(nameof(Functions.Let))!.MakeGenericMethod(real, real), value, Expression.Lambda(choice, bound));
    }

    private (Expression Condition, Expression Value) Partial(Expression u)
    {
        var positive = Expression.GreaterThan(u, Number(Margin));
        var small = Expression.LessThan(Call("Abs", u), Number(1 - Margin));
        return (Next() % 9) switch
        {
            0 => (positive, Call("Log", u)),
            1 => (positive, Call("Sqrt", u)),
            2 => (Expression.GreaterThan(Call("Abs", u), Number(Margin)), Expression.Divide(Number(1), u)),
            3 => (positive, Call("Pow", u, Number(((double[])[-1.5, 0.5, 1.5])[Next() % 3]))),
            4 => (Expression.GreaterThan(u, Number(1 + Margin)), Call("Acosh", u)),
            5 => (small, Call("Atanh", u)),
            6 => (small, Call("Asin", u)),
            7 => (Expression.AndAlso(positive, Expression.LessThan(u, Number(20))), Expression.Call(typeof(Functions).GetMethod("LogGamma", [real])!, u)),
            _ => (Expression.LessThan(u, Number(5)), Call("Exp", u)),
        };
    }

    private MethodCallExpression Call(string name, params Expression[] arguments) => Expression.Call(
        (real == typeof(float) ? typeof(MathF) : typeof(Math)).GetMethod(name, BindingFlags.Public | BindingFlags.Static, [.. arguments.Select(_ => real)])!,
        arguments);
}
