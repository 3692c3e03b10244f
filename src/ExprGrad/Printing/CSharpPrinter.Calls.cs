using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ExprGrad.Printing;

/// <summary>Calls and members.</summary>
internal sealed partial class CSharpPrinter
{
    private Precedence WriteCall(MethodCallExpression call, bool exact)
    {
        var (method, arguments) = (call.Method, call.Arguments);
        switch (method.Name)
        {
            case "op_Implicit" when arguments.Count == 1 && (!exact || method.ReturnType.IsByRefLike):
                return WriteBare(arguments[0], exact: true);
            case "op_Implicit" or "op_Explicit" when arguments.Count == 1:
                return WriteCast(method.ReturnType, arguments[0]);
            case "CreateDelegate" when call.Object is ConstantExpression { Value: MethodInfo group }:
                return WriteMethodGroup(group, arguments[^1]);
            case "get_Item" when call.Object is not null && method.IsSpecialName:
            case "Get" when call.Object is { Type.IsArray: true }:
                return WriteIndex(call.Object, arguments);
            case "Invoke" when call.Object is not null && typeof(Delegate).IsAssignableFrom(call.Object.Type):
                Write(call.Object, Precedence.Primary);
                return WriteArguments(method, arguments, 0);
        }

        if (TryWriteMatrix(call))
            return Precedence.Primary;
        if (method.IsSpecialName && OperatorOf(call) is { } operation)
            return operation.Type == call.Type ? WriteBare(operation, exact) : WriteUnknown(operation);
        var skip = 0;
        if (call.Object is not null)
        {
            Write(call.Object, Precedence.Primary);
        }
        else if (IsWrittenAsExtension(method, arguments))
        {
            Write(arguments[0], Precedence.Primary);
            skip = 1;
        }
        else
        {
            text.Append(method.DeclaringType is { } type ? TypeNames.Of(type) : "");
        }

        if (method.IsSpecialName && method.Name.StartsWith("get_", StringComparison.Ordinal) && arguments.Count == 0)
            return Append("." + method.Name[4..]);
        text.Append('.').Append(method.Name);
        if (NeedsTypeArguments(call))
            text.Append($"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>");
        return WriteArguments(method, arguments, skip);
    }

    // A method that becomes a delegate: C# names it, a tree makes it by reflection.
    private Precedence WriteMethodGroup(MethodInfo group, Expression target)
    {
        if (group.IsStatic)
            text.Append(TypeNames.Of(group.DeclaringType!));
        else
            Write(target, Precedence.Primary);
        var generic = group.IsGenericMethod ? $"<{string.Join(", ", group.GetGenericArguments().Select(TypeNames.Of))}>" : "";
        return Append($".{group.Name}{generic}");
    }

    // An array's own Reverse, in C# 14, is that of spans, which returns nothing.
    private static bool IsWrittenAsExtension(MethodInfo method, IReadOnlyList<Expression> arguments) =>
        method.IsDefined(typeof(ExtensionAttribute), false) && arguments[0] is not (LambdaExpression or ConstantExpression { Value: null })
        && !(method.Name == nameof(Enumerable.Reverse) && method.DeclaringType == typeof(Enumerable) && arguments[0].Type.IsArray);

    private Precedence WriteArguments(MethodBase method, IReadOnlyList<Expression> arguments, int skip)
    {
        var exact = ExactArguments(method, arguments);
        text.Append('(');
        if (Listed(method, arguments) is { } listed)
        {
            BreakItems(0);
            WriteList([.. arguments.Skip(skip).SkipLast(1), .. listed], _ => true, isBroken: true);
            return Append(")");
        }

        WriteList([.. arguments.Skip(skip)], i => exact[i + skip]);
        return Append(")");
    }

    /// <summary>The items of a parameter array that need no array to be said.</summary>
    private static IReadOnlyList<Expression>? Listed(MethodBase method, IReadOnlyList<Expression> arguments) =>
        arguments.Count > 0 && arguments[^1] is NewArrayExpression { NodeType: ExpressionType.NewArrayInit, Expressions: { Count: > 1 } items }
        && method.GetParameters()[^1].IsDefined(typeof(ParamArrayAttribute), false) && !IsOverloaded(method)
            ? items
            : null;

    /// <summary>An operator that was called by the name of its method.</summary>
    private static Expression? OperatorOf(MethodCallExpression call)
    {
        ExpressionType? kind = call.Method.Name switch
        {
            "op_Addition" => ExpressionType.Add,
            "op_Subtraction" => ExpressionType.Subtract,
            "op_Multiply" => ExpressionType.Multiply,
            "op_Division" => ExpressionType.Divide,
            "op_Modulus" => ExpressionType.Modulo,
            "op_Equality" => ExpressionType.Equal,
            "op_Inequality" => ExpressionType.NotEqual,
            "op_LessThan" => ExpressionType.LessThan,
            "op_LessThanOrEqual" => ExpressionType.LessThanOrEqual,
            "op_GreaterThan" => ExpressionType.GreaterThan,
            "op_GreaterThanOrEqual" => ExpressionType.GreaterThanOrEqual,
            "op_UnaryNegation" => ExpressionType.Negate,
            _ => null,
        };
        return kind switch
        {
            null => null,
            ExpressionType.Negate => Expression.Negate(call.Arguments[0], call.Method),
            _ => Expression.MakeBinary(kind.Value, call.Arguments[0], call.Arguments[1], liftToNull: false, call.Method),
        };
    }

