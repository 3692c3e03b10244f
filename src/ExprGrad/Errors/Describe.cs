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

    /// <summary>A call of a method on operands named as given, the receiver first.</summary>
    public static string Call(MethodInfo method, IReadOnlyList<string> operands)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        var receiver = method.IsStatic ? Name(method.DeclaringType!) : operands[0];
        return $"{receiver}.{method.Name}{generic}({string.Join(", ", operands.Skip(method.IsStatic ? 0 : 1))})";
    }

    /// <summary>
    /// What a rule for the method sees as its arguments, the receiver first, under names that C# accepts and that differ.
    /// </summary>
    public static (Type Type, string Name)[] Operands(MethodInfo method)
    {
        var operands = new List<(Type, string)>();
        if (!method.IsStatic)
            operands.Add((method.DeclaringType!, char.ToLowerInvariant(method.DeclaringType!.Name[0]).ToString()));
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
    public static string Result(FunctionBody f)
    {
        if (f.Graph.Nodes.Length > LargestShown || f.Graph.Parameters.Length > 16)
            return $"/* {f.Graph.Nodes.Length} operations */";
        var type = Expression.GetFuncType([.. f.Graph.Parameters, f.Graph.Result.Type]);
        return CSharpPrinter.Print(Raiser.Raise(f.Graph, f.Names, f.Captures, type).Body);
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
    /// The derivative that is still to be written, for a line that the user copies: one product for each number, and words where
    /// arrays or records are involved.
    /// </summary>
    public static string Tangent(MethodInfo method, (Type Type, string Name)[] operands, string[] tangents)
    {
        var differentiable = Enumerable.Range(0, operands.Length).Where(i => Requirements.HoldsReal(operands[i].Type)).ToArray();
        if (!Shape.IsReal(method.ReturnType) || Array.Exists(differentiable, i => !Shape.IsReal(operands[i].Type)))
            return $"/* derivative of {method.Name} along {string.Join(", ", differentiable.Select(i => tangents[i]))} */";
        return differentiable.Length == 1
            ? $"/* derivative of {method.Name} */ * {tangents[differentiable[0]]}"
            : string.Join(" + ", differentiable.Select(i => $"/* derivative of {method.Name} by {operands[i].Name} */ * {tangents[i]}"));
    }
}
