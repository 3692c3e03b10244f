using System.Linq.Expressions;

namespace ExprGrad.Printing;

/// <summary>
/// The conversions that C# inserts by itself. A printed text is <i>exact</i> when its static type is that of the expression it was printed
/// from, and <i>weak</i> when it leaves a conversion to its surroundings: <c>2</c> for the double 2.0, <c>i</c> for <c>(double)i</c>.
/// </summary>
internal static class Conversions
{
    private static readonly Type[] Integers =
        [typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(char), typeof(int), typeof(uint), typeof(long), typeof(ulong)];

    /// <summary>Whether C# converts without a cast (C# 14 specification, 10.2.3 and 10.2.8), to a type where that has one meaning only.</summary>
    public static bool IsImplicit(Type from, Type to)
    {
        if (from == to)
            return true;
        if (Nullable.GetUnderlyingType(to) is { } underlying)
            return IsImplicit(Nullable.GetUnderlyingType(from) ?? from, underlying);
        if (from.IsEnum || to.IsEnum)
            return to.IsAssignableFrom(from);
        if (to == typeof(double))
            return from == typeof(float) || Integers.Contains(from);
        if (to == typeof(float) || to == typeof(decimal))
            return Integers.Contains(from);
        var (source, target) = (Array.IndexOf(Integers, from), Array.IndexOf(Integers, to));
        if (source < 0 || target < 0)
            return to.IsAssignableFrom(from) && !to.IsByRefLike;
        if (to == typeof(char))
            return false;
        var (sourceBits, targetBits) = (Bits(from), Bits(to));
        return IsSigned(from) ? IsSigned(to) && targetBits >= sourceBits : targetBits > sourceBits || (targetBits == sourceBits && !IsSigned(to));
    }

    /// <summary>The type in which C# computes with two operands (12.4.7); null where it refuses or the operator is not on numbers.</summary>
    public static Type? Promoted(Type a, Type b)
    {
        if (Nullable.GetUnderlyingType(a) is not null || Nullable.GetUnderlyingType(b) is not null)
        {
            return Promoted(Nullable.GetUnderlyingType(a) ?? a, Nullable.GetUnderlyingType(b) ?? b) is { } lifted
                ? typeof(Nullable<>).MakeGenericType(lifted)
                : null;
        }

        bool Either(Type t) => a == t || b == t;
        bool Signed() => (Integers.Contains(a) && IsSigned(a)) || (Integers.Contains(b) && IsSigned(b));
        if (!IsNumber(a) || !IsNumber(b))
            return a == b ? a : null;
        if (Either(typeof(decimal)))
            return Either(typeof(double)) || Either(typeof(float)) ? null : typeof(decimal);
        if (Either(typeof(double)))
            return typeof(double);
        if (Either(typeof(float)))
            return typeof(float);
        if (Either(typeof(ulong)))
            return Signed() ? null : typeof(ulong);
        if (Either(typeof(long)) || (Either(typeof(uint)) && Signed()))
            return typeof(long);
        return Either(typeof(uint)) ? typeof(uint) : typeof(int);
    }

    /// <summary>The static type of the text that an expression is printed as where its surroundings may convert it.</summary>
    public static Type Natural(Expression e) => e switch
    {
        ConstantExpression c => Literals.NaturalType(c),
        UnaryExpression { NodeType: ExpressionType.Convert } u when IsOmitted(u) => u.Operand.Type,
        ConditionalExpression c => Natural(c),
        _ => e.Type,
    };

    /// <summary>Whether a conversion need not be written where its surroundings repeat it.</summary>
    public static bool IsOmitted(UnaryExpression conversion) =>
        IsImplicit(conversion.Operand.Type, conversion.Type)
        && (conversion.Method is null || conversion.Method.DeclaringType == typeof(decimal));

    // Branches of branches are looked at along the chain of else-branches only, so that no depth of nesting can hurt.
    private static Type Natural(ConditionalExpression conditional)
    {
        Type? common = null;
        for (Expression e = conditional; ; e = ((ConditionalExpression)e).IfFalse)
        {
            var branch = e is ConditionalExpression c ? c.IfTrue : e;
            var type = branch is ConditionalExpression ? branch.Type : Natural(branch);
            if (type == conditional.Type || (common is not null && type != common))
                return conditional.Type;
            common = type;
            if (e is not ConditionalExpression)
                return common;
        }
    }

    /// <summary>Whether arithmetic on the type can overflow unseen; <c>checked</c> makes a difference then.</summary>
    public static bool IsInteger(Type type) => Integers.Contains(Nullable.GetUnderlyingType(type) ?? type);

    /// <summary>Whether C# computes with an int where an operand has the type.</summary>
    public static bool IsSmall(Type type) => Integers.Contains(type) && Promoted(type, type) != type;

    /// <summary>Whether a cast differs in a checked context.</summary>
    public static bool MayOverflow(Type from, Type to)
    {
        (from, to) = (Nullable.GetUnderlyingType(from) ?? from, Nullable.GetUnderlyingType(to) ?? to);
        if (from.IsEnum)
            from = Enum.GetUnderlyingType(from);
        if (to.IsEnum)
            to = Enum.GetUnderlyingType(to);
        return Integers.Contains(to) && IsNumber(from) && !IsImplicit(from, to);
    }

    private static bool IsNumber(Type t) => Integers.Contains(t) || t == typeof(float) || t == typeof(double) || t == typeof(decimal);

    private static bool IsSigned(Type t) => t == typeof(sbyte) || t == typeof(short) || t == typeof(int) || t == typeof(long);

    private static int Bits(Type t) => Type.GetTypeCode(t) switch
    {
        TypeCode.SByte or TypeCode.Byte => 8,
        TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char => 16,
        TypeCode.Int32 or TypeCode.UInt32 => 32,
        _ => 64,
    };
}
