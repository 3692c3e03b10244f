using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>
/// Quotients of tangents. What stands above and below the line cancels, which removes rounding, and the NaN of 0 / 0 where there is a limit.
/// Divisors are never multiplied together: the product may overflow where the quotient does not.
/// </summary>
internal sealed partial class DerivativeAlgebra
{
    public Node? Over(Node? a, Node divisor)
    {
        if (a is null)
            return null;
        if (Guarded(a) is var (guard, value))
            return Guard(guard, Over(value, divisor)!);
        var p = Reduced(Open(a), ref divisor);
        if (divisor.IsConstant(1))
            return Build(p);
        if (divisor.RealConstant is { } exact && IsExact(p.Coefficient, exact))
            return Scale(p, 1 / exact);
        if (p.Factors.Length > MostParts)
            return builder.Divide(Build(p), divisor);

        // x / 2 / 3 is x / 6.
        if (divisor.RealConstant is { } c && c * (1 / p.Coefficient) is var whole && double.IsInteger(whole)
            && p.Factors.Length > 0 && p.Divisors.Length == 0)
        {
            p = p.With(Math.Sign(whole));
            divisor = builder.Real(Math.Abs(whole), divisor.Type);
        }

        // 2 / (2 * x) is 1 / x.
        var q = Product.OfFactors(divisor);
        if (q.Coefficient != 1 && q.Coefficient != 0 && q.Factors.Length > 0 && double.IsInteger(p.Coefficient / q.Coefficient)
            && p.Coefficient * (1 / q.Coefficient) == p.Coefficient / q.Coefficient)
        {
            p = p.With(p.Coefficient / q.Coefficient);
            divisor = Build(q.With(1));
        }

        return Build(p.Over(divisor));
    }

    /// <summary>p / divisor without what stands on both sides of the line.</summary>
    private Product Reduced(Product p, ref Node divisor)
    {
        // The derivative of a quotient, by that quotient, as a logarithm takes it: (x / b) / (a / b) is x / a.
        while (divisor.Op == Op.Divide && Array.IndexOf(p.Factors, divisor) < 0 && Array.IndexOf(p.Divisors, divisor[1]) >= 0)
            (p, divisor) = (p.WithoutDivisor(divisor[1]), divisor[0]);

        var q = Product.OfFactors(divisor);
        if (q.Coefficient == 0)
            return p;
        var shared = false;
        foreach (var factor in q.Factors)
        {
            if (p.Cancel(factor) is not { } rest)
                continue;
            (p, q, shared) = (rest, q.Without(factor), true);
        }

        if (shared)
            divisor = Build(q);
        return p;
    }

    /// <summary>b * (a / b) is a.</summary>
    private void Cancel(ref Node x, ref Node y)
    {
        var (above, below) = (Open(x), Open(y));
        var (p, q) = (above, below);
        foreach (var divisor in below.Divisors)
        {
            if (p.Cancel(divisor) is { } rest)
                (p, q) = (rest, q.WithoutDivisor(divisor));
        }

        foreach (var divisor in above.Divisors)
        {
            if (q.Cancel(divisor) is { } rest)
                (p, q) = (p.WithoutDivisor(divisor), rest);
        }

        if (p != above || q != below)
            (x, y) = (Build(p), Build(q));
    }

    /// <summary>(a + b) / c for a / c + b / c: what several terms of a sum are divided by at last is divided by once.</summary>
    private Node OverCommonDivisors(List<Product> sum)
    {
        if (!sum.Exists(t => t.Divisors.Length > 0 && sum.Exists(u => u != t && IsOverSame(t, u))))
            return Build(sum);
        var (left, joined) = (sum.ToList(), new List<Product>());
        while (left.Count > 0)
        {
            // One product may stand in the sum twice: terms that cancel, as multiples of zero do, are not merged.
            var first = left[0];
            left.RemoveAt(0);
            var alike = left.FindAll(t => IsOverSame(first, t));
            left.RemoveAll(t => IsOverSame(first, t));
            joined.Add(alike.Count == 0 ? first : Joined([first, .. alike]));
        }

        return Build(joined);
    }

    private Product Joined(List<Product> alike)
    {
        var divisors = alike[0].Divisors;
        var common = 1;
        while (alike.TrueForAll(t => t.Divisors.Length > common && t.Divisors[^(common + 1)] == divisors[^(common + 1)]))
            common++;
        var total = Build(alike[0].WithoutLast(common));
        foreach (var term in alike.Skip(1))
            total = Flat(total, Build(term.WithoutLast(common)), 1, joining: false);
        foreach (var divisor in divisors[^common..])
            total = Over(total, divisor)!;
        return Open(total);
    }

    private static bool IsOverSame(Product p, Product q) => p.Divisors is [.., var a] && q.Divisors is [.., var b] && a == b;

    // 6 / 3, 3 / 2 and 3 / 6, but not 1 / 3, whose digits nobody wants to read.
    private static bool IsExact(double coefficient, double divisor) => divisor != 0 && double.IsFinite(divisor)
        && (double.IsInteger(4 * coefficient / divisor) || double.IsPow2(Math.Abs(divisor))) && coefficient * (1 / divisor) == coefficient / divisor;

    /// <summary>
    /// A factor taken apart. Of a quotient only the coefficient is, unless nothing else is above the line: a product of quotients may be
    /// in range where the product of what is above the line is not.
    /// </summary>
    private Product Closed(Node factor)
    {
        var p = Open(factor);
        return p.Divisors.Length == 0 || p.Factors.Length == 0 ? p
            : Product.Of(p.Coefficient, p.Coefficient == 1 ? factor : Build(p.With(1)));
    }
}
