using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace ExprGrad.Benchmarks.Scalar;

/// <summary>A small function of one number, and its derivative as a C# programmer writes it.</summary>
internal sealed record SmallFunction(string Name, Expression<Func<double, double>> F, Func<double, double> Derivative)
{
    private const int Points = 1_000;

    private static readonly double[] At = [.. Enumerable.Range(1, Points).Select(i => i * 1e-3)];

    public static SmallFunction[] All =>
    [
        new("x³", x => x * x * x, x => 3 * x * x),
        new("x sin x²", x => x * Math.Sin(x * x), SineSlope),
        new("sigmoid", x => 1 / (1 + Math.Exp(-x)), SigmoidSlope),
        new("√(1 + x²)", x => Math.Sqrt(1 + x * x), x => x / Math.Sqrt(1 + x * x)),
    ];

    /// <summary>Both delegates called in the same loop; the results agree.</summary>
    public Side[] Sides()
    {
        var ours = Differentiate.Grad(F).Compile();
        foreach (var x in At)
            Check.Near($"{Name} at {x}", ours(x), Derivative(x), 1e-13);
        return [new(Peer.Ours, () => Sum(ours)), new("C# behind a delegate", () => Sum(Derivative))];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Sum(Func<double, double> f)
    {
        var sum = 0.0;
        foreach (var x in At)
            sum += f(x);
        return sum;
    }

    public static int Calls => Points;

    private static double SineSlope(double x) => Math.Sin(x * x) + 2 * x * x * Math.Cos(x * x);

    private static double SigmoidSlope(double x)
    {
        var s = 1 / (1 + Math.Exp(-x));
        return s * (1 - s);
    }
}
