using System.Linq.Expressions;
using ExprGrad.Emit.Vector;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Emit;

public readonly record struct Lens(
    double R1, double R2, double R3, double C1, double C2, double C3, double F, double U, double V, double K1, double K2);

public readonly record struct Place3(double X, double Y, double Z);

public struct Spot
{
    public double X;
    public double Y;
}

/// <summary>
/// The residuals of bundle adjustment with their derivatives: large structs, rotation about an axis with a guard, derivatives composed in
/// one lambda. Expected values: the rotation's derivative of Gallego and Yezzi, "A compact formula for the derivative of a 3-D rotation in
/// exponential coordinates" (2015), d(R v)/dr = -R [v] (r r' + (R' - I) [r]) / r², and the chain rule on matrices.
/// </summary>
[TestClass]
public sealed class BundleAdjustmentTests
{
    private static readonly Expression<Func<Lens, Place3, Place3>> Rotate = (c, x) =>
        c.R1 * c.R1 + c.R2 * c.R2 + c.R3 * c.R3 > 0
            ? Functions.Let(Math.Sqrt(c.R1 * c.R1 + c.R2 * c.R2 + c.R3 * c.R3), t =>
                Functions.Let(new Place3(c.R1 / t, c.R2 / t, c.R3 / t), w =>
                Functions.Let((w.X * x.X + w.Y * x.Y + w.Z * x.Z) * (1 - Math.Cos(t)), along => new Place3(
                    x.X * Math.Cos(t) + (w.Y * x.Z - w.Z * x.Y) * Math.Sin(t) + w.X * along,
                    x.Y * Math.Cos(t) + (w.Z * x.X - w.X * x.Z) * Math.Sin(t) + w.Y * along,
                    x.Z * Math.Cos(t) + (w.X * x.Y - w.Y * x.X) * Math.Sin(t) + w.Z * along))))
            : new Place3(x.X + (c.R2 * x.Z - c.R3 * x.Y), x.Y + (c.R3 * x.X - c.R1 * x.Z), x.Z + (c.R1 * x.Y - c.R2 * x.X));

    private static readonly Expression<Func<Lens, Place3, Place3>> Undistorted = (c, x) =>
        Functions.Let(Rotate.Invoke(c, new Place3(x.X - c.C1, x.Y - c.C2, x.Z - c.C3)), y => new Place3(y.X / y.Z, y.Y / y.Z, 1));

    private static readonly Expression<Func<Lens, Place3, double>> Scale = (c, p) =>
        Functions.Let(p.X * p.X + p.Y * p.Y, r => 1 + c.K1 * r + c.K2 * r * r);

    private static readonly Expression<Func<Lens, Place3, double, Spot, double>> ResidualX = (c, x, w, z) =>
        Functions.Let(Undistorted.Invoke(c, x), p => w * (p.X * Scale.Invoke(c, p) * c.F + c.U - z.X));

    private static readonly Expression<Func<Lens, Place3, double, Spot, double>> ResidualY = (c, x, w, z) =>
        Functions.Let(Undistorted.Invoke(c, x), p => w * (p.Y * Scale.Invoke(c, p) * c.F + c.V - z.Y));

    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    [DataRow(DerivativeMode.Auto)]
    public void Value_and_gradient_of_one_residual_are_one_kernel(DerivativeMode mode)
    {
        var f = Differentiate.ValueAndGrad(ResidualX, new FunctionOptions { Mode = mode }).Vectorize();
        var (lenses, places, weights, spots) = Observations(45);
        var results = new (double Value, (Lens, Place3, double, Spot) Gradient)[45];
        f(lenses, places, weights, spots, results);
        for (var i = 0; i < 45; i++)
        {
            var (value, (lens, place, weight, spot)) = results[i];
            var expected = Expected(lenses[i], places[i], weights[i], spots[i])[0];
            double[] actual = [value, .. Numbers(lens), place.X, place.Y, place.Z, weight, spot.X, spot.Y];
            AssertNear([.. expected, -weights[i], 0], actual, $"observation {i}");
        }
    }

