using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Rules;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Rules;

/// <summary>
/// Every built-in rule through the whole engine: orders 1 and 2, forwards and backwards, in double and in float. Expected values are exact
/// (derivatives.csv), or a central difference of the function itself.
/// </summary>
[TestClass]
public sealed class EveryRuleTests
{
    private const int Samples = 24;

    // Below it a double has no relative precision to speak of.
    private const double SmallestNormal = 2.2250738585072014e-308;

    private static readonly DerivativeMode[] Modes = [DerivativeMode.Forward, DerivativeMode.Reverse];

    public static IEnumerable<object[]> Names => BuiltInRules.ByName.Keys.Order().Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Derivatives_are_exact_where_the_reference_table_has_them(string name)
    {
        var rule = BuiltInRules.ByName[name];
        var rows = BuiltInRules.References.Where(r => r.Function == name).ToList();
        var reals = Reals(rule);
        foreach (var mode in Modes)
        {
            for (var i = 0; i < reals.Length; i++)
            {
                var first = Engine.Lower(rule.Function).Partial(reals[i], mode);
                Check(mode, rows, rule, first.Compile(), row => row.First[i], 1e-13, $"{mode}, d/d{reals[i]}");
                for (var j = i; j < reals.Length; j++)
                {
                    var at = (i * reals.Length) - (i * (i - 1) / 2) + (j - i);
                    Check(mode, rows, rule, first.Partial(reals[j], mode).Compile(), row => row.Second[at], 1e-10, $"{mode}, d2/d{reals[i]}d{reals[j]}");
                }
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Derivatives_agree_with_central_differences_on_the_domain_of_the_rule(string name)
    {
        var rule = BuiltInRules.ByName[name];
        Assert.AreEqual(rule.Function.Parameters.Count, rule.Domain.Length, $"{name} says for each argument where it is smooth");
        if (rule.Kind == RuleKind.Constant || name.Contains("Estimate") || name.Contains("Bit"))
            return;

        var reals = Reals(rule);
        var f = Engine.Lower(rule.Function);
        var value = f.Compile();
        var random = new Random(1);
        foreach (var mode in Modes)
        {
            foreach (var i in reals)
            {
                var body = f.Partial(i, mode);
                var (first, second) = (body.Compile(), body.Partial(i, mode).Compile());
                for (var sample = 0; sample < Samples; sample++)
                {
                    var point = Sample(rule, random);
                    var step = 0.02 * Math.Min(1, rule.Domain[i].High - rule.Domain[i].Low);
                    var numeric = Numbers.Derivative(x => value(With(point, i, x)), (double)point[i], step);
                    Numbers.AssertNear(numeric, first(point), 1e-7, $"{name}({string.Join(", ", point)}), {mode}, by {i}", 1e-7);
                    var curvature = Numbers.Derivative(x => first(With(point, i, x)), (double)point[i], step);
                    Numbers.AssertNear(curvature, second(point), 1e-6, $"{name}({string.Join(", ", point)}), {mode}, twice by {i}", 1e-6);
                }
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void The_float_rule_is_the_double_rule(string name)
    {
        var rule = BuiltInRules.ByName[name];
        var method = BuiltInRules.Method(rule);
        if (Twins.ToSingle(method) is not { } single)
        {
            // No such function in float: nothing to differentiate.
            Assert.IsNull(typeof(MathF).GetMethods().Concat(typeof(float).GetMethods()).FirstOrDefault(m => m.Name == method.Name
                && m.GetParameters().Length == method.GetParameters().Length && m.GetParameters().All(p => p.ParameterType != typeof(double))
                && m.ReturnType == typeof(float) && m.IsPublic && m.GetParameters().Zip(method.GetParameters()).All(p => p.First.ParameterType == typeof(float) == (p.Second.ParameterType == typeof(double)))));
            return;
        }

        var parameters = Array.ConvertAll(single.GetParameters(), p => Expression.Parameter(p.ParameterType, p.Name));
        var f = Engine.Lower(Expression.Lambda(Expression.Call(single, parameters), parameters));
        var g = Engine.Lower(rule.Function);
        var random = new Random(1);
        foreach (var mode in Modes)
        {
            foreach (var i in Reals(rule))
            {
                var (first, expected) = (f.Partial(i, mode), g.Partial(i, mode));
                var (firstValue, expectedValue) = (first.Compile(), expected.Compile());
                var (secondValue, expectedSecond) = (first.Partial(i, mode).Compile(), expected.Partial(i, mode).Compile());
                for (var sample = 0; sample < Samples; sample++)
                {
                    var point = Array.ConvertAll(Sample(rule, random), v => v is double d ? (float)d : v);
                    var wide = Array.ConvertAll(point, v => v is float s ? (double)s : v);
                    Numbers.AssertNear(expectedValue(wide), firstValue(point), 2e-4, $"{name}({string.Join(", ", point)}), {mode}, by {i}", 1e-5);
                    Numbers.AssertNear(expectedSecond(wide), secondValue(point), 2e-3, $"{name}({string.Join(", ", point)}), {mode}, twice by {i}", 1e-4);
                }
            }
        }
    }

    private static void Check(
        DerivativeMode mode, List<Reference> rows, Rule rule, Func<object[], double> derivative, Func<Reference, double> expected, double relative, string what)
    {
        var parameters = BuiltInRules.Method(rule).GetParameters();
        foreach (var row in rows)
        {
            // Where the derivative itself is out of range, reverse mode may add infinities of either sign; it must not make a number of them.
            var (reference, actual) = (expected(row), derivative(row.Boxed(parameters)));
            if (double.IsInfinity(reference) && mode == DerivativeMode.Reverse)
                Assert.IsFalse(double.IsFinite(actual), $"{row}, {what}: expected {reference}, was {actual:R}");
            else
                Numbers.AssertNear(reference, actual, relative, $"{row}, {what}", SmallestNormal);
        }
    }

    private static int[] Reals(Rule rule) =>
        [.. Enumerable.Range(0, rule.Function.Parameters.Count).Where(i => rule.Function.Parameters[i].Type == typeof(double))];

    private static object[] Sample(Rule rule, Random random) => [.. rule.Function.Parameters.Zip(rule.Domain, (p, domain) =>
    {
        var x = domain.Low + ((domain.High - domain.Low) * (0.1 + (0.8 * random.NextDouble())));
        return p.Type == typeof(int) ? (object)(int)Math.Round(x) : p.Type.IsEnum ? Enum.ToObject(p.Type, (int)Math.Round(x)) : x;
    })];

    private static object[] With(object[] point, int argument, double x)
    {
        object[] moved = [.. point];
        moved[argument] = x;
        return moved;
    }
}
