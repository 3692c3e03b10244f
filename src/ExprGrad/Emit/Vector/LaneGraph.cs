using System.Runtime.CompilerServices;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// A function of composites as a function of numbers: its parameters are the leaves of the parameters, its result is an array literal of
/// the leaves of the result.
/// </summary>
internal static class LaneGraph
{
    /// <summary>The one type, double or float, of which all arguments and results consist; null if there is none.</summary>
    public static Type? ElementOf(Graph graph)
    {
        Type[] leaves = [.. graph.Parameters.Append(graph.Result.Type).SelectMany(LeafTypes)];
        return Shape.IsReal(leaves[0]) && Array.TrueForAll(leaves, t => t == leaves[0]) ? leaves[0] : null;
    }

    public static Graph Of(Graph graph)
    {
        var builder = new GraphBuilder();
        var types = new List<Type>();
        var parameters = Array.ConvertAll(graph.Parameters, type =>
        {
            var leaves = new List<Node>();
            foreach (var leaf in LeafTypes(type))
            {
                leaves.Add(builder.Parameter(types.Count, leaf));
                types.Add(leaf);
            }

            return builder.Assemble(type, leaves);
        });
        var copies = new Node[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            copies[node.Id] = node.Op == Op.Parameter
                ? parameters[(int)node.Data!]
                : builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i.Id]));
        }

        var results = builder.Leaves(copies[graph.Result.Id]);
        return Graph.Of(builder, builder.Array(results[0].Type.MakeArrayType(), [.. results]), [.. types]);
    }

    /// <summary>Of the numbers of a struct, as they follow each other in memory, which leaf each of them is.</summary>
    public static int[] MemoryOrder(Type type, Type lane)
    {
        var positions = (int[])typeof(ElementLayout<,>).MakeGenericType(type, lane).GetField(nameof(ElementLayout<,>.Positions))!.GetValue(null)!;
        var order = new int[positions.Length];
        for (var leaf = 0; leaf < positions.Length; leaf++)
            order[positions[leaf]] = leaf;
        return order;
    }

    public static IEnumerable<Type> LeafTypes(Type type) =>
        Shape.LeafPaths(type).Select(path => path.Length == 0 ? type : Shape.TypeOf(path[^1]));
}

/// <summary>Where in memory the leaves of a struct of numbers are, in their order; <typeparamref name="T"/> itself has one leaf.</summary>
internal static class ElementLayout<TStruct, T>
{
    public static readonly int[] Positions = Find();

    /// <summary>Whether the struct consists of its leaves and nothing else, so that memory of it can be read and written as numbers.</summary>
    public static bool IsDense => Positions.Length > 0;

    private static int[] Find()
    {
        var type = typeof(TStruct);
        var count = Shape.LeafPaths(type).Length;
        if (type == typeof(T))
            return [0];
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TStruct>() || Unsafe.SizeOf<TStruct>() != count * Unsafe.SizeOf<T>())
            return [];

        // The runtime may order fields as it likes: a struct whose leaves are 1, 2, 3, ... shows where each of them is.
        var next = 0;
        var sample = (TStruct)Build(type);
        var positions = new int[count];
        for (var i = 0; i < count; i++)
        {
            var leaf = Convert.ToInt32(Unsafe.Add(ref Unsafe.As<TStruct, T>(ref sample), i), System.Globalization.CultureInfo.InvariantCulture);
            if (leaf < 1 || leaf > count)
                return [];
            positions[leaf - 1] = i;
        }

        return positions;

        object Build(Type t)
        {
            if (Shape.Of(t) is not { } shape)
                return Convert.ChangeType(++next, t, System.Globalization.CultureInfo.InvariantCulture);
            var members = new object[shape.Members.Length];
            for (var i = 0; i < members.Length; i++)
                members[i] = Build(shape.MemberType(i));
            return shape.Create(members);
        }
    }
}
