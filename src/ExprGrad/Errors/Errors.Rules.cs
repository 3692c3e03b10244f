using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Differentiation;
using ExprGrad.Printing;
using ExprGrad.Rules;

namespace ExprGrad;

/// <summary>Errors about derivative rules.</summary>
internal static partial class Errors
{
    /// <summary>The left side of a rule does not say which method it is for.</summary>
    public static NotDifferentiableException RuleNotOneCall(LambdaExpression function)
    {
        var node = CSharpPrinter.Print(function);
        var method = (function.Body as MethodCallExpression)?.Method;
        return new(Codes.RuleNotOneCall, node,
            $"The left side of a rule is one call whose arguments are the lambda's parameters in their order; {node} is not. Write:",
            method is null || method.GetParameters().Length == 0
                ? $"{Declared(function)} => Lib.Method({string.Join(", ", function.Parameters.Select(p => p.Name))})"
                : Left(method));
    }

    /// <summary>The derivative is not a linear function of the tangents or of the cotangent.</summary>
    public static NotDifferentiableException RuleNotLinear(Rule rule)
    {
        var derivative = (rule.Kind == RuleKind.Vjp ? rule.Backward : rule.Body)!;
        var method = RuleCall.MethodOf(rule.Function)!;
        var node = CSharpPrinter.Print(derivative);
        var linear = rule.Kind == RuleKind.Vjp
            ? derivative.Parameters[1].Name
            : string.Join(", ", derivative.Parameters.Skip(rule.Function.Parameters.Count).Select(p => p.Name));
        return new(Codes.RuleNotLinear, node,
            $"The rule of {Name(method)} is not linear in {linear}: each term of its result has one of these as a factor, "
            + "and none may be inside a function. Write:",
            rule.Kind == RuleKind.Vjp ? BackwardLambda(method, derivative.Parameters[0].Name!, linear!) : JvpLambda(method));
    }

    /// <summary>A member that an attribute names has the wrong number of parameters.</summary>
    public static NotDifferentiableException RuleArity(
        MethodInfo method, string member, RuleRole role, int expected, LambdaExpression found, Type? residuals = null) =>
        new(Codes.RuleArity, Member(method, member),
            $"{Named(method, member, role)} has {found.Parameters.Count} {(found.Parameters.Count == 1 ? "parameter" : "parameters")} where {expected} are needed. Write:",
            Declaration(method, member, role, residuals));

    /// <summary>A member that an attribute names has the wrong type at a place: a parameter, or the result.</summary>
    public static NotDifferentiableException RuleType(
        MethodInfo method, string member, RuleRole role, string place, string expected, Type found, Type? residuals = null) =>
        new(Codes.RuleType, Member(method, member),
            $"In {Named(method, member, role)} {place} is of type {Describe.Name(found)} where {expected} is needed. Write:",
            Declaration(method, member, role, residuals));

    /// <summary>A derivative rule for a method that derivatives never flow through.</summary>
    public static NotDifferentiableException RuleNeverMatches(MethodInfo method, string why)
    {
        var left = Left(method);
        return new(Codes.RuleNeverMatches, left,
            $"The rule of {Name(method)} would never be used: {why}. If its derivative is zero, say so:",
            $".WithConstant({left})");
    }

    /// <summary>An attribute names a member that the class does not have.</summary>
    public static NotDifferentiableException NoSuchMember(MethodInfo method, string member, RuleRole role) =>
        new(Codes.NoSuchMember, Member(method, member),
            $"The attribute on {Name(method)} names {member}, but no static member of the class is called that. Add:",
            Declaration(method, member, role));

    /// <summary>An attribute names a member that does not give an expression.</summary>
    public static NotDifferentiableException MemberNotLambda(MethodInfo method, string member, RuleRole role) =>
        new(Codes.MemberNotLambda, Member(method, member),
            $"{Named(method, member, role)} must be a static property, field or method without parameters "
            + "that gives a lambda as an Expression<Func<...>>. Write:",
            Declaration(method, member, role));

