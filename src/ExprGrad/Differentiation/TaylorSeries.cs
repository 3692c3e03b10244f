using System.Reflection;
using ExprGrad.Graphs;
using ExprGrad.Rules;

namespace ExprGrad.Differentiation;

/// <summary>
/// Series arithmetic: the coefficients f^(k)(x)/k! of a function of one number, from those of its parts. Products are convolutions, quotients
/// and powers have recurrences (Knuth, The Art of Computer Programming 2, 4.7), and for a call y = g(u) with a derivative rule g',
/// k y_k = sum of j u_j g'_(k-j) for j = 1 .. k, where g' is the rule's right side, itself expanded: no table of its own.
/// </summary>
/// <remarks>
/// A coefficient is computed when another one needs it, on a stack of its own: <see cref="Step"/> asks through <see cref="Need"/>, and is
/// asked again when what was missing is there.
/// </remarks>
internal sealed class TaylorSeries
{
    // Powers with small whole exponents are right at 0 by their rule, those of the variable by the binomial series; others follow the
    // recurrence, which divides by the base.
    private const double LargestPowerByRule = 16;

    private readonly DerivativeAlgebra algebra;
    private readonly GraphBuilder builder;
    private readonly FunctionBody f;
    private readonly Node variable;
    private readonly CaptureTable captures;
    private readonly RuleRegistry rules;
    private readonly Dictionary<(Node, int), Node?> coefficients = [];
    private readonly Dictionary<(Node Call, Node Argument), Node?> partials = [];
    private readonly Dictionary<Node, Node?> derivatives = [];
    private readonly Dictionary<Node, bool> active = [];
    private readonly Stack<(Node Node, int Order)> stack = [];

    private TaylorSeries(DerivativeAlgebra algebra, FunctionBody f, Node variable, CaptureTable captures, RuleRegistry rules)
    {
        (this.algebra, builder, this.f, this.variable, this.captures, this.rules) = (algebra, algebra.Builder, f, variable, captures, rules);
    }

