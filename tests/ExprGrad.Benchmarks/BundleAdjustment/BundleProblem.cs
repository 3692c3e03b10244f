using System.Globalization;

namespace ExprGrad.Benchmarks.BundleAdjustment;

/// <summary>Rotation (axis times angle), centre, focal length, principal point, radial distortion.</summary>
public readonly record struct Camera(
    double R1, double R2, double R3, double C1, double C2, double C3, double F, double U, double V, double K1, double K2);

/// <summary>A point in space.</summary>
public readonly record struct Point(double X, double Y, double Z);

/// <summary>A point in an image.</summary>
public readonly record struct Feature(double X, double Y);

/// <summary>A residual and its derivatives.</summary>
public readonly record struct Row(double Residual, Camera Camera, Point Point, double Weight);

/// <summary>Both residuals of an observation.</summary>
public readonly record struct Rows(Row X, Row Y);

/// <summary>
/// Points seen by cameras. The file is the bundle adjustment input "ba1" of ADBench (github.com/microsoft/ADBench, MIT licence): the
/// numbers of cameras, points and observations, and one camera, one point, one weight and one feature, which all repeat.
/// </summary>
internal sealed record BundleProblem(
    Camera[] Cameras, Point[] Points, double[] Weights, Feature[] Features, int[] CameraOf, int[] PointOf)
{
    private const string File = "ba1_n49_m7776_p31843.txt";

    public int Observations => Weights.Length;

    /// <summary>The problem as it is in the file.</summary>
    public static BundleProblem Read()
    {
        using var reader = new StreamReader(typeof(BundleProblem).Assembly.GetManifestResourceStream(File)!);
        var words = reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var counts = Array.ConvertAll(words[..3], w => int.Parse(w, CultureInfo.InvariantCulture));
        var v = Array.ConvertAll(words[3..], w => double.Parse(w, CultureInfo.InvariantCulture));
        var (n, m, p) = (counts[0], counts[1], counts[2]);
        return new(
            [.. Enumerable.Repeat(new Camera(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10]), n)],
            [.. Enumerable.Repeat(new Point(v[11], v[12], v[13]), m)],
            [.. Enumerable.Repeat(v[14], p)], [.. Enumerable.Repeat(new Feature(v[15], v[16]), p)],
            [.. Enumerable.Range(0, p).Select(i => i % n)], [.. Enumerable.Range(0, p).Select(i => i % m)]);
    }

    /// <summary>The same with every number changed by up to a hundredth, so that no two observations are alike.</summary>
    public BundleProblem Varied()
    {
        var random = new Random(1);
        return this with
        {
            Cameras = Array.ConvertAll(Cameras, c => new Camera(
                Near(c.R1), Near(c.R2), Near(c.R3), Near(c.C1), Near(c.C2), Near(c.C3), Near(c.F), Near(c.U), Near(c.V), Near(c.K1), Near(c.K2))),
            Points = Array.ConvertAll(Points, x => new Point(Near(x.X), Near(x.Y), Near(x.Z))),
            Weights = Array.ConvertAll(Weights, Near),
            Features = Array.ConvertAll(Features, z => new Feature(Near(z.X), Near(z.Y))),
        };

        double Near(double x) => x * (1 + (0.02 * (random.NextDouble() - 0.5)));
    }
}
