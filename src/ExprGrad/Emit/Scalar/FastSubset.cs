using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Scalar;

/// <summary>
/// What the fast compiler is trusted with. It is silently wrong on unsigned and short integers and on custom operators, and makes invalid
/// code of arguments by reference that are not locals, and of try; all else was compared with the platform's own compiler.
/// </summary>
internal static class FastSubset
{
    // Beyond this many levels its recursion could exhaust the stack.
    private const int MaximumHeight = 100;

    public static bool IsNumber(Type type) => type == typeof(double) || type == typeof(float) || type == typeof(int) || type == typeof(long);

    public static bool Contains(Node node) => node.Op switch
    {
        >= Op.Add and <= Op.ShiftRight or >= Op.Equal and <= Op.GreaterOrEqual => IsNumber(node[0].Type) || node[0].Type == typeof(bool),
        Op.Convert => IsConversion(node[0].Type, node.Type),
        Op.Call => IsCall((node.Data as EffectfulCall)?.Method ?? (MethodInfo)node.Data!),
        Op.Field => node.Data is not FieldInfo { IsLiteral: true },
        _ => true,
    };

    /// <summary>Whether a user's tree holds nothing but numbers, their operators, members and calls.</summary>
    public static bool Contains(Expression root)
    {
        var stack = new Stack<(Expression, int)>([(root, 0)]);
        while (stack.TryPop(out var top))
        {
            var (e, height) = top;
            if (height > MaximumHeight || !IsTrusted(e))
                return false;
            foreach (var child in Trees.Children(e))
                stack.Push((child, height + 1));
        }

        return true;
    }

    private static bool IsTrusted(Expression e) => e switch
    {
        ConstantExpression c => c.Value is null or string or double or float or int or long or bool && c.Type == c.Value?.GetType(),
        ParameterExpression p => !p.IsByRef,
        BinaryExpression { NodeType: ExpressionType.ArrayIndex } => true,
        BinaryExpression b => b.Method is null && b.NodeType is ExpressionType.Add or ExpressionType.Subtract or ExpressionType.Multiply
            or ExpressionType.Divide or ExpressionType.Modulo or ExpressionType.AndAlso or ExpressionType.OrElse or ExpressionType.Equal
            or ExpressionType.NotEqual or ExpressionType.LessThan or ExpressionType.LessThanOrEqual or ExpressionType.GreaterThan
            or ExpressionType.GreaterThanOrEqual && (IsNumber(b.Left.Type) || b.Left.Type == typeof(bool)),
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } u => IsConversion(u.Operand.Type, u.Type),
        UnaryExpression { NodeType: ExpressionType.Negate or ExpressionType.Not, Method: null } u => IsNumber(u.Type) || u.Type == typeof(bool),
        UnaryExpression { NodeType: ExpressionType.ArrayLength } => true,
        ConditionalExpression => true,
        MethodCallExpression m => IsCall(m.Method) && m.Object?.Type.IsValueType != true,
        MemberExpression { Member: FieldInfo { IsLiteral: false } } => true,
        MemberExpression { Member: PropertyInfo } m => m.Expression?.Type.IsValueType != true,
        _ => false,
    };

    private static bool IsConversion(Type from, Type to) =>
        from == to || (IsNumber(from) && IsNumber(to)) || (!from.IsValueType && !to.IsValueType);

    private static bool IsCall(MethodInfo method) => Array.TrueForAll(method.GetParameters(), p => !p.ParameterType.IsByRef);
}
