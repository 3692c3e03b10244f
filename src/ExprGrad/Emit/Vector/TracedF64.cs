using ExprGrad.Graphs;
using ExprGrad.Numerics;

namespace ExprGrad.Emit.Vector;

/// <summary>A node in the place of a <see langword="double"/>: see <see cref="Tracing"/>. It holds a number, since functions pass lanes through bare memory.</summary>
internal readonly struct TracedF64(int id) : ILane<TracedF64>, IDoubleLane
{
    public int Id => id;

    public static int Count => 1;

    private static Tracing To => Tracing.Current;

    public static TracedF64 Const(double value) => new(To.Const(value));

    public static implicit operator TracedF64(double value) => new(To.Const(value));

    public static TracedF64 Integer(long bits) => new(To.Integer(bits));

    public static TracedF64 operator +(TracedF64 a, TracedF64 b) => new(To.Binary(Op.Add, a.Id, b.Id));

    public static TracedF64 operator -(TracedF64 a, TracedF64 b) => new(To.Binary(Op.Subtract, a.Id, b.Id));

    public static TracedF64 operator *(TracedF64 a, TracedF64 b) => new(To.Binary(Op.Multiply, a.Id, b.Id));

    public static TracedF64 operator /(TracedF64 a, TracedF64 b) => new(To.Binary(Op.Divide, a.Id, b.Id));

    public static TracedF64 operator -(TracedF64 a) => new(To.Negate(a.Id));

    public static TracedF64 FusedMultiplyAdd(TracedF64 a, TracedF64 b, TracedF64 c) => new(To.Call("FusedMultiplyAdd", a.Id, b.Id, c.Id));

    public static TracedF64 FusedMultiplyAdd(TracedF64 a, TracedF64 b, double c) => FusedMultiplyAdd(a, b, Const(c));

    public static TracedF64 Abs(TracedF64 x) => new(To.Call("Abs", x.Id));

    public static TracedF64 Sqrt(TracedF64 x) => new(To.Call("Sqrt", x.Id));

    public static TracedF64 Round(TracedF64 x) => new(To.Call("Round", x.Id));

    public static TracedF64 Floor(TracedF64 x) => new(To.Call("Floor", x.Id));

    public static TracedF64 Truncate(TracedF64 x) => new(To.Call("Truncate", x.Id));

    public static TracedF64 CopySign(TracedF64 magnitude, TracedF64 sign) => new(To.Call("CopySign", magnitude.Id, sign.Id));

    public static TracedF64 Min(TracedF64 a, TracedF64 b) => new(To.Call("MinNative", a.Id, b.Id));

    public static TracedF64 Max(TracedF64 a, TracedF64 b) => new(To.Call("MaxNative", a.Id, b.Id));

    public static TracedF64 ScaleB(TracedF64 x, TracedF64 n) =>
        To.HasExponents ? new(To.Operation(LaneOperation.ScaleB, x.Id, n.Id)) : LaneMath.ScaleBInTwoSteps(x, n);

    public static TracedF64 SplitExponent(TracedF64 x, out TracedF64 fraction)
    {
        if (!To.HasExponents)
            return LaneMath.SplitExponentByBits(x, out fraction);
        fraction = new(To.Operation(LaneOperation.Mantissa, x.Id));
        return new TracedF64(To.Operation(LaneOperation.Exponent, x.Id)) - new TracedF64(To.Operation(LaneOperation.Exponent, fraction.Id));
    }

    public static TracedF64 operator <(TracedF64 a, TracedF64 b) => new(To.Binary(Op.Less, a.Id, b.Id));

    public static TracedF64 operator <=(TracedF64 a, TracedF64 b) => new(To.Binary(Op.LessOrEqual, a.Id, b.Id));

    public static TracedF64 operator >(TracedF64 a, TracedF64 b) => new(To.Binary(Op.Greater, a.Id, b.Id));

    public static TracedF64 operator >=(TracedF64 a, TracedF64 b) => new(To.Binary(Op.GreaterOrEqual, a.Id, b.Id));

    public static TracedF64 Equal(TracedF64 a, TracedF64 b) => new(To.Binary(Op.Equal, a.Id, b.Id));

    public static TracedF64 operator &(TracedF64 a, TracedF64 b) => new(To.Binary(Op.And, a.Id, b.Id));

    public static TracedF64 operator |(TracedF64 a, TracedF64 b) => new(To.Binary(Op.Or, a.Id, b.Id));

    public static TracedF64 operator ^(TracedF64 a, TracedF64 b) => new(To.Binary(Op.Xor, a.Id, b.Id));

    public static TracedF64 operator ~(TracedF64 a) => new(To.Not(a.Id));

    public static TracedF64 Select(TracedF64 mask, TracedF64 a, TracedF64 b) => new(To.Select(mask.Id, a.Id, b.Id));

    public static bool Any(TracedF64 mask) => To.Any(mask.Id);

    public static TracedF64 AddInteger(TracedF64 a, TracedF64 b) => new(To.Operation(LaneOperation.AddInteger, a.Id, b.Id));

    public static TracedF64 SubtractInteger(TracedF64 a, TracedF64 b) => new(To.Operation(LaneOperation.SubtractInteger, a.Id, b.Id));

    public static TracedF64 ShiftLeft(TracedF64 a, int count) => new(To.Shift(LaneOperation.ShiftLeft, a.Id, count));

    public static TracedF64 ShiftRight(TracedF64 a, int count) => new(To.Shift(LaneOperation.ShiftRight, a.Id, count));

    public static TracedF64 Lookup<TTable>(int row, TracedF64 index) where TTable : struct, ILaneTable =>
        new(To.Lookup<TTable>(row, index.Id));

    public static TracedF64 FusedMultiplyAdd<TTable>(TracedF64 a, TracedF64 b, int row, TracedF64 index) where TTable : struct, ILaneTable =>
        FusedMultiplyAdd(a, b, Lookup<TTable>(row, index));

    public static TracedF64 Map(Func<double, double> function, TracedF64 x) => throw new NotSupportedException();

    public static TracedF64 Map(Func<double, double, double> function, TracedF64 x, TracedF64 y) => throw new NotSupportedException();
}
