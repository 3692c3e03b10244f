using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// Memory for vectors that there are no registers for, aligned. The JIT does not align what it spills itself, and a vector that straddles
/// two lines of the cache takes twice the time.
/// </summary>
internal sealed class Spills(VectorTarget target)
{
    private readonly Dictionary<Expression, int> lent = [];
    private readonly Stack<int> free = [];
    private int count;

    /// <summary>The memory, as a parameter of the method that uses it. Its fields need no call, and the JIT inlines only so many.</summary>
    public ParameterExpression Area { get; } =
        Expression.Parameter(typeof(SpillArea<>).MakeGenericType(target.Type).MakeByRefType(), "spills");

    /// <summary>Whether another vector finds room.</summary>
    public bool HasRoom => free.Count > 0 || count < SpillArea.Vectors;

    /// <summary>Writes a vector to memory, from where <paramref name="place"/> reads it until that is released.</summary>
    public Expression Keep(Expression vector, out Expression place)
    {
        var slot = free.TryPop(out var known) ? known : count++;
        lent.Add(place = Expression.Field(Area, $"V{slot}"), slot);
        return Expression.Assign(place, vector);
    }

    /// <summary>Gives the memory of a vector back, if it has any.</summary>
    public void Release(Expression place)
    {
        if (lent.Remove(place, out var slot))
            free.Push(slot);
    }
}

/// <summary>A method that is given memory for <see cref="Spills"/>.</summary>
internal delegate void SpillingLoop<V>(ref SpillArea<V> spills, long tile, long columns, long count);

/// <summary>Makes memory for <see cref="Spills"/>.</summary>
[SkipLocalsInit]
internal static unsafe class SpillArea
{
    public const int Vectors = 64;
    private const int Line = 64;

    /// <summary>The loop with memory on the stack.</summary>
    public static ColumnKernelLoop On<V>(SpillingLoop<V> loop) => (tile, columns, count) =>
    {
        var room = stackalloc byte[(Vectors + 1) * Line];
        loop(ref Unsafe.AsRef<SpillArea<V>>((void*)(((nint)room + (Line - 1)) & ~(nint)(Line - 1))), tile, columns, count);
    };
}

/// <summary>A field for each vector.</summary>
internal struct SpillArea<V>
{
    public V V0, V1, V2, V3, V4, V5, V6, V7, V8, V9, V10, V11, V12, V13, V14, V15;
    public V V16, V17, V18, V19, V20, V21, V22, V23, V24, V25, V26, V27, V28, V29, V30, V31;
    public V V32, V33, V34, V35, V36, V37, V38, V39, V40, V41, V42, V43, V44, V45, V46, V47;
    public V V48, V49, V50, V51, V52, V53, V54, V55, V56, V57, V58, V59, V60, V61, V62, V63;
}
