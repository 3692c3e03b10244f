using System.Reflection;
using ExprGrad.Rules;

namespace ExprGrad.Tests.Rules;

/// <summary>The right sides of the built-in rules against figures of high precision, and the table against the platform.</summary>
[TestClass]
public sealed class BuiltInRuleFormulaTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Every_rule_has_reference_figures()
    {
        var known = BuiltInRules.References.Select(r => r.Function).ToHashSet();

        // Functions of arrays have tests of their own, and StopGradient has none of the derivatives of its value.
        var missing = BuiltInRules.ByName.Where(r => !known.Contains(r.Key) && r.Value.Function.Parameters[0].Type != typeof(double[])
            && !r.Key.EndsWith("StopGradient")).Select(r => r.Key).ToList();
        Assert.IsEmpty(missing, $"{missing.Count} rules without a row in derivatives.csv: {string.Join(", ", missing)}");

        var unknown = known.Where(name => !BuiltInRules.ByName.ContainsKey(name)).ToList();
        Assert.IsEmpty(unknown, $"{unknown.Count} functions in derivatives.csv without a rule: {string.Join(", ", unknown)}");
    }

    [TestMethod]
    public void Every_rule_is_found_by_its_method()
    {
        foreach (var (name, rule) in BuiltInRules.ByName)
            Assert.AreEqual(rule.Function.ToString(), RuleRegistry.Default.Find(BuiltInRules.Method(rule))?.Function.ToString(), name);
    }

    [TestMethod]
    public void First_derivatives_are_right_to_1e_13()
    {
        Compare(1e-13, (rule, arguments, real, reference) => real.Select((position, k) =>
            ($"first[{k}]", reference.First[k], RuleInterpreter.First(rule, arguments, Unit(arguments.Length, position)) ?? 0)));
    }

    [TestMethod]
    public void Right_sides_compiled_give_what_the_interpreter_gives()
    {
        // All tangents at once: with 1 and 0 a partial derivative that is not real would hide the others.
        Compare(double.Epsilon, (rule, arguments, real, reference) =>
        {
            if (rule.Body is null)
                return [];
            object[] all = [.. arguments, .. arguments.Select(a => a is double ? 1.0 : a)];
            var tangents = Array.ConvertAll(arguments, a => a is double ? 1.0 : (double?)null);
            return [("tangent", RuleInterpreter.First(rule, arguments, tangents)!.Value, (double)rule.Body.Compile().DynamicInvoke(all)!)];
        });
    }

    [TestMethod]
    public void Second_derivatives_by_the_rules_of_the_right_sides_are_right_to_1e_10()
    {
        Compare(1e-10, (rule, arguments, real, reference) =>
        {
            var results = new List<(string, double, double)>();

            // Its right side is a product whose derivative cancels here; the engine, not its rules, knows better.
            if (reference.Function == "Functions.Sigmoid" && reference.Arguments[0] is not 0 and > -1e-2 and < 1e-2)
                return results;
            for (var i = 0; i < real.Length; i++)
            {
                for (var j = 0; j < real.Length; j++)
                {
                    var (row, column) = (Math.Min(i, j), Math.Max(i, j));
                    var expected = reference.Second[row * real.Length - row * (row - 1) / 2 + column - row];
                    var (tangents, directions) = (Unit(arguments.Length, real[i]), Unit(arguments.Length, real[j]));
                    results.Add(($"second[{i},{j}]", expected, RuleInterpreter.Second(rule, arguments, tangents, directions) ?? 0));
                }
            }

            return results;
        });
    }

    [TestMethod]
    public void Every_floating_function_of_numbers_has_a_rule_or_a_reason()
    {
        var covered = BuiltInRules.ByMethod.Keys.Select(Canonical).ToHashSet();
        var without = new[] { typeof(Math), typeof(double), typeof(Functions) }
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(m => HoldsDouble(m.ReturnType) && !m.GetParameters().Any(p => p.ParameterType.IsArray))
            .Where(m => !covered.Contains(Canonical(m)) && !Excluded(m))
            .Select(m => $"{BuiltInRules.TypeName(m.DeclaringType!)}.{m.Name}")
            .ToList();
        Assert.IsEmpty(without, string.Join(", ", without));

        static bool HoldsDouble(Type type) => type == typeof(double) || type.GetGenericArguments().Contains(typeof(double));
    }

    [TestMethod]
    public void Every_domain_has_an_interval_for_each_argument_and_finite_derivatives_on_it()
    {
        foreach (var (name, rule) in BuiltInRules.ByName)
        {
            var parameters = BuiltInRules.Method(rule).GetParameters();
            Assert.HasCount(parameters.Length, rule.Domain, name);
            for (var corner = 0; corner < 1 << parameters.Length; corner++)
            {
                var point = parameters.Select((_, i) => (corner >> i & 1) == 0 ? rule.Domain[i].Low : rule.Domain[i].High).ToArray();
                var arguments = new Reference(name, point, 0, [], []).Boxed(parameters);
                foreach (var i in Real(parameters))
                {
                    var first = RuleInterpreter.First(rule, arguments, Unit(point.Length, i)) ?? 0;
                    var second = RuleInterpreter.Second(rule, arguments, Unit(point.Length, i), Unit(point.Length, i)) ?? 0;
                    Assert.IsTrue(double.IsFinite(first + second), $"{name}({string.Join(", ", point)}): {first}, {second}");
                }
            }
        }
    }

    /// <summary>Functions of numbers that return a double and have no rule, and why.</summary>
    private static bool Excluded(MethodInfo method) => method.Name switch
    {
        "SinCos" or "SinCosPi" => true, // pairs; each half has a rule
        "Parse" => true, // from text
        "CreateChecked" or "CreateSaturating" or "CreateTruncating" => true, // conversions of a generic number
        _ => false,
    };

    /// <summary>Methods of Math and double that are the same function have the same canonical name and parameters.</summary>
    private static string Canonical(MethodInfo method)
    {
        var parameters = string.Join(",", method.GetParameters().Select(p => p.ParameterType.Name));
        var type = method.DeclaringType == typeof(double) ? typeof(Math) : method.DeclaringType!;
        return $"{type.Name}.{(method.Name == nameof(double.Ieee754Remainder) ? nameof(Math.IEEERemainder) : method.Name)}({parameters})";
    }

    private static int[] Real(ParameterInfo[] parameters) =>
        [.. Enumerable.Range(0, parameters.Length).Where(i => parameters[i].ParameterType == typeof(double))];

    private static double?[] Unit(int count, int position)
    {
        var unit = new double?[count];
        unit[position] = 1;
        return unit;
    }

    private void Compare(
        double tolerance, Func<Rule, object[], int[], Reference, IEnumerable<(string Which, double Expected, double Actual)>> derivatives)
    {
        var wrong = new List<string>();
        var worst = new SortedDictionary<string, (double Error, string Where)>(StringComparer.Ordinal);
        foreach (var reference in BuiltInRules.References.Where(r => BuiltInRules.ByName.ContainsKey(r.Function)))
        {
            var rule = BuiltInRules.ByName[reference.Function];
            var parameters = BuiltInRules.Method(rule).GetParameters();
            foreach (var (which, expected, actual) in derivatives(rule, reference.Boxed(parameters), Real(parameters), reference))
            {
                var error = Error(expected, actual);
                if (!(error < tolerance))
                    wrong.Add($"{reference} {which}: expected {expected:R}, was {actual:R}, error {error:E1}");
                if (error > worst.GetValueOrDefault(reference.Function).Error)
                    worst[reference.Function] = (error, $"{reference} {which}");
            }
        }

        foreach (var (error, where) in worst.Values.OrderByDescending(w => w.Error).Take(25))
            TestContext.WriteLine($"{error:E1} at {where}");
        Assert.IsEmpty(wrong, $"{wrong.Count} beyond {tolerance:E0}:\n{string.Join('\n', wrong)}");
    }

    /// <summary>The relative error; where the true figure is below the smallest normal number, 0 will do.</summary>
    private static double Error(double expected, double actual)
    {
        const double SmallestNormal = 2.2250738585072014e-308;
        if (expected.Equals(actual) || (expected == 0 && actual == 0))
            return 0;
        if (Math.Abs(expected) < SmallestNormal && Math.Abs(actual) < SmallestNormal)
            return 0;
        return Math.Abs(actual - expected) / Math.Abs(expected);
    }
}
