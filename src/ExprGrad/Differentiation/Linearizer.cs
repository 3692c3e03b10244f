using System.Reflection;
using ExprGrad.Graphs;
using ExprGrad.Rules;

namespace ExprGrad.Differentiation;

/// <summary>
/// Forward mode: walks a graph once and gives every value beside its tangent, in one new graph. Tangents are linear in the seeds; with
/// symbolic seeds the result is the linear program that <see cref="Transposer"/> turns around.
/// </summary>
internal sealed class Linearizer
{
    private readonly GraphBuilder builder;
    private readonly DerivativeAlgebra algebra;
    private readonly FunctionBody f;
    private readonly CaptureTable captures;
    private readonly RuleRegistry rules;
    private readonly bool toTranspose;
    private readonly Dictionary<Node, Node> tangents = [];
    private readonly HashSet<Node> activeComposites = [];

    // Polynomials, whose parts have no tangents.
    private readonly HashSet<Node> wholes = [];

    private Linearizer(DerivativeAlgebra algebra, FunctionBody f, CaptureTable captures, RuleRegistry rules, bool toTranspose)
    {
        this.f = f;
        this.captures = captures;
        this.toTranspose = toTranspose;
        builder = algebra.Builder;
        this.algebra = algebra;
        this.rules = rules;
    }

    /// <summary>
    /// Copies the graph of <paramref name="f"/> and gives its result and the tangents of the result's leaves, null where they are zero.
    /// <paramref name="seeds"/> holds the tangents of leaves of the parameters. Where the program is to be transposed, sums are left without
    /// a guard of their own: a cotangent does not come to a turn that is not made.
    /// </summary>
    public static (Node Result, Node?[] Tangents) Run(
        DerivativeAlgebra algebra, FunctionBody f, IReadOnlyDictionary<Node, Node> seeds, CaptureTable captures, RuleRegistry rules, bool toTranspose = false)
    {
        var linearizer = new Linearizer(algebra, f, captures, rules, toTranspose);
        var result = linearizer.Run(f.Graph, seeds);
        return (result, [.. algebra.Builder.Leaves(result).Select(linearizer.OfLeaf)]);
    }

