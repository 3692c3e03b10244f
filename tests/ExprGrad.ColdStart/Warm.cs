using System;
using System.Diagnostics;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using ExprGrad;

/// <summary>What a derivative costs when everything has been compiled: one never seen before, and one of known shape.</summary>
internal static class Warm
{
    private static readonly MethodInfo Sin = ((Func<double, double>)Math.Sin).Method;
    private static readonly MethodInfo Cos = ((Func<double, double>)Math.Cos).Method;

    public static void Run()
    {
        Console.WriteLine("microseconds: median (least)");
        Report("lambda with two captured numbers, its construction by C#", 20_000, i => Captured(i, 2));
        Report("  and Grad of the known shape", 20_000, i => Differentiate.Grad(Captured(i, 2)));
        Report("  and Compile", 20_000, i => Differentiate.Grad(Captured(i, 2)).Compile());
        foreach (var terms in (int[])[1, 11, 111])
        {
            var nodes = (9 * terms) + 1;
            var rounds = 20_000 / terms;
            var tree = Sum(terms, 1, Function);
            Report($"{nodes} nodes, known shape: Grad and Compile", rounds, _ => Differentiate.Grad(tree).Compile());
            rounds = 4_000 / terms;
            Report($"{nodes} nodes, new: Grad", rounds, i => Differentiate.Grad(Sum(terms, i, Function)));
            Report($"{nodes} nodes, new: Grad, Compile, first call", rounds, i => Differentiate.Grad(Sum(terms, i + 0.5, Function)).Compile()(1));
            Report($"{nodes} nodes: hand-written derivative, Compile, first call", rounds, i => Sum(terms, i, Derivative).Compile()(1));
            Report($"{nodes} nodes: construction of the trees", rounds, i => (Sum(terms, i, Function), Sum(terms, i, Derivative)));
        }
    }

    private static Expression<Func<double, double>> Captured(double a, double b) => x => a * Math.Sin(x) + b / x;

    /// <summary>A sum of terms with constants that nobody has seen yet.</summary>
    private static Expression<Func<double, double>> Sum(
        int terms, double seed, Func<ParameterExpression, ConstantExpression, ConstantExpression, Expression> term)
    {
        var x = Expression.Parameter(typeof(double), "x");
        Expression sum = x;
        for (var i = 0; i < terms; i++)
            sum = Expression.Add(sum, term(x, Expression.Constant(seed + (i / 1024.0)), Expression.Constant(seed - (i / 1024.0) - 0.25)));
        return Expression.Lambda<Func<double, double>>(sum, x);
    }

    /// <summary>sin(a x) (x + b)</summary>
    private static BinaryExpression Function(ParameterExpression x, ConstantExpression a, ConstantExpression b) =>
        Expression.Multiply(Expression.Call(Sin, Expression.Multiply(a, x)), Expression.Add(x, b));

    /// <summary>a cos(a x) (x + b) + sin(a x)</summary>
    private static BinaryExpression Derivative(ParameterExpression x, ConstantExpression a, ConstantExpression b) =>
        Expression.Add(
            Expression.Multiply(Expression.Multiply(a, Expression.Call(Cos, Expression.Multiply(a, x))), Expression.Add(x, b)),
            Expression.Call(Sin, Expression.Multiply(a, x)));

    private static void Report(string what, int rounds, Func<double, object> work)
    {
        var times = new double[rounds];
        var (allocated, last) = (0L, default(object));
        for (var i = -rounds / 2; i < rounds; i++)
        {
            if (i == 0)
                allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            last = work(i + 100_000);
            if (i >= 0)
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / rounds;
        GC.KeepAlive(last);
        Console.WriteLine($"{what,-60} {times.Order().ElementAt(rounds / 2),10:F2} ({times.Min():F2}) {allocated,10} bytes");
    }
}
