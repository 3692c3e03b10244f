using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;
using ExprGrad.Benchmarks.Report;

namespace ExprGrad.Benchmarks.LaneFunctions;

/// <summary>Accuracy and speed of each function by itself, as a kernel, against the scalar call.</summary>
internal static class FunctionReport
{
    private const int Length = 1000;

    /// <summary>
    /// The table, of functions of which the name contains a text. Of floats each <paramref name="step"/>th is tried, of doubles so many.
    /// </summary>
    public static string Measure(string name, int step, int doubles, Action<string>? progress = null)
    {
        var table = new Table(["function", "ulp, double", "ulp, float", "ns, double", "scalar / it", "at least 4", "ns, float", "scalar / it", "at least 8"]);
        foreach (var function in LaneFunction.All.Where(f => name.Length == 0 || f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            var (d, f) = (Times<double>(function.Double, function.Domain), Times<float>(function.Single, function.Domain));
            var (x, y) = doubles > 0 ? (Accuracy.OfDoubles(function, doubles), Accuracy.OfSingles(function, step)) : default;
            table.Add([function.Name, F(x.Ulps), F(y.Ulps), F(d.Kernel), F(d.Scalar / d.Kernel), Yes(d.Scalar >= 4 * d.Kernel),
                F(f.Kernel), F(f.Scalar / f.Kernel), Yes(f.Scalar >= 8 * f.Kernel)]);
            progress?.Invoke($"{function.Name}: {F(x.Ulps)} at {x.Where}; {F(y.Ulps)} at {y.Where}; {F(d.Kernel)} {F(d.Scalar)}, {F(d.Scalar / d.Kernel)} x; {F(f.Kernel)} {F(f.Scalar)}, {F(f.Scalar / f.Kernel)} x");
        }

        return table.ToString();
    }

    /// <summary>Nanoseconds an element.</summary>
    private static (double Kernel, double Scalar) Times<T>(LambdaExpression function, (double From, double To)[] domain)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(1);
        var x = Array.ConvertAll(domain, d => Enumerable.Range(0, Length).Select(_ => T.CreateChecked(d.From + (d.To - d.From) * random.NextDouble())).ToArray());
        var y = new T[Length];
        var (kernel, scalar) = (Loop.Kernel<T>(function), Loop.OneByOne<T>(function));
        var times = Contest.Run([new("kernel", () => kernel(x, y)), new("one by one", () => scalar(x, y))], 40);
        return (times[0] / Length, times[1] / Length);
    }

    private static string Yes(bool reached) => reached ? "yes" : "**no**";

    private static string F(double number) => number.ToString(number < 10 ? "F2" : "F1", CultureInfo.InvariantCulture);
}
