using ExprGrad.Graphs;
using ExprGrad.Rules;

namespace ExprGrad.Differentiation;

/// <summary>
/// Sums and products of tangents and cotangents. Null is the structural zero: what does not depend on the variable contributes nothing,
/// not 0 * infinity. Here, and only here, constant factors and like terms are collected and factors are put in their natural order: that
/// changes rounding at most.
/// </summary>
internal sealed partial class DerivativeAlgebra(GraphBuilder builder)
{
    // Longer sums and products are left as they stand, so that collecting costs a bounded time for each operation.
    private const int MostParts = 8;

    public GraphBuilder Builder => builder;

    public Node? Plus(Node? a, Node? b) => a is null ? b : b is null ? a : a.Type.IsArray ? Total([a, b]) : Sum(a, b, 1);

    public Node? Minus(Node? a, Node? b) => b is null ? a : a is null ? Negate(b) : a.Type.IsArray ? Plus(a, Negate(b)) : Sum(a, b, -1);

    /// <summary>The sum of several contributions, in order.</summary>
    public Node? Total(IReadOnlyList<Node> terms)
    {
        if (terms.Count == 0)
            return null;
        if (terms[0].Type.IsArray)
        {
            // Whole arrays from either branch of a conditional are a choice, not a sum with zeros.
            return terms.Count == 2 && Guarded(terms[0]) is var (g, a) && Guarded(terms[1]) is var (h, b) && Exclusive(g, a, h, b) is { } choice
                ? choice
                : builder.Accumulate([.. terms]);
        }

        var total = terms[0];
        for (var i = 1; i < terms.Count; i++)
            total = Sum(total, terms[i], 1);
        return total;
    }

    public Node? Negate(Node? a)
    {
        if (a is null)
            return null;
        if (a.Type.IsArray)
            return Each(a, e => Negate(e)!);
        if (Guarded(a) is var (guard, value))
            return Guard(guard, Negate(value)!);
        return a.Op switch
        {
            Op.Subtract => Sum(a[1], a[0], -1),
            _ => Scale(Open(a), -1),
        };
    }

    public Node? Times(Node factor, Node? a)
    {
        if (a is null)
            return null;
        if (a.IsConstant(1))
            return factor;
        if (factor.IsConstant(1))
            return a;

        // Where a tangent is a structural zero it multiplies nothing, so that an infinite factor cannot make a NaN of it.
        if (Guarded(a) is var (guard, value))
            return Guard(guard, Times(factor, value)!);
        if (Guarded(factor) is var (where, part))
            return Guard(where, Times(part, a)!);
        var (p, q) = (Closed(factor), Closed(a));
        return p.Factors.Count + q.Factors.Count > MostParts ? builder.Multiply(factor, a) : Build(Product.Multiply(p, q), a.Type);
    }

    public Node? Over(Node? a, Node divisor)
    {
        if (a is null)
            return null;
        if (Guarded(a) is var (guard, value))
            return Guard(guard, Over(value, divisor)!);
        var p = Open(a);
        if (divisor.RealConstant is { } c)
        {
            if (IsExact(p.Coefficient, c))
                return Scale(p, 1 / c);

            // x / 2 / 3 is x / 6.
            if (p.Factors.Count > 0 && c * (1 / p.Coefficient) is var whole && double.IsInteger(whole) && p.Divisors.Count == 0)
            {
                p = p with { Coefficient = Math.Sign(whole) };
                divisor = builder.Real(Math.Abs(whole), divisor.Type);
            }
        }


        // 2 / (2 * x) is 1 / x.
        var (d, factors) = Split(divisor);
        if (d != 1 && d != 0 && factors.Count > 0 && double.IsInteger(p.Coefficient / d) && p.Coefficient * (1 / d) == p.Coefficient / d)
        {
            p = p with { Coefficient = p.Coefficient / d };
            divisor = Build(new Product(1, factors, [], a.Type), a.Type);
        }

        p.Divisors.Add(divisor);
        return p.Factors.Count > MostParts ? builder.Divide(a, divisor) : Build(p, a.Type);
    }

    public Node Zero(Type type) => builder.Real(0, type);

    /// <summary>Zero in the shape of a tangent: a number, or an array of its length.</summary>
    private Node ZeroLike(Node tangent) => tangent.Type.IsArray ? ZeroArray(tangent.Type, builder.Length(tangent)) : Zero(tangent.Type);

