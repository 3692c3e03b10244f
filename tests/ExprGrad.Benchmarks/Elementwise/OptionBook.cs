namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>A European call.</summary>
public readonly record struct Contract(double Spot, double Strike, double Volatility, double Expiry, double Rate);

/// <summary>Its price and the derivatives of the price; theta is the one by time to expiry.</summary>
public readonly record struct PriceAndGreeks(double Price, double Delta, double Gamma, double Vega, double Theta, double Rho);

/// <summary>Many contracts at once, as an array of structs and as columns.</summary>
internal sealed class OptionBook
{
    private readonly double[][] inputs;
    private readonly double[][] outputs;
    private readonly Contract[] contracts;
    private readonly PriceAndGreeks[] results;

    public OptionBook(int length)
    {
        var random = new Random(1);
        inputs = [.. Works.Markets.Select(m => Enumerable.Range(0, length).Select(_ => m.From + (m.To - m.From) * random.NextDouble()).ToArray())];
        outputs = [.. Enumerable.Range(0, 6).Select(_ => new double[length])];
        contracts = [.. Enumerable.Range(0, length).Select(i => new Contract(inputs[0][i], inputs[1][i], inputs[2][i], inputs[3][i], inputs[4][i]))];
        results = new PriceAndGreeks[length];
    }

    /// <summary>Nanoseconds an option, of each way; every one has been seen to give what the loop by hand gives.</summary>
    public (string Name, double Time)[] Measure()
    {
        var expected = outputs.Select(c => new double[c.Length]).ToArray();
        HandBlackScholes.Greeks<double, InlinedMath>(inputs, expected);
        var (ours, fast) = (Ours(false), Ours(true));
        var (structs, columns, scalar) = (ours.Vectorize(), ours.VectorizeColumns(), ours.Compile());
        var (fastStructs, fastColumns) = (fast.Vectorize(), fast.VectorizeColumns());
        List<(Side Side, bool IsStructs)> sides =
        [
            (new("ExprGrad, arrays of structs", () => structs(contracts, results)), true),
            (new("ExprGrad, columns", () => Columns(columns)), false),
            (new("ExprGrad, arrays of structs, FastMath", () => fastStructs(contracts, results)), true),
            (new("ExprGrad, columns, FastMath", () => Columns(fastColumns)), false),
            (new("fused by hand, columns", () => HandBlackScholes.Greeks<double, InlinedMath>(inputs, outputs)), false),
            (new("scalar delegate, arrays of structs", () => OneByOne(scalar)), true),
        ];
        if (NativeKernels.Available)
        {
            var c = NativeKernels.Get<double>("greeks");
            sides.Add((new("C, columns", () => c(inputs, outputs)), false));
        }

        foreach (var (side, isStructs) in sides)
        {
            foreach (var column in outputs)
                column.AsSpan().Fill(double.NaN);
            Array.Clear(results);
            side.Run();
            if (isStructs)
                Scatter();
            Verify(side.Name, expected);
        }

        var times = Contest.Run([.. sides.Select(s => s.Side)]);
        return [.. sides.Zip(times, (s, t) => (s.Side.Name, t / contracts.Length))];
    }

    private static Function<Func<Contract, PriceAndGreeks>> Ours(bool fastMath)
    {
        var f = Works.PriceAndGreeks(DoubleWorks.Call, new FunctionOptions { FastMath = fastMath });
        System.Linq.Expressions.Expression<Func<double, double, double, double, double, (double, double, double, double, double, double)>> numbers = f;
        return Function.Of(
            (Contract c) => Functions.Let(
                numbers.Invoke(c.Spot, c.Strike, c.Volatility, c.Expiry, c.Rate),
                g => new PriceAndGreeks(g.Item1, g.Item2, g.Item3, g.Item4, g.Item5, g.Item6)),
            new FunctionOptions { FastMath = fastMath });
    }

    private void Columns(ColumnKernel<double> kernel) => kernel.Invoke(
        [inputs[0], inputs[1], inputs[2], inputs[3], inputs[4]], [outputs[0], outputs[1], outputs[2], outputs[3], outputs[4], outputs[5]]);

    private void OneByOne(Func<Contract, PriceAndGreeks> f)
    {
        for (var i = 0; i < results.Length; i++)
            results[i] = f(contracts[i]);
    }

    private void Scatter()
    {
        for (var i = 0; i < results.Length; i++)
        {
            (outputs[0][i], outputs[1][i], outputs[2][i], outputs[3][i], outputs[4][i], outputs[5][i]) =
                (results[i].Price, results[i].Delta, results[i].Gamma, results[i].Vega, results[i].Theta, results[i].Rho);
        }
    }

    private void Verify(string name, double[][] expected)
    {
        for (var c = 0; c < expected.Length; c++)
        {
            var scale = expected[c].Max(Math.Abs);
            for (var i = 0; i < expected[c].Length; i++)
                Check.Near($"{name}, column {c}, option {i}", outputs[c][i] / scale, expected[c][i] / scale, 1e-12);
        }
    }
}
