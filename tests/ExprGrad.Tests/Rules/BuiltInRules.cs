using System.Reflection;
using ExprGrad.Rules;

namespace ExprGrad.Tests.Rules;

/// <summary>The built-in rules as data for tests, found by reflection.</summary>
internal static class BuiltInRules
{
    /// <summary>Every rule by the name of its function in C# and of its property: <c>Math.Sin</c>, <c>Math.Log_Base</c>.</summary>
    public static IReadOnlyDictionary<string, Rule> ByName { get; } = typeof(Rule).Assembly.GetTypes()
        .Where(t => t.Namespace == "ExprGrad.Rules.BuiltIn")
        .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static))
        .Where(p => p.PropertyType == typeof(Rule))

        // Rules of arrays and generic rules have tests of their own.
        .Where(p => p.DeclaringType != typeof(ExprGrad.Rules.BuiltIn.ReductionRules))
        .Select(p => (p.Name, Rule: (Rule)p.GetValue(null)!))
        .ToDictionary(r => TypeName(Method(r.Rule).DeclaringType!) + "." + r.Name, r => r.Rule);

    public static IReadOnlyDictionary<MethodInfo, Rule> ByMethod { get; } = ByName.Values.ToDictionary(Method);

    /// <summary>The rows of derivatives.csv.</summary>
    public static IReadOnlyList<Reference> References { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "derivatives.csv"))
            .Where(l => l[0] != '#').Skip(1).Select(Reference.Parse)];

    public static MethodInfo Method(Rule rule) => ((System.Linq.Expressions.MethodCallExpression)rule.Function.Body).Method;

    public static string TypeName(Type type) => type == typeof(double) ? "double" : type.Name;
}

/// <summary>A function at a point: value, partial derivatives by the real arguments, upper triangle of the Hessian.</summary>
internal sealed record Reference(string Function, double[] Arguments, double Value, double[] First, double[] Second)
{
    public static Reference Parse(string line)
    {
        var cells = line.Split(',');
        return new(cells[0], Numbers(cells[1]), Numbers(cells[2])[0], Numbers(cells[3]), Numbers(cells[4]));
    }

    /// <summary>The arguments as the parameters' types have them.</summary>
    public object[] Boxed(ParameterInfo[] parameters) =>
        [.. Arguments.Zip(parameters, (a, p) => p.ParameterType.IsEnum ? Enum.ToObject(p.ParameterType, (int)a)
            : p.ParameterType == typeof(int) ? (object)(int)a : a)];

    public override string ToString() => $"{Function}({string.Join(", ", Arguments)})";

    private static double[] Numbers(string cell) =>
        Array.ConvertAll(cell.Split(';'), c => double.Parse(c, System.Globalization.CultureInfo.InvariantCulture));
}