    public Node ZeroArray(Type type, Node length) =>
        builder.Map(builder.LoopIndex(GraphBuilder.FreshLevel(length), length), Zero(type.GetElementType()!));

    /// <summary>Applies an operation to each element.</summary>
    public Node Each(Node array, Func<Node, Node> f)
    {
        if (array.Op == Op.Map)
            return builder.Map(array[0], f(array[1]));
        var loop = builder.LoopIndex(GraphBuilder.FreshLevel(array), builder.Length(array));
        return builder.Map(loop, f(builder.Index(array, loop)));
    }

    /// <summary>The sum of a contribution over a loop that it is made in.</summary>
    public Node SumOver(Node loop, Node value)
    {
        if (value.Type.IsArray)
            return Each(value, e => SumOver(loop, e));
        return Array.IndexOf(value.Loops, loop) >= 0
            ? builder.Reduce(Reduction.Sum, loop, value)
            : Times(builder.Convert(loop[0], value.Type), value)!;
    }

    /// <summary>
    /// The n of a % b = a - n b, as it was taken: truncate(a / b) is its neighbour where a / b rounds up to a whole number, as 1 / 0.1 does.
    /// </summary>
    public Node Turns(Node remainder) => builder.Call(
        Twins.Round(remainder.Type), builder.Divide(builder.Subtract(remainder[0], remainder), remainder[1]));

    private static bool IsZero(Node node) => node.IsConstant(0) || (node.Op == Op.Map && node[1].IsConstant(0));

    private Node Scale(Product p, double by) => Build(p with { Coefficient = p.Coefficient * by }, p.Type);

    private Node Sum(Node a, Node b, int sign)
    {
        if (IsZero(a))
            return sign > 0 ? b : Negate(b)!;
        if (IsZero(b))
            return a;
        if (Guarded(a) is var (aGuard, aValue) && Guarded(b) is var (bGuard, bValue))
        {
            if (aGuard == bGuard)
                return Guard(aGuard, Sum(aValue, bValue, sign));
            if (Exclusive(aGuard, aValue, bGuard, sign > 0 ? bValue : Negate(bValue)!) is { } choice)
                return choice;
            return Guard(builder.Or(aGuard, bGuard), Flat(a, b, sign));
        }

        return a.Op == Op.Select && b.Op == Op.Select && a[0] == b[0]
            ? builder.Select(a[0], Flat(a[1], b[1], sign), Flat(a[2], b[2], sign))
            : Flat(a, b, sign);
    }

    private Node Flat(Node a, Node b, int sign)
    {
        var terms = new List<Product>();
        if (!Collect(a, 1, terms) || !Collect(b, sign, terms))
            return sign > 0 ? builder.Add(a, b) : builder.Subtract(a, b);
        return Build(terms, a.Type);
    }

    /// <summary>Appends the terms of a sum, merging like ones; false when there are too many.</summary>
    private bool Collect(Node sum, int sign, List<Product> terms)
    {
        var pending = new Stack<(Node, int)>([(sum, sign)]);
        while (pending.TryPop(out var top))
        {
            var (node, s) = top;
            if (node.Op is Op.Add or Op.Subtract && terms.Count + pending.Count < MostParts)
            {
                pending.Push((node[1], node.Op == Op.Add ? s : -s));
                pending.Push((node[0], s));
                continue;
            }

            var term = Open(node);
            term = term with { Coefficient = s * term.Coefficient };
            var like = terms.FindIndex(t => t.IsLike(term));

            // Terms that cancel stay: their rounding, or their NaN, is part of the value. Numbers have neither.
            if (like >= 0 && (builder.FastMath || term.IsNumber || terms[like].Coefficient + term.Coefficient != 0))
                terms[like] = terms[like] with { Coefficient = terms[like].Coefficient + term.Coefficient };
            else
                terms.Add(term);
        }

        if (terms.Count > 1)
            terms.RemoveAll(static t => t is { IsNumber: true, Coefficient: 0 });
        return terms.Count <= MostParts;
    }

    private Node Build(List<Product> terms, Type type)
    {
        // -a + b reads b - a.
        var first = Math.Max(0, terms.FindIndex(t => t.Coefficient >= 0));
        var sum = Build(terms[first], type);
        for (var i = 0; i < terms.Count; i++)
        {
            if (i == first)
                continue;
            sum = terms[i].Coefficient < 0
                ? builder.Subtract(sum, Build(terms[i] with { Coefficient = -terms[i].Coefficient }, type))
                : builder.Add(sum, Build(terms[i], type));
        }

        return sum;
    }

