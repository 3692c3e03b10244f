using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace ExprGrad.Rules;

/// <summary>
/// Reads the derivative attributes of a method: resolves the members that they name and checks that these fit the method.
/// </summary>
internal static class AttributeRules
{
    private const BindingFlags AnyStatic =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;

    private static readonly ConcurrentDictionary<MethodInfo, Rule?> Known = new();

    /// <exception cref="NotDifferentiableException">An attribute's member is missing, fails, or does not fit the method.</exception>
    public static Rule? Find(MethodInfo method) => Known.GetOrAdd(method, Read);

    private static Rule? Read(MethodInfo method)
    {
        var attributes = method.GetCustomAttributes(inherit: false).OfType<IRuleAttribute>().ToArray();
        if (attributes.Length == 0)
            return null;
        if (attributes.Length > 1)
            throw Errors.TwoAttributes(method, attributes);

        var lambdas = new Dictionary<RuleRole, LambdaExpression>();
        foreach (var (name, role) in attributes[0].Members)
        {
            lambdas[role] = Resolve(method, name, role);
            Check(method, name, role, lambdas);
        }

        var function = RuleCall.LambdaOf(method);
        return attributes[0] switch
        {
            CustomJvpAttribute => new Rule(RuleKind.Jvp, function) { Body = lambdas[RuleRole.Jvp] },
            CustomVjpAttribute => new Rule(RuleKind.Vjp, function)
            {
                Forward = lambdas[RuleRole.Forward],
                Backward = lambdas[RuleRole.Backward],
            },
            _ => new Rule(RuleKind.Inline, function) { Body = lambdas[RuleRole.Inline] },
        };
    }

    private static LambdaExpression Resolve(MethodInfo method, string name, RuleRole role)
    {
        var members = method.DeclaringType!.GetMember(name, AnyStatic);
        if (members.Length == 0)
            throw Errors.NoSuchMember(method, name, role);

        // Of overloads, the one without parameters.
        var member = Array.Find(members, m => m is PropertyInfo or FieldInfo || (m is MethodInfo f && f.GetParameters().Length == 0));
        if (member is MethodInfo { IsGenericMethodDefinition: true } generic && method.IsGenericMethod
            && generic.GetGenericArguments().Length == method.GetGenericArguments().Length)
        {
            member = generic.MakeGenericMethod(method.GetGenericArguments());
        }

        try
        {
            var value = member switch
            {
                PropertyInfo { CanRead: true } property => property.GetValue(null),
                FieldInfo field => field.GetValue(null),
                MethodInfo { ContainsGenericParameters: false } give => give.Invoke(null, null),
                _ => null,
            };
            return value as LambdaExpression ?? throw Errors.MemberNotLambda(method, name, role);
        }
        catch (TargetInvocationException e)
        {
            throw Errors.MemberThrows(method, name, role, e.InnerException!);
        }
    }

    private static void Check(MethodInfo method, string name, RuleRole role, Dictionary<RuleRole, LambdaExpression> lambdas)
    {
        var lambda = lambdas[role];
        var arguments = Array.ConvertAll(Describe.Operands(method), o => o.Type);
        var residuals = role == RuleRole.Backward ? lambdas[RuleRole.Forward].ReturnType.GetGenericArguments()[1] : null;
        Type[] parameters = role switch
        {
            RuleRole.Jvp => [.. arguments, .. arguments],
            RuleRole.Backward => [residuals!, method.ReturnType],
            _ => arguments,
        };
        if (lambda.Parameters.Count != parameters.Length)
            throw Errors.RuleArity(method, name, role, parameters.Length, lambda, residuals);
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = lambda.Parameters[i];
            if (parameter.Type != parameters[i])
                throw Errors.RuleType(method, name, role, parameter.Name ?? "a parameter", Describe.Name(parameters[i]), parameter.Type, residuals);
        }

        var result = lambda.ReturnType;
        if (role == RuleRole.Forward)
        {
            var isPair = result.IsGenericType && result.GetGenericTypeDefinition() == typeof(ValueTuple<,>);
            if (!isPair || result.GetGenericArguments()[0] != method.ReturnType)
                throw Errors.RuleType(
                    method, name, role, "the result", $"a pair of {Describe.Name(method.ReturnType)} and residuals", result);
            return;
        }

        var expected = role == RuleRole.Backward ? TupleOf(arguments) : method.ReturnType;
        if (result != expected)
            throw Errors.RuleType(method, name, role, "the result", Describe.Name(expected), result, residuals);
    }

    /// <summary>The type that holds one value for each argument: the argument's own, or a value tuple as C# nests it.</summary>
    private static Type TupleOf(Type[] types) => types.Length switch
    {
        1 => types[0],
        2 => typeof(ValueTuple<,>).MakeGenericType(types),
        3 => typeof(ValueTuple<,,>).MakeGenericType(types),
        4 => typeof(ValueTuple<,,,>).MakeGenericType(types),
        5 => typeof(ValueTuple<,,,,>).MakeGenericType(types),
        6 => typeof(ValueTuple<,,,,,>).MakeGenericType(types),
        7 => typeof(ValueTuple<,,,,,,>).MakeGenericType(types),
        8 => typeof(ValueTuple<,,,,,,,>).MakeGenericType([.. types[..7], typeof(ValueTuple<>).MakeGenericType(types[7])]),
        _ => typeof(ValueTuple<,,,,,,,>).MakeGenericType([.. types[..7], TupleOf(types[7..])]),
    };
}
