using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ExprGrad.Graphs;

/// <summary>
/// How a composite type (value tuple, record, struct, class) is made from its members: by a constructor whose parameters are
/// named as members, and by setting the rest. Only types that hold a real number somewhere have a shape, and only members that do no more
/// than hold a value are part of it: what is put in is what is read again.
/// </summary>
internal sealed class Shape
{
    private static readonly ConcurrentDictionary<Type, Shape?> Known = new();
    private static readonly ConcurrentDictionary<Type, MemberInfo[][]> Paths = new();

    private Shape(Type type, ConstructorInfo? constructor, MemberInfo[] members, int constructed)
    {
        Type = type;
        Constructor = constructor;
        Members = members;
        Constructed = constructed;
        Starts = constructor is null || IsTrusted(type) ? false : PlainCode.Stores(constructor) is { } stores ? stores.Started.Count > 0 : null;
        IsValue = type.IsValueType && (IsTrusted(type) || Fields(type).All(f => Array.Exists(members, m => PlainCode.IsSame(PlainCode.FieldOf(m)!, f))));
    }

    public Type Type { get; }

    /// <summary>Takes the first <see cref="Constructed"/> members; null for a struct's default.</summary>
    public ConstructorInfo? Constructor { get; }

    public MemberInfo[] Members { get; }

    /// <summary>How many members the constructor takes; those after it are set.</summary>
    public int Constructed { get; }

    /// <summary>Whether members start with values of their own, such as <c>= []</c>; null if the constructor does anything else.</summary>
    public bool? Starts { get; }

    /// <summary>Whether a value is no more than its members: it has neither an identity nor a state beside them.</summary>
    public bool IsValue { get; }

    public Type MemberType(int i) => TypeOf(Members[i]);

    /// <summary>A value of the type, made as C# would make it.</summary>
    public object Create(object?[] members)
    {
        var value = Constructor is null
            ? Activator.CreateInstance(Type)!
            : Constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, members[..Constructed], null);
        for (var i = Constructed; i < members.Length; i++)
        {
            if (Members[i] is FieldInfo field)
                field.SetValue(value, members[i]);
            else
                ((PropertyInfo)Members[i]).SetValue(value, members[i]);
        }

        return value;
    }

    public int IndexOf(MemberInfo member) => Array.FindIndex(Members, m => m.MetadataToken == member.MetadataToken && m.Name == member.Name);

    public static Shape? Of(Type type) => type.IsPrimitive || type == typeof(string) || type.IsArray || type.IsEnum || type.IsInterface
        ? null
        : Known.GetOrAdd(type, static t => Make(t, []));

    /// <summary>The member paths to the scalars, arrays and other indivisible members of a type, in order; one empty path if it has no shape.</summary>
    public static MemberInfo[][] LeafPaths(Type type) => Paths.GetOrAdd(type, static t =>
    {
        var paths = new List<MemberInfo[]>();
        Collect(t, []);
        return [.. paths];

        void Collect(Type inner, MemberInfo[] prefix)
        {
            if (Of(inner) is not { } shape)
            {
                paths.Add(prefix);
                return;
            }

            foreach (var member in shape.Members)
                Collect(TypeOf(member), [.. prefix, member]);
        }
    });

    public static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);

    public static bool IsDifferentiable(Type type) => IsReal(type) || type == typeof(double[]) || type == typeof(float[]);

    private static Shape? Make(Type type, Type[] enclosing)
    {
        if (type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsByRefLike || type.IsAbstract || type.ContainsGenericParameters
            || typeof(Delegate).IsAssignableFrom(type) || typeof(System.Collections.IEnumerable).IsAssignableFrom(type)
            || Nullable.GetUnderlyingType(type) is not null || type == typeof(decimal) || enclosing.Contains(type))
        {
            return null;
        }

        var shape = ByConstructor(type) ?? ByMembers(type, null, []);
        return shape is not null && shape.Members.Any(m => HoldsReal(TypeOf(m), [.. enclosing, type])) ? shape : null;
    }

    private static bool HoldsReal(Type type, Type[] enclosing) => IsDifferentiable(type) || Make(type, enclosing) is not null;

    private static Shape? ByConstructor(Type type)
    {
        foreach (var constructor in type.GetConstructors().OrderByDescending(c => c.GetParameters().Length))
        {
            var parameters = constructor.GetParameters();
            if (parameters.Length == 0)
                continue;
            var members = typeof(ITuple).IsAssignableFrom(type) && type.IsValueType
                ? type.GetFields().OrderBy(f => f.MetadataToken).ToArray<MemberInfo>()
                : Array.ConvertAll(parameters, p => Named(type, p.Name!, p.ParameterType)!);
            if (members.Length == parameters.Length && members.All(m => m is not null) && members.Distinct().Count() == members.Length
                && (IsTrusted(type) || DoesStore(constructor, members)))
            {
                return ByMembers(type, constructor, members);
            }
        }

        return null;
    }

    // The numeric structs of the runtime are made by intrinsics.
    private static bool IsTrusted(Type type) => type.IsValueType && type.Assembly == typeof(object).Assembly;

    private static bool DoesStore(ConstructorInfo constructor, MemberInfo[] members) =>
        PlainCode.Stores(constructor) is { Parameters: var stores } && stores.Count == members.Length
        && stores.All(s => PlainCode.FieldOf(members[s.Parameter]) is { } field && PlainCode.IsSame(field, s.Field));

    private static Shape? ByMembers(Type type, ConstructorInfo? constructor, MemberInfo[] constructed)
    {
        if (constructor is null && !type.IsValueType && (constructor = type.GetConstructor([])) is null)
            return null;
        var settable = Instance(type).Where(m => !constructed.Contains(m)
            && (m is FieldInfo { IsInitOnly: false } || (m is PropertyInfo { CanRead: true } p && p.SetMethod is { IsPublic: true }))
            && (IsTrusted(type) || PlainCode.IsPlain(m)));
        MemberInfo[] members = [.. constructed, .. settable];
        return members.Length == 0 ? null : new Shape(type, constructor, members, constructed.Length);
    }

    private static MemberInfo? Named(Type type, string name, Type memberType) =>
        Instance(type).FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase) && TypeOf(m) == memberType);

    private static IEnumerable<MemberInfo> Instance(Type type) => type.GetMembers(BindingFlags.Public | BindingFlags.Instance)
        .Where(m => m is FieldInfo || (m is PropertyInfo { CanRead: true } p && p.GetIndexParameters().Length == 0));

    private static IEnumerable<FieldInfo> Fields(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);

    public static Type TypeOf(MemberInfo member) => member is FieldInfo f ? f.FieldType : ((PropertyInfo)member).PropertyType;
}
