using ExprGrad.Graphs;
using ExprGrad.Rules;

namespace ExprGrad.Differentiation;

/// <summary>
/// The transforms: a function goes in, its derivative comes out as a function. Forward mode runs <see cref="Linearizer"/> once for each
/// direction; reverse mode runs it once with symbolic tangents and turns the result around with <see cref="Transposer"/>. Value and
/// derivatives share one graph, so the primal is computed once.
/// </summary>
internal sealed partial class Deriver
{
    // Symbolic tangents of reverse mode are parameters beyond any that a lambda can have; none is left when a transform is done.
    private const int SymbolicTangents = 1 << 20;

    private readonly FunctionBody f;
    private readonly FunctionOptions options;
    private readonly CaptureTable captures;
    private readonly GraphBuilder builder;
    private readonly DerivativeAlgebra algebra;
    private readonly Node[] parameters;

    private Deriver(FunctionBody f, FunctionOptions options)
    {
        this.f = f;
        this.options = options;
        builder = new GraphBuilder(options.FastMath);
        captures = new CaptureTable(f.Captures);
        algebra = new DerivativeAlgebra(builder);
        parameters = [.. f.Graph.Parameters.Select((type, i) => builder.Parameter(i, type))];
    }

    private Type[] Types => f.Graph.Parameters;

    public static FunctionBody Apply(FunctionBody f, Transform transform, FunctionOptions options)
    {
        switch (transform)
        {
            case Transform.Derivative { Order: var order }:
                return Derivative(f, order, options);
            case Transform.Hessian:
                var slopes = new Deriver(new Deriver(f, options).Run(new Transform.Grad()), options);
                return slopes.Finish(slopes.Types is [{ IsArray: true }] ? slopes.Jacobian() : slopes.HessianOfGradient(), slopes.Types);
            case Transform.HessianVectorProduct:
                var gradient = new Deriver(new Deriver(f, options).Run(new Transform.Grad()), options);
                return gradient.Finish(gradient.HessianVectorProduct(), [.. gradient.Types, .. gradient.Types]);
            default:
                return new Deriver(f, options).Run(transform);
        }
    }

    private FunctionBody Run(Transform transform) => transform switch
    {
        Transform.Grad => Finish(Gradient(withValue: false), Types),
        Transform.ValueAndGrad => Finish(Gradient(withValue: true), Types),
        Transform.Partial partial => Finish(Partial(partial.Argument), Types),
        Transform.Jvp => Finish(Jvp(), [.. Types, .. Types]),
        Transform.Jacobian => Finish(Jacobian(), Types),
        Transform.Taylor taylor => Finish(Taylor(taylor.Order), Types),
        Transform.Vjp => Finish(Vjp(), [.. Types, f.Graph.Result.Type]),
        Transform.Linearize => Finish(LinearMapAtPoint(), Types),
        _ => throw new NotSupportedException(transform.ToString()),
    };

    private FunctionBody Finish(Node result, Type[] types) => FunctionBody.Of(builder, result, types, f.Names, captures);

    private Node Gradient(bool withValue)
    {
        var leaves = DifferentiableLeaves(parameters);
        var (value, cotangents) = Gradient(leaves);
        var gradients = Array.ConvertAll(parameters, p => ShapedLike(p, leaves, cotangents));
        var gradient = gradients.Length == 1 ? gradients[0] : Tuple(gradients);
        return withValue ? Tuple(value, gradient) : gradient;
    }

    private Node Partial(int argument)
    {
        var leaves = DifferentiableLeaves([parameters[argument]]);
        return ShapedLike(parameters[argument], leaves, Gradient(leaves).Cotangents);
    }

    /// <summary>The value of a real function and its derivatives by some leaves of its parameters.</summary>
    private (Node Value, Node?[] Cotangents) Gradient(List<Node> leaves)
    {
        // With one number to differentiate by, forwards is never more work, and its text is the textbook's.
        var forward = options.Mode == DerivativeMode.Forward || (options.Mode == DerivativeMode.Auto && leaves is [{ IsReal: true }]);
        return forward ? Forwards(leaves) : Backwards(leaves, value => builder.Real(1, value.Type));
    }

    private (Node Value, Node?[] Tangents) Forwards(List<Node> leaves)
    {
        Node? value = null;
        var tangents = new Node?[leaves.Count];
        for (var i = 0; i < leaves.Count; i++)
        {
            // By an array: one direction for each element, as a loop around the whole program.
            var leaf = leaves[i];
            var direction = leaf.IsRealArray ? builder.LoopIndex(LevelAbove(f.Graph.Nodes), builder.Length(leaf)) : null;
            var seed = direction is null ? builder.Real(1, leaf.Type) : UnitVector(leaf, direction);
            (value, var result) = Linearize(new Dictionary<Node, Node> { [leaf] = seed });

            // The result may be a double where the argument is a float.
            var type = direction is null ? leaf.Type : leaf.Type.GetElementType()!;
            var tangent = algebra.Through(result[0], t => builder.Convert(t, type));
            tangents[i] = tangent is not null && direction is not null ? builder.Map(direction, algebra.InTurn(direction, tangent)) : tangent;
        }

        return (value!, tangents);
    }

