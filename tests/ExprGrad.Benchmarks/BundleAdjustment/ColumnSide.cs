using System.Runtime.InteropServices;

namespace ExprGrad.Benchmarks.BundleAdjustment;

/// <summary>The Jacobian as columns: cameras and points are gathered into columns, block by block; weights and features are columns.</summary>
internal sealed class ColumnSide
{
    private const int Block = 512;
    private const int CameraNumbers = 11;
    private const int PointNumbers = 3;

    private readonly BundleProblem problem;
    private readonly ColumnKernel<double> kernel;
    private readonly Action weights;
    private readonly double[][] gathered;
    private readonly double[] featureX;
    private readonly double[] featureY;
    private readonly double[][] results;
    private readonly ReadOnlyMemory<double>[] inputs;
    private readonly Memory<double>[] outputs;

    public ColumnSide(BundleProblem problem, ColumnKernel<double> kernel, Action weights)
    {
        (this.problem, this.kernel, this.weights) = (problem, kernel, weights);
        (featureX, featureY) = (Array.ConvertAll(problem.Features, z => z.X), Array.ConvertAll(problem.Features, z => z.Y));

        // Columns which are not apart by whole pages: loads would be taken for depending on stores.
        gathered = [.. Enumerable.Range(0, CameraNumbers + PointNumbers).Select(_ => new double[Block + 8])];
        results = [.. Enumerable.Range(0, kernel.OutputCount).Select(_ => new double[problem.Observations])];
        (inputs, outputs) = (new ReadOnlyMemory<double>[kernel.InputCount], new Memory<double>[kernel.OutputCount]);
    }

    public void Run()
    {
        for (var start = 0; start < problem.Observations; start += Block)
        {
            var count = Math.Min(Block, problem.Observations - start);
            Gather(problem.Cameras, problem.CameraOf.AsSpan(start, count), CameraNumbers, gathered.AsSpan(0, CameraNumbers));
            Gather(problem.Points, problem.PointOf.AsSpan(start, count), PointNumbers, gathered.AsSpan(CameraNumbers));
            for (var k = 0; k < gathered.Length; k++)
                inputs[k] = gathered[k].AsMemory(0, count);
            inputs[^3] = problem.Weights.AsMemory(start, count);
            inputs[^2] = featureX.AsMemory(start, count);
            inputs[^1] = featureY.AsMemory(start, count);
            for (var k = 0; k < outputs.Length; k++)
                outputs[k] = results[k].AsMemory(start, count);
            kernel.Invoke(inputs, outputs);
        }

        weights();
    }

    /// <summary>The results as rows.</summary>
    public void CopyTo(Rows[] rows)
    {
        var numbers = MemoryMarshal.Cast<Rows, double>(rows.AsSpan());
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = results[i % results.Length][i / results.Length];
    }

    private static void Gather<T>(T[] structs, ReadOnlySpan<int> indices, int size, ReadOnlySpan<double[]> columns)
        where T : struct
    {
        var numbers = MemoryMarshal.Cast<T, double>(structs);
        var k = 0;
        for (; k + 4 <= size; k += 4)
        {
            var (a, b, c, d) = (columns[k], columns[k + 1], columns[k + 2], columns[k + 3]);
            for (var i = 0; i < indices.Length; i++)
            {
                var four = numbers.Slice((indices[i] * size) + k, 4);
                (a[i], b[i], c[i], d[i]) = (four[0], four[1], four[2], four[3]);
            }
        }

        for (; k < size; k++)
        {
            var column = columns[k];
            for (var i = 0; i < indices.Length; i++)
                column[i] = numbers[(indices[i] * size) + k];
        }
    }
}
