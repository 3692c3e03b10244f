using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Graphs;
using ExprGrad.Rules;

namespace ExprGrad.FrontEnd;

/// <summary>
/// Transforms inside a lambda: <c>x => x * Differentiate.Grad((double y) => x + y).Invoke(x)</c>. The inner function is lowered amid the outer
/// one, cut out with what it uses of the outer one as captured values, transformed by the method that the lambda calls, and copied in where
/// it is invoked.
/// </summary>
internal sealed partial class Lowering
{
    // Parameters of inner functions, beyond any that a lambda can have; none is left when a function is cut out.
    private const int InnerParameters = 1 << 21;

    private int innerParameters;

    private static bool IsTransform(MethodInfo method) =>
        (method.DeclaringType == typeof(Differentiate) || method.DeclaringType == typeof(Function)) && method.IsGenericMethod;

    internal static bool IsFunction(Type type) => typeof(LambdaExpression).IsAssignableFrom(type) || typeof(IFunction).IsAssignableFrom(type);

    private GraphValue? Transform(MethodCallExpression call, Scope scope)
    {
        if (Need(call.Arguments[0], scope) is not { } operand)
            return null;

        // As with captured functions, the order and the options are part of the structure, and looked up now.
        var settings = call.Arguments.Skip(1).Select(Evaluate).ToArray();
        var options = settings.OfType<FunctionOptions>().FirstOrDefault();
        var function = operand switch
        {
            GraphValue graph => graph.Function,
            LambdaValue lambda => Close(lambda, call.Arguments[0].Type, options ?? new() { Rules = rules, FastMath = builder.FastMath }, scope),
            _ => throw Errors.Unsupported(call),
        };
        return new GraphValue(call.Method.DeclaringType == typeof(Function) ? function : Apply(call.Method, function, settings));
    }

    /// <summary>A lambda as a function of its own, which captures the nodes outside of it that it uses, lowered by the rules of its options.</summary>
    private IFunction Close(LambdaValue value, Type expressionType, FunctionOptions options, Scope scope)
    {
        var lambda = value.Lambda;
        var inner = new Scope(value.Definition, known, scope.Loops, scope.Activation);
        var parameters = new Node[lambda.Parameters.Count];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = builder.Parameter(InnerParameters + innerParameters++, lambda.Parameters[i].Type);
            inner.Bind(lambda.Parameters[i], new NodeValue(parameters[i]));
        }

        RuleRegistry outer;
        (outer, rules) = (rules, options.Rules);
        var result = ToNode(Run(lambda.Body, inner), lambda.Body, scope.Loops);
        rules = outer;
        var body = Closure.Cut(result, parameters, NamesOf(lambda), scope.Loops, options.FastMath);
        return (IFunction)Activator.CreateInstance(
            typeof(Function<>).MakeGenericType(expressionType.GetGenericArguments()), BindingFlags.Instance | BindingFlags.NonPublic, null,
            [new FunctionDefinition(body, options)], null)!;
    }

    /// <summary>The transform's own overload for functions does the work.</summary>
    private static IFunction Apply(MethodInfo transform, IFunction function, object?[] settings)
    {
        var types = transform.GetGenericArguments();
        var parameters = Array.ConvertAll(transform.GetParameters(), p => p.ParameterType);
        parameters[0] = function.GetType();
        var overload = typeof(Differentiate).GetMethods().Where(m => m.Name == transform.Name && m.GetGenericArguments().Length == types.Length)
            .Select(m => m.MakeGenericMethod(types))
            .First(m => m.GetParameters().Select(p => p.ParameterType).SequenceEqual(parameters));
        return (IFunction)overload.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [function, .. settings], null)!;
    }
}
