using System.Linq.Expressions;
using ExprGrad.Rules;

namespace ExprGrad.Tests.Rules;

/// <summary>
/// Evaluates and differentiates the right side of a rule by the rules themselves, on its expression tree: slow, but a page long and with
/// nothing of the engine in it. A null number is a structural zero: it contributes nothing, whatever it is multiplied by.
/// </summary>
internal static class RuleInterpreter
{
    /// <summary>A value and its tangent; of a value that is not a real number only the value.</summary>
    private readonly record struct Dual(object? Value, double? Tangent)
    {
        public double? Number => (double?)Value;
    }

    /// <summary>The tangent of the function at a point, by its rule.</summary>
    public static double? First(Rule rule, object[] arguments, double?[] tangents) =>
        rule.Body is { } body ? Evaluate(body.Body, Bind(body, arguments, tangents, new double?[tangents.Length])).Number : null;

    /// <summary>The derivative, along <paramref name="directions"/>, of what <see cref="First"/> gives.</summary>
    public static double? Second(Rule rule, object[] arguments, double?[] tangents, double?[] directions) =>
        rule.Body is { } body ? Evaluate(body.Body, Bind(body, arguments, tangents, directions)).Tangent : null;

    private static Dictionary<Expression, Dual> Bind(LambdaExpression body, object[] arguments, double?[] tangents, double?[] directions)
    {
        var environment = new Dictionary<Expression, Dual>();
        for (var i = 0; i < arguments.Length; i++)
        {
            environment[body.Parameters[i]] = new(arguments[i], directions[i]);
            environment[body.Parameters[arguments.Length + i]] = new(tangents[i], null);
        }

        return environment;
    }

    private static Dual Evaluate(Expression e, Dictionary<Expression, Dual> environment) => e switch
    {
        ParameterExpression => environment[e],
        ConstantExpression c => new(c.Value, null),
        MemberExpression { Expression: null } or UnaryExpression { NodeType: ExpressionType.Convert, Operand: ConstantExpression } =>
            new(Expression.Lambda(e).Compile().DynamicInvoke(), null),
        UnaryExpression { NodeType: ExpressionType.Negate } u => Negate(Evaluate(u.Operand, environment)),
        UnaryExpression { NodeType: ExpressionType.Convert, Type: var type } u =>
            new(Convert.ChangeType(Evaluate(u.Operand, environment).Value, type), null),
        ConditionalExpression c => Evaluate((bool)Evaluate(c.Test, environment).Value! ? c.IfTrue : c.IfFalse, environment),
        BinaryExpression { NodeType: ExpressionType.AndAlso } b =>
            (bool)Evaluate(b.Left, environment).Value! ? Evaluate(b.Right, environment) : new(false, null),
        BinaryExpression { NodeType: ExpressionType.OrElse } b =>
            (bool)Evaluate(b.Left, environment).Value! ? new(true, null) : Evaluate(b.Right, environment),
        BinaryExpression b => Combine(b, Evaluate(b.Left, environment), Evaluate(b.Right, environment)),
        MethodCallExpression m => Call(m, [.. m.Arguments.Select(a => Evaluate(a, environment))]),
        _ => throw new NotSupportedException($"{e.NodeType} in a rule: {e}"),
    };

    private static Dual Negate(Dual a) => new(-a.Number, -a.Tangent);

    private static Dual Combine(BinaryExpression b, Dual x, Dual y)
    {
        if (b.Type != typeof(double) || b.Left.Type != typeof(double))
        {
            var (left, right) = (Expression.Constant(x.Value, b.Left.Type), Expression.Constant(y.Value, b.Right.Type));
            var computed = Expression.MakeBinary(b.NodeType, left, right);
            return new(Expression.Lambda(computed).Compile().DynamicInvoke(), null);
        }

        return b.NodeType switch
        {
            ExpressionType.Add => new(Add(x.Number, y.Number), Add(x.Tangent, y.Tangent)),
            ExpressionType.Subtract => new(Add(x.Number, -y.Number), Add(x.Tangent, -y.Tangent)),
            ExpressionType.Multiply => new(x.Number * y.Number, Add(y.Number * x.Tangent, x.Number * y.Tangent)),
            ExpressionType.Divide => new(x.Number / y.Number, Add(x.Tangent, -(x.Number / y.Number * y.Tangent)) / y.Number),
            _ => throw new NotSupportedException($"{b.NodeType} in a rule: {b}"),
        };
    }

    private static double? Add(double? a, double? b) => a is null ? b : b is null ? a : a + b;

    private static Dual Call(MethodCallExpression call, Dual[] arguments)
    {
        var values = Array.ConvertAll(arguments, a => a.Value!);
        var tangents = Array.ConvertAll(arguments, a => a.Tangent);
        var constant = call.Type != typeof(double) || Array.TrueForAll(tangents, t => t is null);
        return new(call.Method.Invoke(null, values), constant ? null : First(BuiltInRules.ByMethod[call.Method], values, tangents));
    }
}
