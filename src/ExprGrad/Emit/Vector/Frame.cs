using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// Memory of one vector for each node whose value leaves the registers: between vectors and scalar code, and between the methods of a
/// kernel that is too large for one. A kernel rents it for a call.
/// </summary>
internal sealed class Frame(VectorTarget target)
{
    private readonly Dictionary<Node, int> slots = [];

    /// <summary>The memory as code reads it; a second view of the same, since a tree does not convert spans by itself.</summary>
    public ParameterExpression Read { get; } = Expression.Variable(typeof(ReadOnlySpan<>).MakeGenericType(target.Lane), "frameRead");

    public ParameterExpression Write { get; } = Expression.Variable(typeof(Span<>).MakeGenericType(target.Lane), "frame");

    /// <summary>The array that both are views of.</summary>
    public ParameterExpression Rented { get; } = Expression.Variable(target.Lane.MakeArrayType(), "rented");

    /// <summary>The number of elements.</summary>
    public int Length => slots.Count * target.Count;

    public Expression Load(Node node) => Expression.Call(target.LoadMethod, Read, Position(node), Expression.Constant(-1L));

    public Expression Store(Node node, Expression vector) => Expression.Call(target.StoreMethod, Write, Position(node), vector);

    /// <summary>The value of a node in one lane.</summary>
    public Expression GetLane(Node node, Expression lane) =>
        Helper(node.Type == typeof(bool) ? "GetLaneMask" : "GetLane", Read, Position(node), lane);

    public Expression SetLane(Node node, Expression lane, Expression value) =>
        Helper(node.Type == typeof(bool) ? "SetLaneMask" : "SetLane", Write, Position(node), lane, value);

    public Expression[] Rent() =>
    [
        Expression.Assign(Rented, Helper("Rent", Expression.Constant(Length))),
        Expression.Assign(Read, Helper("AsReadOnlySpan", Rented)),
        Expression.Assign(Write, Helper("AsSpan", Rented)),
    ];

    public Expression Return() => Helper("Return", Rented);

    /// <summary>The position of a node's first lane, which it is given when it is first asked for.</summary>
    private ConstantExpression Position(Node node)
    {
        if (!slots.TryGetValue(node, out var slot))
            slots[node] = slot = slots.Count;
        return Expression.Constant((long)slot * target.Count);
    }

    private MethodCallExpression Helper(string name, params Expression[] arguments) =>
        Expression.Call(typeof(FrameAccess), name, [target.Lane], arguments);
}
