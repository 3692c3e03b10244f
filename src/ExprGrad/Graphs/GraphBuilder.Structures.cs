using System.Reflection;

namespace ExprGrad.Graphs;

/// <summary>Tuples, records and structs: built from member values and taken apart again, so that most of them vanish.</summary>
internal sealed partial class GraphBuilder
{
    public Node New(Shape shape, Node[] members) => Make(Op.New, shape.Type, shape, members);

    public Node Field(MemberInfo member, Node? instance)
    {
        if (instance?.Op == Op.New && ((Shape)instance.Data!).IndexOf(member) is var at and >= 0)
            return instance[at];
        var type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        return instance is null ? Make(Op.Field, type, member) : Make(Op.Field, type, member, instance);
    }

    /// <summary>A composite value as a New of its members, at every level.</summary>
    private Node Open(Node value) => value.Op == Op.New ? value : Assemble(value.Type, Leaves(value));

    /// <summary>The scalars and arrays that a value consists of, by the shape of its type; the value itself where it has none.</summary>
    public List<Node> Leaves(Node value)
    {
        var leaves = new List<Node>();
        foreach (var path in Shape.LeafPaths(value.Type))
        {
            var leaf = value;
            foreach (var member in path)
                leaf = Field(member, leaf);
            leaves.Add(leaf);
        }

        return leaves;
    }

    /// <summary>The value of a type whose leaves are given in the order of <see cref="Leaves"/>.</summary>
    public Node Assemble(Type type, IReadOnlyList<Node> leaves)
    {
        var next = 0;
        return Build(type);

        // Depth is that of the type's declaration, not of user data.
        Node Build(Type t)
        {
            if (Shape.Of(t) is not { } shape)
                return leaves[next++];
            var members = new Node[shape.Members.Length];
            for (var i = 0; i < members.Length; i++)
                members[i] = Build(shape.MemberType(i));
            return New(shape, members);
        }
    }
}
