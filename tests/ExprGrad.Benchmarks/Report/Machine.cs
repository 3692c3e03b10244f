using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ExprGrad.Benchmarks.Report;

/// <summary>What the figures were measured on, in general terms.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Processor()}, {Environment.ProcessorCount} cores, vectors of {Bits} bits; "
        + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSArchitecture}; "
        + (NativeKernels.Available ? $"C: {NativeKernels.Compiler}, `{NativeKernels.Flags}`." : "no C compiler.");

    private static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static string Processor()
    {
        const string information = "/proc/cpuinfo";
        var line = File.Exists(information)
            ? File.ReadLines(information).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
