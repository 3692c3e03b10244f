using System.Linq.Expressions;
using System.Reflection;

namespace ExprGrad.Tests.Semantics;

/// <summary>A lambda of doubles written again for floats: what a user who works in float would have typed.</summary>
internal sealed class SingleLambda : ExpressionVisitor
{
    private readonly Dictionary<ParameterExpression, ParameterExpression> parameters = [];

    public static TLambda Of<TLambda>(LambdaExpression f)
        where TLambda : LambdaExpression => (TLambda)new SingleLambda().Visit(f);

    private static Type Single(Type type) => type switch
    {
        _ when type == typeof(double) => typeof(float),
        { IsArray: true } => Single(type.GetElementType()!).MakeArrayType(),
        { IsGenericType: true } => type.GetGenericTypeDefinition().MakeGenericType(Array.ConvertAll(type.GetGenericArguments(), Single)),
        _ => type,
    };

    protected override Expression VisitLambda<T>(Expression<T> node) =>
        Expression.Lambda(Single(typeof(T)), Visit(node.Body), node.Parameters.Select(p => (ParameterExpression)Visit(p)));

    protected override Expression VisitParameter(ParameterExpression node)
    {
        if (!parameters.TryGetValue(node, out var single))
            parameters[node] = single = Expression.Parameter(Single(node.Type), node.Name);
        return single;
    }

    protected override Expression VisitConstant(ConstantExpression node) =>
        node.Value is double d ? Expression.Constant((float)d) : node;

    // What is captured stays a double, and is converted where it is read.
    protected override Expression VisitMember(MemberExpression node) =>
        node.Type == typeof(double) ? Expression.Convert(node, typeof(float)) : node;

    protected override Expression VisitUnary(UnaryExpression node)
    {
        var operand = Visit(node.Operand);
        return node.NodeType is ExpressionType.Convert
            ? Expression.Convert(operand, node.Type == typeof(float) ? typeof(double) : Single(node.Type))
            : Expression.MakeUnary(node.NodeType, operand, Single(node.Type));
    }

    protected override Expression VisitBinary(BinaryExpression node) => Expression.MakeBinary(node.NodeType, Visit(node.Left), Visit(node.Right));

    protected override Expression VisitNewArray(NewArrayExpression node) =>
        Expression.NewArrayInit(Single(node.Type.GetElementType()!), Visit(node.Expressions));

    protected override Expression VisitConditional(ConditionalExpression node) =>
        Expression.Condition(Visit(node.Test), Visit(node.IfTrue), Visit(node.IfFalse));

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        var arguments = Visit(node.Arguments);
        return Expression.Call(Method(node.Method, [.. arguments.Select(a => a.Type)]), arguments);
    }

    private static MethodInfo Method(MethodInfo method, Type[] types)
    {
        if (method.Name == nameof(Enumerable.Sum))
        {
            return typeof(Enumerable).GetMethods()
                .Where(m => m.Name == method.Name && m.IsGenericMethod == method.IsGenericMethod && m.ReturnType == Single(method.ReturnType))
                .Select(m => m.IsGenericMethod ? m.MakeGenericMethod(Array.ConvertAll(method.GetGenericArguments(), Single)) : m)
                .Single(m => m.GetParameters().Select(p => p.ParameterType).Zip(types).All(p => p.First.IsAssignableFrom(p.Second)));
        }

        if (method.IsGenericMethod)
            return method.GetGenericMethodDefinition().MakeGenericMethod(Array.ConvertAll(method.GetGenericArguments(), Single));
        Type[] families = method.DeclaringType == typeof(Math) || method.DeclaringType == typeof(double)
            ? [typeof(MathF), typeof(float), typeof(Math)]
            : [method.DeclaringType!];
        return families.Select(f => f.GetMethod(method.Name, BindingFlags.Public | BindingFlags.Static, types))
            .First(m => m is not null && m.GetParameters().Select(p => p.ParameterType).SequenceEqual(types))!;
    }
}
