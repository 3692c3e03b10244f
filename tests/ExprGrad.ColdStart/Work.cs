using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq.Expressions;
using System.Runtime;
using ExprGrad;

/// <summary>What a user's first lines do, phase by phase.</summary>
internal static class Work
{
    public static readonly string[] Kinds = ["tree", "lambda", "grad", "print", "compile", "vectorize"];

    private static readonly long Start = Stopwatch.GetTimestamp();
    private static readonly List<(TimeSpan Elapsed, TimeSpan Processor, long Methods, string Phase)> Phases = new(8);
    private static bool verbose;

    public static void Run(string kind, bool verbose)
    {
        Work.verbose = verbose;
        Done("Main");
        Do(kind);
        foreach (var (elapsed, processor, methods, phase) in Phases)
            Console.WriteLine($"{elapsed.TotalMilliseconds,8:F1} {processor.TotalMilliseconds,10:F1} {methods,8}   {phase}");
    }

    private static void Do(string kind)
    {
        switch (kind)
        {
            case "tree":
                Tree();
                break;
            case "lambda":
                Lambda();
                break;
            case "grad":
                Grad();
                break;
            case "print":
                Show(Grad().ToString());
                break;
            case "compile":
                var slope = Grad().Compile();
                Done("Compile");
                Show(slope(0.5));
                break;
            case "vectorize":
                var slopes = Grad().Vectorize();
                Done("Vectorize");
                double[] x = [0.5, 1, 1.5];
                slopes(x, x);
                Show(x[0]);
                break;
            default:
                throw new ArgumentException($"Not one of {string.Join(", ", Kinds)}: {kind}");
        }
    }

    /// <summary>Only what C# makes of the lambda: no work of this library.</summary>
    private static Expression<Func<double, double>> Tree()
    {
        Expression<Func<double, double>> f = x => 1 / (1 + Math.Exp(-x));
        Done("the expression tree");
        return f;
    }

    /// <summary>The least that any library of expression trees costs: the derivative written by hand, compiled by the platform.</summary>
    private static void Lambda()
    {
        Expression<Func<double, double>> slope = x => Math.Exp(-x) / ((1 + Math.Exp(-x)) * (1 + Math.Exp(-x)));
        var compiled = slope.Compile();
        Done("Expression.Compile");
        Show(compiled(0.5));
    }

    private static Function<Func<double, double>> Grad()
    {
        var slope = Differentiate.Grad(Tree());
        Done("Grad");
        return slope;
    }

    private static void Show(object result)
    {
        Done("the first call");
        GC.KeepAlive(result);
    }

    private static void Done(string phase)
    {
        if (verbose)
            Phases.Add((Stopwatch.GetElapsedTime(Start), Environment.CpuUsage.TotalTime, JitInfo.GetCompiledMethodCount(), phase));
    }
}
