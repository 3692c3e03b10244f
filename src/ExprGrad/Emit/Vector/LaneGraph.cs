using System.Globalization;
using System.Reflection;
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

    /// <summary>
    /// Of the numbers of a struct, as they follow each other in memory, which leaf each of them is. What only fills the struct up, as the
    /// runtime does to tuples of an odd number of floats, counts as leaves after the last.
    /// </summary>
    public static int[] MemoryOrder(Type type, Type lane)
    {
        var leaves = (int[])typeof(ElementLayout<,>).MakeGenericType(type, lane).GetField(nameof(ElementLayout<,>.Leaves))!.GetValue(null)!;
        var padding = Shape.LeafPaths(type).Length;
        return Array.ConvertAll(leaves, leaf => leaf >= 0 ? leaf : padding++);
    }

    public static IEnumerable<Type> LeafTypes(Type type) =>
        Shape.LeafPaths(type).Select(path => path.Length == 0 ? type : Shape.TypeOf(path[^1]));
}

/// <summary>Where in memory the leaves of a struct of numbers are; <typeparamref name="T"/> itself has one leaf.</summary>
internal static class ElementLayout<TStruct, T>
{
    /// <summary>For each number in memory the leaf that it is, or -1 if it is none; empty if the struct is not made of its leaves only.</summary>
    public static readonly int[] Leaves = Find();

    /// <summary>Whether memory of the struct can be read and written as numbers.</summary>
    public static bool IsNumbers => Leaves.Length > 0;

    private static int[] Find()
    {
        var type = typeof(TStruct);
        var count = Shape.LeafPaths(type).Length;
        if (type == typeof(T))
            return [0];
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TStruct>() || !Stored(type).SequenceEqual(Enumerable.Repeat(typeof(T), count)))
            return [];

        // The runtime may order fields as it likes, and leave room between them, of which the content is not known: two structs whose leaves
        // are 1, 2, 3, ... and 1001, 1002, 1003, ... show where each of them is.
        var (sample, other) = ((TStruct)Build(type, 0), (TStruct)Build(type, 1000));
        var leaves = new int[Unsafe.SizeOf<TStruct>() / Unsafe.SizeOf<T>()];
        for (var i = 0; i < leaves.Length; i++)
        {
            var number = Number(ref sample, i);
            leaves[i] = number >= 1 && number <= count && Number(ref other, i) == number + 1000 ? (int)number - 1 : -1;
        }

        return leaves.Count(leaf => leaf >= 0) == count ? leaves : [];

        static double Number(ref TStruct value, int i) =>
            Convert.ToDouble(Unsafe.Add(ref Unsafe.As<TStruct, T>(ref value), i), CultureInfo.InvariantCulture);

        static object Build(Type type, int first)
        {
            return Next(type);

            object Next(Type t)
            {
                if (Shape.Of(t) is not { } shape)
                    return Convert.ChangeType(++first, t, CultureInfo.InvariantCulture);
                var members = new object[shape.Members.Length];
                for (var i = 0; i < members.Length; i++)
                    members[i] = Next(shape.MemberType(i));
                return shape.Create(members);
            }
        }
    }

    /// <summary>What a struct stores, whether it shows it or not.</summary>
    private static IEnumerable<Type> Stored(Type type) => type.IsPrimitive || type.IsEnum || !type.IsValueType
        ? [type]
        : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).SelectMany(f => Stored(f.FieldType));
}
