using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>The derivative at a point as a delegate: everything that is not linear in the direction is computed outside of it.</summary>
internal sealed partial class Deriver
{
    /// <summary>The value, and a lambda from a direction to the derivative along it.</summary>
    private Node LinearMapAtPoint()
    {
        var parameter = parameters[0];
        var direction = builder.Parameter(1, parameter.Type);
        var leaves = builder.Leaves(parameter);
        var directions = builder.Leaves(direction);
        var differentiable = Enumerable.Range(0, leaves.Count).Where(i => Shape.IsDifferentiable(leaves[i].Type)).ToArray();
        var (value, tangents) = differentiable is [var only] && leaves[only].IsReal
            ? AlongOneNumber(leaves[only], directions[only])
            : AlongDirection(differentiable.ToDictionary(i => leaves[i], i => directions[i]), direction);
        var tangent = builder.Assemble(value.Type, [.. builder.Leaves(value).Select((leaf, i) => tangents[i] ?? algebra.ZeroOf(leaf))]);
        return Tuple(value, LinearMap.Make(builder, value, tangent, direction));
    }

    /// <summary>A linear map of one number is a multiplication by the derivative.</summary>
    private (Node Value, Node?[] Tangents) AlongOneNumber(Node leaf, Node direction)
    {
        var (value, slopes) = Linearize(new Dictionary<Node, Node> { [leaf] = builder.Real(1, leaf.Type) });
        return (value, Array.ConvertAll(slopes, s => s is null ? null : s.Type.IsArray ? algebra.Each(s, Along) : Along(algebra.Settle(s))));

        Node Along(Node slope) => builder.Multiply(slope, builder.Convert(direction, slope.Type));
    }

    private (Node Value, Node?[] Tangents) AlongDirection(Dictionary<Node, Node> seeds, Node direction)
    {
        (algebra.Directions, algebra.GathersCoefficients) = ([direction], true);
        var (value, tangents) = Linearize(seeds);
        return (value, Array.ConvertAll(tangents, t => t is null ? null : algebra.Settle(t)));
    }
}
