using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>Sixteen <see langword="float"/> values in one <see cref="Vector512{T}"/>.</summary>
[method: MethodImpl(AggressiveInlining)]
internal readonly struct F32x16(Vector512<float> value) : ILane<F32x16>
{
    public readonly Vector512<float> Value = value;

    public static int Count => 16;

    [MethodImpl(AggressiveInlining)]
    public static F32x16 Const(double value) => new(Vector512.Create((float)value));

    [MethodImpl(AggressiveInlining)]
    public static implicit operator F32x16(double value) => new(Vector512.Create((float)value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 Integer(long bits) => new(Vector512.Create((int)bits).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static F32x16 operator +(F32x16 a, F32x16 b) => new(a.Value + b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x16 operator -(F32x16 a, F32x16 b) => new(a.Value - b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x16 operator *(F32x16 a, F32x16 b) => new(a.Value * b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x16 operator /(F32x16 a, F32x16 b) => new(a.Value / b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x16 operator -(F32x16 a) => new(-a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x16 FusedMultiplyAdd(F32x16 a, F32x16 b, F32x16 c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 FusedMultiplyAdd(F32x16 a, F32x16 b, double c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, Vector512.Create((float)c)));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 Abs(F32x16 x) => new(Vector512.Abs(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 Sqrt(F32x16 x) => new(Vector512.Sqrt(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 Round(F32x16 x) => new(Vector512.Round(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 Floor(F32x16 x) => new(Vector512.Floor(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 Truncate(F32x16 x) => new(Vector512.Truncate(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 CopySign(F32x16 magnitude, F32x16 sign) => new(Vector512.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 Min(F32x16 a, F32x16 b) => new(Vector512.MinNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 Max(F32x16 a, F32x16 b) => new(Vector512.MaxNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 ScaleB(F32x16 x, F32x16 n) =>
        Avx512F.IsSupported ? new(Avx512F.Scale(x.Value, n.Value)) : LaneMath.ScaleBInTwoSteps(x, n);

    [MethodImpl(AggressiveInlining)]
    public static F32x16 SplitExponent(F32x16 x, out F32x16 fraction)
    {
        if (!Avx512F.IsSupported)
            return LaneMath.SplitExponentByBits(x, out fraction);
        fraction = new(Avx512F.GetMantissa(x.Value, LaneMath.MantissaFromThreeQuarters));
        return new(Avx512F.GetExponent(x.Value) - Avx512F.GetExponent(fraction.Value));
    }

    [MethodImpl(AggressiveInlining)]
    public static F32x16 operator <(F32x16 a, F32x16 b) => new(Vector512.LessThan(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 operator <=(F32x16 a, F32x16 b) => new(Vector512.LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 operator >(F32x16 a, F32x16 b) => new(Vector512.GreaterThan(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 operator >=(F32x16 a, F32x16 b) => new(Vector512.GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 Equal(F32x16 a, F32x16 b) => new(Vector512.Equals(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x16 operator &(F32x16 a, F32x16 b) => new(a.Value & b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x16 operator |(F32x16 a, F32x16 b) => new(a.Value | b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x16 operator ^(F32x16 a, F32x16 b) => new(a.Value ^ b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x16 operator ~(F32x16 a) => new(~a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x16 Select(F32x16 mask, F32x16 a, F32x16 b) => new(Vector512.ConditionalSelect(mask.Value, a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static bool Any(F32x16 mask) => mask.Value.ExtractMostSignificantBits() != 0;

    [MethodImpl(AggressiveInlining)]
    public static F32x16 AddInteger(F32x16 a, F32x16 b) => new((a.Value.AsInt32() + b.Value.AsInt32()).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static F32x16 SubtractInteger(F32x16 a, F32x16 b) => new((a.Value.AsInt32() - b.Value.AsInt32()).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static F32x16 ShiftLeft(F32x16 a, int count) => new(Vector512.ShiftLeft(a.Value.AsInt32(), count).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static F32x16 ShiftRight(F32x16 a, int count) => new(Vector512.ShiftRightArithmetic(a.Value.AsInt32(), count).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static unsafe F32x16 Lookup<TTable>(int row, F32x16 index) where TTable : struct, ILaneTable
    {
        if (Avx512F.IsSupported)
        {
            float* numbers = (float*)LaneTable<TTable>.Singles + 16 * row;
            return new(Avx512F.PermuteVar16x32(Vector512.Load(numbers), index.Value.AsInt32()));
        }

        return new(Vector512.Create(
            F32x8.Lookup<TTable>(row, new(index.Value.GetLower())).Value, F32x8.Lookup<TTable>(row, new(index.Value.GetUpper())).Value));
    }

    [MethodImpl(AggressiveInlining)]
    public static F32x16 FusedMultiplyAdd<TTable>(F32x16 a, F32x16 b, int row, F32x16 index) where TTable : struct, ILaneTable =>
        new(Vector512.FusedMultiplyAdd(a.Value, b.Value, Lookup<TTable>(row, index).Value));

    [MethodImpl(NoInlining)]
    public static F32x16 Map(Func<double, double> function, F32x16 x)
    {
        Vector512<float> result = x.Value;
        for (int i = 0; i < Count; i++)
            result = result.WithElement(i, (float)function(x.Value[i]));
        return new(result);
    }

    [MethodImpl(NoInlining)]
    public static F32x16 Map(Func<double, double, double> function, F32x16 x, F32x16 y)
    {
        Vector512<float> result = x.Value;
        for (int i = 0; i < Count; i++)
            result = result.WithElement(i, (float)function(x.Value[i], y.Value[i]));
        return new(result);
    }
}
