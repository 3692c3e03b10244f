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
    internal const int MostParts = 8;

    // A product put in order is a new one, factor by factor; of more different factors than one reads it is rather the tangent, multiplied.
    private const int MostReordered = 5;

    private readonly Dictionary<Node, Product> opened = [];

    // What Collect works with: one sum is collected at a time.
    private readonly (Node Node, int Sign)[] pending = new (Node, int)[MostParts + 1];
    private readonly List<Product> terms = [];

    public GraphBuilder Builder => builder;

    public Node? Plus(Node? a, Node? b) => a is null ? b : b is null ? a : a.Type.IsArray ? builder.Accumulate(a, b) : Sum(a, b, 1);

    public Node? Minus(Node? a, Node? b) => b is null ? a : a is null ? Negate(b) : a.Type.IsArray ? Plus(a, Negate(b)) : Sum(a, b, -1);

    /// <summary>The sum of several contributions, in order.</summary>
    public Node? Total(IReadOnlyList<Node> terms)
    {
        if (terms.Count == 0)
            return null;
        if (terms[0].Type.IsArray)
            return builder.Accumulate([.. terms]);
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
        Cancel(ref factor, ref a);
        var (p, q) = (Closed(factor), Closed(a));
        return p.Factors.Length + q.Factors.Length <= MostParts && Product.Multiply(p, q) is { Variety: <= MostReordered } product
            ? Build(product)
            : builder.Multiply(factor, a);
    }

    public Node Zero(Type type) => builder.Real(0, type);

    /// <summary>Zero in the shape of a tangent: a number, or an array of its length.</summary>
    private Node ZeroLike(Node tangent) => tangent.Type.IsArray ? ZeroArray(tangent.Type, builder.Length(tangent)) : Zero(tangent.Type);

    /// <summary>The derivative of a value that does not change, in the value's shape; of what has none, the type's default.</summary>
    public Node ZeroOf(Node leaf) => leaf.IsRealArray
        ? ZeroArray(leaf.Type, builder.Length(leaf))
        : builder.Constant(leaf.Type.IsValueType ? Activator.CreateInstance(leaf.Type) : null, leaf.Type);

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
        if (Array.IndexOf(value.Loops, loop) >= 0)
            return builder.Reduce(Reduction.Sum, loop, InTurn(loop, value));

        // A loop without turns contributes nothing, not 0 * infinity.
        return Guard(IsTurned(loop), Times(builder.Convert(loop[0], value.Type), InTurn(loop, value))!);
    }

    /// <summary>
    /// The n of a % b = a - n b, as it was taken: truncate(a / b) is its neighbour where a / b rounds up to a whole number, as 1 / 0.1 does.
    /// </summary>
    public Node Turns(Node remainder) => builder.Call(
        Twins.Round(remainder.Type), builder.Divide(builder.Subtract(remainder[0], remainder), remainder[1]));

    private static bool IsZero(Node node) => node.IsConstant(0) || (node.Op == Op.Map && node[1].IsConstant(0));

    private Node Scale(Product p, double by) => Build(p.With(p.Coefficient * by));

    private Node Sum(Node a, Node b, int sign)
    {
        if (IsZero(a))
            return sign > 0 ? b : Negate(b)!;
        if (IsZero(b))
            return a;

        // Two sums over one loop are one.
        if (a is { Op: Op.Reduce, Data: Reduction.Sum } && b is { Op: Op.Reduce, Data: Reduction.Sum } && a[0] == b[0])
            return builder.Reduce(Reduction.Sum, a[0], Sum(a[1], b[1], sign));
        if (Guarded(a) is var (aGuard, aValue) && Guarded(b) is var (bGuard, bValue))
        {
            if (aGuard == bGuard)
                return Guard(aGuard, Sum(aValue, bValue, sign));
            if (Exclusive(aGuard, aValue, bGuard, sign > 0 ? bValue : Negate(bValue)!) is { } choice)
                return choice;
            return Guard(builder.Or(aGuard, bGuard), Flat(a, b, sign));
        }

        // a + (c ? b : 0) rather than a - (c ? -b : 0).
        if (sign < 0 && Guarded(b) is var (_, negated) && Open(negated).Coefficient < 0)
            return Flat(a, Negate(b)!, 1);
        return a.Op == Op.Select && b.Op == Op.Select && a[0] == b[0]
            ? builder.Select(a[0], Flat(a[1], b[1], sign), Flat(a[2], b[2], sign))
            : Flat(a, b, sign);
    }

    private Node Flat(Node a, Node b, int sign, bool joining = true)
    {
        terms.Clear();
        if (!Collect(a, 1) || !Collect(b, sign))
            return sign > 0 ? builder.Add(a, b) : builder.Subtract(a, b);
        return GathersCoefficients ? Build(Gathered(terms)) : joining ? OverCommonDivisors(terms) : Build(terms);
    }

    /// <summary>Appends the terms of a sum, merging like ones; false when there are too many.</summary>
    private bool Collect(Node sum, int sign)
    {
        pending[0] = (sum, sign);
        for (var waiting = 1; waiting > 0;)
        {
            var (node, s) = pending[--waiting];
            if (node.Op == Op.Negate && node[0].Op is Op.Add or Op.Subtract)
                (node, s) = (node[0], -s);
            if (node.Op is Op.Add or Op.Subtract && terms.Count + waiting < MostParts)
            {
                pending[waiting++] = (node[1], node.Op == Op.Add ? s : -s);
                pending[waiting++] = (node[0], s);
                continue;
            }

            var term = Open(node);
            term = term.With(s * term.Coefficient);
            var like = 0;
            while (like < terms.Count && !terms[like].IsLike(term))
                like++;

            // Terms that cancel stay: their rounding, or their NaN, is part of the value. Numbers have neither.
            if (like < terms.Count && (builder.FastMath || term.IsNumber || terms[like].Coefficient + term.Coefficient != 0))
                terms[like] = terms[like].With(terms[like].Coefficient + term.Coefficient);
            else
                terms.Add(term);
        }

        if (terms.Count > 1)
            terms.RemoveAll(static t => t is { IsNumber: true, Coefficient: 0 });
        return terms.Count <= MostParts;
    }

    private Node Build(List<Product> sum)
    {
        // -a + b reads b - a.
        var first = Math.Max(0, sum.FindIndex(static t => t.Coefficient >= 0));
        var total = Build(sum[first]);
        for (var i = 0; i < sum.Count; i++)
        {
            if (i == first)
                continue;
            total = sum[i].Coefficient < 0
                ? builder.Subtract(total, Build(sum[i].With(-sum[i].Coefficient)))
                : builder.Add(total, Build(sum[i]));
        }

        return total;
    }

    private Node Build(Product p) => p.Built ??= Make(p);

    private Node Make(Product p)
    {
        var direction = directions.Count == 0 ? null : Array.FindLast(p.Factors, DependsOnDirection);
        if (direction is not null)
            return Along(direction, p);
        Node? product = null;
        foreach (var factor in p.Factors)
            product = product is null ? Lead(p.Coefficient, factor, alone: p.Factors.Length == 1) : builder.Multiply(product, factor);
        return Over(product ?? builder.Real(p.Coefficient, p.Type), p.Divisors);
    }

    private Node Over(Node product, Node[] divisors)
    {
        foreach (var divisor in divisors)
            product = builder.Divide(product, divisor);
        return product;
    }

    // c * p / q rather than c * (p / q), which is met elsewhere rather where it is one factor of several.
    private Node Lead(double c, Node factor, bool alone) => c == 1 ? factor
        : alone && factor.Op == Op.Divide && factor[0].Op != Op.Divide ? builder.Divide(Lead(c, factor[0], alone), factor[1])
        : factor.Op == Op.Constant ? builder.Real(c * factor.RealConstant!.Value, factor.Type)
        : builder.Multiply(builder.Real(c, factor.Type), factor);

    private Product Open(Node term)
    {
        if (opened.TryGetValue(term, out var known))
            return known;
        var p = opened[term] = Product.Of(term);
        if (p.Variety > MostReordered)
            p.Built = term;
        return p;
    }
}
