using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>Tangents that are to be taken apart later, into coefficients and what they are of.</summary>
internal sealed partial class DerivativeAlgebra
{
    private readonly List<bool> dependsOnDirection = [];

    /// <summary>
    /// The symbol that tangents are linear in, if they are to be taken apart later: what depends on it is the last factor of a product, behind
    /// a coefficient that does not, and a sum has one coefficient for it.
    /// </summary>
    public Node? Direction { get; set; }

    private bool DependsOnDirection(Node node)
    {
        if (Direction is null)
            return false;
        for (var id = dependsOnDirection.Count; id <= node.Id; id++)
        {
            var next = builder.Nodes[id];
            dependsOnDirection.Add(next == Direction || Array.Exists(next.Inputs, i => dependsOnDirection[i.Id]));
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
