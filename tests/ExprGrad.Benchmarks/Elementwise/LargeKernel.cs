using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>
/// Kernels of many operations. Each value is made of the one before it and of an earlier one picked at random, v = a u - b: two operations, all
/// of which are needed. What an operation costs in a kernel of one method, and in one of several.
/// </summary>
internal static class LargeKernel
{
    public static readonly int[] Sizes = [300, 1_000, 2_000, 4_000, 10_000];

    private const int Length = 1_000;

    /// <summary>Nanoseconds an element.</summary>
    public static double Measure(int operations)
    {
        var kernel = Function.Of(Program(operations / 2)).Vectorize();
        var x = Enumerable.Range(0, 2).Select(k => Enumerable.Range(0, Length).Select(i => 0.9 * Math.Sin(i + k)).ToArray()).ToArray();
        var y = new double[Length];
        kernel(x[0], x[1], y);
        for (var i = 0; i < Length; i += 37)
            Check.Near($"{operations} operations, element {i}", y[i], Value(operations / 2, x[0][i], x[1][i]), 0);
        return Contest.Run([new($"{operations}", () => kernel(x[0], x[1], y))], 40)[0] / Length;
    }

    /// <summary>Which of the last 30 values a new one is made of.</summary>
    private static IEnumerable<int> Choices(int size)
    {
        var random = new Random(1);
        for (var i = 2; i < size + 2; i++)
            yield return random.Next(Math.Max(0, i - 30), i);
    }

    private static Expression<Func<double, double, double>> Program(int size)
    {
        ParameterExpression[] parameters = [Parameter(typeof(double), "x"), Parameter(typeof(double), "y")];
        var (values, statements) = (new List<ParameterExpression>(parameters), new List<Expression>());
        foreach (var b in Choices(size))
        {
            var v = Variable(typeof(double), $"v{values.Count}");
            statements.Add(Assign(v, Subtract(Multiply(values[^1], parameters[0]), values[b])));
            values.Add(v);
        }

        return Lambda<Func<double, double, double>>(Block(values.Skip(2), [.. statements, values[^1]]), parameters);
    }

    private static double Value(int size, double x, double y)
    {
        var values = new List<double> { x, y };
        foreach (var b in Choices(size))
            values.Add(values[^1] * x - values[b]);
        return values[^1];
    }
}
