using System.Reflection;

namespace ExprGrad.Graphs;

/// <summary>Tuples, records and structs: built from member values and taken apart again, so that most of them vanish.</summary>
internal sealed partial class GraphBuilder
{
    private readonly Dictionary<(Node, object), Node> chosen = [];

    public Node New(Shape shape, Node[] members) => Make(Op.New, shape.Type, shape, members);

    public Node Field(MemberInfo member, Node? instance)
    {
        if (instance is { Op: Op.New, Data: Shape made } && made.IndexOf(member) is var at and >= 0)
            return instance[at];
        return instance is { Op: Op.Select } && Shape.Of(instance.Type)?.IndexOf(member) >= 0
            ? OfChoice(instance, member, chosenOne => Field(member, chosenOne))
            : Make(Op.Field, Shape.TypeOf(member), member, instance is null ? Node.None : [instance]);
    }

    /// <summary>
    /// What is asked of a choice, asked of what is chosen from: (c ? a : b).X is c ? a.X : b.X. Derivatives follow the numbers in a composite,
    /// not the composite. Choices are shared, so an answer is kept under <paramref name="question"/>.
    /// </summary>
    public Node OfChoice(Node choice, object question, Func<Node, Node> answer)
    {
        var pending = new Stack<Node>([choice]);
        while (pending.TryPeek(out var select))
        {
            if (chosen.ContainsKey((select, question)))
            {
                pending.Pop();
                continue;
            }

            var (ifTrue, ifFalse) = (Of(select[1]), Of(select[2]));
            if (ifTrue is null)
                pending.Push(select[1]);
            if (ifFalse is null)
                pending.Push(select[2]);
            if (ifTrue is not null && ifFalse is not null)
                chosen[(pending.Pop(), question)] = Select(select[0], ifTrue, ifFalse);
        }

        return chosen[(choice, question)];

        Node? Of(Node node) => node.Op == Op.Select ? chosen.GetValueOrDefault((node, question)) : answer(node);
    }

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
