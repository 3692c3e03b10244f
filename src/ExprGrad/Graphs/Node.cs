using System.Diagnostics;

namespace ExprGrad.Graphs;

/// <summary>
/// One value of a computation. Immutable, and hash-consed by its <see cref="GraphBuilder"/>: within one builder, two nodes that compute
/// the same thing are one object.
/// </summary>
[DebuggerDisplay("{Id}: {Op} {Data} : {Type.Name}")]
internal sealed class Node
{
    internal static readonly Node[] None = [];

    internal Node(int id, Op op, Type type, object? data, Node[] inputs)
    {
        Id = id;
        Op = op;
        Type = type;
        Data = data;
        Inputs = inputs;
        Loops = LoopSet.FreeIn(this);
        BoundLevels = LoopSet.LevelsBoundIn(this);
        HasEffects = IsEffect || Array.Exists(inputs, i => i.HasEffects);
    }

    /// <summary>Position in creation order: every input has a smaller one.</summary>
    public int Id { get; }

    public Op Op { get; }

    public Type Type { get; }

    public object? Data { get; }

    public Node[] Inputs { get; }

    /// <summary>The loop indices on which the value depends and which nothing inside it binds, outermost first; a loop index does not list itself.</summary>
    public Node[] Loops { get; }

    /// <summary>Bit l is set when a loop of level l is bound by this node or inside it; the last bit stands for all higher levels.</summary>
    public ulong BoundLevels { get; }

    /// <summary>Whether the node runs code of which nothing is known: made as often as C# would make it.</summary>
    public bool IsEffect => Data is EffectfulCall or OpaqueCode { Serial: not null };

    /// <summary>Whether the node, or anything that it is computed from, is such code.</summary>
    public bool HasEffects { get; }

    /// <summary>The inputs that are passed to a call or to opaque code; the rest only say inside which loops it is.</summary>
    public ReadOnlySpan<Node> Arguments => Data switch
    {
        EffectfulCall call => Inputs.AsSpan(0, call.Arguments),
        OpaqueCode code => Inputs.AsSpan(0, code.Variables.Length),
        _ => Inputs,
    };

    public Node this[int input] => Inputs[input];

    /// <summary>A double or a float: the types that derivatives flow through.</summary>
    public bool IsReal => Type == typeof(double) || Type == typeof(float);

    public bool IsRealArray => Type == typeof(double[]) || Type == typeof(float[]);

    public bool IsBinder => Op is Op.Map or Op.Reduce or Op.Scatter;

    /// <summary>The loop indices that this node binds.</summary>
    public ReadOnlySpan<Node> Bound => Op switch
    {
        Op.Map or Op.Reduce => Inputs.AsSpan(0, 1),
        Op.Scatter => Inputs.AsSpan(3),
        _ => [],
    };

    /// <summary>The nesting level of a loop index.</summary>
    public int Level => (int)Data!;

    /// <summary>The value of a real constant, or null.</summary>
    public double? RealConstant => Op != Op.Constant ? null : Data switch { double d => d, float f => f, _ => null };

    public bool IsConstant(double value) => RealConstant is { } c && c == value;

    public bool IsBool(bool value) => Op == Op.Constant && Data is bool b && b == value;
}
