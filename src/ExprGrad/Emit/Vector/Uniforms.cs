using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// Values that are the same for all lanes: computed once a call, as scalars, and broadcast to vectors where vectors need them.
/// </summary>
internal sealed class Uniforms
{
    private readonly VectorTarget target;
    private readonly Dictionary<Node, Expression> scalars = [];
    private readonly Dictionary<Node, Expression> vectors = [];

    public Uniforms(LanePlan plan, VectorTarget target, Parts parts)
    {
        this.target = target;
        foreach (var node in plan.UniformRoots)
        {
            var local = Expression.Variable(node.Type);
            Variables.Add(local);
            Statements.Add(Expression.Assign(local, parts.Evaluate(node, Scalar)));
            scalars.Add(node, local);
        }
    }

    public List<ParameterExpression> Variables { get; } = [];

    /// <summary>To be run before the loop.</summary>
    public List<Expression> Statements { get; } = [];

    public Expression? Scalar(Node node) => scalars.GetValueOrDefault(node);

    public Expression Vector(Node node)
    {
        if (vectors.TryGetValue(node, out var vector))
            return vector;
        if (node.Op == Op.Constant)
            return vectors[node] = node.Data is bool b ? target.Mask(b) : target.Broadcast(Expression.Constant(node.Data, node.Type));

        var scalar = scalars[node];
        var local = Expression.Variable(target.Type);
        Variables.Add(local);
        Statements.Add(Expression.Assign(local, node.Type == typeof(bool)
            ? Expression.Condition(scalar, target.Mask(true), target.Mask(false))
            : target.Broadcast(scalar)));
        return vectors[node] = local;
    }
}
