using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ExprGrad.Benchmarks.Support;

/// <summary>
/// Time that the thread itself has used, where the system tells: then work that shares the machine disturbs a measurement less. Elsewhere
/// the time of the wall.
/// </summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static double Nanoseconds =>
        OperatingSystem.IsLinux() && GetTime(ThreadCpuTime, out var time) == 0
            ? time.Seconds * 1e9 + time.Nanoseconds
            : Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpecification time);

    private struct TimeSpecification
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
