using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprGrad.Differentiation;

namespace ExprGrad.Rules;

/// <summary>
/// The derivatives that are known: the built-in ones (<c>Math</c>, <c>MathF</c> and the rest), those that attributes give, and those that
/// are added here. Immutable and thread-safe: every <c>With...</c> returns a new registry. A rule that is added comes before an attribute,
/// an attribute before the built-in table, and of two rules for one method the later one holds.
/// </summary>
/// <remarks>
/// The left side of a rule says which method it is for: one call whose arguments are the lambda's parameters in their order. The receiver
/// of an instance method is the first, as in <c>(Curve c, double x) => c.At(x)</c>; a generic method is matched by the types that it is
/// called with; a rule for the method of an interface serves the classes that implement it and have none of their own. Make a registry
/// once and keep it: derivatives are cached for each registry.
/// </remarks>
/// <example>
/// <code>
/// static class Lib { public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x)); }
///
/// var rules = RuleRegistry.Default
///     .WithJvp((double x) => Lib.Sigmoid(x), (x, dx) => Lib.Sigmoid(x) * (1 - Lib.Sigmoid(x)) * dx);
/// var slope = Differentiate.Grad((double x) => Lib.Sigmoid(x), new FunctionOptions { Rules = rules });
/// Console.WriteLine(slope.Compile()(0));   // 0.25
/// </code>
/// </example>
[RequiresUnreferencedCode(Aot.Reflection)]
[RequiresDynamicCode(Aot.Code)]
public sealed partial class RuleRegistry
{
    private static long lastNumber;

    private readonly Dictionary<MethodInfo, Rule> rules;
    private readonly ConcurrentDictionary<MethodInfo, Rule?> found = new();
    private readonly List<object?> kept = [];

    private RuleRegistry(Dictionary<MethodInfo, Rule> rules) => this.rules = rules;

    /// <summary>The built-in rules and those that attributes give.</summary>
    /// <example>
    /// <code>
    /// var options = new FunctionOptions { Rules = RuleRegistry.Default };
    /// Console.WriteLine(Differentiate.Grad((double x) => Math.Exp(x), options).Compile()(0));   // 1
    /// </code>
    /// </example>
    public static RuleRegistry Default { get; } = new([]);

    /// <summary>Tells registries apart in the keys of the cache without keeping them alive.</summary>
    internal long Number { get; } = Interlocked.Increment(ref lastNumber);

    /// <summary>The rule for a method, or null.</summary>
    /// <exception cref="NotDifferentiableException">An attribute on the method cannot be used.</exception>
    internal Rule? Find(MethodInfo method) => found.TryGetValue(method, out var rule) ? rule : found.GetOrAdd(method, Search(method));

    private Rule? Search(MethodInfo method)
    {
        method = RuleCall.Canonical(method);
        return Own(method) ?? BuiltInRules.Find(method) ?? OfDoubleTwin(method) ?? OfInterface(method);
    }

    private Rule? Own(MethodInfo method) => rules.GetValueOrDefault(method) ?? AttributeRules.Find(method);

    /// <summary>
    /// The rule for the method of an interface that a class's method stands for: what holds for every implementation holds for this one.
    /// Not for structs, of which an interface sees a copy in a box.
    /// </summary>
    private Rule? OfInterface(MethodInfo method)
    {
        if (method is not { IsStatic: false, IsVirtual: true, DeclaringType: { IsClass: true } type })
            return null;
        foreach (var declared in type.GetInterfaces())
        {
            var map = type.GetInterfaceMap(declared);
            var at = Array.FindIndex(map.TargetMethods, m => m == method);
            if (at >= 0 && Own(map.InterfaceMethods[at]) is { } rule)
                return rule;
        }

        return null;
    }

    /// <summary>A rule for the double version of a user's float function; a body to be inlined is of its own types only.</summary>
    private Rule? OfDoubleTwin(MethodInfo method) =>
        Twins.ToDouble(method) is { } twin && Own(twin) is { Kind: not RuleKind.Inline } rule
            ? rule
            : null;

    /// <summary>
    /// Keeps an object that one of the rules captures, and gives the number by which cached derivatives, which hold no objects, find it
    /// again.
    /// </summary>
    internal int Keep(object? captured)
    {
        lock (kept)
        {
            var index = kept.FindIndex(k => ReferenceEquals(k, captured));
            if (index < 0)
            {
                index = kept.Count;
                kept.Add(captured);
            }

            return index;
        }
    }

    internal object? Kept(int index)
    {
        lock (kept)
            return kept[index];
    }

    /// <summary>A rule that was given for a method of the same name, by a reader who may have meant this one; or null.</summary>
    internal MethodInfo? OfSameName(MethodInfo method) => rules.Keys.FirstOrDefault(m => m.Name == method.Name && m != method);

    private RuleRegistry Jvp(LambdaExpression function, LambdaExpression jvp) =>
        With(new Rule(RuleKind.Jvp, NotNull(function)) { Body = NotNull(jvp) });

    private RuleRegistry Vjp(LambdaExpression function, LambdaExpression forward, LambdaExpression backward) =>
        With(new Rule(RuleKind.Vjp, NotNull(function)) { Forward = NotNull(forward), Backward = NotNull(backward) });

    private RuleRegistry Inline(LambdaExpression function, LambdaExpression body) =>
        With(new Rule(RuleKind.Inline, NotNull(function)) { Body = NotNull(body) });

    private RuleRegistry Constant(LambdaExpression function) => With(new Rule(RuleKind.Constant, NotNull(function)));

    private RuleRegistry With(Rule rule)
    {
        var method = RuleCall.MethodOf(rule.Function) ?? throw Errors.RuleNotOneCall(rule.Function);
        if (rule.Kind is RuleKind.Jvp or RuleKind.Vjp)
        {
            if (!Requirements.HoldsReal(method.ReturnType))
                throw Errors.RuleNeverMatches(method, $"its result is of type {Describe.Name(method.ReturnType)}, which has no derivative");
            if (!rule.Function.Parameters.Any(p => Requirements.HoldsReal(p.Type)))
                throw Errors.RuleNeverMatches(method, "none of its arguments is a double, a float, or made of them");
        }

        var extended = new RuleRegistry(new(rules) { [method] = rule });
        RuleTemplate.Check(rule, extended);
        return extended;
    }

    private static T NotNull<T>(T argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(argument, name);
        return argument;
    }
}
