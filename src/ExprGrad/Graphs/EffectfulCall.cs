using System.Reflection;

namespace ExprGrad.Graphs;

/// <summary>
/// A call of a method about which nothing is known: it may read a clock or a random number, so two occurrences are two nodes
/// (<see cref="Serial"/> tells them apart), it is made exactly when C# would make it, and it has no derivative.
/// </summary>
internal sealed record EffectfulCall(MethodInfo Method, int Serial)
{
    /// <summary>How many of the node's inputs are arguments, the receiver among them.</summary>
    public int Arguments { get; } = Method.GetParameters().Length + (Method.IsStatic ? 0 : 1);
}
