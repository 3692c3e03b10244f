namespace ExprGrad.Numerics;

/// <summary>
/// What an elementary function needs of a number: one <see langword="double"/> or <see langword="float"/>, or a hardware vector of them.
/// A function written once as <c>static V F&lt;V&gt;(V x) where V : struct, ILane&lt;V&gt;</c> is scalar code for <see cref="F64"/> and
/// SIMD code for <see cref="F64x8"/>.
/// </summary>
/// <remarks>
/// Comparisons return a mask: all bits of a lane set where true, none where false. Masks are of the lane's own type, which keeps the
/// functions at one generic argument; they are combined with <c>&amp; | ^ ~</c> and consumed by <see cref="Select"/> and <see cref="Any"/>.
/// The members named Integer treat the bits of a lane as a two's complement integer of the lane's width.
/// </remarks>
internal interface ILane<V> where V : struct, ILane<V>
{
    /// <summary>The number of elements held.</summary>
    static abstract int Count { get; }

    /// <summary>The value, rounded to the element type, in every lane.</summary>
    static abstract V Const(double value);

    /// <inheritdoc cref="Const"/>
    static abstract implicit operator V(double value);

    /// <summary>The bit pattern, truncated to the width of the element, in every lane.</summary>
    static abstract V Integer(long bits);

    static abstract V operator +(V a, V b);
    static abstract V operator -(V a, V b);
    static abstract V operator *(V a, V b);
    static abstract V operator /(V a, V b);
    static abstract V operator -(V a);

    /// <summary><c>a * b + c</c>, rounded once.</summary>
    static abstract V FusedMultiplyAdd(V a, V b, V c);

    /// <summary><c>a * b + c</c>, rounded once; a step of Horner's scheme.</summary>
    static abstract V FusedMultiplyAdd(V a, V b, double c);

    static abstract V Abs(V x);
    static abstract V Sqrt(V x);

    /// <summary>To the nearest integral value, ties to even.</summary>
    static abstract V Round(V x);
    static abstract V Floor(V x);
    static abstract V Truncate(V x);

    /// <summary>The magnitude of the first with the sign of the second.</summary>
    static abstract V CopySign(V magnitude, V sign);

    /// <summary>The smaller, as the hardware does it: a NaN in <paramref name="b"/> wins, one in <paramref name="a"/> may not.</summary>
    static abstract V Min(V a, V b);

    /// <summary>The larger, as the hardware does it: a NaN in <paramref name="b"/> wins, one in <paramref name="a"/> may not.</summary>
    static abstract V Max(V a, V b);

    /// <summary>
    /// <c>x * 2^n</c> for <paramref name="n"/>, rounded downwards to an integer, within ±2,000 (±250 for float); the result is rounded once where it
    /// underflows.
    /// </summary>
    static abstract V ScaleB(V x, V n);

    /// <summary>
    /// The integral k and the fraction in [¾, 1½) of <c>x = 2^k fraction</c>, for denormals too. Zero gives k = -∞, infinity k = +∞, each with
    /// fraction 1; NaN and what is below zero give NaN for both.
    /// </summary>
    static abstract V SplitExponent(V x, out V fraction);

    static abstract V operator <(V a, V b);
    static abstract V operator <=(V a, V b);
    static abstract V operator >(V a, V b);
    static abstract V operator >=(V a, V b);

    /// <summary>The mask of <c>a == b</c>: false where either is NaN, true for zeros of either sign.</summary>
    static abstract V Equal(V a, V b);

    static abstract V operator &(V a, V b);
    static abstract V operator |(V a, V b);
    static abstract V operator ^(V a, V b);
    static abstract V operator ~(V a);

    /// <summary>Lane by lane <c>mask ? a : b</c>.</summary>
    static abstract V Select(V mask, V a, V b);

    /// <summary>Whether at least one lane has its sign bit set: a mask that is true somewhere, or a number with a minus sign.</summary>
    static abstract bool Any(V mask);

    static abstract V AddInteger(V a, V b);
    static abstract V SubtractInteger(V a, V b);
    static abstract V ShiftLeft(V a, int count);

    /// <summary>Arithmetic shift to the right.</summary>
    static abstract V ShiftRight(V a, int count);

    /// <summary>For each lane the one of the row's sixteen numbers that the last four bits of the lane of <paramref name="index"/> tell.</summary>
    static abstract V Lookup<TTable>(int row, V index) where TTable : struct, ILaneTable;

    /// <summary><c>a * b + Lookup(row, index)</c>, rounded once; a step of Horner's scheme.</summary>
    static abstract V FusedMultiplyAdd<TTable>(V a, V b, int row, V index) where TTable : struct, ILaneTable;

    /// <summary>
    /// Applies a scalar function element by element: the slow path for rare arguments. Elements pass through
    /// <see langword="double"/>, which is exact for either type.
    /// </summary>
    static abstract V Map(Func<double, double> function, V x);

    /// <inheritdoc cref="Map(Func{double, double}, V)"/>
    static abstract V Map(Func<double, double, double> function, V x, V y);
}

/// <summary>
/// Marks the lanes of <see langword="double"/>. <c>default(V) is IDoubleLane</c> chooses between the two precisions of an algorithm: unlike a
/// property it is decided while the JIT reads the code, so the other half costs none of its inlining budget.
/// </summary>
internal interface IDoubleLane;
