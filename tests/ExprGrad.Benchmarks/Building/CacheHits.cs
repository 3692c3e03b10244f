using System.Linq.Expressions;

namespace ExprGrad.Benchmarks.Building;

/// <summary>The second request for a shape that is known, with other captured values.</summary>
internal static class CacheHits
{
    /// <summary>Ten nodes, two of them captured variables.</summary>
    public static Side[] Small()
    {
        var trees = new[] { Tree(0.5, -0.1), Tree(0.7, -0.2) };
        var (a, b) = (Differentiate.Grad(trees[0]).Compile()(0.3), Differentiate.Grad(trees[1]).Compile()(0.3));
        Check.Near("First", a, (0.5 * Math.Cos(0.15) - 0.1 * Math.Sin(0.15)) * Math.Exp(-0.03), 1e-13);
        Check.Near("Second", b, (0.7 * Math.Cos(0.21) - 0.2 * Math.Sin(0.21)) * Math.Exp(-0.06), 1e-13);
        var turn = 0;
        return
        [
            new("derivative and delegate", () => Differentiate.Grad(trees[++turn & 1]).Compile()),
            new("tree alone, as C# builds it", () => Tree(0.5, -0.1)),
        ];
    }

    /// <summary>A lambda of some size without captured variables, known already.</summary>
    public static Side Large(int nodes)
    {
        var f = TermSums.Function(nodes);
        Differentiate.Grad(f).Compile();
        return new($"{nodes} nodes", () => Differentiate.Grad(f).Compile());
    }

    private static Expression<Func<double, double>> Tree(double a, double b) => x => Math.Sin(a * x) * Math.Exp(b * x);
}