    private Node Build(Product p, Type type)
    {
        p.Factors.Sort(static (a, b) => (Rank(a), a.Id).CompareTo((Rank(b), b.Id)));
        Node? product = null;
        foreach (var factor in p.Factors)
            product = product is null ? Lead(p.Coefficient, factor) : builder.Multiply(product, factor);
        product ??= builder.Real(p.Coefficient, type);

        // One division is faster than two, and may overflow where two do not.
        var divisors = builder.FastMath && p.Divisors.Count > 1 ? [p.Divisors.Aggregate(builder.Multiply)] : p.Divisors;
        foreach (var divisor in divisors)
            product = builder.Divide(product, divisor);
        return product;

        // c * p / q rather than c * (p / q).
        Node Lead(double c, Node factor) => c == 1 ? factor
            : factor.Op == Op.Divide && factor[0].Op != Op.Divide ? builder.Divide(Lead(c, factor[0]), factor[1])
            : factor.Op == Op.Constant ? builder.Real(c * factor.RealConstant!.Value, type)
            : builder.Multiply(builder.Real(c, type), factor);
    }

    // Numbers, captured variables, arguments, then calls, then quotients and choices, then sums: 2 * rate * x * Math.Cos(x) * (1 - x).
    private static int Rank(Node node) => node.Op switch
    {
        Op.Constant => 0,
        Op.Capture or Op.Field when IsCaptured(node) => 1,
        Op.Parameter or Op.Field or Op.Index or Op.Convert => 2,
        Op.Call => 3,
        Op.Add or Op.Subtract => 5,
        _ => 4,
    };

    private static bool IsCaptured(Node node)
    {
        while (node.Op == Op.Field && node.Inputs.Length > 0)
            node = node[0];
        return node.Op is Op.Capture or Op.Field;
    }

    // 6 / 3, 3 / 2 and 3 / 6, but not 1 / 3, whose digits nobody wants to read.
    private static bool IsExact(double coefficient, double divisor) => divisor != 0 && double.IsFinite(divisor)
        && (double.IsInteger(4 * coefficient / divisor) || double.IsPow2(Math.Abs(divisor))) && coefficient * (1 / divisor) == coefficient / divisor;

    /// <summary>A term taken apart; its quotient too.</summary>
    private static Product Open(Node term)
    {
        var sign = term.Op == Op.Negate ? -1 : 1;
        var dividend = sign < 0 ? term[0] : term;
        var divisors = new List<Node>();
        for (; dividend.Op == Op.Divide && divisors.Count < MostParts; dividend = dividend[0])
            divisors.Insert(0, dividend[1]);
        var (coefficient, factors) = Split(dividend);
        return new Product(sign * coefficient, factors, divisors, term.Type);
    }

    /// <summary>
    /// A factor taken apart. Of a quotient only the coefficient is, unless nothing else is above the line: a product of quotients may be
    /// in range where the product of what is above the line is not.
    /// </summary>
    private Product Closed(Node factor)
    {
        var p = Open(factor);
        if (p.Divisors.Count == 0 || p.Factors.Count == 0)
            return p;
        var quotient = p.Coefficient == 1 ? factor : Build(p with { Coefficient = 1 }, p.Type);
        return new Product(p.Coefficient, [quotient], [], p.Type);
    }

    private static (double Coefficient, List<Node> Factors) Split(Node product)
    {
        var (coefficient, factors) = (1.0, new List<Node>());
        var pending = new Stack<Node>([product]);
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

        return (coefficient, factors);
    }

    /// <summary>coefficient * factors / divisors.</summary>
    private sealed record Product(double Coefficient, List<Node> Factors, List<Node> Divisors, Type Type)
    {
        public static Product Multiply(Product p, Product q) =>
            new(p.Coefficient * q.Coefficient, [.. p.Factors, .. q.Factors], [.. p.Divisors, .. q.Divisors], p.Type);

        public bool IsNumber => Factors.Count == 0 && Divisors.Count == 0;

        /// <summary>Whether two terms differ in their coefficient only.</summary>
        public bool IsLike(Product other) =>
            Factors.Count == other.Factors.Count && Divisors.SequenceEqual(other.Divisors)
            && Factors.OrderBy(f => f.Id).SequenceEqual(other.Factors.OrderBy(f => f.Id));
    }
}
