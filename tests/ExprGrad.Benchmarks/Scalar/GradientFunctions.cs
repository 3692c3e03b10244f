using System.Linq.Expressions;

namespace ExprGrad.Benchmarks.Scalar;

/// <summary>A function of an array to a number, and the loop that a C# programmer writes for its value.</summary>
internal sealed record ArrayFunction(string Name, Expression<Func<double[], double>> F, Func<double[], double> Loop)
{
    public static readonly int[] Lengths = [10, 100, 1_000];

    public static ArrayFunction[] All =>
    [
        new("Rosenbrock",
            x => Enumerable.Range(0, x.Length - 1)
                .Select(i => 100 * (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i]) + (1 - x[i]) * (1 - x[i])).Sum(),
            Rosenbrock),
        new("sum of sin(x) exp(-x²)", x => x.Select(v => Math.Sin(v) * Math.Exp(-v * v)).Sum(), Waves),
        new("log of a sum of exponentials", x => Math.Log(x.Select(v => Math.Exp(v)).Sum()), LogSum),
    ];

    /// <summary>Value and gradient, ours; the value alone, ours and by hand.</summary>
    public Side[] Sides(int length)
    {
        var x = Enumerable.Range(0, length).Select(i => Math.Sin(i) * 0.5 + 0.6).ToArray();
        var (both, value) = (Differentiate.ValueAndGrad(F).Compile(), Function.Of(F).Compile());
        var (f, gradient) = both(x);
        Check.Near(Name, f, Loop(x), 1e-12);
        Check.Near(Name, value(x), f, 1e-12);
        foreach (var i in new[] { 0, length / 2, length - 1 })
        {
            const double h = 1e-6;
            var (up, down) = ((double[])x.Clone(), (double[])x.Clone());
            up[i] += h;
            down[i] -= h;
            Check.Near($"{Name}, derivative {i}", gradient[i], (Loop(up) - Loop(down)) / (2 * h), 1e-5);
        }

        return [new("value and gradient", () => both(x)), new("value", () => value(x)), new("value, C# loop", () => Loop(x))];
    }

    private static double Rosenbrock(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length - 1; i++)
        {
            var d = x[i + 1] - x[i] * x[i];
            sum += 100 * d * d + (1 - x[i]) * (1 - x[i]);
        }

        return sum;
    }

    private static double Waves(double[] x)
    {
        var sum = 0.0;
        foreach (var v in x)
            sum += Math.Sin(v) * Math.Exp(-v * v);
        return sum;
    }

    private static double LogSum(double[] x)
    {
        var sum = 0.0;
        foreach (var v in x)
            sum += Math.Exp(v);
        return Math.Log(sum);
    }
}
