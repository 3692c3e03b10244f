using ExprGrad.Graphs;

namespace ExprGrad.Emit.Scalar;

internal enum StepKind : byte
{
    /// <summary>Computes a value.</summary>
    Evaluate,

    /// <summary>Opens the branches of a conditional.</summary>
    If,

    Else,

    /// <summary>Stores the result of a branch.</summary>
    Choose,

    /// <summary>Sets the locals that say which branch of a conditional is taken.</summary>
    Decide,

    /// <summary>Opens what runs when a branch is taken.</summary>
    IfTaken,

    /// <summary>Opens what runs before the first turn of a loop.</summary>
    IfLonger,

    /// <summary>Closes any of these.</summary>
    End,

    Loop,

    EndLoop,

    Return,
}

/// <summary>One step of the emitted code. Steps that open a block are matched by one that closes it.</summary>
internal sealed record Step(StepKind Kind, Value? Value, Region? Region);

/// <summary>
/// Lays out a tree of regions as steps one after the other. Blocks nest as the regions do, unless that would be too deep or too much for one
/// method: then the conditionals of a flat region set locals, and what depends on them follows, piece by piece, each under its own test.
/// </summary>
internal sealed class Layout
{
    private readonly List<Step> steps = [];
    private readonly Stack<Cursor> stack = [];

    public static List<Step> Of(Placement placement)
    {
        var layout = new Layout();
        layout.Enter(placement.Root, null, flat: true);
        while (layout.stack.TryPeek(out var cursor))
            layout.Advance(cursor);
        return layout.steps;
    }

    private void Add(StepKind kind, Value? value = null, Region? region = null) => steps.Add(new Step(kind, value, region));

    private void Enter(Region region, Value? select, bool flat) => stack.Push(new Cursor(region, select, flat, Items(region)));

    private void Advance(Cursor cursor)
    {
        var region = cursor.Region;
        if (cursor.Next == cursor.Items.Count)
        {
            Finish(cursor);
            return;
        }

        switch (cursor.Items[cursor.Next])
        {
            case Value { IsBlock: true } value:
                AdvanceConditional(cursor, value);
                break;
            case Value value:
                cursor.Next++;
                Open(cursor);
                Add(StepKind.Evaluate, value);
                break;
            case Region inner:
                cursor.Next++;
                Open(cursor);
                Add(inner.Kind == RegionKind.Loop ? StepKind.Loop : StepKind.IfLonger, null, inner);
                Enter(inner, null, flat: true);
                break;
        }
    }

    private void AdvanceConditional(Cursor cursor, Value select)
    {
        var branch = cursor.Branch++;
        var flat = cursor.Flat && (select.IfTrue!.IsFlat || select.IfFalse!.IsFlat);
        if (flat)
        {
            if (branch == 0)
            {
                Close(cursor);
                Add(StepKind.Decide, select, cursor.Region);
            }

            EnterBranch(branch == 0 ? select.IfTrue! : select.IfFalse!, flat: true);
        }
        else
        {
            if (branch == 0)
            {
                Open(cursor);
                Add(StepKind.If, select);
            }
            else
            {
                Add(StepKind.Else, select);
            }

            EnterBranch(branch == 0 ? select.IfTrue! : select.IfFalse!, flat: false);
        }

        void EnterBranch(Region region, bool flat)
        {
            if (branch == 1)
            {
                cursor.Next++;
                cursor.Branch = 0;
            }

            Enter(region, select, flat);
        }
    }

    private void Finish(Cursor cursor)
    {
        stack.Pop();
        switch (cursor.Region.Kind)
        {
            case RegionKind.Root:
                Add(StepKind.Return);
                break;
            case RegionKind.Loop:
                Add(StepKind.EndLoop, null, cursor.Region);
                break;
            case RegionKind.Guard:
                Add(StepKind.End);
                break;
            case RegionKind.Branch:
                var select = cursor.Select!;
                if (!IsShared(select, cursor.Region))
                {
                    Open(cursor);
                    Add(StepKind.Choose, select, cursor.Region);
                }

                if (cursor.Flat)
                    Close(cursor);
                else if (cursor.Region == select.IfFalse)
                    Add(StepKind.End);
                break;
        }
    }

    /// <summary>Whether a conditional inside the branch has stored the result already.</summary>
    private static bool IsShared(Value select, Region branch)
    {
        // It is the last that the branch does, so it is among the values placed first.
        return branch.Values.Count > 0 && branch.Values[0].Target == select;
    }

    private void Open(Cursor cursor)
    {
        if (!cursor.Flat || cursor.IsOpen || cursor.Region.Kind != RegionKind.Branch)
            return;
        Add(StepKind.IfTaken, null, cursor.Region);
        cursor.IsOpen = true;
    }

    private void Close(Cursor cursor)
    {
        if (!cursor.IsOpen)
            return;
        Add(StepKind.End);
        cursor.IsOpen = false;
    }

    /// <summary>
    /// The statements and blocks of a region in an order that computes everything before its use: stage by stage, and within a stage plain
    /// values, then what precedes loops, then the loops.
    /// </summary>
    private static List<object> Items(Region region)
    {
        var items = new List<object>(region.Statements);
        for (var i = region.Values.Count - 1; i >= 0; i--)
        {
            if (region.Values[i] is { IsInline: false, IsLoop: false } value)
                items.Add(value);
        }

        if (region.Inner is null)
            return items;
        items.AddRange(region.Inner);
        var order = new List<(int Stage, int Phase, int Id, object Item)>(items.Count);
        foreach (var item in items)
        {
            order.Add(item switch
            {
                Value value => (region.Context.Stage(value.Node), 0, value.Node.Id, item),
                Region { Kind: RegionKind.Guard } guard => (guard.Stage, 1, guard.Length!.Id, item),
                Region loop => (loop.Stage, 2, loop.Index!.Id, item),
                _ => throw new InvalidOperationException(),
            });
        }

        return [.. order.OrderBy(o => (o.Stage, o.Phase, o.Id)).Select(o => o.Item)];
    }

    private sealed class Cursor(Region region, Value? select, bool flat, List<object> items)
    {
        public Region Region => region;

        /// <summary>The conditional of a branch.</summary>
        public Value? Select => select;

        public bool Flat => flat;

        public List<object> Items => items;

        public int Next { get; set; }

        /// <summary>Which branch of the next item comes next.</summary>
        public int Branch { get; set; }

        /// <summary>Whether the test of a flat branch is open.</summary>
        public bool IsOpen { get; set; }
    }
}
