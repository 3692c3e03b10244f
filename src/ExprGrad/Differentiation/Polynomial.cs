using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>
/// A polynomial with constant coefficients in one variable, which may be any node, recognised in Horner's scheme. Its derivative is a
/// polynomial of its own, in Horner's scheme too: the product rule would carry the polynomial along with its slope at every step.
/// </summary>
/// <remarks>
/// Only sums, and products with one term, are taken apart: they leave the coefficients as they stand. Products of sums, as in
/// <c>(x - 1) * (x - 2)</c>, stay, since near a root the coefficients of the product would cancel.
/// </remarks>
internal sealed class Polynomial
{
    // Longer ones are differentiated piece by piece, so that a node costs a bounded time.
    private const int HighestDegree = 64;

    private readonly double[] coefficients;

    private Polynomial(Node? variable, double[] coefficients, bool isNested = false, bool ascends = false)
    {
        Variable = variable;
        this.coefficients = coefficients;
        IsNested = isNested;
        Ascends = ascends;
    }

    /// <summary>What it is a polynomial in; null for a constant.</summary>
    public Node? Variable { get; }

    /// <summary>Whether a sum is multiplied by the variable somewhere: x * (1 + x), but not x + x * x.</summary>
    public bool IsNested { get; }

    /// <summary>Whether only longer polynomials need it, so that no derivative of it is asked for.</summary>
    public bool IsPart { get; private set; }

    /// <summary>Whether it is written 1 + x * (2 + 3 * x), and not (3 * x + 2) * x + 1.</summary>
    private bool Ascends { get; }

    private bool IsOneTerm => coefficients.Count(c => c != 0) == 1;

    /// <summary>The nodes of a graph as polynomials; what is no polynomial is the variable itself.</summary>
    public static Polynomial?[] In(Graph graph)
    {
        var found = new Polynomial?[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            if (node.IsReal)
                found[node.Id] = Of(node, found) ?? new Polynomial(node, [0, 1]);
        }

        var needed = new bool[graph.Nodes.Length];
        needed[graph.Result.Id] = true;
        foreach (var node in graph.Nodes.Reverse())
        {
            var polynomial = found[node.Id];
            if (!needed[node.Id] && polynomial?.Variable != node)
                polynomial?.IsPart = true;
            else if (polynomial is { IsNested: true, Variable: { } x })
                needed[x.Id] = true;
            else
                Array.ForEach(node.Inputs, i => needed[i.Id] = true);
        }

        return found;
    }

    private static Polynomial? Of(Node node, Polynomial?[] known)
    {
        return node.Op switch
        {
            Op.Constant => node.RealConstant is { } c && double.IsFinite(c) ? new Polynomial(null, [c]) : null,
            Op.Add => Sum(Input(0), Input(1), 1),
            Op.Subtract => Sum(Input(0), Input(1), -1),
            Op.Negate => Product(Input(0), new Polynomial(null, [-1])),
            Op.Multiply => Product(Input(0), Input(1)),
            Op.Call when node.Data is MethodInfo { Name: nameof(Math.FusedMultiplyAdd), DeclaringType.Namespace: nameof(System) } =>
                Sum(Product(Input(0), Input(1)), Input(2), 1),
            _ => null,
        };

        Polynomial? Input(int i) => known[node[i].Id];
    }

    private static Polynomial? Sum(Polynomial? p, Polynomial? q, int sign)
    {
        if (p is null || q is null || VariableOf(p, q) is not { } variable)
            return null;
        var sum = new double[Math.Max(p.coefficients.Length, q.coefficients.Length)];
        for (var i = 0; i < sum.Length; i++)
        {
            var (a, b) = (p.coefficients.ElementAtOrDefault(i), sign * q.coefficients.ElementAtOrDefault(i));
            sum[i] = a + b;

            // Terms that cancel stay.
            if ((sum[i] == 0 && a != 0) || !double.IsFinite(sum[i]))
                return null;
        }

        return new Polynomial(variable, sum, p.IsNested || q.IsNested, p.coefficients.Length < q.coefficients.Length);
    }

