using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>One node on vectors, given its inputs as vectors and masks.</summary>
internal static class VectorCode
{
    /// <param name="node">What to compute.</param>
    /// <param name="target">The vectors to compute on.</param>
    /// <param name="inputs">The node's inputs.</param>
    public static Expression Of(Node node, VectorTarget target, Expression[] inputs) => node.Op switch
    {
        Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Negate => target.Call(node.Op.ToString(), inputs),
        Op.And => target.Call("BitwiseAnd", inputs),
        Op.Or => target.Call("BitwiseOr", inputs),
        Op.Xor => target.Call("Xor", inputs),
        Op.Not => target.Call("OnesComplement", inputs),
        Op.Equal when node[0].IsReal => target.Call("Equals", inputs),
        Op.Equal => target.Call("OnesComplement", target.Call("Xor", inputs)),
        Op.NotEqual when node[0].IsReal => target.Call("OnesComplement", target.Call("Equals", inputs)),
        Op.NotEqual => target.Call("Xor", inputs),
        Op.Less => target.Call("LessThan", inputs),
        Op.LessOrEqual => target.Call("LessThanOrEqual", inputs),
        Op.Greater => target.Call("GreaterThan", inputs),
        Op.GreaterOrEqual => target.Call("GreaterThanOrEqual", inputs),
        Op.Select when GraphBuilder.IsConjunction(node) => target.Call("BitwiseAnd", inputs[..2]),
        Op.Select when GraphBuilder.IsDisjunction(node) => target.Call("BitwiseOr", inputs[0], inputs[2]),
        Op.Select => target.Call("ConditionalSelect", inputs),
        Op.Call when node.Data is LaneOperation operation => target.Call(operation, inputs),
        Op.Call when node.Data is LaneLookup lookup => target.Call(lookup, inputs[0]),
        Op.Call when node.Data is GuardedCall guarded =>
            Expression.Condition(target.Any(inputs[0]), LaneFunctions.Call(guarded.Function, target, inputs[2..]), inputs[1]),
        Op.Call => LaneFunctions.Call((MethodInfo)node.Data!, target, inputs),
        _ => throw new InvalidOperationException($"{node.Op} has no vector form."),
    };
}
