using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

/// <summary>One <see langword="float"/>. Masks and bits stay in the vector register the number lives in.</summary>
[method: MethodImpl(AggressiveInlining)]
internal readonly struct F32(float value) : ILane<F32>
{
    public readonly float Value = value;

    private Vector128<float> Lane
    {
        [MethodImpl(AggressiveInlining)]
        get => Vector128.CreateScalarUnsafe(Value);
    }

    private Vector128<int> Bits
    {
        [MethodImpl(AggressiveInlining)]
        get => Lane.AsInt32();
    }

    public static int Count => 1;

    [MethodImpl(AggressiveInlining)]
    public static F32 Const(double value) => new((float)value);

    [MethodImpl(AggressiveInlining)]
    public static implicit operator F32(double value) => new((float)value);

    [MethodImpl(AggressiveInlining)]
    public static F32 Integer(long bits) => new(BitConverter.Int32BitsToSingle((int)bits));

    [MethodImpl(AggressiveInlining)]
    public static F32 operator +(F32 a, F32 b) => new(a.Value + b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32 operator -(F32 a, F32 b) => new(a.Value - b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32 operator *(F32 a, F32 b) => new(a.Value * b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32 operator /(F32 a, F32 b) => new(a.Value / b.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32 operator -(F32 a) => new(-a.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32 FusedMultiplyAdd(F32 a, F32 b, F32 c) => new(MathF.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32 FusedMultiplyAdd(F32 a, F32 b, double c) => new(MathF.FusedMultiplyAdd(a.Value, b.Value, (float)c));

    [MethodImpl(AggressiveInlining)]
    public static F32 Abs(F32 x) => new(MathF.Abs(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32 Sqrt(F32 x) => new(MathF.Sqrt(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32 Round(F32 x) => new(MathF.Round(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32 Floor(F32 x) => new(MathF.Floor(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32 Truncate(F32 x) => new(MathF.Truncate(x.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32 CopySign(F32 magnitude, F32 sign) => new(MathF.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32 Min(F32 a, F32 b) => new(float.MinNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32 Max(F32 a, F32 b) => new(float.MaxNative(a.Value, b.Value));

    [MethodImpl(AggressiveInlining)]
    public static F32 ScaleB(F32 x, F32 n) =>
        Avx512F.IsSupported ? new(Avx512F.ScaleScalar(x.Lane, n.Lane).ToScalar()) : LaneMath.ScaleBInTwoSteps(x, n);

    [MethodImpl(AggressiveInlining)]
    public static F32 SplitExponent(F32 x, out F32 fraction)
    {
        if (!Avx512F.IsSupported)
            return LaneMath.SplitExponentByBits(x, out fraction);
        fraction = new(Avx512F.GetMantissaScalar(x.Lane, LaneMath.MantissaFromThreeQuarters).ToScalar());
        return new(Avx512F.GetExponentScalar(x.Lane).ToScalar() - Avx512F.GetExponentScalar(fraction.Lane).ToScalar());
    }

    [MethodImpl(AggressiveInlining)]
    public static F32 operator <(F32 a, F32 b) => new(Vector128.LessThan(a.Lane, b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F32 operator <=(F32 a, F32 b) => new(Vector128.LessThanOrEqual(a.Lane, b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F32 operator >(F32 a, F32 b) => new(Vector128.GreaterThan(a.Lane, b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F32 operator >=(F32 a, F32 b) => new(Vector128.GreaterThanOrEqual(a.Lane, b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F32 Equal(F32 a, F32 b) => new(Vector128.Equals(a.Lane, b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F32 operator &(F32 a, F32 b) => new((a.Lane & b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F32 operator |(F32 a, F32 b) => new((a.Lane | b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F32 operator ^(F32 a, F32 b) => new((a.Lane ^ b.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F32 operator ~(F32 a) => new((~a.Lane).ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F32 Select(F32 mask, F32 a, F32 b) => new(Vector128.ConditionalSelect(mask.Lane, a.Lane, b.Lane).ToScalar());

    // Not by an integer comparison of Bits.ToScalar(): optimised code of .NET 10.0.12 gets the sign wrong there.
    [MethodImpl(AggressiveInlining)]
    public static bool Any(F32 mask) => float.IsNegative(mask.Value);

    [MethodImpl(AggressiveInlining)]
    public static F32 AddInteger(F32 a, F32 b) => new((a.Bits + b.Bits).AsSingle().ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F32 SubtractInteger(F32 a, F32 b) => new((a.Bits - b.Bits).AsSingle().ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F32 ShiftLeft(F32 a, int count) => new(Vector128.ShiftLeft(a.Bits, count).AsSingle().ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static F32 ShiftRight(F32 a, int count) => new(Vector128.ShiftRightArithmetic(a.Bits, count).AsSingle().ToScalar());

    [MethodImpl(AggressiveInlining)]
    public static unsafe F32 Lookup<TTable>(int row, F32 index) where TTable : struct, ILaneTable =>
        new(((float*)LaneTable<TTable>.Singles)[16 * row + (BitConverter.SingleToInt32Bits(index.Value) & 15)]);

    [MethodImpl(AggressiveInlining)]
    public static unsafe F32 FusedMultiplyAdd<TTable>(F32 a, F32 b, int row, F32 index) where TTable : struct, ILaneTable =>
        new(MathF.FusedMultiplyAdd(a.Value, b.Value, ((float*)LaneTable<TTable>.Singles)[16 * row + (BitConverter.SingleToInt32Bits(index.Value) & 15)]));

    public static F32 Map(Func<double, double> function, F32 x) => new((float)function(x.Value));

    public static F32 Map(Func<double, double, double> function, F32 x, F32 y) => new((float)function(x.Value, y.Value));
}
