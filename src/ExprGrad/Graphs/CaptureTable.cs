namespace ExprGrad.Graphs;

/// <summary>Gives each captured object its slot.</summary>
internal sealed class CaptureTable
{
    private readonly Dictionary<object, int> slots = new(ReferenceEqualityComparer.Instance);
    private readonly List<object?> captures;

    public CaptureTable(IEnumerable<object?> captures)
    {
        this.captures = [.. captures];
        for (var i = 0; i < this.captures.Count; i++)
            slots[this.captures[i]!] = i;
    }

    public int Slot(object captured)
    {
        if (!slots.TryGetValue(captured, out var slot))
        {
            slots[captured] = slot = captures.Count;
            captures.Add(captured);
        }

        return slot;
    }

    public object?[] ToArray() => [.. captures];
}
