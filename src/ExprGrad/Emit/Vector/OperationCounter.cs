using System.Reflection;
using ExprGrad.Numerics;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// A lane that holds nothing and counts the operations on it: a function that runs on it tells how much code it becomes where it is
/// inlined.
/// </summary>
internal readonly struct OperationCounter : ILane<OperationCounter>, IDoubleLane
{
    [ThreadStatic]
    private static int count;

    public static int Count => 1;

    public static bool IsDouble => true;

    /// <summary>The number of operations of a generic method on lanes.</summary>
    public static int Measure(MethodInfo function)
    {
        count = 0;
        var arguments = Array.ConvertAll(function.GetParameters(), p => p.ParameterType == typeof(int) ? 1 : (object)default(OperationCounter));
        function.MakeGenericMethod(typeof(OperationCounter)).Invoke(null, arguments);
        return count;
    }

    public static OperationCounter Const(double value) => default;

    public static implicit operator OperationCounter(double value) => default;

    public static OperationCounter Integer(long bits) => default;

    public static OperationCounter operator +(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter operator -(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter operator *(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter operator /(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter operator -(OperationCounter a) => One();

    public static OperationCounter FusedMultiplyAdd(OperationCounter a, OperationCounter b, OperationCounter c) => One();

    public static OperationCounter FusedMultiplyAdd(OperationCounter a, OperationCounter b, double c) => One();

    public static OperationCounter Abs(OperationCounter x) => One();

    public static OperationCounter Sqrt(OperationCounter x) => One();

    public static OperationCounter Round(OperationCounter x) => One();

    public static OperationCounter Floor(OperationCounter x) => One();

    public static OperationCounter Truncate(OperationCounter x) => One();

    public static OperationCounter CopySign(OperationCounter magnitude, OperationCounter sign) => One();

    public static OperationCounter Min(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter Max(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter ScaleB(OperationCounter x, OperationCounter n) => One();

    public static OperationCounter SplitExponent(OperationCounter x, out OperationCounter fraction)
    {
        fraction = One();
        return One();
    }

    public static OperationCounter operator <(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter operator <=(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter operator >(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter operator >=(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter Equal(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter operator &(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter operator |(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter operator ^(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter operator ~(OperationCounter a) => One();

    public static OperationCounter Select(OperationCounter mask, OperationCounter a, OperationCounter b) => One();

    public static bool Any(OperationCounter mask) => false;

    public static OperationCounter AddInteger(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter SubtractInteger(OperationCounter a, OperationCounter b) => One();

    public static OperationCounter ShiftLeft(OperationCounter a, int count) => One();

    public static OperationCounter ShiftRight(OperationCounter a, int count) => One();

    // Once the table is in its place the JIT knows where: no code has to ask whether it is.
    public static OperationCounter Lookup<TTable>(int row, OperationCounter index) where TTable : struct, ILaneTable =>
        LaneTable<TTable>.Doubles == 0 ? default : One();

    public static OperationCounter FusedMultiplyAdd<TTable>(OperationCounter a, OperationCounter b, int row, OperationCounter index)
        where TTable : struct, ILaneTable => Lookup<TTable>(row, index);

    public static OperationCounter Map(Func<double, double> function, OperationCounter x) => One();

    public static OperationCounter Map(Func<double, double, double> function, OperationCounter x, OperationCounter y) => One();

    private static OperationCounter One()
    {
        count++;
        return default;
    }
}
