using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>Four <see langword="float"/> values in one <see cref="Vector128{T}"/>.</summary>
[method: MethodImpl(AggressiveInlining)]
internal readonly struct F32x4(Vector128<float> value) : ILane<F32x4>
{
    public readonly Vector128<float> Value = value;

    public static int Count => 4;

    [MethodImpl(AggressiveInlining)]
    public static F32x4 Const(double value) => new(Vector128.Create((float)value));

    [MethodImpl(AggressiveInlining)]
    public static implicit operator F32x4(double value) => new(Vector128.Create((float)value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 Integer(long bits) => new(Vector128.Create((int)bits).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static F32x4 operator +(F32x4 a, F32x4 b) => new(a.Value + b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x4 operator -(F32x4 a, F32x4 b) => new(a.Value - b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x4 operator *(F32x4 a, F32x4 b) => new(a.Value * b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x4 operator /(F32x4 a, F32x4 b) => new(a.Value / b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x4 operator -(F32x4 a) => new(-a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x4 FusedMultiplyAdd(F32x4 a, F32x4 b, F32x4 c) => new(Vector128.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 FusedMultiplyAdd(F32x4 a, F32x4 b, double c) => new(Vector128.FusedMultiplyAdd(a.Value, b.Value, Vector128.Create((float)c)));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 Abs(F32x4 x) => new(Vector128.Abs(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 Sqrt(F32x4 x) => new(Vector128.Sqrt(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 Round(F32x4 x) => new(Vector128.Round(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 Floor(F32x4 x) => new(Vector128.Floor(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 Truncate(F32x4 x) => new(Vector128.Truncate(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 CopySign(F32x4 magnitude, F32x4 sign) => new(Vector128.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 Min(F32x4 a, F32x4 b) => new(Vector128.MinNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 Max(F32x4 a, F32x4 b) => new(Vector128.MaxNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 ScaleB(F32x4 x, F32x4 n) =>
        Avx512F.VL.IsSupported ? new(Avx512F.VL.Scale(x.Value, n.Value)) : LaneMath.ScaleBInTwoSteps(x, n);

    [MethodImpl(AggressiveInlining)]
    public static F32x4 SplitExponent(F32x4 x, out F32x4 fraction)
    {
        if (!Avx512F.VL.IsSupported)
            return LaneMath.SplitExponentByBits(x, out fraction);
        fraction = new(Avx512F.VL.GetMantissa(x.Value, LaneMath.MantissaFromThreeQuarters));
        return new(Avx512F.VL.GetExponent(x.Value) - Avx512F.VL.GetExponent(fraction.Value));
    }

    [MethodImpl(AggressiveInlining)]
    public static F32x4 operator <(F32x4 a, F32x4 b) => new(Vector128.LessThan(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 operator <=(F32x4 a, F32x4 b) => new(Vector128.LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 operator >(F32x4 a, F32x4 b) => new(Vector128.GreaterThan(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 operator >=(F32x4 a, F32x4 b) => new(Vector128.GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 Equal(F32x4 a, F32x4 b) => new(Vector128.Equals(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x4 operator &(F32x4 a, F32x4 b) => new(a.Value & b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x4 operator |(F32x4 a, F32x4 b) => new(a.Value | b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x4 operator ^(F32x4 a, F32x4 b) => new(a.Value ^ b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x4 operator ~(F32x4 a) => new(~a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x4 Select(F32x4 mask, F32x4 a, F32x4 b) => new(Vector128.ConditionalSelect(mask.Value, a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static bool Any(F32x4 mask) => mask.Value.ExtractMostSignificantBits() != 0;

    [MethodImpl(AggressiveInlining)]
    public static F32x4 AddInteger(F32x4 a, F32x4 b) => new((a.Value.AsInt32() + b.Value.AsInt32()).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static F32x4 SubtractInteger(F32x4 a, F32x4 b) => new((a.Value.AsInt32() - b.Value.AsInt32()).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static F32x4 ShiftLeft(F32x4 a, int count) => new(Vector128.ShiftLeft(a.Value.AsInt32(), count).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static F32x4 ShiftRight(F32x4 a, int count) => new(Vector128.ShiftRightArithmetic(a.Value.AsInt32(), count).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static unsafe F32x4 Lookup<TTable>(int row, F32x4 index) where TTable : struct, ILaneTable
    {
        float* numbers = (float*)LaneTable<TTable>.Singles + 16 * row;
        Vector128<int> i = index.Value.AsInt32();
        return new(Vector128.Create(numbers[i[0] & 15], numbers[i[1] & 15], numbers[i[2] & 15], numbers[i[3] & 15]));
    }

    [MethodImpl(AggressiveInlining)]
    public static F32x4 FusedMultiplyAdd<TTable>(F32x4 a, F32x4 b, int row, F32x4 index) where TTable : struct, ILaneTable =>
        new(Vector128.FusedMultiplyAdd(a.Value, b.Value, Lookup<TTable>(row, index).Value));

    [MethodImpl(NoInlining)]
    public static F32x4 Map(Func<double, double> function, F32x4 x)
    {
        Vector128<float> result = x.Value;
        for (int i = 0; i < Count; i++)
            result = result.WithElement(i, (float)function(x.Value[i]));
        return new(result);
    }

    [MethodImpl(NoInlining)]
    public static F32x4 Map(Func<double, double, double> function, F32x4 x, F32x4 y)
    {
        Vector128<float> result = x.Value;
        for (int i = 0; i < Count; i++)
            result = result.WithElement(i, (float)function(x.Value[i], y.Value[i]));
        return new(result);
    }
}
