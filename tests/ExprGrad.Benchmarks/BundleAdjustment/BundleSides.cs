using System.Runtime.InteropServices;

namespace ExprGrad.Benchmarks.BundleAdjustment;

/// <summary>
/// The residuals and the Jacobian of a problem, in several ways. All of them read cameras and points by the indices of each observation,
/// and write two residuals with 15 derivatives each, and the residual of the weight with its derivative.
/// </summary>
internal sealed class BundleSides
{
    /// <summary>So many observations are gathered at a time: what the first-level cache holds besides the kernel.</summary>
    private const int Block = 128;

    private readonly BundleProblem problem;
    private readonly Rows[] rows;
    private readonly double[] weightResiduals;
    private readonly double[] weightDerivatives;
    private readonly ColumnKernel<double> weights = Differentiate.ValueAndGrad(BundleModel.WeightResidual).VectorizeColumns();

    public BundleSides(BundleProblem problem)
    {
        this.problem = problem;
        rows = new Rows[problem.Observations];
        (weightResiduals, weightDerivatives) = (new double[rows.Length], new double[rows.Length]);
    }

    /// <summary>All ways, ours first, each seen to give what the one by hand gives.</summary>
    public Side[] All()
    {
        var (jacobian, fast) = (BundleModel.Jacobian(), BundleModel.Jacobian(new FunctionOptions { FastMath = true }));
        var (columns, fastColumns) = (Columns(jacobian.VectorizeColumns()), Columns(fast.VectorizeColumns()));
        var scalar = jacobian.Compile();
        ByHand();
        var expected = (Rows[])rows.Clone();
        List<(Side Side, ColumnSide? Columns)> sides =
        [
            (new("ExprGrad, arrays of structs", Structs(jacobian.Vectorize())), null),
            (new("ExprGrad, columns", columns.Run), columns),
            (new("ExprGrad, arrays of structs, FastMath", Structs(fast.Vectorize())), null),
            (new("ExprGrad, columns, FastMath", fastColumns.Run), fastColumns),
            (new("scalar delegate", () => OneByOne(scalar)), null),
            (new("C# by hand", ByHand), null),
        ];
        if (NativeKernels.Available)
            sides.Add((new("C", Native()), null));
        foreach (var (side, own) in sides)
        {
            Array.Clear(rows);
            side.Run();
            own?.CopyTo(rows);
            Verify(side.Name, rows, expected);
        }

        return [.. sides.Select(s => s.Side)];
    }

    /// <summary>Nanoseconds an observation, of each.</summary>
    public static (string Name, double Time)[] Measure()
    {
        var problem = BundleProblem.Read();
        _ = new BundleSides(problem.Varied()).All();
        var sides = new BundleSides(problem).All();
        return [.. sides.Zip(Contest.Run(sides, 60), (s, t) => (s.Name, t / problem.Observations))];
    }

    private void Weights() => weights.Invoke([problem.Weights], [weightResiduals, weightDerivatives]);

    private Action Structs(VectorFunc<Camera, Point, double, Feature, Rows> kernel)
    {
        var (cameras, points) = (new Camera[Block], new Point[Block]);
        var (allCameras, allPoints, cameraOf, pointOf) = (problem.Cameras, problem.Points, problem.CameraOf, problem.PointOf);
        return () =>
        {
            for (var start = 0; start < rows.Length; start += Block)
            {
                var count = Math.Min(Block, rows.Length - start);
                for (var i = 0; i < count; i++)
                {
                    cameras[i] = allCameras[cameraOf[start + i]];
                    points[i] = allPoints[pointOf[start + i]];
                }

                kernel(
                    cameras.AsSpan(0, count), points.AsSpan(0, count), problem.Weights.AsSpan(start, count),
                    problem.Features.AsSpan(start, count), rows.AsSpan(start, count));
            }

            Weights();
        };
    }

    private ColumnSide Columns(ColumnKernel<double> kernel) => new(problem, kernel, Weights);

    private void OneByOne(Func<Camera, Point, double, Feature, Rows> f)
    {
        for (var i = 0; i < rows.Length; i++)
            rows[i] = f(problem.Cameras[problem.CameraOf[i]], problem.Points[problem.PointOf[i]], problem.Weights[i], problem.Features[i]);
        Weights();
    }

    private void ByHand()
    {
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = HandBundle.Jacobian(
                problem.Cameras[problem.CameraOf[i]], problem.Points[problem.PointOf[i]], problem.Weights[i], problem.Features[i]);
        }

        for (var i = 0; i < rows.Length; i++)
            (weightResiduals[i], weightDerivatives[i]) = (1 - problem.Weights[i] * problem.Weights[i], -2 * problem.Weights[i]);
    }

    private Action Native()
    {
        var c = NativeKernels.Get<double>("bundle");
        double[][] inputs =
        [
            problem.Weights, Numbers(problem.Cameras), Numbers(problem.Points), Numbers(problem.Features),
            Array.ConvertAll(problem.CameraOf, k => BitConverter.Int64BitsToDouble(k)),
            Array.ConvertAll(problem.PointOf, k => BitConverter.Int64BitsToDouble(k)),
        ];
        double[][] outputs = [new double[rows.Length * 32], weightResiduals, weightDerivatives];
        var isVerified = false;
        return () =>
        {
            c(inputs, outputs);
            if (!isVerified)
                MemoryMarshal.Cast<double, Rows>(outputs[0]).CopyTo(rows);
            isVerified = true;
        };

        static double[] Numbers<T>(T[] structs)
            where T : struct => MemoryMarshal.Cast<T, double>(structs).ToArray();
    }

    private static void Verify(string name, Rows[] actual, Rows[] expected)
    {
        var a = MemoryMarshal.Cast<Rows, double>(actual);
        var e = MemoryMarshal.Cast<Rows, double>(expected);
        for (var i = 0; i < a.Length; i++)
            Check.Near($"{name}, number {i % 32} of observation {i / 32}", a[i], e[i], 1e-10);
    }
}
