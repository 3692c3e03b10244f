using System.Linq.Expressions;

namespace ExprGrad.Graphs;

/// <summary>C# that the graph does not look into, as a lambda of its free variables. Equal when the trees are equal in structure.</summary>
internal sealed class OpaqueCode(Expression body, ParameterExpression[] variables) : IEquatable<OpaqueCode>
{
    private int? hash;

    public Expression Body => body;

    public ParameterExpression[] Variables => variables;

    public bool Equals(OpaqueCode? other) => other is not null && TreeComparer.Equal(body, variables, other.Body, other.Variables);

    public override bool Equals(object? obj) => Equals(obj as OpaqueCode);

    public override int GetHashCode() => hash ??= TreeComparer.Hash(body);
}
