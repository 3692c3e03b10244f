using System.Linq.Expressions;
using System.Reflection;

namespace ExprGrad.Tests.Properties.Oracle;

/// <summary>
/// Evaluates a lambda with transforms inside it on <see cref="MultiDual"/> numbers. A derivative is the coefficient of an infinitesimal of its
/// own, which no other derivative around or inside uses: so tangents are not confused.
/// </summary>
internal sealed class NestedInterpreter
{
    private readonly Dictionary<ParameterExpression, MultiDual> variables = [];
    private int epsilons;

    /// <summary>The result, its arguments having the infinitesimals of these numbers added.</summary>
    public static MultiDual Run(LambdaExpression f, object[] point, params int[] leaves)
    {
        var interpreter = new NestedInterpreter { epsilons = leaves.Length };
        for (var i = 0; i < point.Length; i++)
        {
            var value = MultiDual.Of((double)point[i]);
            for (var e = 0; e < leaves.Length; e++)
            {
                if (leaves[e] == i)
                    value += MultiDual.Epsilon(e);
            }

            interpreter.variables[f.Parameters[i]] = value;
        }

        return interpreter.Evaluate(f.Body);
    }

    private MultiDual Evaluate(Expression e) => e switch
    {
        ConstantExpression { Value: double value } => MultiDual.Of(value),
        ParameterExpression p => variables[p],
        ConditionalExpression { Test: BinaryExpression test } c => Evaluate(IsGreater(Evaluate(test.Left), Evaluate(test.Right)) ? c.IfTrue : c.IfFalse),
        BinaryExpression b => Binary(b.NodeType, Evaluate(b.Left), Evaluate(b.Right)),
        UnaryExpression { NodeType: ExpressionType.Negate } u => MultiDual.Of(-1) * Evaluate(u.Operand),
        MemberExpression { Expression: MethodCallExpression invoke, Member: FieldInfo field } => Derivative(invoke, field.Name == "Item1" ? 0 : 1),
        MemberExpression { Expression: ConstantExpression { Value: var captured }, Member: FieldInfo field } => MultiDual.Of((double)field.GetValue(captured)!),
        MethodCallExpression call => Call(call),
        _ => throw new NotSupportedException(e.ToString()),
    };

    private static MultiDual Binary(ExpressionType operation, MultiDual a, MultiDual b) => operation switch
    {
        ExpressionType.Add => a + b,
        ExpressionType.Subtract => a + (MultiDual.Of(-1) * b),
        ExpressionType.Multiply => a * b,
        ExpressionType.Divide => a * b.Apply(x => TaylorCoefficients.Power(x, -1)),
        _ => throw new NotSupportedException(operation.ToString()),
    };

    // Rounding must not decide which branch is taken.
    private static bool IsGreater(MultiDual a, MultiDual b) =>
        Math.Abs(a.Value - b.Value) > 1e-9 * (1 + a.Size + b.Size) ? a.Value > b.Value : throw new UndecidedException();

    private MultiDual Call(MethodCallExpression call)
    {
        var name = call.Method.Name;
        if (call.Method.DeclaringType == typeof(InvokeExtensions))
            return Derivative(call, 0);
        if (name == nameof(Functions.Let))
            return Apply((LambdaExpression)call.Arguments[1], Evaluate(call.Arguments[0]));
        if (name == nameof(Enumerable.Sum))
        {
            var (array, body) = ((MemberExpression)call.Arguments[0], (LambdaExpression)call.Arguments[1]);
            var elements = (double[])((FieldInfo)array.Member).GetValue(((ConstantExpression)array.Expression!).Value)!;
            return elements.Aggregate(MultiDual.Of(0), (sum, element) => sum + Apply(body, MultiDual.Of(element)));
        }

        MultiDual[] arguments = [.. call.Arguments.Select(Evaluate)];
        return name switch
        {
            "Max" => arguments[IsGreater(arguments[0], arguments[1]) ? 0 : 1],
            "Pow" => arguments[0].Apply(x => TaylorCoefficients.Power(x, arguments[1].Value)),
            _ => arguments[0].Apply(x => TaylorCoefficients.Of(name, x)),
        };
    }

    private MultiDual Apply(LambdaExpression f, params MultiDual[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
            variables[f.Parameters[i]] = arguments[i];
        return Evaluate(f.Body);
    }

    /// <summary>transform(f).Invoke(arguments), of a result that is a tuple one item.</summary>
    private MultiDual Derivative(MethodCallExpression invoke, int item)
    {
        var transform = (MethodCallExpression)invoke.Arguments[0];
        var f = (LambdaExpression)((UnaryExpression)transform.Arguments[0]).Operand;
        MultiDual[] at = [.. invoke.Arguments.Skip(1).Select(Evaluate)];
        switch (transform.Method.Name)
        {
            case nameof(Differentiate.Grad):
                return By(item, at);
            case nameof(Differentiate.Partial):
                return By((int)((ConstantExpression)transform.Arguments[1]).Value!, at);
            case nameof(Differentiate.Jvp):
                var e = epsilons++;
                var tangent = Apply(f, at[0] + (MultiDual.Epsilon(e) * at[1])).Coefficient(e);
                epsilons--;
                return tangent;
            case nameof(Differentiate.Vjp):
                return By(0, at[0]) * at[1];
            case nameof(Differentiate.Derivative):
                var (first, second) = (epsilons++, epsilons++);
                var twice = Apply(f, at[0] + MultiDual.Epsilon(first) + MultiDual.Epsilon(second)).Coefficient(first).Coefficient(second);
                epsilons -= 2;
                return twice;
            default:
                throw new NotSupportedException(transform.Method.Name);
        }

        MultiDual By(int argument, params MultiDual[] values)
        {
            var e = epsilons++;
            MultiDual[] moved = [.. values];
            moved[argument] += MultiDual.Epsilon(e);
            var slope = Apply(f, moved).Coefficient(e);
            epsilons--;
            return slope;
        }
    }
}

/// <summary>A branch hangs on the last digits of a number.</summary>
internal sealed class UndecidedException : Exception;
