using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using ExprGrad.Differentiation;
using ExprGrad.Emit.Scalar;
using ExprGrad.Graphs;
using ExprGrad.Rules;
using ExprGrad.Tests.Properties.Oracle;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Properties;

/// <summary>Transforms of lambdas of any signature, and their comparison with the oracle.</summary>
internal static class Derivatives
{
    // The engine may round this many times as often as the oracle.
    private const double Slack = 64;

    // Beyond this, terms are too large for the comparison to mean much.
    private const double LargestTerm = 1e6;

    public static FunctionBody Apply(this FunctionBody f, Transform transform, DerivativeMode mode) =>
        Deriver.Apply(f, transform, RuleRegistry.Default, mode);

    /// <summary>A function of boxed arguments to the numbers that its result consists of.</summary>
    public static Func<object[], double[]> Compiled(this FunctionBody f)
    {
        var type = Expression.GetFuncType([.. f.Graph.Parameters, f.Graph.Result.Type]);
        var compiled = ScalarCompiler.Compile(f.Graph, type).Bind(f.Captures);
        return arguments => [.. Flat(compiled.DynamicInvoke(arguments)!)];
    }

    public static IEnumerable<double> Flat(object value) => value switch
    {
        double d => [d],
        float f => [f],
        Array array => array.Cast<object>().SelectMany(Flat),
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Flat(tuple[i]!)),
        _ => [],
    };

    public static int LeavesOf(object[] arguments) => arguments.Sum(a => Flat(a).Count());

    /// <summary>Whether the oracle's derivative is sure enough to compare with.</summary>
    public static bool IsComparable(Tracked expected) => expected.Peak <= LargestTerm && double.IsFinite(expected.Error);

    public static void AssertAgrees(Tracked expected, double actual, string what)
    {
        // The absolute part is for results that underflow.
        var tolerance = (Slack * expected.Error) + (expected.Unit > 1e-10 ? 1e-30 : 1e-200);
        if (!(Math.Abs(expected.Value - actual) <= tolerance))
            Assert.Fail($"{what}: expected {expected.Value:R} within {tolerance:R}, was {actual:R}");
    }

    /// <summary>Compares where all terms are finite; a structural zero is exactly zero.</summary>
    public static void AssertAgrees(Jet result, Tracked? expected, double actual, string what)
    {
        if (!double.IsFinite(result.Value.Peak))
            return;
        if (expected is null)
            Assert.AreEqual(0.0, actual, what);
        else if (IsComparable(expected.Value) && result.Value.Peak <= LargestTerm)
            AssertAgrees(expected.Value, actual, what);
    }
}
