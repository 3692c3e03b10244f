using System.Collections.Concurrent;
using System.Reflection;

namespace ExprGrad.Rules;

/// <summary>
/// The built-in table: the static properties of the classes <c>Rules.BuiltIn.*Rules</c>, named as the methods that they are for. A property
/// is read, and its expressions made, when a method of its name is first met.
/// </summary>
internal static class BuiltInRules
{
    private static readonly Lazy<ILookup<string, PropertyInfo>> ByName = new(Index);
    private static readonly ConcurrentDictionary<PropertyInfo, (MethodInfo Method, Rule Rule)> Read = new();
    private static readonly ConcurrentDictionary<MethodInfo, Rule?> Known = new();

    /// <summary>The rule for a method, written for it or for the double version of a float function.</summary>
    public static Rule? Find(MethodInfo method) => Known.GetOrAdd(method, static m =>
    {
        Rule? twin = null;
        foreach (var property in ByName.Value[m.Name])
        {
            var (key, rule) = Read.GetOrAdd(property, static p =>
            {
                var rule = (Rule)p.GetValue(null)!;
                return (RuleCall.MethodOf(rule.Function) ?? throw Errors.RuleNotOneCall(rule.Function), rule);
            });
            if (key == m || (key.IsGenericMethod && m.IsGenericMethod && key.GetGenericMethodDefinition() == m.GetGenericMethodDefinition()))
                return rule;
            if (Twins.ToSingle(key) == m)
                twin = rule;
        }

        return twin;
    });

    /// <summary>All rules, for the tests that check every one.</summary>
    public static IEnumerable<PropertyInfo> Properties => typeof(BuiltInRules).Assembly.GetTypes()
        .Where(t => t.Namespace == typeof(BuiltInRules).Namespace + ".BuiltIn" && t.Name.EndsWith("Rules", StringComparison.Ordinal))
        .SelectMany(t => t.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(p => p.PropertyType == typeof(Rule));

    // Log and Log_Base are both rules of methods called Log; op_Multiply is one of a method called op_Multiply.
    private static ILookup<string, PropertyInfo> Index() => Properties
        .SelectMany(p => MethodNames(p.Name).Select(name => (name, p)))
        .ToLookup(entry => entry.name, entry => entry.p);

    private static IEnumerable<string> MethodNames(string property)
    {
        yield return property;
        for (var i = property.LastIndexOf('_'); i > 0; i = property.LastIndexOf('_', i - 1))
            yield return property[..i];
    }
}
