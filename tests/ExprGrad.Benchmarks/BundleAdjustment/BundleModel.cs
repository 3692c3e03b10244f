using System.Linq.Expressions;

namespace ExprGrad.Benchmarks.BundleAdjustment;

/// <summary>Bundle adjustment as a user of ExprGrad writes it.</summary>
internal static class BundleModel
{
    /// <summary>1 - w², which keeps weights from vanishing.</summary>
    public static readonly Expression<Func<double, double>> WeightResidual = w => 1 - w * w;

    /// <summary>Rodrigues' formula: x turned about the camera's axis.</summary>
    private static readonly Expression<Func<Camera, Point, Point>> Rotate = (c, x) =>
        c.R1 * c.R1 + c.R2 * c.R2 + c.R3 * c.R3 > 0
            ? Functions.Let(Math.Sqrt(c.R1 * c.R1 + c.R2 * c.R2 + c.R3 * c.R3), angle =>
                Functions.Let(new Point(c.R1 / angle, c.R2 / angle, c.R3 / angle), w =>
                Functions.Let((w.X * x.X + w.Y * x.Y + w.Z * x.Z) * (1 - Math.Cos(angle)), along => new Point(
                    x.X * Math.Cos(angle) + (w.Y * x.Z - w.Z * x.Y) * Math.Sin(angle) + w.X * along,
                    x.Y * Math.Cos(angle) + (w.Z * x.X - w.X * x.Z) * Math.Sin(angle) + w.Y * along,
                    x.Z * Math.Cos(angle) + (w.X * x.Y - w.Y * x.X) * Math.Sin(angle) + w.Z * along))))
            : new Point(
                x.X + (c.R2 * x.Z - c.R3 * x.Y), x.Y + (c.R3 * x.X - c.R1 * x.Z), x.Z + (c.R1 * x.Y - c.R2 * x.X));

    private static readonly Expression<Func<Camera, Feature, Feature>> Distort = (c, p) =>
        Functions.Let(p.X * p.X + p.Y * p.Y, r =>
        Functions.Let(1 + c.K1 * r + c.K2 * r * r, scale => new Feature(p.X * scale, p.Y * scale)));

    private static readonly Expression<Func<Camera, Point, Feature>> Project = (c, x) =>
        Functions.Let(Rotate.Invoke(c, new Point(x.X - c.C1, x.Y - c.C2, x.Z - c.C3)), y =>
        Functions.Let(Distort.Invoke(c, new Feature(y.X / y.Z, y.Y / y.Z)), p => new Feature(p.X * c.F + c.U, p.Y * c.F + c.V)));

    private static readonly Expression<Func<Camera, Point, double, Feature, double>> ResidualX =
        (c, x, w, z) => w * (Project.Invoke(c, x).X - z.X);

    private static readonly Expression<Func<Camera, Point, double, Feature, double>> ResidualY =
        (c, x, w, z) => w * (Project.Invoke(c, x).Y - z.Y);

    /// <summary>Both residuals and their derivatives: the work that they share is done once.</summary>
    public static Function<Func<Camera, Point, double, Feature, Rows>> Jacobian(FunctionOptions? options = null)
    {
        var (x, y) = (Row(ResidualX, options), Row(ResidualY, options));
        return Function.Of((Camera c, Point p, double w, Feature z) => new Rows(x.Invoke(c, p, w, z), y.Invoke(c, p, w, z)), options);
    }

    private static Expression<Func<Camera, Point, double, Feature, Row>> Row(
        Expression<Func<Camera, Point, double, Feature, double>> residual, FunctionOptions? options)
    {
        Expression<Func<Camera, Point, double, Feature, (double Value, (Camera, Point, double, Feature) Gradient)>> both =
            Differentiate.ValueAndGrad(residual, options);
        return (c, x, w, z) => Functions.Let(
            both.Invoke(c, x, w, z), r => new Row(r.Value, r.Gradient.Item1, r.Gradient.Item2, r.Gradient.Item3));
    }
}
