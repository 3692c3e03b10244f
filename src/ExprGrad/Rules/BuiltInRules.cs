using System.Collections.Concurrent;
using System.Reflection;
using ExprGrad.Rules.BuiltIn;

namespace ExprGrad.Rules;

/// <summary>
/// The built-in table: the static properties of the classes <c>Rules.BuiltIn.*Rules</c>, named as the methods that they are for. A property
/// is read, and its expressions made, when a method of its name is first met.
/// </summary>
internal static class BuiltInRules
{
    // Listed, because to find them among all types of the assembly would load every one: a tenth of the time of a first derivative.
    private static readonly Type[] Families =
    [
        typeof(ArithmeticRules), typeof(ComparisonRules), typeof(ExponentialRules), typeof(HyperbolicRules), typeof(PowerRules),
        typeof(ReductionRules), typeof(RoundingRules), typeof(SpecialRules), typeof(TrigonometricRules),
    ];

    private static readonly ConcurrentDictionary<PropertyInfo, Rule> Read = new();

    /// <summary>All rules, each made when it is read.</summary>
    public static IEnumerable<PropertyInfo> Properties => Families.SelectMany(f => f.GetProperties(BindingFlags.Static | BindingFlags.Public));

    /// <summary>The rule for a method, written for it or for the double version of a float function.</summary>
    public static Rule? Find(MethodInfo method)
    {
        Rule? twin = null;
        foreach (var family in Families)
        {
            foreach (var property in family.GetProperties(BindingFlags.Static | BindingFlags.Public))
            {
                if (!IsFor(property.Name, method.Name))
                    continue;
                var rule = Read.GetOrAdd(property, static p => (Rule)p.GetValue(null)!);
                var key = RuleCall.MethodOf(rule.Function) ?? throw Errors.RuleNotOneCall(rule.Function);
                if (key == method || IsInstanceOf(method, key))
                    return rule;
                if (Twins.ToSingle(key) == method)
                    twin = rule;
            }
        }

        return twin;
    }

    /// <summary>Whether a method is a generic one made for other types than the one that the rule is written for.</summary>
    private static bool IsInstanceOf(MethodInfo method, MethodInfo key) => key.IsGenericMethod && method.IsGenericMethod
        && key.GetGenericMethodDefinition() == method.GetGenericMethodDefinition();

    // Log and Log_Base are both rules of methods called Log; op_Multiply is one of a method called op_Multiply.
    private static bool IsFor(string property, string method) => property.StartsWith(method, StringComparison.Ordinal)
        && (property.Length == method.Length || property[method.Length] == '_');
}
