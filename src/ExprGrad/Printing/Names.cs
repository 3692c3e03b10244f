using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Printing;

/// <summary>
/// Names for the variables of one printed text: their own where possible, another where C# would see a clash with a name in scope.
/// </summary>
internal sealed class Names
{
    private readonly Dictionary<ParameterExpression, string> names = [];
    private readonly HashSet<string> taken = [];

    /// <summary>Starts with the names that <paramref name="root"/> uses without declaring them: free variables and captured ones.</summary>
    public Names(Expression root)
    {
        foreach (var free in Trees.FreeVariables(root))
            names[free] = Identifier(free.Name ?? "x");
        foreach (var name in names.Values)
            taken.Add(name);

        var seen = new HashSet<Expression>();
        var stack = new Stack<Expression>([root]);
        while (stack.TryPop(out var e))
        {
            if (!seen.Add(e))
                continue;
            if (e is MemberExpression { Expression: ConstantExpression } captured)
                taken.Add(captured.Member.Name);
            foreach (var child in Trees.Children(e))
                stack.Push(child);
        }
    }

    public string this[ParameterExpression variable] => names.TryGetValue(variable, out var name) ? name : Identifier(variable.Name ?? "x");

    public string Declare(ParameterExpression variable)
    {
        var wanted = Identifier(variable.Name ?? "x");
        var name = taken.Add(wanted) ? wanted : Another(wanted);
        return names[variable] = name;
    }

    // Instead of a letter, another of its kind; else the name with a number.
    private string Another(string wanted)
    {
        if (wanted.Length == 1 && Array.Find(Kinds, k => k.Contains(wanted[0])) is { } kind
            && kind[kind.IndexOf(wanted[0])..].Select(c => c.ToString()).FirstOrDefault(taken.Add) is { } letter)
        {
            return letter;
        }

        var stem = wanted.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var number = int.TryParse(wanted.AsSpan(stem.Length), out var last) ? last + 1 : 1;
        while (!taken.Add($"{stem}{number}"))
            number++;
        return $"{stem}{number}";
    }

    public void Release(ParameterExpression variable) => taken.Remove(names[variable]);

    /// <summary>A valid identifier: what the compiler makes for itself, as for the variables of a query together, has characters that C# does not allow.</summary>
    public static string Identifier(string name)
    {
        if (name.StartsWith(Transparent, StringComparison.Ordinal))
            return "t" + name[Transparent.Length..];
        var valid = new string([.. name.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '_')]);
        if (valid.Length == 0 || char.IsDigit(valid[0]))
            valid = "_" + valid;
        return Keywords.Contains(valid) ? "@" + valid : valid;
    }

    private const string Transparent = "<>h__TransparentIdentifier";

    // Elements, pairs of them, and indices.
    private static readonly string[] Kinds = ["vwusrq", "abcdefgh", "ijklmn"];

    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort",
        "using", "virtual", "void", "volatile", "while",
    ];
}
