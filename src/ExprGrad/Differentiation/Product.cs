using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>
/// coefficient * factors / divisors: a term taken apart, its factors in their natural order. Immutable, so that a node is taken apart once.
/// </summary>
internal sealed class Product
{
    // Longer ones are left as they stand, so that taking apart costs a bounded time for each node.
    private const int MostParts = DerivativeAlgebra.MostParts;

    private Product(double coefficient, Node[] factors, Node[] divisors, Type type)
    {
        Coefficient = coefficient;
        Factors = factors;
        Divisors = divisors;
        Type = type;
    }

    public double Coefficient { get; }

    public Node[] Factors { get; }

    public Node[] Divisors { get; }

    public Type Type { get; }

    public bool IsNumber => Factors.Length == 0 && Divisors.Length == 0;

    /// <summary>The number of different factors, which are next to their likes.</summary>
    public int Variety
    {
        get
        {
            var variety = Math.Min(1, Factors.Length);
            for (var i = 1; i < Factors.Length; i++)
                variety += Factors[i] == Factors[i - 1] ? 0 : 1;
            return variety;
        }
    }

    /// <summary>The node that stands for it, once there is one.</summary>
    public Node? Built { get; set; }

    /// <summary>A term taken apart; its quotient too.</summary>
    public static Product Of(Node term)
    {
        var dividend = term.Op == Op.Negate ? term[0] : term;
        var count = 0;
        for (var node = dividend; node.Op == Op.Divide && count < MostParts; node = node[0])
            count++;
        var divisors = count == 0 ? Node.None : new Node[count];
        for (; count > 0; dividend = dividend[0])
            divisors[--count] = dividend[1];
        var (coefficient, factors) = Split(dividend);
        return new Product(term.Op == Op.Negate ? -coefficient : coefficient, factors, divisors, term.Type);
    }

    /// <summary>A product taken apart, a quotient left whole.</summary>
    public static Product OfFactors(Node product)
    {
        var (coefficient, factors) = Split(product);
        return new Product(coefficient, factors, Node.None, product.Type);
    }

    public static Product Of(double coefficient, params Node[] factors) => new(coefficient, InOrder(factors), Node.None, factors[0].Type);

    public static Product Multiply(Product p, Product q) =>
        new(p.Coefficient * q.Coefficient, InOrder([.. p.Factors, .. q.Factors]), [.. p.Divisors, .. q.Divisors], p.Type);

    public Product With(double coefficient) => coefficient == Coefficient ? this : new(coefficient, Factors, Divisors, Type);

    /// <summary>Without one of its factors.</summary>
    public Product Without(Node factor) => new(Coefficient, Without(Factors, factor), Divisors, Type);

    /// <summary>Without one of its divisors.</summary>
    public Product WithoutDivisor(Node divisor) => new(Coefficient, Factors, Without(Divisors, divisor), Type);

    /// <summary>Without so many of the divisors that come last.</summary>
    public Product WithoutLast(int divisors) => new(Coefficient, Factors, Divisors[..^divisors], Type);

    /// <summary>Divided by one of its factors, or by the root of one; null if it has none such.</summary>
    public Product? Cancel(Node divisor)
    {
        if (Array.IndexOf(Factors, divisor) >= 0)
            return Without(divisor);
        return IsRoot(divisor) && Array.IndexOf(Factors, divisor[0]) >= 0
            ? new(Coefficient, InOrder([.. Without(Factors, divisor[0]), divisor]), Divisors, Type)
            : null;
    }

    public Product Over(Node divisor) => new(Coefficient, Factors, [.. Divisors, divisor], Type);

    /// <summary>Whether two terms differ in their coefficient only.</summary>
    public bool IsLike(Product other) =>
        Factors.AsSpan().SequenceEqual(other.Factors) && Divisors.AsSpan().SequenceEqual(other.Divisors);

    private static (double Coefficient, Node[] Factors) Split(Node product)
    {
        if (product.Op is not (Op.Multiply or Op.Negate or Op.Constant))
            return (1, [product]);
        var (coefficient, factors) = (1.0, new List<Node>());
        var pending = new Stack<Node>();
        pending.Push(product);
        while (pending.TryPop(out var node))
        {
            if (node.RealConstant is { } constant && double.IsFinite(constant))
            {
                coefficient *= constant;
            }
            else if (node.Op == Op.Multiply && factors.Count + pending.Count < MostParts)
            {
                pending.Push(node[1]);
                pending.Push(node[0]);
            }
            else if (node.Op == Op.Negate)
            {
                coefficient = -coefficient;
                pending.Push(node[0]);
            }
            else
            {
                factors.Add(node);
            }
        }

        return (coefficient, InOrder([.. factors]));
    }

    private static Node[] InOrder(Node[] factors)
    {
        if (factors.Length > 1)
            Array.Sort(factors, static (a, b) => Rank(a) != Rank(b) ? Rank(a) - Rank(b) : a.Id - b.Id);
        return factors;
    }

    // Numbers, captured variables, integers, arguments, then calls, then quotients and choices, then sums: 2 * rate * x * Math.Cos(x) * (1 - x).
    private static int Rank(Node node) => node.Op switch
    {
        Op.Constant => 0,
        Op.Capture or Op.Field when IsCaptured(node) => 1,
        Op.Convert => 2,
        Op.Parameter or Op.Field or Op.Index => 3,
        Op.Call => 4,
        Op.Add or Op.Subtract => 6,
        _ => 5,
    };

    private static bool IsRoot(Node node) => node is { Op: Op.Call, Data: MethodInfo method } && Roots.IsRoot(method);

    private static Node[] Without(Node[] nodes, Node one)
    {
        var at = Array.IndexOf(nodes, one);
        return [.. nodes[..at], .. nodes[(at + 1)..]];
    }

    private static bool IsCaptured(Node node)
    {
        while (node.Op == Op.Field && node.Inputs.Length > 0)
            node = node[0];
        return node.Op is Op.Capture or Op.Field;
    }
}
