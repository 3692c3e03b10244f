using System.Reflection;

namespace ExprGrad.Emit.Vector;

/// <summary>What the hardware does to a lane and C# has no function for. In an <see cref="Graphs.Op.Call"/> it stands in the place of the method.</summary>
internal enum LaneOperation : byte
{
    /// <summary><c>x * 2^n</c>.</summary>
    ScaleB,

    /// <summary>The exponent of the power of two just below.</summary>
    Exponent,

    /// <summary>The fraction in [¾, 1½).</summary>
    Mantissa,

    AddInteger,
    SubtractInteger,
    ShiftLeft,
    ShiftRight,
}

/// <summary>The number of a row of an <see cref="Numerics.ILaneTable"/> that the last bits of a lane tell.</summary>
internal sealed record LaneLookup(Type Table, int Row);

/// <summary>
/// A function of which only the usual course was written out: where a lane is rare, all lanes are computed again by calling the function.
/// Inputs are the mask of the rare lanes, the usual result, and the function's arguments.
/// </summary>
internal sealed record GuardedCall(MethodInfo Function);