    /// <summary>A member that an attribute names throws when it is read.</summary>
    public static NotDifferentiableException MemberThrows(MethodInfo method, string member, RuleRole role, Exception inner) =>
        new(Codes.MemberThrows, Member(method, member),
            $"{Named(method, member, role)} threw {inner.GetType().Name}: {inner.Message} Write it without anything that can fail:",
            Declaration(method, member, role), inner);

    /// <summary>A method carries more than one derivative attribute.</summary>
    public static NotDifferentiableException TwoAttributes(MethodInfo method, IReadOnlyList<IRuleAttribute> attributes)
    {
        var found = string.Join(" and ", attributes.Select(a => $"[{ShortName(a)}]"));
        return new(Codes.TwoAttributes, Name(method), $"{Name(method)} carries {found}, which say the same thing in two ways. Keep one:",
            $"[{ShortName(attributes[0])}({string.Join(", ", attributes[0].Members.Select(m => $"nameof({m.Name})"))})]");

        static string ShortName(IRuleAttribute a) => a.GetType().Name[..^"Attribute".Length];
    }

    private static string Name(MethodInfo method) => Member(method, method.Name);

    private static string Member(MethodInfo method, string member) => $"{Describe.Name(method.DeclaringType!)}.{member}";

    private static string Named(MethodInfo method, string member, RuleRole role)
    {
        var part = role switch
        {
            RuleRole.Jvp => "tangent",
            RuleRole.Forward => "forward part",
            RuleRole.Backward => "backward part",
            _ => "body",
        };
        return $"{Member(method, member)}, the {part} of {method.Name},";
    }

    private static string Declared(LambdaExpression function) =>
        Describe.Declare(function.Parameters.Select(p => (p.Type, p.Name ?? "x")));

    private static string Left(MethodInfo method) => $"{Describe.Declare(Describe.Operands(method))} => {Describe.Call(method)}";

    private static string JvpLambda(MethodInfo method) => JvpLambda(Describe.Function(method), method.ReturnType, Describe.Operands(method));

    private static string JvpLambda(string function, Type result, (Type Type, string Name)[] operands)
    {
        var all = ParameterNames.WithTangents(Array.ConvertAll(operands, o => o.Name));
        return $"({string.Join(", ", all)}) => {Describe.Tangent(function, result, operands, all[operands.Length..])}";
    }

    private static string BackwardLambda(MethodInfo method, string residuals, string cotangent) =>
        $"({residuals}, {cotangent}) => {Describe.Cotangents(Describe.Function(method), method.ReturnType, Describe.Operands(method), cotangent)}";

    /// <summary>The declaration of a member as an attribute's author would write it; residuals are those of the forward part, if it has any.</summary>
    private static string Declaration(MethodInfo method, string member, RuleRole role, Type? residuals = null)
    {
        var operands = Describe.Operands(method);
        var types = string.Join(", ", operands.Select(o => Describe.Name(o.Type)));
        var names = Array.ConvertAll(operands, o => o.Name);
        var list = names.Length == 1 ? names[0] : $"({string.Join(", ", names)})";
        var result = Describe.Name(method.ReturnType);
        var all = operands.Length == 1 ? types : $"({types})";
        var kept = residuals is null ? all : Describe.Name(residuals);
        var (signature, lambda) = role switch
        {
            RuleRole.Jvp => ($"{types}, {types}, {result}", JvpLambda(method)),
            RuleRole.Forward => ($"{types}, ({result}, {all})",
                $"{list} => ValueTuple.Create({Describe.Call(method)}, {(names.Length == 1 ? list : $"ValueTuple.Create{list}")})"),
            RuleRole.Backward => ($"{kept}, {result}, {all}", BackwardLambda(method, names.Length == 1 && residuals is null ? names[0] : "r", "g")),
            _ => ($"{types}, {result}", $"{list} => /* body of {Describe.Function(method)} */"),
        };
        return $"static Expression<Func<{signature}>> {member} => {lambda};";
    }
}
