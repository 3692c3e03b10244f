using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace ExprGrad.Benchmarks.Building;

/// <summary>
/// <c>sum of sin(a x) exp(b x)</c>, ten nodes a term, as a tree; and its derivative as a tree written by hand. What it
/// costs to get from the one to a compiled derivative, against compiling the other.
/// </summary>
internal static class TermSums
{
    public static readonly int[] Nodes = [10, 100, 1_000];

    public static Expression<Func<double, double>> Function(int nodes) =>
        Sum(nodes, (x, a, b) => Multiply(Sin(Multiply(a, x)), Exp(Multiply(b, x))));

    /// <summary><c>(a cos(a x) + b sin(a x)) exp(b x)</c>.</summary>
    public static Expression<Func<double, double>> Derivative(int nodes) =>
        Sum(nodes, (x, a, b) => Multiply(
            Add(Multiply(a, Cos(Multiply(a, x))), Multiply(b, Sin(Multiply(a, x)))), Exp(Multiply(b, x))));

    /// <summary>Each goes from a tree to the first result; the cache is emptied every time.</summary>
    public static Side[] Sides(int nodes)
    {
        var (f, derivative) = (Function(nodes), Derivative(nodes));
        Check.Near("Sum of terms", Differentiate.Grad(f).Compile()(0.3), derivative.Compile()(0.3), 1e-12);
        return
        [
            new(Peer.Ours, () =>
            {
                DerivativeCache.Default.Clear();
                Differentiate.Grad(f).Compile()(0.3);
            }),
            new("Compile()", () => derivative.Compile()(0.3)),
            new("derive alone", () =>
            {
                DerivativeCache.Default.Clear();
                Differentiate.Grad(f);
            }),
        ];
    }

    private static Expression<Func<double, double>> Sum(
        int nodes, Func<Expression, Expression, Expression, Expression> term)
    {
        var x = Parameter(typeof(double), "x");
        Expression? sum = null;
        for (var i = 0; i < Math.Max(1, nodes / 10); i++)
        {
            var next = term(x, Constant(0.5 + i * 1e-3), Constant(-0.1 - i * 1e-3));
            sum = sum is null ? next : Add(sum, next);
        }

        return Lambda<Func<double, double>>(sum!, x);
    }

    private static MethodCallExpression Sin(Expression x) => Call(typeof(Math), nameof(Math.Sin), null, x);

    private static MethodCallExpression Cos(Expression x) => Call(typeof(Math), nameof(Math.Cos), null, x);

    private static MethodCallExpression Exp(Expression x) => Call(typeof(Math), nameof(Math.Exp), null, x);
}
