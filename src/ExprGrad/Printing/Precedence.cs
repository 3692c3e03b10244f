using System.Linq.Expressions;

namespace ExprGrad.Printing;

/// <summary>How tightly the operators of C# bind (C# 14 specification, 12.4.2), loosest first.</summary>
internal enum Precedence
{
    /// <summary>Assignments and lambdas; also the place of an expression that needs no parentheses whatever it is.</summary>
    Any,
    Conditional,
    Coalesce,
    OrElse,
    AndAlso,
    Or,
    ExclusiveOr,
    And,
    Equality,
    Relational,
    Shift,
    Additive,
    Multiplicative,
    Unary,
    Primary,
}

/// <summary>The operators that C# writes between two operands.</summary>
internal static class Operators
{
    public static (string Text, Precedence Precedence)? Of(ExpressionType type) => type switch
    {
        ExpressionType.Multiply or ExpressionType.MultiplyChecked => ("*", Precedence.Multiplicative),
        ExpressionType.Divide => ("/", Precedence.Multiplicative),
        ExpressionType.Modulo => ("%", Precedence.Multiplicative),
        ExpressionType.Add or ExpressionType.AddChecked => ("+", Precedence.Additive),
        ExpressionType.Subtract or ExpressionType.SubtractChecked => ("-", Precedence.Additive),
        ExpressionType.LeftShift => ("<<", Precedence.Shift),
        ExpressionType.RightShift => (">>", Precedence.Shift),
        ExpressionType.LessThan => ("<", Precedence.Relational),
        ExpressionType.LessThanOrEqual => ("<=", Precedence.Relational),
        ExpressionType.GreaterThan => (">", Precedence.Relational),
        ExpressionType.GreaterThanOrEqual => (">=", Precedence.Relational),
        ExpressionType.Equal => ("==", Precedence.Equality),
        ExpressionType.NotEqual => ("!=", Precedence.Equality),
        ExpressionType.And => ("&", Precedence.And),
        ExpressionType.ExclusiveOr => ("^", Precedence.ExclusiveOr),
        ExpressionType.Or => ("|", Precedence.Or),
        ExpressionType.AndAlso => ("&&", Precedence.AndAlso),
        ExpressionType.OrElse => ("||", Precedence.OrElse),
        ExpressionType.Coalesce => ("??", Precedence.Coalesce),
        ExpressionType.Assign => ("=", Precedence.Any),
        _ => null,
    };

    /// <summary>The operator that holds exactly when the given one does not; null where NaN makes that untrue.</summary>
    public static ExpressionType? Opposite(BinaryExpression comparison) => comparison.NodeType switch
    {
        ExpressionType.Equal => ExpressionType.NotEqual,
        ExpressionType.NotEqual => ExpressionType.Equal,
        _ when comparison.Left.Type != typeof(int) && comparison.Left.Type != typeof(long) => null,
        ExpressionType.LessThan => ExpressionType.GreaterThanOrEqual,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThan,
        ExpressionType.GreaterThan => ExpressionType.LessThanOrEqual,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThan,
        _ => null,
    };

    /// <summary>
    /// For <c>a + b</c>: the b' with <c>a - b'</c> the same number, where b starts with a minus sign (<c>-u</c>, <c>-2</c>, <c>-2 * u / v</c>); else null.
    /// </summary>
    public static Expression? WithoutMinus(Expression e)
    {
        // The sign is at the end of the left spine of a product; a product of more factors than this may keep its sign.
        const int longest = 64;
        var spine = new Stack<BinaryExpression>();
        while (e is BinaryExpression { NodeType: ExpressionType.Multiply or ExpressionType.Divide, Method: null } product
            && IsFloat(e.Type) && spine.Count < longest)
        {
            spine.Push(product);
            e = product.Left;
        }

        var positive = e switch
        {
            UnaryExpression { NodeType: ExpressionType.Negate, Method: null } u when IsFloat(u.Type) => u.Operand,
            ConstantExpression { Value: double d } when d < 0 => Expression.Constant(-d),
            ConstantExpression { Value: float f } when f < 0 => Expression.Constant(-f),
            ConstantExpression { Value: int and < 0 and > int.MinValue and var i } when spine.Count == 0 => Expression.Constant(-i),
            _ => null,
        };
        while (positive is not null && spine.TryPop(out var product))
            positive = Expression.MakeBinary(product.NodeType, positive, product.Right);
        return positive;
    }

    private static bool IsFloat(Type type) => type == typeof(double) || type == typeof(float);
}
