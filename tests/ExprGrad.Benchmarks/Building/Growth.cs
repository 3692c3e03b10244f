using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace ExprGrad.Benchmarks.Building;

/// <summary>A family of functions by size: how the graph of the derivative and the time to make it grow.</summary>
/// <param name="Name">What is derived.</param>
/// <param name="Sizes">The sizes n, growing.</param>
/// <param name="Derive">The derivative of the function of size n.</param>
/// <param name="Compile">Compiles it and calls it once.</param>
internal sealed record Growth(string Name, int[] Sizes, Func<int, IFunction> Derive, Action<IFunction> Compile)
{
    public static Growth[] All =>
    [
        Of("gradient of x₁ ... xₙ", [100, 1_000, 10_000, 100_000], n => Differentiate.Grad(Product(n)), g => g(Ones(100_000))),
        Of("logistic map, n times", [100, 1_000, 10_000, 20_000], n => Differentiate.Grad(Logistic(n)), g => g(0.3)),
        Of("chain of n sines", [100, 1_000, 10_000, 100_000], n => Differentiate.Grad(Chain(n)), g => g(0.3)),
        Of("nth derivative of exp(sin x)", [2, 4, 8, 16],
            n => Differentiate.Derivative((double x) => Math.Exp(Math.Sin(x)), n), g => g(0.3)),
        Of("nth Taylor coefficients of exp(sin x)", [4, 8, 16, 32],
            n => Differentiate.Taylor((double x) => Math.Exp(Math.Sin(x)), n), g => g(0.3)),
    ];

    private static Growth Of<TDelegate>(string name, int[] sizes, Func<int, Function<TDelegate>> derive, Action<TDelegate> call)
        where TDelegate : Delegate => new(name, sizes, derive, f => call(((Function<TDelegate>)f).Compile()));

    private static double[] Ones(int n)
    {
        var ones = new double[n];
        Array.Fill(ones, 1.0);
        return ones;
    }

    private static Expression<Func<double[], double>> Product(int n)
    {
        var x = Parameter(typeof(double[]), "x");
        Expression product = ArrayIndex(x, Constant(0));
        for (var i = 1; i < n; i++)
            product = Multiply(product, ArrayIndex(x, Constant(i)));
        return Lambda<Func<double[], double>>(product, x);
    }

    private static Expression<Func<double, double>> Logistic(int n)
    {
        var x = Parameter(typeof(double), "x");
        Expression body = x;
        for (var i = 0; i < n; i++)
            body = Multiply(Multiply(Constant(3.7), body), Subtract(Constant(1.0), body));
        return Lambda<Func<double, double>>(body, x);
    }

    private static Expression<Func<double, double>> Chain(int n)
    {
        var x = Parameter(typeof(double), "x");
        Expression body = x;
        for (var i = 0; i < n; i++)
            body = Call(typeof(Math), nameof(Math.Sin), null, body);
        return Lambda<Func<double, double>>(body, x);
    }
}
