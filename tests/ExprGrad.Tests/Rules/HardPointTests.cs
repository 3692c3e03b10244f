using System.Linq.Expressions;
using ExprGrad.Emit.Vector;
using ExprGrad.Graphs;
using ExprGrad.Rules;
using ExprGrad.Tests.Emit;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Rules;

/// <summary>
/// First and second derivatives at all points of derivatives.csv as vector kernels of every width, forwards and backwards, and those of floats in
/// scalar code and in vectors: 1E-13 and 1E-10 for doubles, as many roundings for floats as other tests allow, and twice as many.
/// </summary>
[TestClass]
public sealed class HardPointTests
{
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double SmallestNormalSingle = 1.1754943508222875e-38;
    private const double FirstOfSingle = 64 / 16777216.0, SecondOfSingle = 2 * FirstOfSingle;

    private static readonly DerivativeMode[] Modes = [DerivativeMode.Forward, DerivativeMode.Reverse];

    public static IEnumerable<object[]> Names => BuiltInRules.References.Select(r => r.Function).Distinct().Order().Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Vector_kernels_of_derivatives_are_exact(string name)
    {
        foreach (var (f, rows) in ByOrder(name, typeof(double)))
        {
            foreach (var (derivative, second, at, what) in Derivatives(f))
            {
                foreach (var bits in VectorKernels.Widths)
                {
                    var actual = Kernel<double>(derivative, bits)(Columns(rows, f, x => x));
                    for (var i = 0; i < rows.Count; i++)
                        Check(second ? rows[i].Second[at] : rows[i].First[at], actual[i], second ? 1e-10 : 1e-13, SmallestNormal, $"{rows[i]}, {what}, {bits} bits");
                }
            }
        }
    }

    /// <summary>
    /// The oracle is the derivative of the double function at the same point, itself held to the table: nothing of a float's size is lost in it.
    /// </summary>
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Derivatives_of_floats_are_those_of_doubles(string name)
    {
        // There is no such function of floats, or an estimate is another number there, or the second derivative is near a zero of its own.
        if (Twins.ToSingle(BuiltInRules.Method(BuiltInRules.ByName[name])) is null || name.Contains("Estimate") || name.EndsWith("RatioSecondDerivative"))
            return;
        foreach (var ((wide, all), (single, _)) in ByOrder(name, typeof(double)).Zip(ByOrder(name, typeof(float))))
        {
            var rows = all.Where(r => Array.TrueForAll(r.Arguments, a => a == 0 || (Math.Abs(a) > 1e-30 && Math.Abs(a) < 1e30))).ToList();
            foreach (var ((exact, second, _, what), (derivative, _, _, _)) in Derivatives(wide).Zip(Derivatives(single)))
            {
                var (oracle, scalar) = (exact.Compile(), derivative.Compile());
                var columns = Columns(rows, single, x => (float)x);
                foreach (var bits in VectorKernels.Widths)
                {
                    var actual = Kernel<float>(derivative, bits)(columns);
                    for (var i = 0; i < rows.Count; i++)
                    {
                        var point = Array.ConvertAll(columns, c => c[i]);
                        var expected = oracle([.. point.Select(x => (object)(double)x)]);
                        var where = $"{name}({string.Join(", ", point)}), {what}";
                        Check((float)expected, actual[i], second ? SecondOfSingle : FirstOfSingle, SmallestNormalSingle, $"{where}, {bits} bits");
                        Check((float)expected, scalar([.. point.Select(x => (object)x)]), second ? SecondOfSingle : FirstOfSingle, SmallestNormalSingle, where);
                    }
                }
            }
        }
    }

    /// <summary>What people write by hand, where they are accurate; near 0 some cancel, whatever is done.</summary>
    [TestMethod]
    [DynamicData(nameof(ByHand))]
    public void Derivatives_of_formulas_written_out_are_exact(Expression<Func<double, double>> f, string function, double least, double most)
    {
        var rows = BuiltInRules.References.Where(r => r.Function == function && Math.Abs(r.Arguments[0]) >= least && Math.Abs(r.Arguments[0]) <= most).ToList();
        Assert.IsNotEmpty(rows);
        foreach (var (derivative, second, at, what) in Derivatives(Engine.Lower(f)))
        {
            var scalar = derivative.Compile();
            foreach (var row in rows)
                Check(second ? row.Second[at] : row.First[at], scalar([row.Arguments[0]]), second ? 1e-10 : 1e-13, SmallestNormal, $"{f} at {row}, {what}");
            foreach (var bits in VectorKernels.Widths)
            {
                var actual = Kernel<double>(derivative, bits)([[.. rows.Select(r => r.Arguments[0])]]);
                for (var i = 0; i < rows.Count; i++)
                    Check(second ? rows[i].Second[at] : rows[i].First[at], actual[i], second ? 1e-10 : 1e-13, SmallestNormal, $"{f} at {rows[i]}, {what}, {bits} bits");
            }
        }
    }

