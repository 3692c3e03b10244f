using System.Globalization;
using ExprGrad.Numerics;

namespace ExprGrad.Tests.Numerics;

[TestClass]
public sealed class ElementaryFunctionsTests
{
    /// <summary>What the functions promise on their whole domain.</summary>
    private const double LargestError = 2;

    public static IEnumerable<object[]> Functions => ElementaryReference.Names.Select(name => new object[] { name });

    [TestMethod, DynamicData(nameof(Functions))]
    public void DoubleResultsAreWithinTwoUlpOfTheExactOnes(string function)
    {
        var reference = new ElementaryReference(function);
        Check<F64>();
        Check<F64x2>();
        Check<F64x4>();
        Check<F64x8>();

        void Check<V>() where V : struct, ILane<V>
        {
            double[] actual = ElementaryReference.Evaluate<V>(function, reference.Arguments);
            for (int row = 0; row < actual.Length; row++)
            {
                double error = reference.ErrorInUlp(row, actual[row]);
                if (!(error <= LargestError))
                    Assert.Fail($"{typeof(V).Name} {function}({Show(reference.Arguments, row)}) = {actual[row]:R}, off by {error} ulp.");
            }
        }
    }

    /// <summary>
    /// The oracle is <see cref="Math"/>, and for what it lacks the double lane, whose tables the test above checks: both are exact to 1e-15,
    /// a hundred-millionth of a single's ulp.
    /// </summary>
    [TestMethod, DynamicData(nameof(Functions))]
    public void SingleResultsAreWithinTwoUlpOfTheDoubleOnes(string function)
    {
        double[][] arguments = [.. new ElementaryReference(function).Arguments.Select(column => column.Select(x => (double)(float)x).ToArray())];
        double[] expected = Oracles.TryGetValue(function, out Func<double, double, double>? oracle)
            ? [.. arguments[0].Zip(arguments[^1], oracle)]
            : ElementaryReference.Evaluate<F64>(function, arguments);
        Check<F32>();
        Check<F32x4>();
        Check<F32x8>();
        Check<F32x16>();

        void Check<V>() where V : struct, ILane<V>
        {
            double[] actual = ElementaryReference.Evaluate<V>(function, arguments);
            for (int row = 0; row < actual.Length; row++)
            {
                float rounded = (float)expected[row];
                if ((float)actual[row] == rounded || float.IsNaN(rounded) && double.IsNaN(actual[row]))
                    continue;
                double error = Math.Abs(actual[row] - expected[row]) / (MathF.BitIncrement(MathF.Abs(rounded)) - MathF.Abs(rounded));
                if (!(error <= LargestError))
                    Assert.Fail($"{typeof(V).Name} {function}({Show(arguments, row)}) = {actual[row]:R}, not {expected[row]:R}: off by {error} ulp.");
            }
        }
    }

    private static string Show(double[][] arguments, int row) => string.Join(", ", arguments.Select(column => column[row].ToString("R")));

    private static readonly Dictionary<string, Func<double, double, double>> Oracles = new()
    {
        ["Exp"] = (x, _) => Math.Exp(x),
        ["Log"] = (x, _) => Math.Log(x),
        ["Log2"] = (x, _) => Math.Log2(x),
        ["Log10"] = (x, _) => Math.Log10(x),
        ["Sin"] = (x, _) => Math.Sin(x),
        ["Cos"] = (x, _) => Math.Cos(x),
        ["Tan"] = (x, _) => Math.Tan(x),
        ["Sinh"] = (x, _) => Math.Sinh(x),
        ["Cosh"] = (x, _) => Math.Cosh(x),
        ["Tanh"] = (x, _) => Math.Tanh(x),
        ["Asin"] = (x, _) => Math.Asin(x),
        ["Acos"] = (x, _) => Math.Acos(x),
        ["Atan"] = (x, _) => Math.Atan(x),
        ["Asinh"] = (x, _) => Math.Asinh(x),
        ["Acosh"] = (x, _) => Math.Acosh(x),
        ["Atanh"] = (x, _) => Math.Atanh(x),
        ["Cbrt"] = (x, _) => Math.Cbrt(x),
        ["Pow"] = Math.Pow,
        ["Atan2"] = Math.Atan2,
    };

