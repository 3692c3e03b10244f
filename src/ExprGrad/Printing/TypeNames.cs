using System.Runtime.CompilerServices;

namespace ExprGrad.Printing;

/// <summary>Types as C# writes them, without namespaces.</summary>
internal static class TypeNames
{
    public static string Of(Type type)
    {
        if (Keyword(type) is { } keyword)
            return keyword;
        if (type.IsArray)
            return ArrayOf(type, new string(',', type.GetArrayRank() - 1));
        if (type.IsByRef || type.IsPointer)
            return Of(type.GetElementType()!);
        if (type.IsGenericParameter)
            return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying) + "?";
        if (IsTuple(type))
            return $"({string.Join(", ", TupleTypes(type).Select(Of))})";
        return Nested(type);
    }

    /// <summary>The array type with a length or initial dimensions between its first brackets.</summary>
    public static string ArrayOf(Type array, string dimensions)
    {
        var element = array.GetElementType()!;
        var later = "";
        while (element.IsArray)
        {
            later += $"[{new string(',', element.GetArrayRank() - 1)}]";
            element = element.GetElementType()!;
        }

        return $"{Of(element)}[{dimensions}]{later}";
    }

    /// <summary>A value tuple that C# can write in parentheses.</summary>
    public static bool IsTuple(Type type) =>
        type is { IsValueType: true, IsGenericType: true, IsGenericTypeDefinition: false } && typeof(ITuple).IsAssignableFrom(type)
        && type.Namespace == "System" && type.GetGenericArguments() is { Length: >= 2 } items && (items.Length < 8 || typeof(ITuple).IsAssignableFrom(items[7]));

    public static bool IsCompilerGenerated(Type type) => type.Name.Contains('<') || type.IsDefined(typeof(CompilerGeneratedAttribute), false);

    // An eighth item is a tuple of the rest.
    private static IEnumerable<Type> TupleTypes(Type type)
    {
        var items = type.GetGenericArguments();
        return items.Length < 8 ? items : [.. items[..7], .. TupleTypes(items[7])];
    }

    // The arguments of a nested generic type are listed with those of the types around it.
    private static string Nested(Type type)
    {
        var arguments = type.GetGenericArguments();
        var names = new List<string>();
        for (Type? t = type; t is not null; t = t.DeclaringType)
        {
            var outer = t.DeclaringType?.GetGenericArguments().Length ?? 0;
            var own = arguments[Math.Min(outer, arguments.Length)..Math.Min(t.GetGenericArguments().Length, arguments.Length)];
            var tick = t.Name.IndexOf('`');
            var name = tick < 0 ? t.Name : t.Name[..tick];
            names.Insert(0, own.Length == 0 ? name : $"{name}<{string.Join(", ", own.Select(Of))}>");
        }

        return string.Join('.', names);
    }

    private static string? Keyword(Type type) =>
        type == typeof(object) ? "object"
        : type == typeof(void) ? "void"
        : type == typeof(nint) ? "nint"
        : type == typeof(nuint) ? "nuint"
        : type.IsEnum ? null
        : Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => "bool",
            TypeCode.Byte => "byte",
            TypeCode.SByte => "sbyte",
            TypeCode.Int16 => "short",
            TypeCode.UInt16 => "ushort",
            TypeCode.Int32 => "int",
            TypeCode.UInt32 => "uint",
            TypeCode.Int64 => "long",
            TypeCode.UInt64 => "ulong",
            TypeCode.Single => "float",
            TypeCode.Double => "double",
            TypeCode.Decimal => "decimal",
            TypeCode.Char => "char",
            TypeCode.String => "string",
            _ => null,
        };
}
