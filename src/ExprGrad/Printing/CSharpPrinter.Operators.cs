using System.Linq.Expressions;
using System.Reflection;

namespace ExprGrad.Printing;

/// <summary>Operators and casts.</summary>
internal sealed partial class CSharpPrinter
{
    private Precedence WriteBinary(BinaryExpression b)
    {
        switch (b.NodeType)
        {
            case ExpressionType.ArrayIndex:
                return WriteIndex(b.Left, [b.Right]);
            case ExpressionType.Power:
                text.Append("Math.Pow(");
                WriteList([b.Left, b.Right], _ => false);
                return Append(")");
            case ExpressionType.AddChecked or ExpressionType.SubtractChecked or ExpressionType.MultiplyChecked when !isChecked:
                return WriteInContext(isCheckedInside: true, b);
            case ExpressionType.Add or ExpressionType.Subtract or ExpressionType.Multiply when isChecked && Conversions.IsInteger(b.Type):
                return WriteInContext(isCheckedInside: false, b);
            case ExpressionType.Add when b.Method is null && Operators.WithoutMinus(b.Right) is { } positive:
                return WriteOperation(Expression.Subtract(b.Left, positive));
        }

        // A method that is no operator can only have been put there by hand.
        if (Operators.Of(b.NodeType) is null
            || (b.Method is { IsSpecialName: false } m && m.DeclaringType != typeof(string) && m.DeclaringType != typeof(decimal)))
        {
            return b.Method is null ? WriteUnknown(b) : WriteCall(Expression.Call(b.Method, b.Left, b.Right), exact: true);
        }

        // short + short is an int in C#, a short in a tree that was built by hand.
        if (b.Type == b.Left.Type && Conversions.IsSmall(b.Type))
        {
            text.Append('(').Append(TypeNames.Of(b.Type)).Append(")(");
            WriteOperation(b);
            text.Append(')');
            return Precedence.Unary;
        }

        return WriteOperation(b);
    }

    /// <summary>
    /// <c>checked(...)</c> or <c>unchecked(...)</c> around an operation. It holds for all that stands inside, so a part that is of the other
    /// kind is written in its own.
    /// </summary>
    private Precedence WriteInContext(bool isCheckedInside, Expression operation)
    {
        var outside = isChecked;
        isChecked = isCheckedInside;
        text.Append(isCheckedInside ? "checked(" : "unchecked(");
        WriteBare(operation, exact: true);
        isChecked = outside;
        return Append(")");
    }

    private Precedence WriteOperation(BinaryExpression b)
    {
        var (symbol, precedence) = Operators.Of(b.NodeType)!.Value;
        var (left, right) = EnumOperands(b);
        var (exactLeft, exactRight) = Exactness(b, left, right);
        var isRightAssociative = b.NodeType is ExpressionType.Coalesce or ExpressionType.Assign;

        // a && (b && c) is (a && b) && c, whatever they do.
        var isAssociative = b.NodeType is ExpressionType.AndAlso or ExpressionType.OrElse;
        Write(left, isRightAssociative ? precedence + 1 : precedence, exactLeft);
        text.Append(' ').Append(symbol).Append(' ');
        Write(right, isRightAssociative || isAssociative ? precedence : precedence + 1, exactRight);
        return precedence;
    }

    /// <summary>Which operand must keep its conversion for C# to compute in the type that the tree says.</summary>
    private static (bool Left, bool Right) Exactness(BinaryExpression b, Expression left, Expression right)
    {
        var type = left.Type;
        if (b.NodeType is ExpressionType.Coalesce or ExpressionType.Assign || b.Method?.DeclaringType == typeof(string))
            return (false, false);
        if (b.NodeType is ExpressionType.LeftShift or ExpressionType.RightShift)
            return (Conversions.Promoted(Conversions.Natural(left), typeof(int)) != type, true);
        if (type != right.Type)
            return (true, true);
        var (naturalLeft, naturalRight) = (Conversions.Natural(left), Conversions.Natural(right));
        if (Conversions.Promoted(naturalLeft, naturalRight) == type)
            return (false, false);
        if (Conversions.Promoted(naturalLeft, type) == type && naturalLeft == type)
            return (false, true);
        return Conversions.Promoted(type, naturalRight) == type ? (true, false) : (true, true);
    }

    /// <summary>Comparisons of enums, which the compiler makes comparisons of numbers, with the enums back in place.</summary>
    internal static (Expression Left, Expression Right) EnumOperands(BinaryExpression b)
    {
        var (left, right) = (EnumOperand(b.Left, b.Right), EnumOperand(b.Right, b.Left));
        return left.Type == right.Type ? (left, right) : (b.Left, b.Right);

        static Expression EnumOperand(Expression e, Expression other) => (e, other) switch
        {
            (UnaryExpression { NodeType: ExpressionType.Convert, Operand: { Type.IsEnum: true } operand }, _) => operand,
            (ConstantExpression { Value: int value }, UnaryExpression { NodeType: ExpressionType.Convert, Operand.Type: { IsEnum: true } type }) =>
                Expression.Constant(Enum.ToObject(type, value), type),
            _ => e,
        };
    }