    /// <summary>The coefficients of order 0 to <paramref name="order"/>, null where they are zero.</summary>
    public static Node?[] Expand(
        DerivativeAlgebra algebra, FunctionBody f, Node variable, int order, CaptureTable captures, RuleRegistry rules)
    {
        var copies = new Node[f.Graph.Nodes.Length];
        foreach (var node in f.Graph.Nodes)
            copies[node.Id] = algebra.Builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i.Id]));
        var series = new TaylorSeries(algebra, f, variable, captures, rules);
        var result = copies[f.Graph.Result.Id];
        return [.. Enumerable.Range(0, order + 1).Select(k => series.Coefficient(result, k))];
    }

    private Node? Coefficient(Node node, int order)
    {
        stack.Push((node, order));
        while (stack.TryPeek(out var top))
        {
            if (coefficients.ContainsKey(top))
            {
                stack.Pop();
                continue;
            }

            var depth = stack.Count;
            var coefficient = Step(top.Node, top.Order);
            if (stack.Count == depth)
                coefficients[stack.Pop()] = coefficient;
        }

        return coefficients[(node, order)];
    }

    /// <summary>A coefficient that is known, or null after asking for it.</summary>
    private Node? Need(Node node, int order)
    {
        if (order == 0)
            return node;
        if (!IsActive(node))
            return null;
        if (!coefficients.TryGetValue((node, order), out var known))
            stack.Push((node, order));
        return known;
    }

    private bool IsActive(Node root)
    {
        var pending = new Stack<Node>([root]);
        while (pending.TryPeek(out var node))
        {
            if (active.ContainsKey(node))
            {
                pending.Pop();
            }
            else if (Array.Find(node.Inputs, i => !active.ContainsKey(i)) is { } unknown)
            {
                pending.Push(unknown);
            }
            else
            {
                active[pending.Pop()] = node == variable || Array.Exists(node.Inputs, i => active[i]);
            }
        }

        return active[root];
    }

    private Node? Step(Node node, int k)
    {
        if (k == 0)
            return node;
        if (!IsActive(node))
            return null;
        return node.Op switch
        {
            Op.Parameter => k == 1 ? builder.Real(1, node.Type) : null,
            Op.Add => algebra.Plus(Need(node[0], k), Need(node[1], k)),
            Op.Subtract => algebra.Minus(Need(node[0], k), Need(node[1], k)),
            Op.Negate => algebra.Negate(Need(node[0], k)),
            Op.Multiply => Convolution(node[0], node[1], 0, k),
            Op.Divide when Shares.Rest(node) is { Op: Op.Constant } b && node[0].Op != Op.Constant => OfShare(node[1], b, k),
            Op.Divide => algebra.Over(algebra.Minus(Need(node[0], k), Convolution(node[1], node, 1, k)), node[1]),
            Op.Remainder => algebra.Minus(
                Need(node[0], k),
                Need(node[1], k) is { } b ? algebra.Times(algebra.Turns(node), b) : null),
            Op.Select when !node.IsReal => Need(node[1], k) is var yes && Need(node[2], k) is var no && (yes ?? no) is not null
                ? builder.Select(node[0], yes ?? Zero(node[1]), no ?? Zero(node[2]))
                : null,
            Op.Select => algebra.Choose(node[0], Need(node[1], k), Need(node[2], k)),
            Op.Convert => node.IsReal ? algebra.Through(Need(node[0], k), c => builder.Convert(c, node.Type)) : null,
            Op.Call => OfCall(node, k),
            Op.Array => builder.Array(node.Type, Array.ConvertAll(node.Inputs, i => Need(i, k) ?? algebra.Zero(i.Type))),
            Op.Index => algebra.Through(Need(node[0], k), c => algebra.Element(c, node[1])),
            Op.Map => Need(node[1], k) is { } element ? builder.Map(node[0], element) : null,
            Op.Reduce when node.IsReal => Need(node[1], k) is { } summand ? algebra.SumOfTurns(node[0], summand) : null,
            Op.Scatter => Need(node[2], k) is { } part ? builder.Scatter(node[0], node[1], part, node.Inputs[3..]) : null,
            Op.Accumulate => algebra.Total([.. node.Inputs.Select(i => Need(i, k)).OfType<Node>()]),
            Op.New => builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => Need(i, k) ?? Zero(i))),
            Op.Field when Shape.Of(node[0].Type)?.IndexOf((MemberInfo)node.Data!) >= 0 =>
                Need(node[0], k) is { } composite ? builder.Field((MemberInfo)node.Data!, composite) : null,
            Op.Opaque or Op.Field when Requirements.HoldsReal(node.Type) => throw Errors.NotDifferentiable(f, builder, node, rules),
            _ => null,
        };
    }

    /// <summary>The sum of a_j b_(k-j) for j = first .. k.</summary>
    private Node? Convolution(Node a, Node b, int first, int k)
    {
        var terms = new List<Node>();
        for (var j = first; j <= k; j++)
        {
            if (Need(a, j) is { } left && Need(b, k - j) is { } right)
                terms.Add(algebra.Times(left, right)!);
        }

        return algebra.Total(terms);
    }

    private Node? OfCall(Node call, int k)
    {
        var method = call.Data as MethodInfo ?? ((EffectfulCall)call.Data!).Method;
        if (!Requirements.HoldsReal(call.Type))
            return null;
        if (rules.Find(method) is not { } rule)
            throw Errors.NotDifferentiable(f, builder, call, rules);
        if (rule.Kind == RuleKind.Constant)
            return null;
        var total = IsPowerByRecurrence(call) ? OfPower(call, k)
            : call.IsReal && Array.TrueForAll(call.Inputs, i => i.IsReal || !IsActive(i)) ? ByRule(call, rule, method, k)
            : ByDerivative(call, rule, method, k);
        return total is not null && Roots.IsRoot(method) && Roots.IsSumOfSquares(call[0])
            ? algebra.Guard(builder.Not(builder.Binary(Op.Equal, call, algebra.Zero(call.Type))), total)
            : total;
    }

    private Node? ByRule(Node call, Rule rule, MethodInfo method, int k)
    {
        var terms = new List<Node>();
        foreach (var argument in call.Inputs.Distinct())
        {
            if (!argument.IsReal || !IsActive(argument))
                continue;
            if (!partials.TryGetValue((call, argument), out var partial))
            {
                var one = builder.Real(1, argument.Type);
                partial = RuleTemplate.Of(rule, method, rules).Apply(algebra, call.Inputs, a => a == argument ? one : null, captures);
                partials[(call, argument)] = partial;
            }

            if (partial is null)
                continue;
            for (var j = 1; j <= k; j++)
            {
                if (Need(argument, j) is { } u && Need(partial, k - j) is { } slope)
                    terms.Add(algebra.Times(builder.Real(j, call.Type), algebra.Times(u, slope))!);
            }
        }

        return algebra.Over(algebra.Total(terms), builder.Real(k, call.Type));
    }

    /// <summary>
    /// Of arrays and records there is no product to convolve: k y_k = (y')_(k-1), where y' is the rule applied to the first coefficients of
    /// the arguments, which are their derivatives.
    /// </summary>
    private Node? ByDerivative(Node call, Rule rule, MethodInfo method, int k)
    {
        if (!derivatives.TryGetValue(call, out var derivative))
        {
            var asked = stack.Count;
            foreach (var argument in call.Inputs)
                Need(argument, 1);
            if (stack.Count > asked)
                return null;
            derivative = RuleTemplate.Of(rule, method, rules).Apply(algebra, call.Inputs, a => Need(a, 1), captures);
            derivatives[call] = derivative;
        }

        if (derivative is null || Need(derivative, k - 1) is not { } coefficient)
            return null;
        var leaves = builder.Leaves(coefficient).Select(leaf => leaf.IsReal ? algebra.Over(leaf, builder.Real(k, leaf.Type))!
            : leaf.IsRealArray ? algebra.Each(leaf, e => builder.Divide(e, builder.Real(k, e.Type)))
            : leaf);
        return k == 1 ? coefficient : builder.Assemble(coefficient.Type, [.. leaves]);
    }

    /// <summary>a / (a + b) is 1 - b / (a + b), a / (a - b) is 1 + b / (a - b), a / (b - a) is b / (b - a) - 1; it is the first coefficient that 1 adds to.</summary>
    private Node? OfShare(Node whole, Node b, int k)
    {
        var rest = Need(builder.Divide(b, whole), k);
        return whole.Op == Op.Add ? algebra.Negate(rest) : rest;
    }

    /// <summary>The coefficient of what does not depend on the variable, in the shape of the value.</summary>
    private Node Zero(Node value) => builder.Assemble(value.Type, [.. builder.Leaves(value).Select(algebra.ZeroOf)]);

    private static bool IsPowerByRecurrence(Node call) => call.Data is MethodInfo { Name: nameof(Math.Pow) } method
        && (method.DeclaringType == typeof(Math) || method.DeclaringType == typeof(MathF))
        && call[1].RealConstant is { } c && !(c >= 0 && c <= LargestPowerByRule && double.IsInteger(c));

    /// <summary>
    /// y = x^c: y_k is the binomial coefficient (c over k) times x^(c-k). y = u^c: k u_0 y_k = sum of ((c + 1) j - k) u_j y_(k-j) for
    /// j = 1 .. k.
    /// </summary>
    private Node? OfPower(Node call, int k)
    {
        var (u, c) = (call[0], call[1].RealConstant!.Value);
        if (u == variable)
        {
            var binomial = Enumerable.Range(0, k).Aggregate(1.0, (product, j) => product * (c - j) / (j + 1));
            return algebra.Times(builder.Real(binomial, call.Type), builder.Call((MethodInfo)call.Data!, u, builder.Real(c - k, call.Type)));
        }

        var terms = new List<Node>();
        for (var j = 1; j <= k; j++)
        {
            if (((c + 1) * j) - k is var factor && factor != 0 && Need(u, j) is { } left && Need(call, k - j) is { } right)
                terms.Add(algebra.Times(builder.Real(factor, call.Type), algebra.Times(left, right))!);
        }

        return algebra.Over(algebra.Over(algebra.Total(terms), u), builder.Real(k, call.Type));
    }
}
