using System.Linq.Expressions;

namespace ExprGrad.FrontEnd;

/// <summary>What can be enumerated: its type of element, and an array of it.</summary>
internal static class Sequences
{
    public static Type? ElementOf(Type type) => Interface(type, typeof(IEnumerable<>));

    /// <summary>A copy of a collection as an array; null where the number of its elements is not known beforehand.</summary>
    public static Expression? ToArray(Expression sequence) =>
        (Interface(sequence.Type, typeof(ICollection<>)) ?? Interface(sequence.Type, typeof(IReadOnlyCollection<>))) is { } element
            ? Expression.Call(typeof(Enumerable), nameof(Enumerable.ToArray), [element], sequence)
            : null;

    /// <summary>What an array was made of, which is what its author wrote.</summary>
    public static Expression Copied(Expression e) =>
        e is MethodCallExpression { Method: { Name: nameof(Enumerable.ToArray), DeclaringType: var type } } copy && type == typeof(Enumerable)
            ? copy.Arguments[0]
            : e;

    private static Type? Interface(Type type, Type definition) => type.GetInterfaces().Prepend(type)
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == definition)?.GetGenericArguments()[0];
}