    /// <summary>
    /// Which arguments must have exactly the type of their parameter: those that type inference looks at, and those by which C# chooses
    /// between overloads.
    /// </summary>
    private static bool[] ExactArguments(MethodBase method, IReadOnlyList<Expression> arguments)
    {
        var definition = method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : method;
        var parameters = definition.GetParameters();
        var exact = new bool[arguments.Count];
        var isOverloaded = IsOverloaded(method);

        // Math.Max(x, 0) has only one meaning once x is a double.
        var isSettled = method.DeclaringType is { } type && (type == typeof(Math) || type == typeof(MathF) || type.IsPrimitive);
        for (var i = 0; i < exact.Length; i++)
        {
            var settledByOthers = isSettled && Enumerable.Range(0, exact.Length)
                .Any(j => j != i && arguments[j].Type == arguments[i].Type && Conversions.Natural(arguments[j]) == arguments[j].Type);
            exact[i] = parameters[i].ParameterType.ContainsGenericParameters || (isOverloaded && !settledByOthers);
        }

        return exact;
    }

    private static bool IsOverloaded(MethodBase method)
    {
        const BindingFlags any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        var siblings = method is ConstructorInfo
            ? method.DeclaringType!.GetConstructors().Cast<MethodBase>()
            : method.DeclaringType?.GetMethods(any).Where(m => m.Name == method.Name) ?? [];
        return siblings.Count(m => m.GetParameters().Length == method.GetParameters().Length) > 1;
    }

    // Inference finds a type argument that some parameter's type mentions, unless a span is made of the argument on the way.
    private static bool NeedsTypeArguments(MethodCallExpression call)
    {
        if (!call.Method.IsGenericMethod)
            return false;
        if (call.Arguments.Any(a => a is MethodCallExpression { Method.ReturnType.IsByRefLike: true, Method.Name: "op_Implicit" }
            or UnaryExpression { Method: { Name: "op_Implicit", ReturnType.IsByRefLike: true } }))
        {
            return true;
        }

        // Of a lambda, what it takes is inferred from elsewhere; what it gives is inferred from it.
        var definition = call.Method.GetGenericMethodDefinition();
        var inferred = definition.GetParameters().Select((p, i) => call.Arguments[i] is LambdaExpression or UnaryExpression { NodeType: ExpressionType.Quote }
            ? Result(p.ParameterType)
            : p.ParameterType).ToArray();
        return definition.GetGenericArguments().Any(g => !Array.Exists(inferred, t => Mentions(t, g)));

        static Type Result(Type lambda) => typeof(LambdaExpression).IsAssignableFrom(lambda)
            ? Result(lambda.GenericTypeArguments[0])
            : lambda.GenericTypeArguments.LastOrDefault(lambda);

        static bool Mentions(Type type, Type argument) =>
            type == argument || (type.HasElementType && Mentions(type.GetElementType()!, argument))
            || (type.IsGenericType && type.GetGenericArguments().Any(a => Mentions(a, argument)));
    }

    private Precedence WriteIndex(Expression indexed, IReadOnlyList<Expression> indices)
    {
        Write(indexed, Precedence.Primary);
        text.Append('[');
        WriteList(indices, _ => false);
        return Append("]");
    }

    private Precedence WriteMember(MemberExpression m)
    {
        var name = MemberName(m.Member);
        if (m.Expression is null)
            return Append($"{TypeNames.Of(m.Member.DeclaringType!)}.{name}");

        // Captured variables, and members of the object whose method the lambda was written in.
        if (IsCaptured(m.Expression))
            return Append(name);
        Write(m.Expression, Precedence.Primary);
        return Append("." + name);
    }

    private static bool IsCaptured(Expression e) => e switch
    {
        ConstantExpression c => !c.Type.IsPrimitive && !c.Type.IsArray && c.Type != typeof(string) && c.Type != typeof(object),
        MemberExpression { Expression: { } outer } m => m.Member.Name.Contains("<>8__locals", StringComparison.Ordinal) && IsCaptured(outer),
        _ => false,
    };

    // The compiler calls the captured `this` <>4__this, and a captured primary constructor parameter <rate>P.
    internal static string MemberName(MemberInfo member) =>
        member.Name.EndsWith("__this", StringComparison.Ordinal) && member.Name[0] == '<' ? "this"
        : member.Name[0] == '<' && member.Name.IndexOf('>') is var end and > 1 ? Names.Identifier(member.Name[1..end])
        : Names.Identifier(member.Name);

    private Precedence WriteInvocation(InvocationExpression i)
    {
        if (i.Expression is LambdaExpression lambda)
        {
            text.Append("((").Append(TypeNames.Of(lambda.Type)).Append(")(");
            Write(lambda, exact: false);
            text.Append("))");
        }
        else
        {
            Write(i.Expression, Precedence.Primary);
        }

        text.Append('(');
        WriteList(i.Arguments, _ => false);
        return Append(")");
    }
}