    public static IEnumerable<object[]> ByHand =>
    [
        Hand(x => 1 / (1 + Math.Exp(-x)), "Functions.Sigmoid", 0.5),
        Hand(x => 1.0 / (Math.Exp(-x) + 1.0), "Functions.Sigmoid", 0.5),
        Hand(x => Math.Log(1 + Math.Exp(x)), "Functions.Softplus", 0.5),
        Hand(x => -Math.Log(1 + Math.Exp(-x)), "Functions.LogSigmoid", 0.5),
        Hand(x => x / (1 + Math.Exp(-x)), "Functions.Silu", 0.5),
        Hand(x => Math.Exp(x) / (1 + Math.Exp(x)), "Functions.Sigmoid", 0.5, 700),
        Hand(x => Math.Exp(x) - 1, "Functions.ExpM1", 0),
        Hand(x => Math.Log(1 + x), "Functions.LogP1", 0),
    ];

    private static object[] Hand(Expression<Func<double, double>> f, string function, double least, double most = double.PositiveInfinity) =>
        [f, function, least, most];

    /// <summary>The function of its real arguments, with the others as constants, for each of their values in the table.</summary>
    private static IEnumerable<(FunctionBody F, List<Reference> Rows)> ByOrder(string name, Type real)
    {
        var rule = BuiltInRules.ByName[name];
        var method = BuiltInRules.Method(rule);
        var parameters = method.GetParameters();
        if (real == typeof(float))
            method = Twins.ToSingle(method)!;
        foreach (var group in BuiltInRules.References.Where(r => r.Function == name)
            .GroupBy(r => string.Join(";", r.Arguments.Where((_, i) => parameters[i].ParameterType != typeof(double)))))
        {
            var boxed = group.First().Boxed(parameters);
            var arguments = parameters.Select((p, i) => p.ParameterType == typeof(double) ? Expression.Parameter(real, p.Name) : (Expression)Expression.Constant(boxed[i])).ToArray();
            yield return (
                Engine.Lower(Expression.Lambda(Expression.Call(method, arguments), arguments.OfType<ParameterExpression>())),
                [.. group.Select(r => r with { Arguments = [.. r.Arguments.Where((_, i) => parameters[i].ParameterType == typeof(double))] })]);
        }
    }

    private static IEnumerable<(FunctionBody F, bool IsSecond, int At, string What)> Derivatives(FunctionBody f)
    {
        foreach (var mode in Modes)
        {
            var (n, at) = (f.Graph.Parameters.Length, 0);
            for (var i = 0; i < n; i++)
            {
                var first = f.Partial(i, mode);
                yield return (first, false, i, $"{mode}, d/d{i}");
                for (var j = i; j < n; j++)
                    yield return (first.Partial(j, mode), true, at++, $"{mode}, d2/d{i}d{j}");
            }
        }
    }

    private static T[][] Columns<T>(List<Reference> rows, FunctionBody f, Func<double, T> convert) =>
        [.. Enumerable.Range(0, f.Graph.Parameters.Length).Select(i => rows.Select(r => convert(r.Arguments[i])).ToArray())];

    private static Func<T[][], T[]> Kernel<T>(FunctionBody f, int bits)
        where T : unmanaged => columns =>
    {
        var y = new T[columns[0].Length];
        switch (columns)
        {
            case [var x]:
                VectorKernels.Compile<VectorFunc<T, T>>(f.Graph, bits, f.Captures)(x, y);
                break;
            case [var x1, var x2]:
                VectorKernels.Compile<VectorFunc<T, T, T>>(f.Graph, bits, f.Captures)(x1, x2, y);
                break;
            case [var x1, var x2, var x3]:
                VectorKernels.Compile<VectorFunc<T, T, T, T>>(f.Graph, bits, f.Captures)(x1, x2, x3, y);
                break;
            default:
                throw new ArgumentException($"{columns.Length} arguments");
        }

        return y;
    };

    // Where the derivative itself is out of range, a sum of infinities of either sign may come of it, but no number.
    private static void Check(double expected, double actual, double relative, double absolute, string what)
    {
        if (double.IsInfinity(expected))
            Assert.IsFalse(double.IsFinite(actual), $"{what}: expected {expected}, was {actual:R}");
        else
            Numbers.AssertNear(expected, actual, relative, what, absolute);
    }
}
