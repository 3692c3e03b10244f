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
        Deriver.Apply(f, transform, new FunctionOptions { Mode = mode });

    /// <summary>A function of boxed arguments to the numbers that its result consists of.</summary>
    public static Func<object[], double[]> Compiled(this FunctionBody f)
    {
        var type = Expression.GetFuncType([.. f.Graph.Parameters, f.Graph.Result.Type]);
        var compiled = ScalarCompiler.Compile(f.Graph, type).Bind(f.Captures);
        return arguments => [.. Flat(compiled.DynamicInvoke(arguments)!)];
    }

    /// <summary>
    /// The plain lambda: what its operators and the methods that it calls give, one by one. So it is interpreted, since the runtime's compiler
    /// mistakes a constant -0 in some functions (see <see cref="Emit.ConstantArgumentTests"/>).
    /// </summary>
    public static Func<object[], object> Plain(this Program program)
    {
        var plain = program.Lambda.Compile(preferInterpretation: true);
        return point => plain.DynamicInvoke(point)!;
    }

    /// <summary>Compares values with those of the plain lambda, bit for bit; of two NaN which one a sum hands on is up to the processor.</summary>
    public static void AssertSameBits(object expected, IEnumerable<double> actual, string what)
    {
        long[] bits = [.. Flat(expected).Select(Bits)];
        CollectionAssert.AreEqual(bits, actual.Select(Bits).ToArray(), what);

        static long Bits(double number) => BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number);
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

    /// <summary>Compares a gradient at one point, leaf by leaf.</summary>
    public static void AssertGradient(Program program, object[] point, double[] actual, string what)
    {
        Assert.HasCount(LeavesOf(point), actual);
        for (var i = 0; i < actual.Length; i++)
        {
            var expected = DualInterpreter.Run(program.Lambda, point, i);
            AssertAgrees(expected, expected.First, actual[i], $"{what} by leaf {i} at {Program.At(point)}");
        }
    }

    /// <summary>Compares one row of a Hessian at one point.</summary>
    public static void AssertSecond(Program program, object[] point, int row, double[] actual, string what)
    {
        Assert.HasCount(LeavesOf(point), actual);
        for (var j = 0; j < actual.Length; j++)
        {
            var expected = DualInterpreter.Run(program.Lambda, point, row, j);

            // The first derivatives must be sure: where they are not, neither are theirs.
            if (IsComparable(expected.First) && IsComparable(expected.Second))
                AssertAgrees(expected, expected.Both, actual[j], $"{what} by leaves {row} and {j} at {Program.At(point)}");
        }
    }

    /// <summary>Compares an element of the product of the Hessian and a direction.</summary>
    public static void AssertSecondInDirection(Program program, object[] point, int row, Func<int, double> direction, double actual, string what)
    {
        Jet? result = null;
        Tracked? sum = null;
        for (var j = 0; j < LeavesOf(point); j++)
        {
            result = DualInterpreter.Run(program.Lambda, point, row, j);
            if (!IsComparable(result.First) || !IsComparable(result.Second))
                return;
            sum = Jet.Sum(sum, Jet.Product(Tracked.Exact(direction(j), result.Unit), result.Both));
        }

        AssertAgrees(result!, sum, actual, $"{what} at {Program.At(point)}");
    }

    /// <summary>The oracle's derivative in a direction: the sum of the gradient's terms.</summary>
    public static (Jet Result, Tracked? Tangent) InDirection(Program program, object[] point, double[] direction)
    {
        Jet? result = null;
        Tracked? tangent = null;
        for (var i = 0; i < LeavesOf(point); i++)
        {
            result = DualInterpreter.Run(program.Lambda, point, i);
            tangent = Jet.Sum(tangent, Jet.Product(Tracked.Exact(direction[i], result.Unit), result.First));
        }

        return (result!, tangent);
    }

    /// <summary>Compares where all terms are finite and sure; a structural zero is exactly zero.</summary>
    public static void AssertAgrees(Jet result, Tracked? expected, double actual, string what)
    {
        if (!double.IsFinite(result.Value.Peak))
            return;
        if (expected is not { } number)
            Assert.AreEqual(0.0, actual, what);
        else if (IsComparable(expected) && result.Value.Peak <= LargestTerm)
            AssertAgrees(number, actual, what);
    }

    private static bool IsComparable(Tracked? expected) => expected is not { } t || (t.Peak <= LargestTerm && double.IsFinite(t.Error));

    private static void AssertAgrees(Tracked expected, double actual, string what)
    {
        // The absolute part is for results that underflow.
        var tolerance = (Slack * expected.Error) + (expected.Unit > 1e-10 ? 1e-30 : 1e-200);
        if (!(Math.Abs(expected.Value - actual) <= tolerance))
            Assert.Fail($"{what}: expected {expected.Value:R} within {tolerance:R}, was {actual:R}");
    }
}
