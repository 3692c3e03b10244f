using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>Eight <see langword="float"/> values in one <see cref="Vector256{T}"/>.</summary>
[method: MethodImpl(AggressiveInlining)]
internal readonly struct F32x8(Vector256<float> value) : ILane<F32x8>
{
    public readonly Vector256<float> Value = value;

    public static int Count => 8;

    [MethodImpl(AggressiveInlining)]
    public static F32x8 Const(double value) => new(Vector256.Create((float)value));

    [MethodImpl(AggressiveInlining)]
    public static implicit operator F32x8(double value) => new(Vector256.Create((float)value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 Integer(long bits) => new(Vector256.Create((int)bits).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static F32x8 operator +(F32x8 a, F32x8 b) => new(a.Value + b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x8 operator -(F32x8 a, F32x8 b) => new(a.Value - b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x8 operator *(F32x8 a, F32x8 b) => new(a.Value * b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x8 operator /(F32x8 a, F32x8 b) => new(a.Value / b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x8 operator -(F32x8 a) => new(-a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x8 FusedMultiplyAdd(F32x8 a, F32x8 b, F32x8 c) => new(Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 FusedMultiplyAdd(F32x8 a, F32x8 b, double c) => new(Vector256.FusedMultiplyAdd(a.Value, b.Value, Vector256.Create((float)c)));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 Abs(F32x8 x) => new(Vector256.Abs(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 Sqrt(F32x8 x) => new(Vector256.Sqrt(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 Round(F32x8 x) => new(Vector256.Round(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 Floor(F32x8 x) => new(Vector256.Floor(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 Truncate(F32x8 x) => new(Vector256.Truncate(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 CopySign(F32x8 magnitude, F32x8 sign) => new(Vector256.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 Min(F32x8 a, F32x8 b) => new(Vector256.MinNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 Max(F32x8 a, F32x8 b) => new(Vector256.MaxNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 ScaleB(F32x8 x, F32x8 n) =>
        Avx512F.VL.IsSupported ? new(Avx512F.VL.Scale(x.Value, n.Value)) : LaneMath.ScaleBInTwoSteps(x, n);

    [MethodImpl(AggressiveInlining)]
    public static F32x8 SplitExponent(F32x8 x, out F32x8 fraction)
    {
        if (!Avx512F.VL.IsSupported)
            return LaneMath.SplitExponentByBits(x, out fraction);
        fraction = new(Avx512F.VL.GetMantissa(x.Value, LaneMath.MantissaFromThreeQuarters));
        return new(Avx512F.VL.GetExponent(x.Value) - Avx512F.VL.GetExponent(fraction.Value));
    }

    [MethodImpl(AggressiveInlining)]
    public static F32x8 operator <(F32x8 a, F32x8 b) => new(Vector256.LessThan(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 operator <=(F32x8 a, F32x8 b) => new(Vector256.LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 operator >(F32x8 a, F32x8 b) => new(Vector256.GreaterThan(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 operator >=(F32x8 a, F32x8 b) => new(Vector256.GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 Equal(F32x8 a, F32x8 b) => new(Vector256.Equals(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32x8 operator &(F32x8 a, F32x8 b) => new(a.Value & b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x8 operator |(F32x8 a, F32x8 b) => new(a.Value | b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x8 operator ^(F32x8 a, F32x8 b) => new(a.Value ^ b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x8 operator ~(F32x8 a) => new(~a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32x8 Select(F32x8 mask, F32x8 a, F32x8 b) => new(Vector256.ConditionalSelect(mask.Value, a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static bool Any(F32x8 mask) => mask.Value.ExtractMostSignificantBits() != 0;

    [MethodImpl(AggressiveInlining)]
    public static F32x8 AddInteger(F32x8 a, F32x8 b) => new((a.Value.AsInt32() + b.Value.AsInt32()).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static F32x8 SubtractInteger(F32x8 a, F32x8 b) => new((a.Value.AsInt32() - b.Value.AsInt32()).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static F32x8 ShiftLeft(F32x8 a, int count) => new(Vector256.ShiftLeft(a.Value.AsInt32(), count).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static F32x8 ShiftRight(F32x8 a, int count) => new(Vector256.ShiftRightArithmetic(a.Value.AsInt32(), count).AsSingle());

    [MethodImpl(AggressiveInlining)]
    public static unsafe F32x8 Lookup<TTable>(int row, F32x8 index) where TTable : struct, ILaneTable
    {
        if (Avx2.IsSupported)
        {
            float* numbers = (float*)LaneTable<TTable>.Singles + 16 * row;
            Vector256<int> i = index.Value.AsInt32();
            Vector256<float> low = Avx2.PermuteVar8x32(Vector256.Load(numbers), i);
            Vector256<float> high = Avx2.PermuteVar8x32(Vector256.Load(numbers + 8), i);
            return new(Avx.BlendVariable(low, high, Vector256.ShiftLeft(i, 28).AsSingle())); // by the fourth bit
        }

        return new(Vector256.Create(
            F32x4.Lookup<TTable>(row, new(index.Value.GetLower())).Value, F32x4.Lookup<TTable>(row, new(index.Value.GetUpper())).Value));
    }

    [MethodImpl(AggressiveInlining)]
    public static F32x8 FusedMultiplyAdd<TTable>(F32x8 a, F32x8 b, int row, F32x8 index) where TTable : struct, ILaneTable =>
        new(Vector256.FusedMultiplyAdd(a.Value, b.Value, Lookup<TTable>(row, index).Value));

    [MethodImpl(NoInlining)]
    public static F32x8 Map(Func<double, double> function, F32x8 x)
    {
        Vector256<float> result = x.Value;
        for (int i = 0; i < Count; i++)
            result = result.WithElement(i, (float)function(x.Value[i]));
        return new(result);
    }

    [MethodImpl(NoInlining)]
    public static F32x8 Map(Func<double, double, double> function, F32x8 x, F32x8 y)
    {
        Vector256<float> result = x.Value;
        for (int i = 0; i < Count; i++)
            result = result.WithElement(i, (float)function(x.Value[i], y.Value[i]));
        return new(result);
    }
}
