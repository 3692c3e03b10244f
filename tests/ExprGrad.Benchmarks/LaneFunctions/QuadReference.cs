using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ExprGrad.Benchmarks.LaneFunctions;

/// <summary><c>quad.c</c>, compiled by gcc with its library of 113-bit functions when first asked for.</summary>
internal static unsafe class QuadReference
{
    private static readonly Lazy<nint> Library = new(Build);

    /// <summary>The largest error of results, in units in the last place of numbers with so many bits, and where it is.</summary>
    public static (double Ulps, int Where) Worst(string function, double[][] x, double[] results, int bits)
    {
        var error = (delegate* unmanaged<double*, double*, double*, nint, int, nint*, double>)NativeLibrary.GetExport(Library.Value, function + "_error");
        nint where = 0;
        fixed (double* first = x[0], second = x.Length > 1 ? x[1] : null, y = results)
        {
            var worst = error(first, second, y, results.Length, bits, &where);
            return (worst, (int)where);
        }
    }

    private static nint Build()
    {
        var folder = Directory.CreateTempSubdirectory("exprgrad-benchmarks-").FullName;
        var (source, library) = (Path.Combine(folder, "quad.c"), Path.Combine(folder, "quad.so"));
        using (var resource = typeof(QuadReference).Assembly.GetManifestResourceStream("quad.c")!)
        using (var file = File.Create(source))
            resource.CopyTo(file);
        using var gcc = Process.Start("gcc", $"-O2 -shared -fPIC \"{source}\" -o \"{library}\" -lquadmath -lm");
        gcc.WaitForExit();
        return gcc.ExitCode == 0 ? NativeLibrary.Load(library) : throw new InvalidOperationException($"gcc ended with {gcc.ExitCode}.");
    }
}
