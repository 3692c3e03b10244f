using System.Linq.Expressions;
using System.Reflection;

namespace ExprGrad.FrontEnd;

/// <summary>Other ways to write a lambda.</summary>
internal sealed partial class Lowering
{
    private readonly Dictionary<MethodCallExpression, LambdaExpression> groups = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// The lambda that a delegate is made of: by a cast, by compiling it, or of a method, as in <c>x.Select(Math.Sin)</c>. Anything else
    /// as it is.
    /// </summary>
    private Expression AsLambda(Expression e)
    {
        while (true)
        {
            switch (e)
            {
                case UnaryExpression { NodeType: ExpressionType.Convert, Operand: LambdaExpression lambda } when e.Type.IsAssignableFrom(lambda.Type):
                    e = lambda;
                    break;
                case MethodCallExpression { Method.Name: nameof(Function<>.Compile), Object: { } source } when IsFunction(source.Type):
                    e = source;
                    break;
                case UnaryExpression { NodeType: ExpressionType.Convert, Operand: MethodCallExpression { Method.Name: "CreateDelegate", Object: ConstantExpression { Value: MethodInfo method } } group }:
                    return groups.TryGetValue(group, out var known) ? known : groups[group] = OfMethod(method, group.Arguments[^1], e.Type);
                default:
                    return e;
            }
        }
    }

    private static LambdaExpression OfMethod(MethodInfo method, Expression target, Type type)
    {
        var parameters = Array.ConvertAll(type.GetMethod("Invoke")!.GetParameters(), p => Expression.Parameter(p.ParameterType, p.Name));
        var arguments = method.GetParameters().Zip(parameters, (p, a) => p.ParameterType == a.Type ? a : (Expression)Expression.Convert(a, p.ParameterType));
        var instance = method.IsStatic ? null : Expression.Convert(target, method.DeclaringType!);
        return Expression.Lambda(type, Expression.Call(instance, method, arguments), parameters);
    }
}
