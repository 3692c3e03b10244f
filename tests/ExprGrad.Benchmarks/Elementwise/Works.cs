using System.Linq.Expressions;


namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>Makes pieces of work of functions, for either type of number.</summary>
internal static class Works
{
    /// <summary>The ranges of spot, strike, volatility, time to expiry and rate.</summary>
    public static readonly (double From, double To)[] Markets = [(80, 120), (80, 120), (0.1, 0.6), (0.1, 2), (0.01, 0.06)];

    public static Work<T> Unary<T>(
        string name, Function<Func<T, T>> derivative, Kernel<T> hand, Kernel<T>? framework,
        Action<T[], T[], T[]> tensors, string native, Func<T, T>? difference = null, double tolerance = 0)
        where T : unmanaged
    {
        var (vector, scalar) = (derivative.Vectorize(), derivative.Compile());
        T[] temporary = [];
        return new(name, [(-8, 8)], 1, hand, framework,
            Ours: (x, y) => vector(x[0], y[0]),
            Scalar: (x, y) => Loop(scalar, x[0], y[0]),
            Tensors: (x, y) =>
            {
                if (temporary.Length != x[0].Length)
                    temporary = new T[x[0].Length];
                tensors(x[0], y[0], temporary);
            },
            Differences: difference is null ? null : (x, y) => Loop(difference, x[0], y[0]),
            native, tolerance);
    }

    public static Work<T> Price<T>(Expression<Func<T, T, T, T, T, T>> call)
        where T : unmanaged
    {
        var f = Function.Of(call);
        var (vector, scalar) = (f.Vectorize(), f.Compile());
        return new("Black-Scholes price", Markets, 1, HandBlackScholes.Price<T, InlinedMath>, HandBlackScholes.Price<T, FrameworkMath>,
            Ours: (x, y) => vector(x[0], x[1], x[2], x[3], x[4], y[0]),
            Scalar: (x, y) =>
            {
                for (var i = 0; i < y[0].Length; i++)
                    y[0][i] = scalar(x[0][i], x[1][i], x[2][i], x[3][i], x[4][i]);
            },
            Tensors: null, Differences: null, "price", 0);
    }

    /// <summary>Price, delta, gamma, vega, the derivative by time to expiry, rho: one kernel over columns.</summary>
    public static Work<T> Greeks<T>(
        Expression<Func<T, T, T, T, T, T>> call, Func<Function<Func<T, T, T, T, T, (T, T, T, T, T, T)>>, ColumnKernel<T>> vectorize,
        bool fastMath, Kernel<T>? differences = null, double tolerance = 0)
        where T : unmanaged
    {
        var options = new FunctionOptions { FastMath = fastMath };
        var f = Function.Of(call, options);
        var gamma = f.Partial(0).Partial(0);
        var kernel = vectorize(PriceAndGreeks(call, options));
        var (first, second) = (f.ValueAndGrad().Compile(), gamma.Compile());
        return new("Black-Scholes price and Greeks" + (fastMath ? ", FastMath" : ""), Markets, 6,
            HandBlackScholes.Greeks<T, InlinedMath>, HandBlackScholes.Greeks<T, FrameworkMath>,
            Ours: (x, y) => kernel.Invoke([x[0], x[1], x[2], x[3], x[4]], [y[0], y[1], y[2], y[3], y[4], y[5]]),
            Scalar: (x, y) =>
            {
                for (var i = 0; i < y[0].Length; i++)
                {
                    var (s, k, v, t, r) = (x[0][i], x[1][i], x[2][i], x[3][i], x[4][i]);
                    (y[0][i], (y[1][i], _, y[3][i], y[4][i], y[5][i])) = first(s, k, v, t, r);
                    y[2][i] = second(s, k, v, t, r);
                }
            },
            Tensors: null, differences, "greeks", tolerance);
    }

    /// <summary>Price, delta, gamma, vega, the derivative by time to expiry, rho, composed in one lambda.</summary>
    public static Function<Func<T, T, T, T, T, (T, T, T, T, T, T)>> PriceAndGreeks<T>(
        Expression<Func<T, T, T, T, T, T>> call, FunctionOptions options)
    {
        var f = Function.Of(call, options);
        Expression<Func<T, T, T, T, T, T>> byS = f.Partial(0), byS2 = f.Partial(0).Partial(0);
        Expression<Func<T, T, T, T, T, T>> byV = f.Partial(2), byT = f.Partial(3), byR = f.Partial(4);
        return Function.Of((T s, T k, T v, T t, T r) => ValueTuple.Create(
            call.Invoke(s, k, v, t, r), byS.Invoke(s, k, v, t, r), byS2.Invoke(s, k, v, t, r),
            byV.Invoke(s, k, v, t, r), byT.Invoke(s, k, v, t, r), byR.Invoke(s, k, v, t, r)), options);
    }

    private static void Loop<T>(Func<T, T> f, T[] x, T[] y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = f(x[i]);
    }
}
