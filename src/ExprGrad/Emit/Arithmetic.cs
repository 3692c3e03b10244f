using System.Numerics;
using ExprGrad.Graphs;

namespace ExprGrad.Emit;

/// <summary>The operators of C# on boxed numbers.</summary>
internal static class Arithmetic
{
    public static object Zero(Type type) => Activator.CreateInstance(type)!;

    public static object Binary(Op op, object? a, object? b) => (a, b) switch
    {
        (double x, double y) => Real(op, x, y),
        (float x, float y) => Real(op, x, y),
        (decimal x, decimal y) => Real(op, x, y),
        (int x, int y) => Integer(op, x, y, y),
        (uint x, _) => Integer(op, x, b is uint y ? y : 0, b as int? ?? 0),
        (long x, _) => Integer(op, x, b is long y ? y : 0, b as int? ?? 0),
        (ulong x, _) => Integer(op, x, b is ulong y ? y : 0, b as int? ?? 0),
        (short x, short y) => Integer(op, x, y, y),
        (ushort x, ushort y) => Integer(op, x, y, y),
        (byte x, byte y) => Integer(op, x, y, y),
        (sbyte x, sbyte y) => Integer(op, x, y, y),
        (char x, char y) => Integer(op, x, y, y),
        (bool x, bool y) => op switch
        {
            Op.And => x & y,
            Op.Or => x | y,
            Op.Xor or Op.NotEqual => x ^ y,
            Op.Equal => x == y,
            _ => throw Unknown(op, x),
        },
        _ => op switch
        {
            Op.Equal => Equals(a, b),
            Op.NotEqual => !Equals(a, b),
            _ => throw Unknown(op, a),
        },
    };

    public static object Unary(Op op, object a) => a switch
    {
        bool x when op == Op.Not => !x,
        double x => -x,
        float x => -x,
        decimal x => -x,
        int x => op == Op.Negate ? unchecked(-x) : ~x,
        long x => op == Op.Negate ? unchecked(-x) : ~x,
        uint x when op == Op.Not => ~x,
        ulong x when op == Op.Not => ~x,
        short x => unchecked((short)(op == Op.Negate ? -x : ~x)),
        _ => throw Unknown(op, a),
    };

    /// <summary>The sum as <see cref="Enumerable.Sum(IEnumerable{int})"/> makes it.</summary>
    public static object AddChecked(object a, object b) => (a, b) switch
    {
        (int x, int y) => checked(x + y),
        (long x, long y) => checked(x + y),
        _ => Binary(Op.Add, a, b),
    };

    public static object? Convert(object? value, Type type)
    {
        if (value is null || type.IsInstanceOfType(value))
            return value;
        if (type.IsEnum)
            return Enum.ToObject(type, value);
        return value switch
        {
            double x => From(x, type),
            float x => From(x, type),
            int x => From(x, type),
            long x => From(x, type),
            uint x => From(x, type),
            ulong x => From(x, type),
            short x => From(x, type),
            ushort x => From(x, type),
            byte x => From(x, type),
            sbyte x => From(x, type),
            char x => From((ushort)x, type),
            decimal x => From(x, type),
            Enum x => Convert(System.Convert.ChangeType(x, Enum.GetUnderlyingType(x.GetType()), null), type),
            _ => throw new InvalidCastException($"{value.GetType()} to {type}"),
        };
    }

    private static object From<T>(T x, Type type)
        where T : INumber<T> => Type.GetTypeCode(type) switch
        {
            // A real number is saturated by these, an integer cut off: just as unchecked conversions of C# do.
            TypeCode.Double => double.CreateTruncating(x),
            TypeCode.Single => float.CreateTruncating(x),
            TypeCode.Decimal => decimal.CreateTruncating(x),
            TypeCode.Int32 => int.CreateTruncating(x),
            TypeCode.Int64 => long.CreateTruncating(x),
            TypeCode.UInt32 => uint.CreateTruncating(x),
            TypeCode.UInt64 => ulong.CreateTruncating(x),
            TypeCode.Int16 => short.CreateTruncating(x),
            TypeCode.UInt16 => ushort.CreateTruncating(x),
            TypeCode.Byte => byte.CreateTruncating(x),
            TypeCode.SByte => sbyte.CreateTruncating(x),
            TypeCode.Char => (char)ushort.CreateTruncating(x),
            _ => throw new InvalidCastException($"{typeof(T)} to {type}"),
        };

    private static object Real<T>(Op op, T x, T y)
        where T : INumber<T> => op switch
        {
            Op.Add => x + y,
            Op.Subtract => x - y,
            Op.Multiply => x * y,
            Op.Divide => x / y,
            Op.Remainder => x % y,
            Op.Equal => x == y,
            Op.NotEqual => x != y,
            Op.Less => x < y,
            Op.LessOrEqual => x <= y,
            Op.Greater => x > y,
            Op.GreaterOrEqual => x >= y,
            _ => throw Unknown(op, x),
        };

    private static object Integer<T>(Op op, T x, T y, int count)
        where T : IBinaryInteger<T> => op switch
        {
            Op.And => x & y,
            Op.Or => x | y,
            Op.Xor => x ^ y,
            Op.ShiftLeft => x << count,
            Op.ShiftRight => x >> count,
            _ => Real(op, x, y),
        };

    private static NotSupportedException Unknown(Op op, object? a) => new($"{op} of {a?.GetType().ToString() ?? "null"}");
}
