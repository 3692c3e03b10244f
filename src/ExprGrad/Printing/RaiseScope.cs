using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Printing;

internal enum RaiseScopeKind
{
    /// <summary>The body of the whole lambda.</summary>
    Root,

    /// <summary>One branch of a conditional: evaluated only when it is taken.</summary>
    Branch,

    /// <summary>What belongs to one position of an array: written behind a condition, but computed whatever the position is.</summary>
    Position,

    /// <summary>The body of a lambda that LINQ calls for each element.</summary>
    Loop,

    /// <summary>The body of a <see cref="Lazy{T}"/>.</summary>
    Lazy,
}

/// <summary>A place in the raised tree that may declare locals. Scopes form a tree of their own.</summary>
internal sealed class RaiseScope
{
    private readonly RaiseScope jump;
    private readonly Dictionary<string, int> named = [];

    public RaiseScope(RaiseScopeKind kind, RaiseScope? parent, Node? result)
    {
        Kind = kind;
        Parent = parent;
        Result = result;
        Depth = parent is null ? 0 : parent.Depth + 1;
        NearestLoop = kind is RaiseScopeKind.Root or RaiseScopeKind.Loop ? this : parent!.NearestLoop;
        Barrier = kind is RaiseScopeKind.Loop or RaiseScopeKind.Position ? parent!.Barrier : this;

        // Skew-binary jumps make common ancestors logarithmic (Myers, "An applicative random-access stack", 1983).
        jump = parent is null ? this
            : parent.Depth - parent.jump.Depth == parent.jump.Depth - parent.jump.jump.Depth ? parent.jump.jump
            : parent;
    }

    public RaiseScopeKind Kind { get; }

    public RaiseScope? Parent { get; }

    /// <summary>The node whose value the scope delivers, where it is one.</summary>
    public Node? Result { get; }

    public int Depth { get; }

    /// <summary>The innermost loop body around this place, itself included; the root if there is none.</summary>
    public RaiseScope NearestLoop { get; }

    /// <summary>The innermost scope around this place that is evaluated only on demand.</summary>
    public RaiseScope Barrier { get; }

    /// <summary>The loop index of the graph that a loop body binds, if any.</summary>
    public Node? Bound { get; init; }

    /// <summary>The lambda's parameter for the index, where the body needs it.</summary>
    public ParameterExpression? Index { get; init; }

    /// <summary>The arrays whose elements the lambda is given, and its parameters for them.</summary>
    public (Node Array, ParameterExpression Element)[] Elements { get; init; } = [];

    public List<(ParameterExpression Variable, Expression Value)> Locals { get; } = [];

    /// <summary>For the body of a lambda: the scope in which the lambda stands.</summary>
    public RaiseScope? Surrounding { get; set; }

    /// <summary>A name for a local here: that of what it is, with a number where a scope around has the name. Anonymous ones are t0, t1, ...</summary>
    public string NameFor(string? what)
    {
        var stem = what ?? "t";
        var number = 0;
        for (var scope = this; scope is not null; scope = scope.Parent ?? scope.Surrounding)
            number += scope.named.GetValueOrDefault(stem);
        named[stem] = named.GetValueOrDefault(stem) + 1;
        return number == 0 && what is not null ? what : $"{stem}{number}";
    }

    /// <summary>Whether it has locals, or ends in a conditional whose branches have.</summary>
    public bool NeedsStatements { get; set; }

    /// <summary>How many loop bodies this place is in.</summary>
    public int LoopDepth => NearestLoop.Kind == RaiseScopeKind.Root ? 0 : 1 + NearestLoop.Parent!.LoopDepth;

    /// <summary>The innermost scope in which a node has a value: the body of the innermost loop that it depends on.</summary>
    public RaiseScope AnchorOf(Node node)
    {
        var scope = NearestLoop;
        if (node.Loops.Length == 0)
            return RootOf(scope);
        while (scope.Kind == RaiseScopeKind.Loop && (scope.Bound is null || Array.IndexOf(node.Loops, scope.Bound) < 0))
            scope = scope.Parent!.NearestLoop;
        return scope;
    }

    /// <summary>The loop body around this place that binds a loop index; null where the graph is a part of a loop, shown without it.</summary>
    public RaiseScope? Binding(Node loopIndex)
    {
        var scope = NearestLoop;
        while (scope.Kind == RaiseScopeKind.Loop && scope.Bound != loopIndex)
            scope = scope.Parent!.NearestLoop;
        return scope.Bound == loopIndex ? scope : null;
    }

    /// <summary>The lambda's parameter that stands for an array element read at the loop index, if the loop hands it out.</summary>
    public ParameterExpression? ElementFor(Node node)
    {
        if (node.Op != Op.Index || node[1].Op != Op.LoopIndex || Binding(node[1]) is not { } loop)
            return null;
        return Array.Find(loop.Elements, e => e.Array == node[0]).Element;
    }

    public Expression Enclose(Expression value) => Locals.Count == 0
        ? value
        : Expression.Block(Locals.Select(l => l.Variable), [.. Locals.Select(l => Expression.Assign(l.Variable, l.Value)), value]);

    public static RaiseScope CommonAncestor(RaiseScope a, RaiseScope b)
    {
        if (a.Depth < b.Depth)
            (a, b) = (b, a);
        while (a.Depth > b.Depth)
            a = a.jump.Depth >= b.Depth ? a.jump : a.Parent!;
        while (a != b)
            (a, b) = a.jump != b.jump ? (a.jump, b.jump) : (a.Parent!, b.Parent!);
        return a;
    }

    private static RaiseScope RootOf(RaiseScope loop)
    {
        while (loop.Kind != RaiseScopeKind.Root)
            loop = loop.Parent!.NearestLoop;
        return loop;
    }
}