    private static Polynomial? Product(Polynomial? p, Polynomial? q)
    {
        if (p is null || q is null || VariableOf(p, q) is not { } variable)
            return null;
        if (!p.IsOneTerm)
            (p, q) = (q, p);
        var degree = p.coefficients.Length - 1;
        var product = new double[degree + q.coefficients.Length];
        if (!p.IsOneTerm || product.Length > HighestDegree + 1)
            return null;
        for (var i = 0; i < q.coefficients.Length; i++)
        {
            product[degree + i] = p.coefficients[degree] * q.coefficients[i];
            if (!double.IsFinite(product[degree + i]) || (product[degree + i] == 0 && q.coefficients[i] != 0))
                return null;
        }

        return new Polynomial(variable, product, q.IsNested || (degree > 0 && !q.IsOneTerm), q.Ascends);
    }

    private static Node? VariableOf(Polynomial p, Polynomial q) =>
        p.Variable is null ? q.Variable : q.Variable is null || q.Variable == p.Variable ? p.Variable : null;

    /// <summary>The derivative by the variable, as a person would write it.</summary>
    public Node Derivative(GraphBuilder builder, Node variable)
    {
        var slopes = coefficients.Skip(1).Select((c, i) => (i + 1) * c).ToArray();
        return Ascends ? Ascending(builder, variable, slopes) : Descending(builder, variable, slopes);
    }

    /// <summary>(3 * x - 2) * x + 1.</summary>
    private static Node Descending(GraphBuilder builder, Node x, double[] c)
    {
        // 1 - 2 * x rather than -2 * x + 1.
        var turned = c[^1] < 0 && Array.FindLast(c[..^1], next => next != 0) > 0;
        var sum = builder.Real(turned ? -c[^1] : c[^1], x.Type);
        for (var i = c.Length - 2; i >= 0; i--)
        {
            sum = builder.Multiply(sum, x);
            if (c[i] == 0)
                continue;
            var constant = builder.Real(Math.Abs(c[i]), x.Type);
            sum = turned ? builder.Subtract(constant, sum) : c[i] < 0 ? builder.Subtract(sum, constant) : builder.Add(sum, constant);
            turned = false;
        }

        return sum;
    }

    /// <summary>1 - x * (2 - 3 * x): no sum in parentheses begins with a minus.</summary>
    private static Node Ascending(GraphBuilder builder, Node x, double[] c)
    {
        var (sum, sign, power) = (builder.Real(Math.Abs(c[^1]), x.Type), Math.Sign(c[^1]), 0);
        for (var i = c.Length - 2; i >= 0; i--)
        {
            power++;
            if (c[i] == 0)
                continue;
            var (rest, constant) = (Term(sum, power), builder.Real(Math.Abs(c[i]), x.Type));
            (sum, power) = (sign == Math.Sign(c[i]) ? builder.Add(constant, rest) : builder.Subtract(constant, rest), 0);
            sign = Math.Sign(c[i]);
        }

        return (sign, power, sum.Op) switch
        {
            ( > 0, _, _) => Term(sum, power),
            (_, 0, Op.Add) => builder.Subtract(builder.Negate(sum[0]), sum[1]),
            (_, 0, Op.Subtract) => builder.Subtract(sum[1], sum[0]),
            _ => Term(sum, power, -1),
        };

        Node Term(Node factor, int power, int sign = 1)
        {
            var isNumber = factor.Op == Op.Constant;
            var term = builder.Real(isNumber ? sign * factor.RealConstant!.Value : sign, x.Type);
            for (var i = 0; i < power; i++)
                term = builder.Multiply(term, x);
            return isNumber ? term : builder.Multiply(term, factor);
        }
    }

}
