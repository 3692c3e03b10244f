using ExprGrad.Differentiation;
using ExprGrad.Graphs;
using ExprGrad.Rules;

namespace ExprGrad.Caching;

/// <summary>
/// A derivative without the objects that it closes over, which is what the cache may keep: the graph, and for each of its capture slots
/// where the object comes from. Slots of the function that was differentiated are counted from 0, objects that a rule captures are ~index
/// in their registry.
/// </summary>
internal sealed record Derivation(Graph Graph, int[] Sources)
{
    /// <summary>
    /// Stands in for a captured object while the derivative is made, so that nothing made on the way can keep the object alive.
    /// </summary>
    private sealed record Slot(int Index);

    public static Derivation Make(FunctionBody f, Transform transform, FunctionOptions options)
    {
        Requirements.Check(f, transform);
        var slots = new object?[f.Captures.Length];
        for (var i = 0; i < slots.Length; i++)
            slots[i] = new Slot(i);
        var derived = Deriver.Apply(f with { Captures = slots }, transform, options);
        return new Derivation(derived.Graph, Array.ConvertAll(derived.Captures, c => c is Slot slot ? slot.Index : ~options.Rules.Keep(c)));
    }

    public FunctionBody Bind(FunctionBody f, Transform transform, RuleRegistry rules)
    {
        var captures = Sources.Length == 0 ? [] : Array.ConvertAll(Sources, s => s >= 0 ? f.Captures[s] : rules.Kept(~s));
        return new FunctionBody(Graph, ParameterNames.After(transform, f.Names), captures) { Rounding = Rounding.After(transform, f) };
    }
}
