using System.Linq.Expressions;
using ExprGrad.Tests.Emit;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Rules;

/// <summary>
/// Derivatives where the obvious formula cancels or is infinity times zero: forwards and backwards, in scalar code and in vectors. Expected
/// values are formulas, limits, or series of the function.
/// </summary>
[TestClass]
public sealed class StableDerivativeTests
{
    private const double Inf = double.PositiveInfinity;

    private static readonly double RootHalf = Math.Sqrt(0.5);

    public sealed record Row(string What, LambdaExpression F, int[] By, double[] At, double Expected)
    {
        public override string ToString() => $"{What}: {F} at ({string.Join(", ", At)}) by {string.Join(", ", By)}";
    }

    public static IEnumerable<object[]> Rows => new Row[]
    {
        // -x/8 + x³/48
        Of("sigmoid", x => Functions.Sigmoid(x), [0, 0], 1e-8, -1.25e-9),
        Of("sigmoid", x => Functions.Sigmoid(x), [0, 0], -1e-12, 1.25e-13),
        Of("sigmoid", x => Functions.Sigmoid(-x), [0, 0], 1e-8, 1.25e-9),
        Of("sigmoid of a product", x => Functions.Sigmoid(3 * x), [0, 0], 1e-8, -9 * 3e-8 / 8),
        Of("sigmoid of a square", x => Functions.Sigmoid(x * x), [0, 0], 1e-6, 0.5),
        Of("scaled sigmoid", x => 5 * Functions.Sigmoid(x / 2), [0, 0], 1e-8, -5 * 0.25 * 0.5e-8 / 8),
        Of("softplus", x => Functions.Softplus(x), [0, 0, 0], 1e-8, -1.25e-9),
        Of("logarithm of sigmoid", x => Functions.LogSigmoid(x), [0, 0, 0], 1e-8, 1.25e-9),
        Of("sigmoid", x => Functions.Sigmoid(x), [0, 0], 800, 0),
        Of("sigmoid", x => Functions.Sigmoid(x), [0, 0], -40, Math.Exp(-40)),

        // y²/r³, -x y/r³
        Of2("hypotenuse", (x, y) => double.Hypot(x, y), [0, 0], 1e6, 1, 1 / Math.Pow(1e12 + 1, 1.5)),
        Of2("hypotenuse", (x, y) => double.Hypot(x, y), [1, 1], 1e6, 1, 1e12 / Math.Pow(1e12 + 1, 1.5)),
        Of2("hypotenuse", (x, y) => double.Hypot(x, y), [0, 1], 1e9, -1, 1e-18),
        Of2("hypotenuse", (x, y) => double.Hypot(x, y), [0, 0], 0, 2, 0.5),
        Of2("hypotenuse", (x, y) => double.Hypot(x, y), [0, 0], 0, 0, 0),
        Of2("hypotenuse", (x, y) => double.Hypot(2 * x, y), [0, 0], 1e8, 1, 4 / 8e24),
        Of2("hypotenuse", (x, y) => double.Hypot(x, y), [0], Inf, 1, 1),
        Of2("hypotenuse", (x, y) => double.Hypot(x, y), [0], -Inf, 1, -1),
        Of2("hypotenuse", (x, y) => double.Hypot(x, y), [1], Inf, 1, 0),
        Of2("hypotenuse", (x, y) => double.Hypot(x, y), [0], Inf, Inf, RootHalf),
        Of2("hypotenuse", (x, y) => double.Hypot(x, y), [0, 0], Inf, 1, 0),
        Of2("hypotenuse", (x, y) => double.Hypot(x, y), [1, 1], 1, -Inf, 0),
        Of2("hypotenuse", (x, y) => double.Hypot(x, y), [0, 1], Inf, 1, 0),
        Of2("angle", (y, x) => Math.Atan2(y, x), [0], 1, Inf, 0),
        Of2("angle", (y, x) => Math.Atan2(y, x), [1], 1, -Inf, 0),
        Of2("angle", (y, x) => Math.Atan2(y, x), [0], -Inf, 1, 0),
        Of2("angle", (y, x) => Math.Atan2(y, x), [0], Inf, Inf, 0),
        Of2("angle", (y, x) => Math.Atan2(y, x), [0, 0], 1, Inf, 0),
        Of2("angle", (y, x) => Math.Atan2(y, x), [0, 1], Inf, 1, 0),
        Of2("angle", (y, x) => Math.Atan2(y, x), [0, 1], 1, 0, 1),
        Of2("angle", (y, x) => double.Atan2Pi(y, x), [0], 1, Inf, 0),

        // 2/t³ - 24/t⁵ + 300/t⁷ - ... with t = -x, by differentiating the asymptotic series of the ratio twice.
        Of("inverse Mills ratio", x => Functions.InverseMillsRatio(x), [0, 0], -1e3, 2e-9 - 24e-15 + 300e-21),
        Of("inverse Mills ratio", x => Functions.InverseMillsRatio(x), [0, 0], -1e6, 2e-18 - 24e-30),
        Of("logarithm of the normal distribution", x => Functions.LogNormalCdf(x), [0, 0, 0], -1e4, 2e-12 - 24e-20 + 300e-28),
        Of("inverse Mills ratio", x => Functions.InverseMillsRatio(x), [0, 0], -Inf, 0),
        Of("inverse Mills ratio", x => Functions.InverseMillsRatio(x), [0, 0], Inf, 0),

        Of("silu", x => Functions.Silu(x), [0], Inf, 1),
        Of("silu", x => Functions.Silu(x), [0], -Inf, 0),
        Of("silu", x => Functions.Silu(x), [0, 0], Inf, 0),
        Of("silu", x => Functions.Silu(x), [0, 0], -Inf, 0),
        Of("gelu", x => Functions.Gelu(x), [0], Inf, 1),
        Of("gelu", x => Functions.Gelu(x), [0], -Inf, 0),
        Of("gelu", x => Functions.Gelu(x), [0, 0], Inf, 0),
        Of("gelu", x => Functions.Gelu(x), [0, 0], -Inf, 0),
    }.Select(row => new object[] { row });

    [TestMethod, DynamicData(nameof(Rows))]
    public void Forwards_and_backwards_in_scalars_and_vectors(Row row)
    {
        foreach (var mode in (DerivativeMode[])[DerivativeMode.Forward, DerivativeMode.Reverse])
        {
            var derivative = row.By.Aggregate(Engine.Lower(row.F), (body, i) => body.Partial(i, mode));
            Check($"{mode}, scalar", derivative.Compile()([.. row.At.Select(x => (object)x)]));
            double[][] columns = [.. row.At.Select(x => Enumerable.Repeat(x, 9).ToArray())];
            var y = new double[9];
            if (columns is [var one])
                VectorKernels.Compile<VectorFunc<double, double>>(derivative.Graph, 0, derivative.Captures)(one, y);
            else
                VectorKernels.Compile<VectorFunc<double, double, double>>(derivative.Graph, 0, derivative.Captures)(columns[0], columns[1], y);
            foreach (var element in y)
                Check($"{mode}, vector", element);
        }

        void Check(string how, double actual) => Assert.AreEqual(row.Expected, actual, 4e-15 * Math.Abs(row.Expected), $"{how}: {row}");
    }

    private static Row Of(string what, Expression<Func<double, double>> f, int[] by, double x, double expected) => new(what, f, by, [x], expected);

    private static Row Of2(string what, Expression<Func<double, double, double>> f, int[] by, double x, double y, double expected) =>
        new(what, f, by, [x, y], expected);
}
