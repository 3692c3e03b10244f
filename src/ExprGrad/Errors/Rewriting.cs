using System.Linq.Expressions;
using ExprGrad.FrontEnd;

namespace ExprGrad;

/// <summary>Code that cannot be differentiated, written so that it can: what errors suggest.</summary>
internal static class Rewriting
{
    /// <summary>A list that is filled as it is made: as an array.</summary>
    public static Expression? ListAsArray(Expression e) =>
        e is ListInitExpression { Type: { IsGenericType: true } type } list && type.GetGenericTypeDefinition() == typeof(List<>)
            && list.Initializers.All(i => i.Arguments.Count == 1)
            ? Expression.NewArrayInit(type.GetGenericArguments()[0], list.Initializers.Select(i => i.Arguments[0]))
            : null;

    /// <summary>A pipeline that would be understood if it began with an array.</summary>
    public static Expression? SequenceAsArray(Excerpt excerpt)
    {
        var source = excerpt.Code;
        while (source is MethodCallExpression call && Lowering.IsLinq(call))
            source = call.Arguments[0];
        if (source == excerpt.Code)
            return null;
        if (ListAsArray(source) is { } literal)
            return new Replacement(source, literal).Visit(excerpt.Code);
        var isMadeHere = Graphs.Trees.FreeVariables(source).Any(excerpt.Parameters.Contains);
        return !isMadeHere && Sequences.ElementOf(source.Type) is { } element
            ? new Replacement(source, Expression.Call(typeof(Enumerable), nameof(Enumerable.ToArray), [element], source)).Visit(excerpt.Code)
            : null;
    }

    /// <summary>A pipeline with a delegate in it that is a captured variable: as a lambda that invokes the variable.</summary>
    public static Expression? DelegateAsLambda(Excerpt excerpt)
    {
        var rewritten = excerpt.Code;
        for (var e = rewritten; e is MethodCallExpression call && call.Method.DeclaringType == typeof(Enumerable); e = call.Arguments[0])
        {
            foreach (var captured in call.Arguments.OfType<ParameterExpression>().Where(a => typeof(Delegate).IsAssignableFrom(a.Type)))
            {
                var types = captured.Type.GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType).ToArray();
                var invoke = typeof(InvokeExtensions).GetMethods().First(m => m.Name == "Invoke" && m.GetParameters().Length == types.Length + 1
                    && m.GetParameters()[0].ParameterType.GetGenericTypeDefinition() == typeof(Expression<>));
                var parameters = types.Select((t, i) => Expression.Parameter(t, types.Length == 1 ? "v" : $"v{i + 1}")).ToArray();
                var lambda = Expression.Parameter(typeof(Expression<>).MakeGenericType(captured.Type), captured.Name);
                rewritten = new Replacement(captured, Expression.Lambda(
                    captured.Type, Expression.Call(invoke.MakeGenericMethod(captured.Type.GetGenericArguments()), [lambda, .. parameters]), parameters)).Visit(rewritten);
            }
        }

        return rewritten == excerpt.Code ? null : rewritten;
    }

    private sealed class Replacement(Expression old, Expression made) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == old ? made : base.Visit(node);

        protected override Expression VisitExtension(Expression node) => node;
    }
}
