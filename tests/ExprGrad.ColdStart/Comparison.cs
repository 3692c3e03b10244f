using System;
using System.Diagnostics;
using System.Linq;

/// <summary>Runs every kind of work in processes of its own, alternating with empty ones.</summary>
internal static class Comparison
{
    public static void Run(int rounds)
    {
        string[] kinds = ["empty", .. Work.Kinds];
        var runs = kinds.ToDictionary(k => k, _ => new (double Wall, double Processor)[rounds]);
        for (var i = 0; i < rounds; i++)
        {
            foreach (var kind in kinds)
                runs[kind][i] = Once(kind);
        }

        Console.WriteLine($"milliseconds over the empty process, {rounds} runs each    elapsed: median (least)    processor: median (least)");
        var (wall, processor) = (runs["empty"].Select(r => r.Wall).ToArray(), runs["empty"].Select(r => r.Processor).ToArray());
        Console.WriteLine($"{"empty, from the start",-50} {Median(wall),13:F0} ({wall.Min():F0}) {Median(processor),20:F0} ({processor.Min():F0})");
        foreach (var kind in Work.Kinds)
        {
            var (w, p) = (runs[kind].Select(r => r.Wall).ToArray(), runs[kind].Select(r => r.Processor).ToArray());
            Console.WriteLine(
                $"{kind,-50} {Median(w) - Median(wall),13:F0} ({w.Min() - wall.Min():F0}) "
                + $"{Median(p) - Median(processor),20:F0} ({p.Min() - processor.Min():F0})");
        }
    }

    private static (double Wall, double Processor) Once(string kind)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [kind, "silent"]) { RedirectStandardOutput = true })!;
        var processor = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return process.ExitCode == 0 ? (wall, double.Parse(processor) / 1000) : throw new InvalidOperationException($"{kind} failed.");
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
