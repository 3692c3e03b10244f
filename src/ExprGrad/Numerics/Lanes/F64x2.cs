using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>Two <see langword="double"/> values in one <see cref="Vector128{T}"/>.</summary>
[method: MethodImpl(AggressiveInlining)]
internal readonly struct F64x2(Vector128<double> value) : ILane<F64x2>, IDoubleLane
{
    public readonly Vector128<double> Value = value;

    public static int Count => 2;

    [MethodImpl(AggressiveInlining)]
    public static F64x2 Const(double value) => new(Vector128.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static implicit operator F64x2(double value) => new(Vector128.Create(value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 Integer(long bits) => new(Vector128.Create(bits).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static F64x2 operator +(F64x2 a, F64x2 b) => new(a.Value + b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x2 operator -(F64x2 a, F64x2 b) => new(a.Value - b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x2 operator *(F64x2 a, F64x2 b) => new(a.Value * b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x2 operator /(F64x2 a, F64x2 b) => new(a.Value / b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x2 operator -(F64x2 a) => new(-a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x2 FusedMultiplyAdd(F64x2 a, F64x2 b, F64x2 c) => new(Vector128.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 FusedMultiplyAdd(F64x2 a, F64x2 b, double c) => new(Vector128.FusedMultiplyAdd(a.Value, b.Value, Vector128.Create(c)));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 Abs(F64x2 x) => new(Vector128.Abs(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 Sqrt(F64x2 x) => new(Vector128.Sqrt(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 Round(F64x2 x) => new(Vector128.Round(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 Floor(F64x2 x) => new(Vector128.Floor(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 Truncate(F64x2 x) => new(Vector128.Truncate(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 CopySign(F64x2 magnitude, F64x2 sign) => new(Vector128.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 Min(F64x2 a, F64x2 b) => new(Vector128.MinNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 Max(F64x2 a, F64x2 b) => new(Vector128.MaxNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 ScaleB(F64x2 x, F64x2 n) =>
        Avx512F.VL.IsSupported ? new(Avx512F.VL.Scale(x.Value, n.Value)) : LaneMath.ScaleBInTwoSteps(x, n);

    [MethodImpl(AggressiveInlining)]
    public static F64x2 SplitExponent(F64x2 x, out F64x2 fraction)
    {
        if (!Avx512F.VL.IsSupported)
            return LaneMath.SplitExponentByBits(x, out fraction);
        fraction = new(Avx512F.VL.GetMantissa(x.Value, LaneMath.MantissaFromThreeQuarters));
        return new(Avx512F.VL.GetExponent(x.Value) - Avx512F.VL.GetExponent(fraction.Value));
    }

    [MethodImpl(AggressiveInlining)]
    public static F64x2 operator <(F64x2 a, F64x2 b) => new(Vector128.LessThan(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 operator <=(F64x2 a, F64x2 b) => new(Vector128.LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 operator >(F64x2 a, F64x2 b) => new(Vector128.GreaterThan(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 operator >=(F64x2 a, F64x2 b) => new(Vector128.GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 Equal(F64x2 a, F64x2 b) => new(Vector128.Equals(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64x2 operator &(F64x2 a, F64x2 b) => new(a.Value & b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x2 operator |(F64x2 a, F64x2 b) => new(a.Value | b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x2 operator ^(F64x2 a, F64x2 b) => new(a.Value ^ b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x2 operator ~(F64x2 a) => new(~a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64x2 Select(F64x2 mask, F64x2 a, F64x2 b) => new(Vector128.ConditionalSelect(mask.Value, a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static bool Any(F64x2 mask) => mask.Value.ExtractMostSignificantBits() != 0;

    [MethodImpl(AggressiveInlining)]
    public static F64x2 AddInteger(F64x2 a, F64x2 b) => new((a.Value.AsInt64() + b.Value.AsInt64()).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static F64x2 SubtractInteger(F64x2 a, F64x2 b) => new((a.Value.AsInt64() - b.Value.AsInt64()).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static F64x2 ShiftLeft(F64x2 a, int count) => new(Vector128.ShiftLeft(a.Value.AsInt64(), count).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static F64x2 ShiftRight(F64x2 a, int count) => new(Vector128.ShiftRightArithmetic(a.Value.AsInt64(), count).AsDouble());

    [MethodImpl(AggressiveInlining)]
    public static unsafe F64x2 Lookup<TTable>(int row, F64x2 index) where TTable : struct, ILaneTable
    {
        double* numbers = (double*)LaneTable<TTable>.Doubles + 16 * row;
        Vector128<long> i = index.Value.AsInt64();
        return new(Vector128.Create(numbers[i[0] & 15], numbers[i[1] & 15]));
    }

    [MethodImpl(AggressiveInlining)]
    public static F64x2 FusedMultiplyAdd<TTable>(F64x2 a, F64x2 b, int row, F64x2 index) where TTable : struct, ILaneTable =>
        new(Vector128.FusedMultiplyAdd(a.Value, b.Value, Lookup<TTable>(row, index).Value));

    [MethodImpl(NoInlining)]
    public static F64x2 Map(Func<double, double> function, F64x2 x)
    {
        Vector128<double> result = x.Value;
        for (int i = 0; i < Count; i++)
            result = result.WithElement(i, function(x.Value[i]));
        return new(result);
    }

    [MethodImpl(NoInlining)]
    public static F64x2 Map(Func<double, double, double> function, F64x2 x, F64x2 y)
    {
        Vector128<double> result = x.Value;
        for (int i = 0; i < Count; i++)
            result = result.WithElement(i, function(x.Value[i], y.Value[i]));
        return new(result);
    }
}
