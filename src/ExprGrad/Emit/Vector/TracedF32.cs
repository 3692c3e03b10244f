using ExprGrad.Graphs;
using ExprGrad.Numerics;

namespace ExprGrad.Emit.Vector;

/// <summary>A node in the place of a <see langword="float"/>: see <see cref="Tracing"/>. It holds a number, since functions pass lanes through bare memory.</summary>
internal readonly struct TracedF32(int id) : ILane<TracedF32>
{
    public int Id => id;

    public static int Count => 1;

    private static Tracing To => Tracing.Current;

    public static TracedF32 Const(double value) => new(To.Const(value));

    public static implicit operator TracedF32(double value) => new(To.Const(value));

    public static TracedF32 Integer(long bits) => new(To.Integer(bits));

    public static TracedF32 operator +(TracedF32 a, TracedF32 b) => new(To.Binary(Op.Add, a.Id, b.Id));

    public static TracedF32 operator -(TracedF32 a, TracedF32 b) => new(To.Binary(Op.Subtract, a.Id, b.Id));

    public static TracedF32 operator *(TracedF32 a, TracedF32 b) => new(To.Binary(Op.Multiply, a.Id, b.Id));

    public static TracedF32 operator /(TracedF32 a, TracedF32 b) => new(To.Binary(Op.Divide, a.Id, b.Id));

    public static TracedF32 operator -(TracedF32 a) => new(To.Negate(a.Id));

    public static TracedF32 FusedMultiplyAdd(TracedF32 a, TracedF32 b, TracedF32 c) => new(To.Call("FusedMultiplyAdd", a.Id, b.Id, c.Id));

    public static TracedF32 FusedMultiplyAdd(TracedF32 a, TracedF32 b, double c) => FusedMultiplyAdd(a, b, Const(c));

    public static TracedF32 Abs(TracedF32 x) => new(To.Call("Abs", x.Id));

    public static TracedF32 Sqrt(TracedF32 x) => new(To.Call("Sqrt", x.Id));

    public static TracedF32 Round(TracedF32 x) => new(To.Call("Round", x.Id));

    public static TracedF32 Floor(TracedF32 x) => new(To.Call("Floor", x.Id));

    public static TracedF32 Truncate(TracedF32 x) => new(To.Call("Truncate", x.Id));

    public static TracedF32 CopySign(TracedF32 magnitude, TracedF32 sign) => new(To.Call("CopySign", magnitude.Id, sign.Id));

    public static TracedF32 Min(TracedF32 a, TracedF32 b) => new(To.Call("MinNative", a.Id, b.Id));

    public static TracedF32 Max(TracedF32 a, TracedF32 b) => new(To.Call("MaxNative", a.Id, b.Id));

    public static TracedF32 ScaleB(TracedF32 x, TracedF32 n) =>
        To.HasExponents ? new(To.Operation(LaneOperation.ScaleB, x.Id, n.Id)) : LaneMath.ScaleBInTwoSteps(x, n);

    public static TracedF32 SplitExponent(TracedF32 x, out TracedF32 fraction)
    {
        if (!To.HasExponents)
            return LaneMath.SplitExponentByBits(x, out fraction);
        fraction = new(To.Operation(LaneOperation.Mantissa, x.Id));
        return new TracedF32(To.Operation(LaneOperation.Exponent, x.Id)) - new TracedF32(To.Operation(LaneOperation.Exponent, fraction.Id));
    }

    public static TracedF32 operator <(TracedF32 a, TracedF32 b) => new(To.Binary(Op.Less, a.Id, b.Id));

    public static TracedF32 operator <=(TracedF32 a, TracedF32 b) => new(To.Binary(Op.LessOrEqual, a.Id, b.Id));

    public static TracedF32 operator >(TracedF32 a, TracedF32 b) => new(To.Binary(Op.Greater, a.Id, b.Id));

    public static TracedF32 operator >=(TracedF32 a, TracedF32 b) => new(To.Binary(Op.GreaterOrEqual, a.Id, b.Id));

    public static TracedF32 Equal(TracedF32 a, TracedF32 b) => new(To.Binary(Op.Equal, a.Id, b.Id));

    public static TracedF32 operator &(TracedF32 a, TracedF32 b) => new(To.Binary(Op.And, a.Id, b.Id));

    public static TracedF32 operator |(TracedF32 a, TracedF32 b) => new(To.Binary(Op.Or, a.Id, b.Id));

    public static TracedF32 operator ^(TracedF32 a, TracedF32 b) => new(To.Binary(Op.Xor, a.Id, b.Id));

    public static TracedF32 operator ~(TracedF32 a) => new(To.Not(a.Id));

    public static TracedF32 Select(TracedF32 mask, TracedF32 a, TracedF32 b) => new(To.Select(mask.Id, a.Id, b.Id));

    public static bool Any(TracedF32 mask) => To.Any(mask.Id);

    public static TracedF32 AddInteger(TracedF32 a, TracedF32 b) => new(To.Operation(LaneOperation.AddInteger, a.Id, b.Id));

    public static TracedF32 SubtractInteger(TracedF32 a, TracedF32 b) => new(To.Operation(LaneOperation.SubtractInteger, a.Id, b.Id));

    public static TracedF32 ShiftLeft(TracedF32 a, int count) => new(To.Shift(LaneOperation.ShiftLeft, a.Id, count));

    public static TracedF32 ShiftRight(TracedF32 a, int count) => new(To.Shift(LaneOperation.ShiftRight, a.Id, count));

    public static TracedF32 Lookup<TTable>(int row, TracedF32 index) where TTable : struct, ILaneTable =>
        new(To.Lookup<TTable>(row, index.Id));

    public static TracedF32 FusedMultiplyAdd<TTable>(TracedF32 a, TracedF32 b, int row, TracedF32 index) where TTable : struct, ILaneTable =>
        FusedMultiplyAdd(a, b, Lookup<TTable>(row, index));

    public static TracedF32 Map(Func<double, double> function, TracedF32 x) => throw new NotSupportedException();

    public static TracedF32 Map(Func<double, double, double> function, TracedF32 x, TracedF32 y) => throw new NotSupportedException();
}