    private Node Run(Graph graph, IReadOnlyDictionary<Node, Node> seeds)
    {
        // A parameter of composite type is active when one of its leaves is, whether or not the leaf is ever looked at by itself.
        foreach (var (leaf, tangent) in seeds)
        {
            tangents.Add(leaf, tangent);
            for (var node = leaf; node.Op == Op.Field; node = node[0])
                activeComposites.Add(node[0]);
        }

        var copies = new Node[graph.Nodes.Length];
        var polynomials = Polynomial.In(graph);
        foreach (var node in graph.Nodes)
        {
            var copy = builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i.Id]));
            copies[node.Id] = copy;
            if (tangents.ContainsKey(copy) || polynomials[node.Id] is { IsPart: true })
                continue;
            var tangent = polynomials[node.Id] is { IsNested: true, Variable: { } x } polynomial
                ? OfPolynomial(copy, polynomial, copies[x.Id])
                : TangentOf(copy);
            if (tangent is not null && !tangent.IsConstant(0))
                tangents.Add(copy, tangent);
        }

        return copies[graph.Result.Id];
    }

    private Node? OfPolynomial(Node node, Polynomial polynomial, Node x)
    {
        wholes.Add(node);
        return Tangent(x) is { } tangent ? algebra.Times(polynomial.Derivative(builder, x), tangent) : null;
    }

    private Node? Tangent(Node node) => tangents.GetValueOrDefault(node);

    private bool IsActive(Node node) => tangents.ContainsKey(node) || activeComposites.Contains(node);

    private Node? TangentOf(Node node)
    {
        if (!Array.Exists(node.Inputs, IsActive))
            return null;
        switch (node.Op)
        {
            case Op.Add:
                return algebra.Plus(Tangent(node[0]), Tangent(node[1]));
            case Op.Subtract:
                return algebra.Minus(Tangent(node[0]), Tangent(node[1]));
            case Op.Negate:
                return algebra.Negate(Tangent(node[0]));
            case Op.Multiply:
                return OfProduct(node);
            case Op.Divide:
                return OfQuotient(node);
            case Op.Remainder:
                return algebra.Minus(Tangent(node[0]), Tangent(node[1]) is { } divisor ? algebra.Times(algebra.Turns(node), divisor) : null);
            case Op.Select when node.Type.IsArray:
                return OfChosenArray(node);
            case Op.Select when Shape.Of(node.Type) is not null:
                OfChosenComposite(node);
                return null;
            case Op.Select:
                return algebra.Choose(node[0], Tangent(node[1]), Tangent(node[2]));
            case Op.Convert:
                return node.IsReal ? algebra.Through(Tangent(node[0]), t => builder.Convert(t, node.Type)) : null;
            case Op.Call:
                return OfCall(node);
            case Op.Field or Op.New:
                return OfComposite(node);
            case Op.Lambda:
                throw Errors.NotDifferentiable(f, builder, node, rules);
            case Op.Opaque:
                return CarriesNoTangent(node.Type) ? null : throw Errors.NotDifferentiable(f, builder, node, rules);
            case Op.Array:
                return builder.Array(node.Type, Array.ConvertAll(node.Inputs, i => Tangent(i) ?? algebra.Zero(i.Type)));
            case Op.Index:
                return algebra.Through(Tangent(node[0]), t => toTranspose ? builder.Index(t, node[1]) : algebra.Element(t, node[1]));
            case Op.Map:
                return Tangent(node[1]) is { } element ? builder.Map(node[0], algebra.InTurn(node[0], element)) : null;
            case Op.Reduce when node.IsReal:
                return Tangent(node[1]) is not { } summand ? null
                    : toTranspose ? builder.Reduce(Reduction.Sum, node[0], summand) : algebra.SumOfTurns(node[0], summand);
            case Op.Scatter:
                return Tangent(node[2]) is { } value ? builder.Scatter(node[0], node[1], value, node.Inputs[3..]) : null;
            case Op.Accumulate:
                return algebra.Total([.. node.Inputs.Select(Tangent).OfType<Node>()]);
            default:
                // Comparisons, integers, lengths: constant as far as differentiation goes.
                return null;
        }
    }

    private Node? OfProduct(Node product)
    {
        if (SigmoidSlopes.In(builder, product, rules) is not var (before, slope, x))
            return algebra.Plus(algebra.Times(product[1], Tangent(product[0])), algebra.Times(product[0], Tangent(product[1])));
        var change = algebra.Negate(algebra.Times(builder.Multiply(product, SigmoidSlopes.HalfTangent(builder, x)), Tangent(x)));
        return before is null ? change : algebra.Plus(algebra.Times(slope, Tangent(before)), change);
    }

    /// <summary>
    /// (a / b)' = (a' - (a / b) * b') / b reuses the quotient, and neither overflows nor underflows where the result does not. A constant
    /// over the variable itself, or a power of it, reads better multiplied out, and is as safe: (c / (x * x))' = -2 * c / (x * x * x).
    /// </summary>
    private Node? OfQuotient(Node quotient)
    {
        var (dividend, divisor) = (quotient[0], quotient[1]);
        if (Tangent(dividend) is not null && OfShare(quotient) is { } share)
            return share;
        if (Tangent(dividend) is not null || Tangent(divisor) is null)
            return algebra.Over(algebra.Minus(Tangent(dividend), ByDivisor(quotient, Tangent(divisor))), divisor);

        // Each factor of the divisor gives its logarithmic derivative.
        Node? total = null;
        foreach (var factor in Factors(divisor))
        {
            var term = dividend.Op == Op.Constant && Tangent(factor) is { Op: Op.Constant }
                ? algebra.Times(builder.Divide(dividend, builder.Multiply(divisor, factor)), Tangent(factor))
                : algebra.Over(ByDivisor(quotient, Tangent(factor)), factor);
            total = algebra.Minus(total, term);
        }

        return total;
    }

    /// <summary>
    /// (a / (a + b))' = (b * a' - a * b') / (a + b)², where a' - a / (a + b) * (a + b)' would cancel for large a; null for all other quotients. Above
    /// the line a quotient multiplies each tangent, lest the product leave the range.
    /// </summary>
    private Node? OfShare(Node quotient)
    {
        var (a, whole) = (quotient[0], quotient[1]);
        if (Shares.Rest(quotient) is not { } b)
            return null;
        var byA = b.Op == Op.Constant ? algebra.Over(algebra.Times(b, Tangent(a)), whole) : algebra.Times(builder.Divide(b, whole), Tangent(a));
        var tangent = algebra.Over(algebra.Minus(byA, algebra.Times(quotient, Tangent(b))), whole);
        return whole.Op == Op.Subtract && whole[0] == a ? algebra.Negate(tangent) : tangent;
    }

    /// <summary>
    /// What an infinite divisor makes zero stays zero: the slope of 1 / (1 + exp(-x)) far on the left is 0, not 0 * infinity. Only where an
    /// exponential may have made both infinite does that need saying, and not where one has made the dividend infinite as well.
    /// </summary>
    private Node? ByDivisor(Node quotient, Node? tangent)
    {
        var product = algebra.Times(quotient, tangent);
        return product is not null && !Exponentials.Overflow(quotient[0]) && Exponentials.Overflow(product)
            ? algebra.Guard(builder.Not(builder.Call(Twins.IsInfinity(quotient.Type), quotient[1])), product)
            : product;
    }

    private List<Node> Factors(Node product)
    {
        const int most = 16;
        var factors = new List<Node>();
        var pending = new Stack<Node>([product]);
        while (pending.TryPop(out var node))
        {
            if (node.Op != Op.Multiply || wholes.Contains(node) || factors.Count + pending.Count >= most)
            {
                factors.Add(node);
                continue;
            }

            pending.Push(node[1]);
            pending.Push(node[0]);
        }

        return factors;
    }

    private Node? OfCall(Node call)
    {
        var method = call.Data as MethodInfo ?? ((EffectfulCall)call.Data!).Method;
        if (rules.Find(method) is { } rule)
        {
            if (rule.Kind == RuleKind.Constant)
                return null;

            // The rule of an interface knows nothing of the numbers inside the object.
            if (rule.IsOfInterface && !method.DeclaringType!.IsInterface && IsActive(call[0]))
                throw Errors.NotDifferentiable(f, builder, call, rules);
            var tangent = RuleTemplate.Of(rule, method, rules).Apply(algebra, call.Inputs, TangentOfArgument, captures);
            return tangent is not null && Roots.IsRoot(method) && Roots.IsSumOfSquares(call[0]) ? AtRoot(call, tangent) : tangent;
        }

        return CarriesNoTangent(call.Type) ? null : throw Errors.NotDifferentiable(f, builder, call, rules);
    }

    /// <summary>sqrt(sum of squares) at zero: the slope is infinite, the squares' is zero; of the subgradients the least is zero.</summary>
    private Node AtRoot(Node root, Node tangent) =>
        algebra.Guard(builder.Not(builder.Binary(Op.Equal, root, algebra.Zero(root.Type))), tangent);

    /// <summary>A composite argument's tangent is a composite of its leaves' tangents.</summary>
    private Node? TangentOfArgument(Node argument)
    {
        if (Tangent(argument) is { } tangent || !activeComposites.Contains(argument))
            return Tangent(argument);
        return builder.Assemble(argument.Type, [.. builder.Leaves(argument).Select(leaf => OfLeaf(leaf) ?? algebra.ZeroOf(leaf))]);
    }

    /// <summary>Zeros are as long as the array that they stand for: the other one's length says nothing.</summary>
    private Node? OfChosenArray(Node choice)
    {
        var (ifTrue, ifFalse) = (Tangent(choice[1]), Tangent(choice[2]));
        return ifTrue is null && ifFalse is null ? null : builder.Select(choice[0], ifTrue ?? algebra.ZeroOf(choice[1]), ifFalse ?? algebra.ZeroOf(choice[2]));
    }

    private Node? OfComposite(Node node)
    {
        if (node.Op == Op.Field && Shape.Of(node[0].Type) is not null && Tangent(node[0]) is { } composite)
            return builder.Field((MemberInfo)node.Data!, composite);

        // A member that is itself active was marked with the seeds; one that its shape does not list is code of which nothing is known.
        if (node.Op == Op.New)
            activeComposites.Add(node);
        else if (!activeComposites.Contains(node) && !CarriesNoTangent(node.Type) && Shape.Of(node[0].Type)?.IndexOf((MemberInfo)node.Data!) is not >= 0)
            throw Errors.NotDifferentiable(f, builder, node, rules);
        return null;
    }

    /// <summary>The tangent of a leaf of any value, also of one that the graph does not read member by member.</summary>
    private Node? OfLeaf(Node leaf)
    {
        if (Tangent(leaf) is null && leaf is { Op: Op.Field, Inputs: [var whole] } && OfLeaf(whole) is { } composite)
            return builder.Field((MemberInfo)leaf.Data!, composite);
        return Tangent(leaf);
    }

    /// <summary>The members of a choice between composites are choices that the graph need not hold; they are met again as its leaves.</summary>
    private void OfChosenComposite(Node choice)
    {
        activeComposites.Add(choice);
        var (leaves, ifTrue, ifFalse) = (builder.Leaves(choice), builder.Leaves(choice[1]), builder.Leaves(choice[2]));
        for (var i = 0; i < leaves.Count; i++)
        {
            var (yes, no) = (OfLeaf(ifTrue[i]), OfLeaf(ifFalse[i]));
            if ((yes ?? no) is null || tangents.ContainsKey(leaves[i]))
                continue;
            tangents.Add(leaves[i], leaves[i].IsRealArray
                ? builder.Select(choice[0], yes ?? algebra.ZeroOf(ifTrue[i]), no ?? algebra.ZeroOf(ifFalse[i]))
                : algebra.Choose(choice[0], yes, no)!);
        }
    }

    private static bool CarriesNoTangent(Type type) => !Shape.IsDifferentiable(type) && Shape.Of(type) is null
        && (type.IsPrimitive || type.IsEnum || type == typeof(string));
}
