using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Graphs;
namespace ExprGrad.Emit.Vector;
internal static class ScalarStub
{
    public static Func<object?[], Delegate> Compile(Graph graph, Type delegateType)
    {
        var captures = Expression.Parameter(typeof(object[]));
        var ps = graph.Parameters.Select(p => Expression.Parameter(p)).ToArray();
        var e = new Expression[graph.Nodes.Length];
        foreach (var n in graph.Nodes)
        {
            var a = n.Inputs.Select(i => e[i.Id]).ToArray();
            e[n.Id] = n.Op switch
            {
                Op.Constant => Expression.Constant(n.Data, n.Type),
                Op.Parameter => ps[(int)n.Data!],
                Op.Capture => Expression.Convert(Expression.ArrayIndex(captures, Expression.Constant((int)n.Data!)), n.Type),
                Op.Field => Expression.MakeMemberAccess(a.Length == 0 ? null : a[0], (MemberInfo)n.Data!),
                Op.Select => Expression.Condition(a[0], a[1], a[2]),
                Op.Negate => Expression.Negate(a[0]),
                Op.Not => Expression.Not(a[0]),
                Op.Convert => Expression.Convert(a[0], n.Type),
                Op.Call when n.Data is EffectfulCall c => Expression.Call(c.Method, a),
                Op.Call => Expression.Call((MethodInfo)n.Data!, a),
                Op.Remainder => Expression.Modulo(a[0], a[1]),
                _ => Expression.MakeBinary(Enum.Parse<ExpressionType>(n.Op switch { Op.Less => "LessThan", Op.LessOrEqual => "LessThanOrEqual", Op.Greater => "GreaterThan", Op.GreaterOrEqual => "GreaterThanOrEqual", _ => n.Op.ToString() }), a[0], a[1]),
            };
        }
        return DynamicCode.Compile(Expression.Lambda(e[graph.Result.Id], [captures, .. ps]), delegateType);
    }
}
