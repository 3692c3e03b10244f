using BenchmarkDotNet.Attributes;

namespace ExprGrad.Benchmarks;

/// <summary>Elementwise work; ExprGrad is the baseline.</summary>
public class ElementwiseWork
{
    private Dictionary<string, Action> sides = [];

    [Params("double", "float")]
    public string Type { get; set; } = "";

    [Params(1_000, 100_000, 4_000_000)]
    public int Length { get; set; }

    [Params(
        "sigmoid'", "Functions.Sigmoid'", "tanh'", "polynomial'", "softplus''",
        "Black-Scholes price", "Black-Scholes price and Greeks", "Black-Scholes price and Greeks, FastMath")]
    public string Work { get; set; } = "";

    [GlobalSetup]
    public void Setup() => sides = (Type == "double"
        ? new Trial<double>(DoubleWorks.All().Single(w => w.Name == Work), Length).Sides
        : new Trial<float>(FloatWorks.All().Single(w => w.Name == Work), Length).Sides).ToDictionary(s => s.Name, s => s.Run);

    [Benchmark(Baseline = true)]
    public void ExprGrad() => sides[Peer.Ours]();

    [Benchmark]
    public void FusedByHand() => sides[Peer.Hand]();

    [Benchmark]
    public void FusedByHandWithVector512Exp() => Other(Peer.Framework);

    [Benchmark]
    public void ScalarDelegate() => sides[Peer.Scalar]();

    [Benchmark]
    public void TensorPrimitives() => Other(Peer.Tensors);

    [Benchmark]
    public void FiniteDifferences() => Other(Peer.Differences);

    [Benchmark]
    public void C() => Other(Peer.Native);

    private void Other(string name)
    {
        if (!sides.TryGetValue(name, out var run))
            throw new NotSupportedException($"{name} does not do {Work} here.");
        run();
    }
}

/// <summary>The derivative of a small function of one number, a thousand calls.</summary>
public class SmallDerivative
{
    private Side[] sides = [];

    [Params(0, 1, 2, 3)]
    public int Function { get; set; }

    [GlobalSetup]
    public void Setup() => sides = SmallFunction.All[Function].Sides();

    [Benchmark]
    public void ExprGrad() => sides[0].Run();

    [Benchmark(Baseline = true)]
    public void Delegate() => sides[1].Run();
}

/// <summary>Value and gradient against the value alone.</summary>
public class Gradient
{
    private Side[] sides = [];

    [Params(0, 1, 2)]
    public int Function { get; set; }

    [Params(10, 100, 1_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup() => sides = ArrayFunction.All[Function].Sides(Length);

    [Benchmark]
    public void ValueAndGradient() => sides[0].Run();

    [Benchmark(Baseline = true)]
    public void Value() => sides[1].Run();

    [Benchmark]
    public void ValueByLoop() => sides[2].Run();
}

/// <summary>From a tree to the first result of its derivative, warm.</summary>
public class Latency
{
    private Side[] sides = [];

    [Params(10, 100, 1_000)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void Setup() => sides = TermSums.Sides(Nodes);

    [Benchmark]
    public void DeriveAndCompile() => sides[0].Run();

    [Benchmark(Baseline = true)]
    public void CompileByHand() => sides[1].Run();
}

/// <summary>A shape that is known already.</summary>
public class CacheHit
{
    private readonly Side[] sides = CacheHits.Small();

    [Benchmark]
    public void DerivativeAndDelegate() => sides[0].Run();

    [Benchmark]
    public void TreeAlone() => sides[1].Run();
}

/// <summary>Derives, compiles and calls functions of growing size.</summary>
public class GrowthOfDerivatives
{
    [Params(0, 1, 2, 3, 4)]
    public int Function { get; set; }

    [Params(0, 1, 2, 3)]
    public int Size { get; set; }

    [Benchmark]
    public void DeriveAndCompile()
    {
        DerivativeCache.Default.Clear();
        var growth = Growth.All[Function];
        growth.Compile(growth.Derive(growth.Sizes[Size]));
    }
}
