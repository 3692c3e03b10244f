using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Printing;

/// <summary>What a local is called after: the function that it is the value of, a sum, a norm, a member. Most products and quotients have no name.</summary>
internal static class LocalNames
{
    private const int LongestName = 12;

    public static string? Of(Node node) => node.Op switch
    {
        Op.Call => OfCall(node, node.Data is EffectfulCall call ? call.Method : (MethodInfo)node.Data!),
        Op.Reduce => (Reduction)node.Data! == Reduction.Sum ? "sum" : "any",
        Op.Length => "length",
        Op.Field when node.Inputs.Length == 0 || node[0].Op == Op.Capture => null,
        Op.Field => Camel(((MemberInfo)node.Data!).Name),
        Op.Convert => Of(node[0]),
        _ => null,
    };

    private static string? OfCall(Node node, MethodInfo method) => method.Name switch
    {
        nameof(Math.Sqrt) => IsSumOfSquares(node[0]) ? "norm" : "root",
        nameof(Math.Cbrt) or "RootN" => "root",
        nameof(Math.Pow) => "power",
        var name when method.IsSpecialName => name.StartsWith("get_", StringComparison.Ordinal) && name != "get_Item" ? Camel(name[4..]) : null,
        var name => method.DeclaringType?.IsArray == true || name.Length > LongestName ? null : Camel(name),
    };

    private static bool IsSumOfSquares(Node node) => node.Op switch
    {
        Op.Reduce => IsSquare(node[1]),
        Op.Add => (IsSquare(node[0]) || IsSumOfSquares(node[0])) && IsSquare(node[1]),
        _ => false,
    };

    private static bool IsSquare(Node node) => node.Op == Op.Multiply && node[0] == node[1] && node[0].Op != Op.Constant;

    // Numbers are for telling equal names apart: Log10 is a log.
    private static string? Camel(string name)
    {
        var letters = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return letters.Length > 0 && letters.All(char.IsAsciiLetter) ? char.ToLowerInvariant(letters[0]) + letters[1..] : null;
    }
}
