using ExprGrad.Graphs;

namespace ExprGrad.Emit.Scalar;

internal enum RegionKind : byte
{
    /// <summary>The body of the lambda.</summary>
    Root,

    /// <summary>One branch of a conditional.</summary>
    Branch,

    /// <summary>The body of a loop.</summary>
    Loop,

    /// <summary>What a loop computes once before its first turn, if it has one.</summary>
    Guard,
}

/// <summary>A stretch of code that runs as a whole. The regions form a tree; a value is computed in one or more of them.</summary>
internal sealed class Region
{
    // A region further out: with the parent, enough to get to any depth in logarithmic time (Myers, Applicative random-access stacks).
    private readonly Region? far;

    public Region(RegionKind kind, Region? parent, LoopContext context)
    {
        (Kind, Parent, Context) = (kind, parent, context);
        (Binders, Updates) = kind == RegionKind.Loop ? ([], []) : (NoValues, NoValues);
        if (parent is null)
            return;
        Depth = parent.Depth + 1;
        far = parent.far is { } near && near.far is { } next && parent.Depth - near.Depth == near.Depth - next.Depth ? next : parent;
    }

    public RegionKind Kind { get; }

    public Region? Parent { get; }

    public int Depth { get; }

    /// <summary>The loops around this region, its own included.</summary>
    public LoopContext Context { get; }

    /// <summary>What is computed here, consumers first: the order in which it was placed.</summary>
    public List<Value> Values { get; } = [];

    /// <summary>Loops and guards directly inside.</summary>
    public List<Region>? Inner { get; set; }

    /// <summary>The index of a loop.</summary>
    public Node? Index { get; init; }

    /// <summary>How often a loop runs; what a guard tests.</summary>
    public Node? Length { get; init; }

    /// <summary>The other branch of the conditional.</summary>
    public Region? Sibling { get; set; }

    /// <summary>The place of a loop or guard among its siblings: see <see cref="LoopContext.Stage"/>.</summary>
    public int Stage { get; init; }

    /// <summary>The binders that start with this loop: what they build is made ready before it.</summary>
    public List<Value> Binders { get; }

    /// <summary>The binders whose body this loop is: it ends with their updates.</summary>
    public List<Value> Updates { get; }

    /// <summary>How many statements are directly inside, how many nodes at all, and how deep blocks nest: known once values are inlined.</summary>
    public int Statements { get; set; }

    public int Weight { get; set; }

    public int Height { get; set; }

    /// <summary>The counter of a loop; of a branch that is emitted flat, the local that says whether it is taken.</summary>
    public Variable? Variable { get; set; }

    /// <summary>Whether blocks inside are emitted one after the other, each under its own condition, instead of nested.</summary>
    public bool IsFlat => Height > MaximumHeight || Weight > MaximumWeight;

    public bool IsEmpty => Statements == 0 && Inner is null;

    private const int MaximumHeight = 40;
    private const int MaximumWeight = 1500;
    private static readonly List<Value> NoValues = [];

    /// <summary>The innermost region around both.</summary>
    public static Region Around(Region a, Region b)
    {
        (a, b) = (a.AtDepth(b.Depth), b.AtDepth(a.Depth));
        while (a != b)
            (a, b) = a.far == b.far ? (a.Parent!, b.Parent!) : (a.far!, b.far!);
        return a;
    }

    /// <summary>Whether this is another region or around it.</summary>
    public bool IsAround(Region other) => other.AtDepth(Depth) == this;

    /// <summary>This region, or the one around it at a smaller depth.</summary>
    private Region AtDepth(int depth)
    {
        var region = this;
        while (region.Depth > depth)
            region = region.far!.Depth >= depth ? region.far : region.Parent!;
        return region;
    }

    /// <summary>The loop around this region that runs over an index.</summary>
    public Region LoopOver(Node index)
    {
        var region = this;
        while (region.Kind != RegionKind.Loop || region.Index != index)
            region = region.Parent ?? throw new InvalidOperationException("A loop index is used outside of its loop.");
        return region;
    }
}

/// <summary>A node as it is computed in one region.</summary>
internal sealed class Value(Node node, Region region)
{
    public Node Node { get; } = node;

    public Region Region { get; } = region;

    public int Uses { get; set; }

    /// <summary>Used in another region than its own, or where only a local will do.</summary>
    public bool NeedsLocal { get; set; }

    /// <summary>Written into the one expression that uses it.</summary>
    public bool IsInline { get; set; }

    /// <summary>Nodes and levels of its expression.</summary>
    public int Size { get; set; }

    public int Height { get; set; }

    /// <summary>The branches of a conditional.</summary>
    public Region? IfTrue { get; set; }

    public Region? IfFalse { get; set; }

    /// <summary>A conditional that takes statements, not just an expression.</summary>
    public bool IsBlock { get; set; }

    /// <summary>The innermost loop of a binder.</summary>
    public Region? Loop { get; set; }

    /// <summary>
    /// The value into whose variable this one is written: the conditional of which it is a branch's result, or the
    /// <see cref="Op.Accumulate"/> of which it is a part.
    /// </summary>
    public Value? Target { get; set; }

    public Variable? Variable { get; set; }

    public bool IsLoop => Loop is not null;

    /// <summary>Where an input is used.</summary>
    public Region RegionOf(int input) => Node.Op switch
    {
        Op.Select when input > 0 => input == 1 ? IfTrue! : IfFalse!,
        Op.Map or Op.Reduce when input == 1 => Loop!,
        Op.Scatter when input is 1 or 2 => Loop ?? Region,
        _ => Region,
    };
}

/// <summary>A local of the emitted code, from the step that first writes it to the step that last reads it.</summary>
internal sealed class Variable(Type type, int definition)
{
    public Type Type { get; } = type;

    public int Definition { get; } = definition;

    public int LastUse { get; set; } = definition;

    /// <summary>Not the variable of a conditional or a counter.</summary>
    public bool IsWrittenOnce { get; init; }

    /// <summary>Where it lives: a local, or an element of the frame once it is used in several methods.</summary>
    public Place? Place { get; set; }
}
