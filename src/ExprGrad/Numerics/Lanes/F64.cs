using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>One <see langword="double"/>. Masks and bits stay in the vector register the number lives in.</summary>
[method: MethodImpl(AggressiveInlining)]
internal readonly struct F64(double value) : ILane<F64>, IDoubleLane
{
    public readonly double Value = value;

    private Vector128<double> Lane
    {
        [MethodImpl(AggressiveInlining)]
        get => Vector128.CreateScalarUnsafe(Value);
    }

    private Vector128<long> Bits
    {
        [MethodImpl(AggressiveInlining)]
        get => Lane.AsInt64();
    }

    public static int Count => 1;

    [MethodImpl(AggressiveInlining)]
    public static F64 Const(double value) => new(value);

    [MethodImpl(AggressiveInlining)]
    public static implicit operator F64(double value) => new(value);

    [MethodImpl(AggressiveInlining)]
    public static F64 Integer(long bits) => new(BitConverter.Int64BitsToDouble(bits));

    [MethodImpl(AggressiveInlining)]
    public static F64 operator +(F64 a, F64 b) => new(a.Value + b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64 operator -(F64 a, F64 b) => new(a.Value - b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64 operator *(F64 a, F64 b) => new(a.Value * b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64 operator /(F64 a, F64 b) => new(a.Value / b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64 operator -(F64 a) => new(-a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64 FusedMultiplyAdd(F64 a, F64 b, F64 c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64 FusedMultiplyAdd(F64 a, F64 b, double c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c));

    [MethodImpl(AggressiveInlining)]
    public static F64 Abs(F64 x) => new(Math.Abs(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64 Sqrt(F64 x) => new(Math.Sqrt(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64 Round(F64 x) => new(Math.Round(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64 Floor(F64 x) => new(Math.Floor(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64 Truncate(F64 x) => new(Math.Truncate(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64 CopySign(F64 magnitude, F64 sign) => new(Math.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64 Min(F64 a, F64 b) => new(double.MinNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64 Max(F64 a, F64 b) => new(double.MaxNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F64 ScaleB(F64 x, F64 n) =>
        Avx512F.IsSupported ? new(Avx512F.ScaleScalar(x.Lane, n.Lane).ToScalar()) : LaneMath.ScaleBInTwoSteps(x, n);

    [MethodImpl(AggressiveInlining)]
    public static F64 SplitExponent(F64 x, out F64 fraction)
    {
        if (!Avx512F.IsSupported)
            return LaneMath.SplitExponentByBits(x, out fraction);
        fraction = new(Avx512F.GetMantissaScalar(x.Lane, LaneMath.MantissaFromThreeQuarters).ToScalar());
        return new(Avx512F.GetExponentScalar(x.Lane).ToScalar() - Avx512F.GetExponentScalar(fraction.Lane).ToScalar());
    }

    [MethodImpl(AggressiveInlining)]
    public static F64 operator <(F64 a, F64 b) => new(Vector128.LessThan(a.Lane, b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F64 operator <=(F64 a, F64 b) => new(Vector128.LessThanOrEqual(a.Lane, b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F64 operator >(F64 a, F64 b) => new(Vector128.GreaterThan(a.Lane, b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F64 operator >=(F64 a, F64 b) => new(Vector128.GreaterThanOrEqual(a.Lane, b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F64 Equal(F64 a, F64 b) => new(Vector128.Equals(a.Lane, b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F64 operator &(F64 a, F64 b) => new((a.Lane & b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F64 operator |(F64 a, F64 b) => new((a.Lane | b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F64 operator ^(F64 a, F64 b) => new((a.Lane ^ b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F64 operator ~(F64 a) => new((~a.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F64 Select(F64 mask, F64 a, F64 b) => new(Vector128.ConditionalSelect(mask.Lane, a.Lane, b.Lane).ToScalar());

    // Not by an integer comparison of Bits.ToScalar(): optimised code of .NET 10.0.12 gets the sign wrong there.
    [MethodImpl(AggressiveInlining)]
    public static bool Any(F64 mask) => double.IsNegative(mask.Value);

    [MethodImpl(AggressiveInlining)]
    public static F64 AddInteger(F64 a, F64 b) => new((a.Bits + b.Bits).AsDouble().ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F64 SubtractInteger(F64 a, F64 b) => new((a.Bits - b.Bits).AsDouble().ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F64 ShiftLeft(F64 a, int count) => new(Vector128.ShiftLeft(a.Bits, count).AsDouble().ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F64 ShiftRight(F64 a, int count) => new(Vector128.ShiftRightArithmetic(a.Bits, count).AsDouble().ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static unsafe F64 Lookup<TTable>(int row, F64 index) where TTable : struct, ILaneTable =>
        new(((double*)LaneTable<TTable>.Doubles)[16 * row + (BitConverter.DoubleToInt64Bits(index.Value) & 15)]);

    [MethodImpl(AggressiveInlining)]
    public static unsafe F64 FusedMultiplyAdd<TTable>(F64 a, F64 b, int row, F64 index) where TTable : struct, ILaneTable =>
        new(Math.FusedMultiplyAdd(a.Value, b.Value, ((double*)LaneTable<TTable>.Doubles)[16 * row + (BitConverter.DoubleToInt64Bits(index.Value) & 15)]));

    public static F64 Map(Func<double, double> function, F64 x) => new(function(x.Value));

    public static F64 Map(Func<double, double, double> function, F64 x, F64 y) => new(function(x.Value, y.Value));
}
