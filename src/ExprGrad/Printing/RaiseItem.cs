using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Printing;

internal enum RaiseForm
{
    /// <summary>Written where it is used, as often as it is used.</summary>
    Inline,

    /// <summary>A local variable, assigned once.</summary>
    Local,

    /// <summary>
    /// A local <see cref="Lazy{T}"/>: what several branches use, none of them certainly, and what may not be evaluated unless one does.
    /// </summary>
    Lazy,
}

/// <summary>A node inside one choice of the loops that it depends on: the unit that the raiser places and builds.</summary>
internal sealed class RaiseItem(Node node, RaiseScope anchor)
{
    public Node Node => node;

    /// <summary>The body of the innermost loop that the node depends on.</summary>
    public RaiseScope Anchor => anchor;

    /// <summary>Where it is used, and how many times its text would be repeated there.</summary>
    public List<(RaiseScope Scope, long Times)> Uses { get; } = [];

    public RaiseForm Form { get; set; }

    /// <summary>Where it is evaluated; for a <see cref="RaiseForm.Lazy"/>, the body of the lambda.</summary>
    public RaiseScope Scope { get; set; } = null!;

    /// <summary>The scope whose local it is, if it is one.</summary>
    public RaiseScope Declaring => Form == RaiseForm.Lazy ? Scope.Parent! : Scope;

    /// <summary>The scopes that the node itself opens: branches, loop bodies from the outside in.</summary>
    public List<RaiseScope> Inner { get; } = [];

    /// <summary>Whether a branch has locals, which C# can only write as statements.</summary>
    public bool NeedsStatements { get; set; }

    /// <summary>The tree of the node; of the variable, for what is not inline.</summary>
    public Expression Value { get; set; } = null!;

    public int Height { get; set; }

    public void Use(RaiseScope scope, long times)
    {
        if (Uses.Count > 0 && Uses[^1].Scope == scope)
            Uses[^1] = (scope, Uses[^1].Times + times);
        else
            Uses.Add((scope, times));
    }
}
