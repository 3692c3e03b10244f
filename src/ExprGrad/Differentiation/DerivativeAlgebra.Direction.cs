using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>Tangents that are to be taken apart later, into coefficients and what they are of.</summary>
internal sealed partial class DerivativeAlgebra
{
    private readonly List<bool> dependsOnDirection = [];
    private IReadOnlyCollection<Node> directions = [];

    /// <summary>
    /// The symbols that tangents are linear in, if they are to be taken apart later: what depends on them is the last factor of a product,
    /// behind a coefficient that does not, which is then in range where a tangent multiplied by one part of it after another is not.
    /// </summary>
    public IReadOnlyCollection<Node> Directions
    {
        get => directions;
        set
        {
            directions = value;
            dependsOnDirection.Clear();
            opened.Clear();
        }
    }

    /// <summary>Whether a sum has one coefficient for each direction.</summary>
    public bool GathersCoefficients { get; set; }

    /// <summary>
    /// A product that ends in what depends on a direction, behind one coefficient. Where coefficients are not gathered, a minus and divisors
    /// stay outside of it: they leave sums, and meet others.
    /// </summary>
    private Node Along(Node direction, Product p)
    {
        var coefficient = p.Without(direction);
        if (GathersCoefficients)
            return builder.Multiply(Make(coefficient), direction);
        var scale = coefficient.Factors.Length == 0 || Math.Abs(p.Coefficient) == 1 ? p.Coefficient : 1;
        var product = Lead(scale, direction, alone: false);
        if (coefficient.Factors.Length > 0)
            product = builder.Multiply(Make(Product.Of(p.Coefficient / scale, coefficient.Factors)), product);
        return Over(product, p.Divisors);
    }

    private bool DependsOnDirection(Node node)
    {
        for (var id = dependsOnDirection.Count; id <= node.Id; id++)
        {
            var next = builder.Nodes[id];
            dependsOnDirection.Add(directions.Contains(next) || Array.Exists(next.Inputs, i => dependsOnDirection[i.Id]));
        }

        return dependsOnDirection[node.Id];
    }

    /// <summary>a * dx + b * dx as (a + b) * dx: one coefficient to keep and not two.</summary>
    private List<Product> Gathered(List<Product> terms)
    {
        var gathered = new List<Product>();
        foreach (var group in terms.GroupBy(t => Array.Find(t.Factors, DependsOnDirection)))
        {
            if (group.Key is not { } factor || group.Count() == 1)
            {
                gathered.AddRange(group);
                continue;
            }

            gathered.Add(Product.Of(1, Build([.. group.Select(t => t.Without(factor))]), factor));
        }

        return gathered;
    }
}
