using System.Reflection;
using ExprGrad.Graphs;
using ExprGrad.Numerics;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// Writes a function on lanes out as nodes: run on <see cref="TracedF64"/> or <see cref="TracedF32"/> it makes a node for each operation in place
/// of a number. What looks at lanes (<see cref="ILane{V}.Any"/>) is told that there are none: the usual course is written out, and what was
/// asked for makes it a <see cref="GuardedCall"/>.
/// </summary>
internal sealed class Tracing
{
    [ThreadStatic]
    private static Tracing? current;

    private readonly GraphBuilder builder;
    private readonly VectorTarget target;
    private readonly Type functions;
    private Node? rare;

    private Tracing(GraphBuilder builder, VectorTarget target)
    {
        (this.builder, this.target) = (builder, target);
        functions = target.Lane == typeof(double) ? typeof(Math) : typeof(MathF);
    }

    /// <summary>The one that runs on this thread.</summary>
    public static Tracing Current => current!;

    /// <summary>Whether the hardware scales by powers of two and takes numbers apart.</summary>
    public bool HasExponents => target.HasExponents;

    /// <summary>The function's result, or null where it is not made of operations on lanes.</summary>
    /// <param name="builder">Receives the nodes.</param>
    /// <param name="target">The vectors that they will be computed on.</param>
    /// <param name="called">The function as it is called.</param>
    /// <param name="onLanes">The function on lanes.</param>
    /// <param name="arguments">Its arguments; an order is a constant.</param>
    public static Node? Run(GraphBuilder builder, VectorTarget target, MethodInfo called, MethodInfo onLanes, Node[] arguments)
    {
        var tracing = current = new Tracing(builder, target);
        try
        {
            var result = builder.Nodes[target.Lane == typeof(double)
                ? ((TracedF64)Invoke(typeof(TracedF64), id => new TracedF64(id))).Id
                : ((TracedF32)Invoke(typeof(TracedF32), id => new TracedF32(id))).Id];
            return tracing.rare is null ? result
                : builder.Call(new GuardedCall(called), target.Lane, [tracing.rare, result, .. arguments]);
        }
        catch (TargetInvocationException e) when (e.InnerException is NotSupportedException)
        {
            return null;
        }
        finally
        {
            current = null;
        }

        object Invoke(Type lane, Func<int, object> of) => onLanes.MakeGenericMethod(lane)
            .Invoke(null, Array.ConvertAll(arguments, a => a.Type == typeof(int) ? a.Data : of(a.Id)))!;
    }

    public int Const(double value) => builder.Real(value, target.Lane).Id;

    public int Integer(long bits) => target.Lane == typeof(double)
        ? Const(BitConverter.Int64BitsToDouble(bits))
        : builder.Constant(BitConverter.Int32BitsToSingle((int)bits), typeof(float)).Id;

    public int Binary(Op op, int a, int b) => builder.Binary(op, builder.Nodes[a], builder.Nodes[b]).Id;

    public int Negate(int a) => builder.Negate(builder.Nodes[a]).Id;

    public int Not(int a) => builder.Not(builder.Nodes[a]).Id;

    public int Select(int mask, int a, int b) => builder.Select(builder.Nodes[mask], builder.Nodes[a], builder.Nodes[b]).Id;

    /// <summary>A function that the hardware has.</summary>
    public int Call(string name, params int[] arguments)
    {
        var declaring = name is "MinNative" or "MaxNative" ? target.Lane : functions;
        var method = declaring.GetMethod(name, Array.ConvertAll(arguments, _ => target.Lane))!;
        return builder.Call(method, Array.ConvertAll(arguments, a => builder.Nodes[a])).Id;
    }

    public int Operation(LaneOperation operation, params int[] arguments) =>
        builder.Call(operation, target.Lane, Array.ConvertAll(arguments, a => builder.Nodes[a])).Id;

    public int Shift(LaneOperation operation, int a, int count) =>
        builder.Call(operation, target.Lane, builder.Nodes[a], builder.Constant(count)).Id;

    public int Lookup<TTable>(int row, int index)
        where TTable : struct, ILaneTable
    {
        LaneTable<TTable>.Prepare();
        return builder.Call(new LaneLookup(typeof(TTable), row), target.Lane, builder.Nodes[index]).Id;
    }

    public bool Any(int mask)
    {
        rare = rare is null ? builder.Nodes[mask] : builder.Binary(Op.Or, rare, builder.Nodes[mask]);
        return false;
    }
}