    private Precedence WriteUnary(UnaryExpression u, bool exact)
    {
        switch (u.NodeType)
        {
            case ExpressionType.Convert when u.Type == u.Operand.Type || (!exact && Conversions.IsOmitted(u)) || IsToSpan(u.Method):
                return WriteBare(u.Operand, exact: true);
            case ExpressionType.Convert when isChecked && u.Method is null && Conversions.MayOverflow(u.Operand.Type, u.Type):
                return WriteInContext(isCheckedInside: false, u);
            case ExpressionType.ConvertChecked when !isChecked && u.Method is null && Conversions.MayOverflow(u.Operand.Type, u.Type):
                return WriteInContext(isCheckedInside: true, u);
            case ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.Unbox:
                return WriteCast(u.Type, u.Operand);
            case ExpressionType.Quote:
                return WriteBare(u.Operand, exact);
            case ExpressionType.ArrayLength:
                Write(u.Operand, Precedence.Primary);
                return Append(".Length");
            case ExpressionType.Negate when isChecked && Conversions.IsInteger(u.Type):
                return WriteInContext(isCheckedInside: false, u);
            case ExpressionType.NegateChecked when !isChecked && Conversions.IsInteger(u.Type):
                return WriteInContext(isCheckedInside: true, u);

            // -x is an int for a short in C#, a short in a tree that was built by hand.
            case ExpressionType.Negate or ExpressionType.NegateChecked or ExpressionType.Not or ExpressionType.OnesComplement or ExpressionType.UnaryPlus
                when u.Method is null && Conversions.IsSmall(u.Type):
                text.Append('(').Append(TypeNames.Of(u.Type)).Append(")(");
                WritePrefix(u.NodeType switch { ExpressionType.UnaryPlus => "+", ExpressionType.Not or ExpressionType.OnesComplement => "~", _ => "-" }, u.Operand);
                text.Append(')');
                return Precedence.Unary;

            // -a * b is (-a) * b, which is -(a * b) to the last bit.
            case ExpressionType.Negate when u.Method is null && u.Operand is BinaryExpression { NodeType: ExpressionType.Multiply, Method: null } && IsReal(u.Type):
                return WriteNegated(u.Operand);
            case ExpressionType.Negate or ExpressionType.NegateChecked:
                return WritePrefix("-", u.Operand);
            case ExpressionType.UnaryPlus:
                return WritePrefix("+", u.Operand);
            case ExpressionType.Not when u.Operand is BinaryExpression { Method: null } comparison && u.Type == typeof(bool)
                && Operators.Opposite(comparison) is { } opposite:
                return WriteBinary(Expression.MakeBinary(opposite, comparison.Left, comparison.Right));
            case ExpressionType.Not when u.Type == typeof(bool) || u.Method is not null:
            case ExpressionType.IsFalse:
                return WritePrefix("!", u.Operand);
            case ExpressionType.Not or ExpressionType.OnesComplement:
                return WritePrefix("~", u.Operand);
            case ExpressionType.IsTrue:
                return WriteBare(u.Operand, exact);
            case ExpressionType.TypeAs:
                Write(u.Operand, Precedence.Relational);
                text.Append(" as ").Append(TypeNames.Of(u.Type));
                return Precedence.Relational;
            case ExpressionType.Throw when u.Operand is not null:
                text.Append("throw ");
                Write(u.Operand);
                return Precedence.Any;
            default:
                return WriteUnknown(u);
        }
    }

    private Precedence WritePrefix(string sign, Expression operand)
    {
        text.Append(sign);
        var start = text.Length;
        Write(operand, Precedence.Unary);

        // --x is another operator.
        if (sign is "-" or "+" && text.Length > start && text[start] == sign[0])
            text.Parenthesise(start);

        return Precedence.Unary;
    }

    private Precedence WriteNegated(Expression product)
    {
        text.Append('-');
        var start = text.Length;
        Write(product, Precedence.Multiplicative);
        if (text.Length > start && text[start] == '-')
            text.Parenthesise(start);
        return Precedence.Multiplicative;
    }

    private static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);

    private Precedence WriteCast(Type type, Expression operand)
    {
        text.Append('(').Append(TypeNames.Of(type)).Append(')');
        var start = text.Length;
        Write(operand, Precedence.Unary);

        // (Color)-1 would subtract; after a keyword, as in (int)-x, it cannot.
        if (text.Length > start && text[start] == '-' && !type.IsPrimitive && type != typeof(decimal))
            text.Parenthesise(start);

        return Precedence.Unary;
    }

    // C# converts an array to a span without being asked.
    private static bool IsToSpan(MethodInfo? method) => method is { Name: "op_Implicit", ReturnType.IsByRefLike: true };
}
