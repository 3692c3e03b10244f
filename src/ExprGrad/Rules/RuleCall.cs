using System.Linq.Expressions;
using System.Reflection;

namespace ExprGrad.Rules;

/// <summary>The key of a rule: the method that its left side calls.</summary>
internal static class RuleCall
{
    /// <summary>
    /// The method that a lambda calls on exactly its parameters, in order and with a receiver first; null if it is not such a lambda.
    /// </summary>
    public static MethodInfo? MethodOf(LambdaExpression function)
    {
        (MethodInfo? method, IReadOnlyList<Expression> operands) = function.Body switch
        {
            MethodCallExpression call => (call.Method, call.Object is null ? call.Arguments : [call.Object, .. call.Arguments]),
            BinaryExpression { Method: { } m, IsLifted: false } binary => (m, (IReadOnlyList<Expression>)[binary.Left, binary.Right]),
            UnaryExpression { Method: { } m, IsLifted: false } unary => (m, [unary.Operand]),
            _ => (null, []),
        };
        return method is not null && operands.Count > 0 && operands.Select(Argument).SequenceEqual(function.Parameters)
            ? Canonical(method)
            : null;
    }

    /// <summary>
    /// One object for one method: as its declaring class sees it, and of twin methods the one that rules are written for.
    /// </summary>
    public static MethodInfo Canonical(MethodInfo method)
    {
        if (method.ReflectedType != method.DeclaringType)
            method = (MethodInfo)MethodBase.GetMethodFromHandle(method.MethodHandle, method.DeclaringType!.TypeHandle)!;
        return Twins.Canonical(method);
    }

    /// <summary>A left side that calls a method: what a rule from an attribute is keyed by.</summary>
    public static LambdaExpression LambdaOf(MethodInfo method)
    {
        var parameters = Array.ConvertAll(Describe.Operands(method), o => Expression.Parameter(o.Type, o.Name));
        return Expression.Lambda(
            method.IsStatic ? Expression.Call(method, parameters) : Expression.Call(parameters[0], method, parameters.Skip(1)), parameters);
    }

    // C# converts arrays to spans, and references to their base types, on the way into a call.
    private static Expression Argument(Expression e) => e switch
    {
        MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var array] } when e.Type.IsByRefLike => array,
        UnaryExpression { NodeType: ExpressionType.Convert } convert when e.Type.IsByRefLike || !e.Type.IsValueType => convert.Operand,
        _ => e,
    };
}
