using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>
/// Elementary functions behind a call. The JIT's inlining budget is one for a whole method: a special function made of several
/// inlined elementary ones would leave lane operations as calls, at many times the cost of the one call here. The lane goes by
/// reference, since structs of vectors passed by value are copied in pieces that stall the load of the whole.
/// </summary>
internal static class OutOfLine
{
    [MethodImpl(AggressiveInlining)]
    public static V Exp<V>(V x) where V : struct, ILane<V>
    {
        Exp(ref x);
        return x;
    }

    [MethodImpl(NoInlining)]
    private static void Exp<V>(ref V x) where V : struct, ILane<V> => x = ElementaryFunctions.Exp(x);

    [MethodImpl(AggressiveInlining)]
    public static V ExpM1<V>(V x) where V : struct, ILane<V>
    {
        ExpM1(ref x);
        return x;
    }

    [MethodImpl(NoInlining)]
    private static void ExpM1<V>(ref V x) where V : struct, ILane<V> => x = ElementaryFunctions.ExpM1(x);

    [MethodImpl(AggressiveInlining)]
    public static V Log<V>(V x) where V : struct, ILane<V>
    {
        Log(ref x);
        return x;
    }

    [MethodImpl(NoInlining)]
    private static void Log<V>(ref V x) where V : struct, ILane<V> => x = ElementaryFunctions.Log(x);

    [MethodImpl(AggressiveInlining)]
    public static V LogP1<V>(V x) where V : struct, ILane<V>
    {
        LogP1(ref x);
        return x;
    }

    [MethodImpl(NoInlining)]
    private static void LogP1<V>(ref V x) where V : struct, ILane<V> => x = ElementaryFunctions.LogP1(x);

    [MethodImpl(AggressiveInlining)]
    public static V Sin<V>(V x) where V : struct, ILane<V>
    {
        Sin(ref x);
        return x;
    }

    [MethodImpl(NoInlining)]
    private static void Sin<V>(ref V x) where V : struct, ILane<V> => x = ElementaryFunctions.Sin(x);
}
