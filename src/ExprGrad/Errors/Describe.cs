using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprGrad.Differentiation;
using ExprGrad.Graphs;
using ExprGrad.Printing;

namespace ExprGrad;

/// <summary>Types, calls and expressions as C# text, for messages.</summary>
internal static class Describe
{
    // Nobody reads more.
    private const int LargestShown = 500;

    public static string Name(Type type) => TypeNames.Of(type);

    /// <summary>What a variable of a type is called for want of a name of its own.</summary>
    public static string Initial(Type type) => type.Name.FirstOrDefault(char.IsLetter) is var letter and not '\0'
        ? char.ToLowerInvariant(type is { IsInterface: true, Name: ['I', >= 'A' and <= 'Z', ..] } ? type.Name[1] : letter).ToString()
        : "x";

    /// <summary>A call of a method on its operands, the receiver first: as C# writes it, be it an operator, a conversion, or an extension.</summary>
    public static string Call(MethodInfo method)
    {
        var operands = Array.ConvertAll(Operands(method), o => Expression.Parameter(o.Type, o.Name.TrimStart('@')));
        if (method.Name == "op_Implicit")
            return Conversion(method, operands[0].Name!);
        return CSharpPrinter.Print(method.IsStatic ? Expression.Call(method, operands) : Expression.Call(operands[0], method, operands.Skip(1)));
    }

    /// <summary>A conversion that C# makes without being told to, told.</summary>
    public static string Conversion(MethodInfo method, string operand) =>
        $"({Name(method.ReturnType)}){(operand.Contains(' ') ? $"({operand})" : operand)}";

    /// <summary>What a method is called where the call itself is not shown.</summary>
    public static string Function(MethodInfo method) =>
        method.IsSpecialName && method.Name.StartsWith("op_", StringComparison.Ordinal) ? Call(method) : method.Name;

    /// <summary>
    /// What a rule for the method sees as its arguments, the receiver first, under names that C# accepts and that differ.
    /// </summary>
    public static (Type Type, string Name)[] Operands(MethodInfo method)
    {
        var operands = new List<(Type, string)>();
        if (!method.IsStatic)
            operands.Add((method.DeclaringType!, Initial(method.DeclaringType!)));
        foreach (var parameter in method.GetParameters())
        {
            var name = Names.Identifier(parameter.Name ?? $"x{parameter.Position + 1}");
            operands.Add((parameter.ParameterType, operands.Exists(o => o.Item2 == name) ? name + "1" : name));
        }

        return [.. operands];
    }

    public static string Declare(IEnumerable<(Type Type, string Name)> parameters) =>
        $"({string.Join(", ", parameters.Select(p => $"{Name(p.Type)} {p.Name}"))})";

    /// <summary>The result of a function as an expression of its parameters.</summary>
    public static string Result(FunctionBody f) => Raised(f) is { } result ? CSharpPrinter.Print(result) : $"/* {f.Graph.Nodes.Length} operations */";

    /// <summary>The same as the body of a lambda that the user copies; a comment stands for what such lambdas cannot hold.</summary>
    public static string Body(FunctionBody f) => (Raised(f) is { } result ? CSharpPrinter.Quote(result) : null) ?? "/* the same result */";

    private static Expression? Raised(FunctionBody f)
    {
        if (f.Graph.Nodes.Length > LargestShown || f.Graph.Parameters.Length > 16)
            return null;
        var type = Expression.GetFuncType([.. f.Graph.Parameters, f.Graph.Result.Type]);
        return Raiser.Raise(f.Graph, f.Names, f.Captures, type).Body;
    }

    /// <summary>
    /// A value inside the derivative of a function, or null where it is inside a loop. What is captured is named, so the objects are not
    /// needed.
    /// </summary>
    public static string? Value(FunctionBody f, GraphBuilder builder, Node node)
    {
        if (node.Loops.Length > 0)
            return null;
        var captures = new object?[builder.Nodes.Where(n => n.Op == Op.Capture).Select(n => (int)n.Data! + 1).DefaultIfEmpty().Max()];
        return Result(new FunctionBody(Graph.Of(builder, node, f.Graph.Parameters), f.Names, captures));
    }

    public static string Parameters(FunctionBody f) => Declare(f.Graph.Parameters.Zip(f.Names));

    /// <summary>
    /// The tangent that is still to be written, for a line that the user copies: one product for each number, and words where arrays or
    /// records are involved. Comments stand for what only the author of the function knows.
    /// </summary>
    public static string Tangent(string function, Type result, (Type Type, string Name)[] operands, string[] tangents)
    {
        var active = Enumerable.Range(0, operands.Length).Where(i => Requirements.HoldsReal(operands[i].Type)).ToArray();
        if (active.Length == 0 || !Shape.IsReal(result) || Array.Exists(active, i => !Shape.IsReal(operands[i].Type)))
            return $"/* derivative of {function} along {string.Join(", ", active.Select(i => tangents[i]))} */";
        return active.Length == 1
            ? $"/* derivative of {function} */ * {tangents[active[0]]}"
            : string.Join(" + ", active.Select(i => $"/* derivative of {function} by {operands[i].Name} */ * {tangents[i]}"));
    }

    /// <summary>The cotangents that are still to be written, one for each operand.</summary>
    public static string Cotangents(string function, Type result, (Type Type, string Name)[] operands, string cotangent)
    {
        var parts = Array.ConvertAll(operands, o =>
        {
            if (!Requirements.HoldsReal(o.Type))
                return $"default({Name(o.Type)})";
            var by = operands.Length == 1 ? "" : $" by {o.Name}";
            return Shape.IsReal(o.Type) && Shape.IsReal(result) ? $"/* derivative of {function}{by} */ * {cotangent}" : $"/* derivative of {function}{by} along {cotangent} */";
        });
        return parts.Length == 1 ? parts[0] : $"ValueTuple.Create({string.Join(", ", parts)})";
    }
}
