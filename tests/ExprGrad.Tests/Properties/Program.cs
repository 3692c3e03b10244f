using System.Linq.Expressions;
using CsCheck;

namespace ExprGrad.Tests.Properties;

/// <summary>A random lambda with points at which to look at it.</summary>
internal sealed record Program(LambdaExpression Lambda, object[][] Points)
{
    public override string ToString() =>
        $"{Lambda}\nat {string.Join("\n   ", Points.Select(At))}";

    public static string At(object[] point) => string.Join("; ", point.Select(Text));

    public static string Text(object value) => value switch
    {
        double[] array => $"[{string.Join(", ", array.Select(d => d.ToString("R")))}]",
        double d => d.ToString("R"),
        float f => f.ToString("R"),
        _ => $"{value}",
    };
}

internal static class ProgramChecks
{
    /// <summary>Checks that many random programs; a failure is made smaller, and reported with the seed that gives it again.</summary>
    public static void Check(this Gen<Program> programs, int count, Action<Program> check) =>
        programs.Sample(check, iter: count * Factor, threads: 1, print: p => p.ToString());

    // More programs than a run of the suite has time for, when asked.
    private static int Factor => int.TryParse(Environment.GetEnvironmentVariable("PROGRAMS"), out var factor) ? factor : 1;
}
