using System.Globalization;
using System.Linq.Expressions;
using System.Text;

namespace ExprGrad.Printing;

/// <summary>Constants as C# writes them: shortest text that reads back as the same bits, in the invariant culture.</summary>
internal static class Literals
{
    private const int MostElements = 16;

    /// <summary>The type of the literal where the surroundings may convert it: int for the double 2.0.</summary>
    public static Type NaturalType(ConstantExpression constant) => constant.Value switch
    {
        double d when IsWhole(d) => typeof(int),
        float f when IsWhole(f) => typeof(int),
        long l when l is >= int.MinValue and <= int.MaxValue => typeof(int),
        decimal m when m == decimal.Truncate(m) && m is >= int.MinValue and <= int.MaxValue && m.Scale == 0 => typeof(int),
        uint or ulong or byte or sbyte or short or ushort or double or float or long or decimal => constant.Value.GetType(),
        _ => constant.Type,
    };

    /// <summary>Writes a value; <paramref name="exact"/> asks for a text whose static type is the value's.</summary>
    public static (string Text, Precedence Precedence) Of(object? value, Type type, bool exact = true)
    {
        var text = value switch
        {
            null => type.IsValueType && exact ? $"default({TypeNames.Of(type)})" : "null",
            bool b => b ? "true" : "false",
            double d => Real(d, exact),
            float f => Real(f, exact),
            decimal m => NaturalType(Expression.Constant(m)) == typeof(int) && !exact ? Invariant(m) : Invariant(m) + "m",
            int i => i == int.MinValue ? "int.MinValue" : Invariant(i),
            long l => l == long.MinValue ? "long.MinValue" : exact || l is < int.MinValue or > int.MaxValue ? Invariant(l) + "L" : Invariant(l),
            uint u => Invariant(u) + "u",
            ulong u => Invariant(u) + "ul",
            byte or sbyte or short or ushort => Small(value),
            char c => $"'{Escape(c, '\'')}'",
            string s => Quote(s),
            Enum e => EnumText(e),
            Type t => $"typeof({TypeNames.Of(t)})",
            Array { Rank: 1 } a => ArrayText(a),
            ValueType v when v.Equals(Activator.CreateInstance(v.GetType())) => $"default({TypeNames.Of(v.GetType())})",
            _ => ObjectText(value),
        };
        var precedence = value is double && (text.Contains('*') || text.Contains('/')) ? Precedence.Multiplicative : text[0] is '-' or '(' ? Precedence.Unary : text.Contains(" | ") && value is Enum ? Precedence.Or : Precedence.Primary;
        return (text, precedence);
    }

    // -0 is an int, so the negative zero keeps its decimals.
    private static bool IsWhole(double d) => d == Math.Truncate(d) && Math.Abs(d) <= int.MaxValue && !(d == 0 && double.IsNegative(d));

    private static string Real(double d, bool exact)
    {
        if (Named(d, "double") is { } name)
            return name;
        if (NamedNumbers.Find(Math.Abs(d)) is { } named)
            return (d < 0 ? "-" : "") + named.CSharp;
        var text = Shorten(d.ToString("R", CultureInfo.InvariantCulture));
        return IsWhole(d) && !exact || text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0";
    }

    private static string Real(float f, bool exact)
    {
        if (Named(f, "float") is { } name)
            return name;
        var constant = Math.Abs(f) switch { MathF.PI => "MathF.PI", MathF.E => "MathF.E", MathF.Tau => "MathF.Tau", _ => null };
        if (constant is not null)
            return (f < 0 ? "-" : "") + constant;
        var text = Shorten(f.ToString("R", CultureInfo.InvariantCulture));
        return IsWhole(f) && !exact ? ((int)f).ToString(CultureInfo.InvariantCulture) : text + "f";
    }

    private static string? Named(double d, string type) =>
        double.IsNaN(d) ? $"{type}.NaN"
        : double.IsPositiveInfinity(d) ? $"{type}.PositiveInfinity"
        : double.IsNegativeInfinity(d) ? $"{type}.NegativeInfinity"
        : null;

    // 1E-05 as 1e-5, 1E+20 as 1e20.
    private static string Shorten(string text) => text.Replace("E+", "e").Replace("E-0", "e-").Replace('E', 'e');

    private static string Small(object value) => $"({TypeNames.Of(value.GetType())})" + (Invariant((IFormattable)value) is var t && t[0] == '-' ? $"({t})" : t);

    private static string Invariant(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static string EnumText(Enum value)
    {
        var type = value.GetType();
        var name = TypeNames.Of(type);
        var members = value.ToString().Split(", ");
        return Array.TrueForAll(members, m => Enum.IsDefined(type, m))
            ? string.Join(" | ", members.Select(m => $"{name}.{m}"))
            : $"({name})({Invariant((IFormattable)System.Convert.ChangeType(value, Enum.GetUnderlyingType(type), CultureInfo.InvariantCulture))})";
    }

    private static string ArrayText(Array array)
    {
        if (array.Length == 0)
            return $"new {TypeNames.ArrayOf(array.GetType(), "0")}";
        var element = array.GetType().GetElementType()!;
        if (!element.IsPrimitive && element != typeof(string) && !element.IsEnum)
            return ObjectText(array);
        var shown = array.Cast<object?>().Take(MostElements).Select(v => Of(v, element, exact: false).Text);
        return $"new {TypeNames.Of(array.GetType())} {{ {string.Join(", ", shown)}{(array.Length > MostElements ? ", ..." : "")} }}";
    }

    // An object that no C# text makes is called by its type, as one would call a variable that holds it.
    private static string ObjectText(object value)
    {
        var name = new string([.. TypeNames.Of(value.GetType()).TakeWhile(c => c is not ('<' or '[')).Where(c => char.IsLetterOrDigit(c) || c == '_')]);
        return Names.Identifier(name.Length == 0 ? "value" : char.ToLowerInvariant(name[0]) + name[1..]);
    }

    private static string Quote(string s)
    {
        var text = new StringBuilder("\"", s.Length + 2);
        foreach (var c in s)
            text.Append(Escape(c, '"'));
        return text.Append('"').ToString();
    }

    private static string Escape(char c, char quote) => c switch
    {
        '\\' => @"\\",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        '\0' => @"\0",
        _ when c == quote => "\\" + c,
        _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' => $"\\u{(int)c:X4}",
        _ => c.ToString(),
    };
}