    /// <summary>Signed zeros, infinities, NaN, the ends of the domains and of the range; compared bit by bit, but for NaN.</summary>
    [TestMethod, DynamicData(nameof(Functions))]
    public void SpecialArgumentsGiveWhatMathGives(string function)
    {
        if (!Oracles.TryGetValue(function, out Func<double, double, double>? oracle))
            return;
        double[] special =
        [
            0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, 1, -1, -2, 1e300, -1e300,
        ];
        double[] second = function is "Pow" ? [.. special, 0.5, -0.5, 3, -3, 1e15 + 1] : special;
        (double X, double Y)[] pairs = function is "Pow" or "Atan2"
            ? [.. special.SelectMany(x => second.Select(y => (x, y)))]
            : [.. special.Select(x => (x, 0.0))];
        // Results that are not a zero, an infinity, NaN or a simple number are the tables' business.
        pairs = [.. pairs.Where(pair => oracle(pair.X, pair.Y) is var z && (!double.IsFinite(z) || IsSimple(z)))];
        Check<F64>();
        Check<F64x4>();
        Check<F64x8>();
        Check<F32>();
        Check<F32x16>();

        void Check<V>() where V : struct, ILane<V>
        {
            bool single = default(V) is not IDoubleLane;
            double[] x = [.. pairs.Select(pair => single ? (float)pair.X : pair.X)], y = [.. pairs.Select(pair => single ? (float)pair.Y : pair.Y)];
            double[] actual = function is "Pow" or "Atan2" ? ElementaryReference.Evaluate<V>(function, x, y) : ElementaryReference.Evaluate<V>(function, x);
            for (int row = 0; row < x.Length; row++)
            {
                double expected = single ? (float)oracle(x[row], y[row]) : oracle(x[row], y[row]);
                if (double.IsFinite(expected) && !IsSimple(expected))
                    continue;
                AssertSame(expected, actual[row], $"{typeof(V).Name} {function}({x[row]:R}, {y[row]:R})");
            }
        }
    }

    private static bool IsSimple(double z) => Math.Abs(z) < 1000 && Math.Truncate(z * 8) == z * 8;

    [TestMethod]
    [DataRow("ExpM1", new[] { 0.0, -0.0, double.NegativeInfinity, double.PositiveInfinity, double.NaN, 710, -800 },
        new[] { 0.0, -0.0, -1, double.PositiveInfinity, double.NaN, double.PositiveInfinity, -1 })]
    [DataRow("LogP1", new[] { 0.0, -0.0, -1, double.PositiveInfinity, double.NaN, -1.5, double.NegativeInfinity },
        new[] { 0.0, -0.0, double.NegativeInfinity, double.PositiveInfinity, double.NaN, double.NaN, double.NaN })]
    [DataRow("Exp2", new[] { 0.0, 10, -3, double.NegativeInfinity, double.PositiveInfinity, double.NaN, 1024, -1100 },
        new[] { 1.0, 1024, 0.125, 0, double.PositiveInfinity, double.NaN, double.PositiveInfinity, 0 })]
    [DataRow("Exp10", new[] { 0.0, 1, 2, double.NegativeInfinity, double.PositiveInfinity, double.NaN, 309, -400 },
        new[] { 1.0, 10, 100, 0, double.PositiveInfinity, double.NaN, double.PositiveInfinity, 0 })]
    [DataRow("Sigmoid", new[] { 0.0, 800, -800, double.NegativeInfinity, double.PositiveInfinity, double.NaN },
        new[] { 0.5, 1, 0, 0, 1, double.NaN })]
    [DataRow("Softplus", new[] { -800.0, 1000, double.NegativeInfinity, double.PositiveInfinity, double.NaN },
        new[] { 0.0, 1000, 0, double.PositiveInfinity, double.NaN })]
    [DataRow("LogSigmoid", new[] { 800.0, -1000, double.NegativeInfinity, double.PositiveInfinity, double.NaN },
        new[] { -0.0, -1000, double.NegativeInfinity, -0.0, double.NaN })]
    public void LimitsOfWhatMathLacks(string function, double[] arguments, double[] expected)
    {
        Check<F64>();
        Check<F64x8>();
        Check<F32>();
        Check<F32x16>();

        void Check<V>() where V : struct, ILane<V>
        {
            double[] actual = ElementaryReference.Evaluate<V>(function, arguments);
            for (int row = 0; row < expected.Length; row++)
                AssertSame(expected[row], actual[row], $"{typeof(V).Name} {function}({arguments[row]:R})");
        }
    }

