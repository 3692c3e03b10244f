using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>Eight <see langword="double"/> values in one <see cref="Vector512{T}"/>.</summary>
[method: MethodImpl(AggressiveInlining)]
internal readonly struct F64x8(Vector512<double> value) : ILane<F64x8>, IDoubleLane
{
    public readonly Vector512<double> Value = value;

    public static int Count => 8;

    [MethodImpl(AggressiveInlining)]
    public static F64x8 Const(double value) => new(Vector512.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static implicit operator F64x8(double value) => new(Vector512.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 Integer(long bits) => new(Vector512.Create(bits).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static F64x8 operator +(F64x8 a, F64x8 b) => new(a.Value + b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x8 operator -(F64x8 a, F64x8 b) => new(a.Value - b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x8 operator *(F64x8 a, F64x8 b) => new(a.Value * b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x8 operator /(F64x8 a, F64x8 b) => new(a.Value / b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x8 operator -(F64x8 a) => new(-a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x8 FusedMultiplyAdd(F64x8 a, F64x8 b, F64x8 c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 FusedMultiplyAdd(F64x8 a, F64x8 b, double c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, Vector512.Create(c)));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 Abs(F64x8 x) => new(Vector512.Abs(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 Sqrt(F64x8 x) => new(Vector512.Sqrt(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 Round(F64x8 x) => new(Vector512.Round(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 Floor(F64x8 x) => new(Vector512.Floor(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 Truncate(F64x8 x) => new(Vector512.Truncate(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 CopySign(F64x8 magnitude, F64x8 sign) => new(Vector512.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 Min(F64x8 a, F64x8 b) => new(Vector512.MinNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 Max(F64x8 a, F64x8 b) => new(Vector512.MaxNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 ScaleB(F64x8 x, F64x8 n) =>
        Avx512F.IsSupported ? new(Avx512F.Scale(x.Value, n.Value)) : LaneMath.ScaleBInTwoSteps(x, n);

    [MethodImpl(AggressiveInlining)]
    public static F64x8 SplitExponent(F64x8 x, out F64x8 fraction)
    {
        if (!Avx512F.IsSupported)
            return LaneMath.SplitExponentByBits(x, out fraction);
        fraction = new(Avx512F.GetMantissa(x.Value, LaneMath.MantissaFromThreeQuarters));
        return new(Avx512F.GetExponent(x.Value) - Avx512F.GetExponent(fraction.Value));
    }

    [MethodImpl(AggressiveInlining)]
    public static F64x8 operator <(F64x8 a, F64x8 b) => new(Vector512.LessThan(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 operator <=(F64x8 a, F64x8 b) => new(Vector512.LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 operator >(F64x8 a, F64x8 b) => new(Vector512.GreaterThan(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 operator >=(F64x8 a, F64x8 b) => new(Vector512.GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 Equal(F64x8 a, F64x8 b) => new(Vector512.Equals(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x8 operator &(F64x8 a, F64x8 b) => new(a.Value & b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x8 operator |(F64x8 a, F64x8 b) => new(a.Value | b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x8 operator ^(F64x8 a, F64x8 b) => new(a.Value ^ b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x8 operator ~(F64x8 a) => new(~a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x8 Select(F64x8 mask, F64x8 a, F64x8 b) => new(Vector512.ConditionalSelect(mask.Value, a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static bool Any(F64x8 mask) => mask.Value.ExtractMostSignificantBits() != 0;

    [MethodImpl(AggressiveInlining)]
    public static F64x8 AddInteger(F64x8 a, F64x8 b) => new((a.Value.AsInt64() + b.Value.AsInt64()).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static F64x8 SubtractInteger(F64x8 a, F64x8 b) => new((a.Value.AsInt64() - b.Value.AsInt64()).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static F64x8 ShiftLeft(F64x8 a, int count) => new(Vector512.ShiftLeft(a.Value.AsInt64(), count).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static F64x8 ShiftRight(F64x8 a, int count) => new(Vector512.ShiftRightArithmetic(a.Value.AsInt64(), count).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static unsafe F64x8 Lookup<TTable>(int row, F64x8 index) where TTable : struct, ILaneTable
    {
        if (Avx512F.IsSupported)
        {
            double* numbers = (double*)LaneTable<TTable>.Doubles + 16 * row;
            return new(Avx512F.PermuteVar8x64x2(Vector512.Load(numbers), index.Value.AsInt64(), Vector512.Load(numbers + 8)));
        }

        return new(Vector512.Create(
            F64x4.Lookup<TTable>(row, new(index.Value.GetLower())).Value, F64x4.Lookup<TTable>(row, new(index.Value.GetUpper())).Value));
    }

    [MethodImpl(AggressiveInlining)]
    public static F64x8 FusedMultiplyAdd<TTable>(F64x8 a, F64x8 b, int row, F64x8 index) where TTable : struct, ILaneTable =>
        new(Vector512.FusedMultiplyAdd(a.Value, b.Value, Lookup<TTable>(row, index).Value));

    [MethodImpl(NoInlining)]
    public static F64x8 Map(Func<double, double> function, F64x8 x)
    {
        Vector512<double> result = x.Value;
        for (int i = 0; i < Count; i++)
            result = result.WithElement(i, function(x.Value[i]));
        return new(result);
    }

    [MethodImpl(NoInlining)]
    public static F64x8 Map(Func<double, double, double> function, F64x8 x, F64x8 y)
    {
        Vector512<double> result = x.Value;
        for (int i = 0; i < Count; i++)
            result = result.WithElement(i, function(x.Value[i], y.Value[i]));
        return new(result);
    }
}
