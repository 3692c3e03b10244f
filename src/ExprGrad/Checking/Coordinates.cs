using System.Globalization;
using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Checking;

/// <summary>
/// The real numbers inside some values, array elements and members of records included, as one vector with a name for each coordinate.
/// What is not a real number stays as it is.
/// </summary>
internal sealed class Coordinates
{
    private readonly Type[] types;
    private readonly object?[] values;
    private readonly List<double> numbers = [];
    private readonly List<string> names = [];
    private readonly List<(string Name, int Start, int Length)> arrays = [];

    public Coordinates(Type[] types, string[] names, object?[] values)
    {
        (this.types, this.values) = (types, values);
        for (var i = 0; i < types.Length; i++)
            Collect(types[i], values[i], names[i]);
    }

    public int Count => numbers.Count;

    public IReadOnlyList<double> Numbers => numbers;

    public IReadOnlyList<string> Names => names;

    /// <summary>The arrays of real numbers among the values, each a stretch of coordinates.</summary>
    public IReadOnlyList<(string Name, int Start, int Length)> Arrays => arrays;

    /// <summary>Whether any of the numbers is a float.</summary>
    public bool HoldsSingle { get; private set; }

    /// <summary>The coordinates of a value: of a result, say, whose names nobody asks for.</summary>
    public static IReadOnlyList<double> Of(Type type, object? value) => new Coordinates([type], [""], [value]).numbers;

    /// <summary>The values moved by <paramref name="step"/> times a direction.</summary>
    public object?[] Moved(double[] direction, double step) => Rebuild(i => numbers[i] + (step * direction[i]));

    /// <summary>A direction in the shape of the values, as a tangent or a cotangent has it.</summary>
    public object?[] Shaped(IReadOnlyList<double> direction) => Rebuild(i => direction[i]);

    private void Collect(Type type, object? value, string name)
    {
        switch (value)
        {
            case double d:
                Add(name, d);
                break;
            case float s:
                HoldsSingle = true;
                Add(name, s);
                break;
            case double[] a:
                AddArray(name, a);
                break;
            case float[] a:
                HoldsSingle = true;
                AddArray(name, Array.ConvertAll(a, s => (double)s));
                break;
            case not null when Shape.Of(type) is { } shape:
                for (var i = 0; i < shape.Members.Length; i++)
                    Collect(shape.MemberType(i), Get(shape.Members[i], value), name + "." + shape.Members[i].Name);
                break;
        }
    }

    private void Add(string name, double number)
    {
        names.Add(name);
        numbers.Add(number);
    }

    private void AddArray(string name, double[] elements)
    {
        arrays.Add((name, Count, elements.Length));
        for (var i = 0; i < elements.Length; i++)
            Add($"{name}[{i.ToString(CultureInfo.InvariantCulture)}]", elements[i]);
    }

    private object?[] Rebuild(Func<int, double> coordinate)
    {
        var next = 0;
        return [.. types.Zip(values, (t, v) => Build(t, v))];

        // As deep as the types are nested.
        object? Build(Type type, object? value)
        {
            switch (value)
            {
                case double:
                    return coordinate(next++);
                case float:
                    return (float)coordinate(next++);
                case double[] a:
                    return Array.ConvertAll(a, _ => coordinate(next++));
                case float[] a:
                    return Array.ConvertAll(a, _ => (float)coordinate(next++));
                case not null when Shape.Of(type) is { } shape:
                    var members = new object?[shape.Members.Length];
                    for (var i = 0; i < members.Length; i++)
                        members[i] = Build(shape.MemberType(i), Get(shape.Members[i], value));
                    return Make(shape, members);
                default:
                    return value;
            }
        }
    }

    private static object? Get(MemberInfo member, object instance) =>
        member is FieldInfo field ? field.GetValue(instance) : ((PropertyInfo)member).GetValue(instance);

    private static object Make(Shape shape, object?[] members)
    {
        var made = shape.Constructor?.Invoke(members[..shape.Constructed]) ?? Activator.CreateInstance(shape.Type)!;
        for (var i = shape.Constructed; i < members.Length; i++)
        {
            if (shape.Members[i] is FieldInfo field)
                field.SetValue(made, members[i]);
            else
                ((PropertyInfo)shape.Members[i]).SetValue(made, members[i]);
        }

        return made;
    }
}