    [TestMethod]
    [DataRow(128)]
    [DataRow(256)]
    [DataRow(512)]
    public void Both_residuals_and_their_derivatives_are_one_kernel_at_any_width(int bits)
    {
        var jacobian = Jacobian();
        var body = ((IFunction)jacobian).Body;
        var kernel = (VectorFunc<Lens, Place3, double, Spot, ((double, (Lens, Place3, double, Spot)), (double, (Lens, Place3, double, Spot)))>)
            VectorCompiler.Compile(body.Graph, typeof(VectorFunc<Lens, Place3, double, Spot, ((double, (Lens, Place3, double, Spot)), (double, (Lens, Place3, double, Spot)))>), body.Rounding, bits)
                .Bind(body.Captures);
        foreach (var length in new[] { 1, 7, 8, 33, 100 })
        {
            var (lenses, places, weights, spots) = Observations(length);
            var results = new ((double, (Lens, Place3, double, Spot)), (double, (Lens, Place3, double, Spot)))[length];
            kernel(lenses, places, weights, spots, results);
            for (var i = 0; i < length; i++)
            {
                var expected = Expected(lenses[i], places[i], weights[i], spots[i]);
                AssertRow([.. expected[0], -weights[i], 0], results[i].Item1, $"x of observation {i} of {length}");
                AssertRow([.. expected[1], 0, -weights[i]], results[i].Item2, $"y of observation {i} of {length}");
            }
        }
    }

    [TestMethod]
    public void Columns_hold_the_same()
    {
        const int length = 75;
        var kernel = Jacobian().VectorizeColumns();
        Assert.AreEqual(17, kernel.InputCount);
        Assert.AreEqual(36, kernel.OutputCount);
        var (lenses, places, weights, spots) = Observations(length);
        double[][] inputs =
        [
            .. Enumerable.Range(0, 11).Select(k => Array.ConvertAll(lenses, c => Numbers(c)[k])),
            Array.ConvertAll(places, x => x.X), Array.ConvertAll(places, x => x.Y), Array.ConvertAll(places, x => x.Z),
            weights, Array.ConvertAll(spots, z => z.X), Array.ConvertAll(spots, z => z.Y),
        ];
        var outputs = Enumerable.Range(0, 36).Select(_ => new double[length]).ToArray();
        kernel.Invoke(Array.ConvertAll(inputs, c => (ReadOnlyMemory<double>)c), Array.ConvertAll(outputs, c => c.AsMemory()));
        for (var i = 0; i < length; i++)
        {
            var expected = Expected(lenses[i], places[i], weights[i], spots[i]);
            AssertNear(
                [.. expected[0], -weights[i], 0, .. expected[1], 0, -weights[i]], Array.ConvertAll(outputs, c => c[i]), $"observation {i}");
        }
    }

    [TestMethod]
    public void What_both_residuals_need_is_computed_once()
    {
        var calls = ((IFunction)Jacobian()).Body.Graph.Nodes.Where(n => n.Op == Graphs.Op.Call).Select(n => n.ToString()).ToArray();

        // The root, the sine and the cosine of the angle.
        Assert.HasCount(3, calls, string.Join(", ", calls));
    }

    private static Function<Func<Lens, Place3, double, Spot, ((double, (Lens, Place3, double, Spot)), (double, (Lens, Place3, double, Spot)))>> Jacobian()
    {
        Expression<Func<Lens, Place3, double, Spot, (double, (Lens, Place3, double, Spot))>> x = Differentiate.ValueAndGrad(ResidualX);
        Expression<Func<Lens, Place3, double, Spot, (double, (Lens, Place3, double, Spot))>> y = Differentiate.ValueAndGrad(ResidualY);
        return Function.Of((Lens c, Place3 p, double w, Spot z) => ValueTuple.Create(x.Invoke(c, p, w, z), y.Invoke(c, p, w, z)));
    }

    /// <summary>Every fifth camera is not turned at all.</summary>
    private static (Lens[] Lenses, Place3[] Places, double[] Weights, Spot[] Spots) Observations(int count)
    {
        var random = new Random(count);
        var lenses = new Lens[count];
        for (var i = 0; i < count; i++)
        {
            var turn = i % 5 == 4 ? 0 : 1;
            lenses[i] = new(
                turn * Next(), turn * Next(), turn * Next(), Next(), Next(), Next() - 12, 100 * (2 + Next()), 10 * Next(), 10 * Next(), 0.1 * Next(), 0.1 * Next());
        }

        return (lenses,
            [.. lenses.Select(_ => new Place3(Next(), Next(), Next()))], [.. lenses.Select(_ => Next())],
            [.. lenses.Select(_ => new Spot { X = 100 * Next(), Y = 100 * Next() })]);

        double Next() => 2 * random.NextDouble() - 1;
    }