    [TestMethod]
    [DataRow(double.PositiveInfinity, double.NaN, double.PositiveInfinity)]
    [DataRow(double.NaN, double.NegativeInfinity, double.PositiveInfinity)]
    [DataRow(double.NaN, 1, double.NaN)]
    [DataRow(1, double.NaN, double.NaN)]
    [DataRow(0.0, -0.0, 0.0)]
    [DataRow(-3, 4, 5)]
    public void HypotIsInfiniteForAnInfiniteArgumentAndElsePropagatesNaN(double x, double y, double expected)
    {
        AssertSame(expected, ElementaryFunctions.Hypot(new F64(x), new F64(y)).Value, "F64");
        AssertSame(expected, ElementaryFunctions.Hypot(new F32((float)x), new F32((float)y)).Value, "F32");
        AssertSame(expected, ElementaryFunctions.Hypot(F64x8.Const(x), F64x8.Const(y)).Value[3], "F64x8");
    }

    [TestMethod]
    public void PowersRootsAndLogarithmsOfExactCasesAreExact()
    {
        for (int n = -22; n <= 22; n++)
            Assert.AreEqual(n, ElementaryFunctions.Log10(new F64(double.Parse(FormattableString.Invariant($"1e{n}"), CultureInfo.InvariantCulture))).Value);
        for (int n = 0; n <= 22; n++)
            Assert.AreEqual(double.Parse(FormattableString.Invariant($"1e{n}"), CultureInfo.InvariantCulture), ElementaryFunctions.Exp10(new F64(n)).Value);
        for (int n = -1074; n <= 1023; n++)
        {
            Assert.AreEqual(Math.ScaleB(1, n), ElementaryFunctions.Exp2(new F64(n)).Value);
            Assert.AreEqual(n, ElementaryFunctions.Log2(new F64(Math.ScaleB(1, n))).Value);
        }
        for (int n = 1; n < 1000; n++)
        {
            Assert.AreEqual(n, ElementaryFunctions.Cbrt(new F64((double)n * n * n)).Value);
            Assert.AreEqual((double)n * n * n * n * n, ElementaryFunctions.Pow(new F64(n), new F64(5)).Value);
        }
    }

    /// <summary>Special, tiny, huge and ordinary arguments side by side: no lane may disturb its neighbours.</summary>
    [TestMethod, DynamicData(nameof(Functions))]
    public void EveryLaneOfAVectorGivesTheScalarResult(string function)
    {
        var reference = new ElementaryReference(function);
        var random = new Random(1);
        double[][] arguments = [.. reference.Arguments.Select(column => column.Append(double.NaN).Append(double.PositiveInfinity).ToArray())];
        int[] order = [.. Enumerable.Range(0, arguments[0].Length)];
        random.Shuffle(order);
        arguments = [.. arguments.Select(column => order.Select(row => column[row]).ToArray())];
        double[] scalar = ElementaryReference.Evaluate<F64>(function, arguments);
        CollectionAssert.AreEqual(scalar, ElementaryReference.Evaluate<F64x2>(function, arguments));
        CollectionAssert.AreEqual(scalar, ElementaryReference.Evaluate<F64x4>(function, arguments));
        CollectionAssert.AreEqual(scalar, ElementaryReference.Evaluate<F64x8>(function, arguments));
    }

    private static void AssertSame(double expected, double actual, string what)
    {
        bool same = double.IsNaN(expected) ? double.IsNaN(actual) : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual);
        Assert.IsTrue(same, $"{what}: {actual:R} instead of {expected:R}");
    }
}
