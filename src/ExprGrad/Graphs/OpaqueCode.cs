using System.Linq.Expressions;

namespace ExprGrad.Graphs;

/// <summary>
/// C# that the graph does not look into, as a lambda of its free variables. Equal when the trees are equal in structure; where it may have
/// effects, <paramref name="serial"/> tells occurrences apart, as it does calls.
/// </summary>
internal sealed class OpaqueCode(Expression body, ParameterExpression[] variables, int? serial = null) : IEquatable<OpaqueCode>
{
    private int? hash;

    public Expression Body => body;

    public ParameterExpression[] Variables => variables;

    public int? Serial => serial;

    /// <summary>Another occurrence of the same code.</summary>
    public OpaqueCode Again(int number) => new(body, variables, number);

    public bool Equals(OpaqueCode? other) => other is not null && serial == other.Serial && TreeComparer.Equal(body, variables, other.Body, other.Variables);

    public override bool Equals(object? obj) => Equals(obj as OpaqueCode);

    public override int GetHashCode() => hash ??= TreeComparer.Hash(body);
}
