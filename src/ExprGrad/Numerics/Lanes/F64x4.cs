using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>Four <see langword="double"/> values in one <see cref="Vector256{T}"/>.</summary>
[method: MethodImpl(AggressiveInlining)]
internal readonly struct F64x4(Vector256<double> value) : ILane<F64x4>, IDoubleLane
{
    public readonly Vector256<double> Value = value;

    public static int Count => 4;

    [MethodImpl(AggressiveInlining)]
    public static F64x4 Const(double value) => new(Vector256.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static implicit operator F64x4(double value) => new(Vector256.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 Integer(long bits) => new(Vector256.Create(bits).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static F64x4 operator +(F64x4 a, F64x4 b) => new(a.Value + b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x4 operator -(F64x4 a, F64x4 b) => new(a.Value - b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x4 operator *(F64x4 a, F64x4 b) => new(a.Value * b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x4 operator /(F64x4 a, F64x4 b) => new(a.Value / b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x4 operator -(F64x4 a) => new(-a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x4 FusedMultiplyAdd(F64x4 a, F64x4 b, F64x4 c) => new(Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 FusedMultiplyAdd(F64x4 a, F64x4 b, double c) => new(Vector256.FusedMultiplyAdd(a.Value, b.Value, Vector256.Create(c)));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 Abs(F64x4 x) => new(Vector256.Abs(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 Sqrt(F64x4 x) => new(Vector256.Sqrt(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 Round(F64x4 x) => new(Vector256.Round(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 Floor(F64x4 x) => new(Vector256.Floor(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 Truncate(F64x4 x) => new(Vector256.Truncate(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 CopySign(F64x4 magnitude, F64x4 sign) => new(Vector256.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 Min(F64x4 a, F64x4 b) => new(Vector256.MinNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 Max(F64x4 a, F64x4 b) => new(Vector256.MaxNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 ScaleB(F64x4 x, F64x4 n) =>
        Avx512F.VL.IsSupported ? new(Avx512F.VL.Scale(x.Value, n.Value)) : LaneMath.ScaleBInTwoSteps(x, n);

    [MethodImpl(AggressiveInlining)]
    public static F64x4 SplitExponent(F64x4 x, out F64x4 fraction)
    {
        if (!Avx512F.VL.IsSupported)
            return LaneMath.SplitExponentByBits(x, out fraction);
        fraction = new(Avx512F.VL.GetMantissa(x.Value, LaneMath.MantissaFromThreeQuarters));
        return new(Avx512F.VL.GetExponent(x.Value) - Avx512F.VL.GetExponent(fraction.Value));
    }

    [MethodImpl(AggressiveInlining)]
    public static F64x4 operator <(F64x4 a, F64x4 b) => new(Vector256.LessThan(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 operator <=(F64x4 a, F64x4 b) => new(Vector256.LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 operator >(F64x4 a, F64x4 b) => new(Vector256.GreaterThan(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 operator >=(F64x4 a, F64x4 b) => new(Vector256.GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 Equal(F64x4 a, F64x4 b) => new(Vector256.Equals(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x4 operator &(F64x4 a, F64x4 b) => new(a.Value & b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x4 operator |(F64x4 a, F64x4 b) => new(a.Value | b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x4 operator ^(F64x4 a, F64x4 b) => new(a.Value ^ b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x4 operator ~(F64x4 a) => new(~a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x4 Select(F64x4 mask, F64x4 a, F64x4 b) => new(Vector256.ConditionalSelect(mask.Value, a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static bool Any(F64x4 mask) => mask.Value.ExtractMostSignificantBits() != 0;

    [MethodImpl(AggressiveInlining)]
    public static F64x4 AddInteger(F64x4 a, F64x4 b) => new((a.Value.AsInt64() + b.Value.AsInt64()).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static F64x4 SubtractInteger(F64x4 a, F64x4 b) => new((a.Value.AsInt64() - b.Value.AsInt64()).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static F64x4 ShiftLeft(F64x4 a, int count) => new(Vector256.ShiftLeft(a.Value.AsInt64(), count).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static F64x4 ShiftRight(F64x4 a, int count) => new(Vector256.ShiftRightArithmetic(a.Value.AsInt64(), count).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static unsafe F64x4 Lookup<TTable>(int row, F64x4 index) where TTable : struct, ILaneTable
    {
        double* numbers = (double*)LaneTable<TTable>.Doubles + 16 * row;
        Vector256<long> i = index.Value.AsInt64();
        return new(Vector256.Create(numbers[i[0] & 15], numbers[i[1] & 15], numbers[i[2] & 15], numbers[i[3] & 15]));
    }

    [MethodImpl(AggressiveInlining)]
    public static F64x4 FusedMultiplyAdd<TTable>(F64x4 a, F64x4 b, int row, F64x4 index) where TTable : struct, ILaneTable =>
        new(Vector256.FusedMultiplyAdd(a.Value, b.Value, Lookup<TTable>(row, index).Value));

    [MethodImpl(NoInlining)]
    public static F64x4 Map(Func<double, double> function, F64x4 x)
    {
        Vector256<double> result = x.Value;
        for (int i = 0; i < Count; i++)
            result = result.WithElement(i, function(x.Value[i]));
        return new(result);
    }

    [MethodImpl(NoInlining)]
    public static F64x4 Map(Func<double, double, double> function, F64x4 x, F64x4 y)
    {
        Vector256<double> result = x.Value;
        for (int i = 0; i < Count; i++)
            result = result.WithElement(i, function(x.Value[i], y.Value[i]));
        return new(result);
    }
}
