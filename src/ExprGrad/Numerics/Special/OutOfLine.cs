using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>
/// Elementary functions behind a call. The JIT's inlining budget is one for a whole method: a special function made of several
/// inlined elementary ones would leave lane operations as calls, at many times the cost of the one call here.
/// </summary>
internal static class OutOfLine
{
    [MethodImpl(AggressiveInlining)]
    public static V Exp<V>(V x) where V : struct, ILane<V>
    {
        Unsafe.SkipInit(out Scratch scratch);
        ref V slot = ref Scratch.Hold(ref scratch, x);
        Exp(ref slot);
        return slot;
    }

    [MethodImpl(NoInlining)]
    private static void Exp<V>(ref V x) where V : struct, ILane<V> => x = ElementaryFunctions.Exp(x);

    [MethodImpl(AggressiveInlining)]
    public static V ExpM1<V>(V x) where V : struct, ILane<V>
    {
        Unsafe.SkipInit(out Scratch scratch);
        ref V slot = ref Scratch.Hold(ref scratch, x);
        ExpM1(ref slot);
        return slot;
    }

    [MethodImpl(NoInlining)]
    private static void ExpM1<V>(ref V x) where V : struct, ILane<V> => x = ElementaryFunctions.ExpM1(x);

    [MethodImpl(AggressiveInlining)]
    public static V Log<V>(V x) where V : struct, ILane<V>
    {
        Unsafe.SkipInit(out Scratch scratch);
        ref V slot = ref Scratch.Hold(ref scratch, x);
        Log(ref slot);
        return slot;
    }

    [MethodImpl(NoInlining)]
    private static void Log<V>(ref V x) where V : struct, ILane<V> => x = ElementaryFunctions.Log(x);

    [MethodImpl(AggressiveInlining)]
    public static V LogP1<V>(V x) where V : struct, ILane<V>
    {
        Unsafe.SkipInit(out Scratch scratch);
        ref V slot = ref Scratch.Hold(ref scratch, x);
        LogP1(ref slot);
        return slot;
    }

    [MethodImpl(NoInlining)]
    private static void LogP1<V>(ref V x) where V : struct, ILane<V> => x = ElementaryFunctions.LogP1(x);

    [MethodImpl(AggressiveInlining)]
    public static V Sin<V>(V x) where V : struct, ILane<V>
    {
        Unsafe.SkipInit(out Scratch scratch);
        ref V slot = ref Scratch.Hold(ref scratch, x);
        Sin(ref slot);
        return slot;
    }

    [MethodImpl(NoInlining)]
    private static void Sin<V>(ref V x) where V : struct, ILane<V> => x = ElementaryFunctions.Sin(x);
}