    /// <summary>For each residual its value, then its derivatives by camera, point and weight.</summary>
    private static double[][] Expected(Lens c, Place3 x, double weight, Spot z)
    {
        double[] r = [c.R1, c.R2, c.R3], v = [x.X - c.C1, x.Y - c.C2, x.Z - c.C3];
        var square = Dot(r, r);
        var angle = Math.Sqrt(square);
        var (sine, versine) = square > 0 ? (Math.Sin(angle) / angle, (1 - Math.Cos(angle)) / square) : (1, 0.5);

        // R = I + sin(t)/t [r] + (1 - cos(t))/t² [r]², and its derivative.
        var rotation = Sum(Identity, Times(sine, Cross(r)), Times(versine, Product(Cross(r), Cross(r))));
        var inner = square > 0
            ? Times(1 / square, Sum(Product(Transposed([r]), [r]), Product(Sum(Transposed(rotation), Times(-1, Identity)), Cross(r))))
            : Identity;
        var byRotation = Times(-1, Product(Product(rotation, Cross(v)), inner));

        var y = Transposed(Product(rotation, Transposed([v])))[0];
        var (p, q) = (y[0] / y[2], y[1] / y[2]);
        var s = p * p + q * q;
        var (scale, slope) = (1 + c.K1 * s + c.K2 * s * s, c.K1 + 2 * c.K2 * s);
        double[][] byImage = [[scale + 2 * slope * p * p, 2 * slope * p * q], [2 * slope * p * q, scale + 2 * slope * q * q]];
        double[][] project = [[1 / y[2], 0, -p / y[2]], [0, 1 / y[2], -q / y[2]]];
        var byTurned = Times(weight * c.F, Product(byImage, project));
        var (turn, point) = (Product(byTurned, byRotation), Product(byTurned, rotation));
        double[] image = [p, q], error = [p * scale * c.F + c.U - z.X, q * scale * c.F + c.V - z.Y];
        return
        [
            .. Enumerable.Range(0, 2).Select(k => (double[])
            [
                weight * error[k], .. turn[k], .. Times(-1, point)[k], weight * image[k] * scale, k == 0 ? weight : 0, k == 1 ? weight : 0,
                weight * c.F * image[k] * s, weight * c.F * image[k] * s * s, .. point[k], error[k],
            ]),
        ];
    }

    private static double[][] Identity => [[1, 0, 0], [0, 1, 0], [0, 0, 1]];

    private static double[][] Cross(double[] a) => [[0, -a[2], a[1]], [a[2], 0, -a[0]], [-a[1], a[0], 0]];

    private static double[][] Product(double[][] a, double[][] b) =>
        Array.ConvertAll(a, row => Array.ConvertAll(Transposed(b), column => Dot(row, column)));

    private static double[][] Transposed(double[][] a) => [.. Enumerable.Range(0, a[0].Length).Select(j => Array.ConvertAll(a, row => row[j]))];

    private static double[][] Times(double factor, double[][] a) => Array.ConvertAll(a, row => Array.ConvertAll(row, x => factor * x));

    private static double[][] Sum(params double[][][] terms) =>
        [.. Enumerable.Range(0, 3).Select(i => (double[])[.. Enumerable.Range(0, 3).Select(j => terms.Sum(t => t[i][j]))])];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[] Numbers(Lens c) => [c.R1, c.R2, c.R3, c.C1, c.C2, c.C3, c.F, c.U, c.V, c.K1, c.K2];

    private static void AssertRow(double[] expected, (double Value, (Lens Lens, Place3 Place, double Weight, Spot Spot) Gradient) actual, string where)
    {
        var (value, (lens, place, weight, spot)) = actual;
        AssertNear(expected, [value, .. Numbers(lens), place.X, place.Y, place.Z, weight, spot.X, spot.Y], where);
    }

    /// <summary>Relative to the largest of a row: sums cancel.</summary>
    private static void AssertNear(double[] expected, double[] actual, string where)
    {
        var largest = expected.Max(Math.Abs);
        for (var k = 0; k < expected.Length; k++)
        {
            if (!(Math.Abs(expected[k] - actual[k]) <= 1e-13 * largest))
                Assert.Fail($"{where}, number {k}: expected {expected[k]:R}, got {actual[k]:R}");
        }
    }
}