    private static int LevelAbove(IEnumerable<Node> nodes) => 1 + nodes.Where(n => n.Op == Op.LoopIndex).Select(n => n.Level).DefaultIfEmpty(-1).Max();

    private Node UnitVector(Node array, Node direction)
    {
        var element = builder.LoopIndex(direction.Level + 1, builder.Length(array));
        var type = array.Type.GetElementType()!;
        return builder.Map(element, builder.Select(builder.Binary(Op.Equal, element, direction), builder.Real(1, type), builder.Real(0, type)));
    }

    private (Node Value, Node?[] Cotangents) Backwards(List<Node> leaves, Func<Node, Node> cotangentOf)
    {
        var symbols = new Node[leaves.Count];
        var lengths = new Dictionary<Node, Node>();
        var seeds = new Dictionary<Node, Node>();
        for (var i = 0; i < symbols.Length; i++)
        {
            seeds[leaves[i]] = symbols[i] = builder.Parameter(SymbolicTangents + i, leaves[i].Type);
            if (leaves[i].IsRealArray)
                lengths[symbols[i]] = builder.Length(leaves[i]);
        }

        algebra.Directions = symbols.ToHashSet();
        var (value, tangents) = Linearize(seeds, toTranspose: true);
        algebra.Directions = [];
        var cotangents = builder.Leaves(cotangentOf(value));
        return (value, Transposer.Run(algebra, [.. tangents.Zip(cotangents)], symbols, lengths));
    }

    private (Node Result, Node?[] Tangents) Linearize(IReadOnlyDictionary<Node, Node> seeds, bool toTranspose = false) =>
        Linearizer.Run(algebra, f, seeds, captures, options.Rules, toTranspose);

    private Node Jvp()
    {
        var seeds = new Dictionary<Node, Node>();
        for (var i = 0; i < parameters.Length; i++)
        {
            var leaves = builder.Leaves(parameters[i]);
            var tangentLeaves = builder.Leaves(builder.Parameter(parameters.Length + i, Types[i]));
            for (var j = 0; j < leaves.Count; j++)
            {
                if (Shape.IsDifferentiable(leaves[j].Type))
                    seeds[leaves[j]] = tangentLeaves[j];
            }
        }

        var (value, tangents) = Linearize(seeds);
        return Tuple(value, builder.Assemble(value.Type, [.. builder.Leaves(value).Select((leaf, i) => tangents[i] is { } t ? algebra.Settle(t) : algebra.ZeroOf(leaf))]));
    }

    private Node Vjp()
    {
        var leaves = DifferentiableLeaves(parameters);
        var (value, cotangents) = Backwards(leaves, value => builder.Parameter(parameters.Length, value.Type));
        var shaped = Array.ConvertAll(parameters, p => ShapedLike(p, leaves, cotangents));
        return Tuple(value, shaped.Length == 1 ? shaped[0] : Tuple(shaped));
    }

    /// <summary>The gradient by one parameter, in the parameter's own shape.</summary>
    private Node ShapedLike(Node parameter, List<Node> leaves, Node?[] cotangents) =>
        builder.Assemble(parameter.Type, [.. builder.Leaves(parameter).Select(leaf => leaves.IndexOf(leaf) is var at and >= 0 && cotangents[at] is { } c ? algebra.Settle(c) : algebra.ZeroOf(leaf))]);

    private List<Node> DifferentiableLeaves(IEnumerable<Node> nodes) =>
        [.. nodes.SelectMany(builder.Leaves).Where(leaf => Shape.IsDifferentiable(leaf.Type))];

    /// <summary>A value tuple; the eighth item is the rest, as in C#.</summary>
    private Node Tuple(params Node[] items)
    {
        var type = TupleType(Array.ConvertAll(items, i => i.Type));
        if (items.Length < 8)
            return builder.New(Shape.Of(type)!, items);
        return builder.New(Shape.Of(type)!, [.. items[..7], Tuple(items[7..])]);
    }

    private static Type TupleType(Type[] items) => items.Length switch
    {
        1 => typeof(ValueTuple<>).MakeGenericType(items),
        2 => typeof(ValueTuple<,>).MakeGenericType(items),
        3 => typeof(ValueTuple<,,>).MakeGenericType(items),
        4 => typeof(ValueTuple<,,,>).MakeGenericType(items),
        5 => typeof(ValueTuple<,,,,>).MakeGenericType(items),
        6 => typeof(ValueTuple<,,,,,>).MakeGenericType(items),
        7 => typeof(ValueTuple<,,,,,,>).MakeGenericType(items),
        _ => typeof(ValueTuple<,,,,,,,>).MakeGenericType([.. items[..7], TupleType(items[7..])]),
    };
}
