using System.Linq.Expressions;

namespace ExprGrad.Tests.Printing;

/// <summary>
/// Random expressions over parameters of many types. An operator has at least one operand that is no constant: the compiler folds the others,
/// and refuses those that overflow.
/// </summary>
internal sealed class OperatorTrees(Random random)
{
    public static readonly Type[] Types =
        [typeof(double), typeof(float), typeof(int), typeof(long), typeof(uint), typeof(ulong), typeof(short), typeof(decimal), typeof(bool), typeof(int?)];

    public static readonly object[][] Points =
    [
        [1.5, -2.5f, 7, -3L, 5u, 9ul, (short)4, 2.25m, true, 3],
        [-0.0, 0f, 0, 0L, 0u, 0ul, (short)0, 0m, false, null!],
        [double.NaN, 1e30f, int.MinValue, long.MaxValue, uint.MaxValue, 1ul << 63, short.MinValue, -1.5m, true, -1],
        [-3.75, 0.1f, -1, 1L << 40, 31u, 2ul, (short)-7, 100m, false, int.MaxValue],
    ];

    private static readonly ExpressionType[] Arithmetic =
        [ExpressionType.Add, ExpressionType.Subtract, ExpressionType.Multiply, ExpressionType.Divide, ExpressionType.Modulo];

    private static readonly ExpressionType[] Checked = [ExpressionType.AddChecked, ExpressionType.SubtractChecked, ExpressionType.MultiplyChecked];

    private static readonly ExpressionType[] Bitwise = [ExpressionType.And, ExpressionType.Or, ExpressionType.ExclusiveOr];

    private static readonly ExpressionType[] Comparisons =
        [ExpressionType.Equal, ExpressionType.NotEqual, ExpressionType.LessThan, ExpressionType.LessThanOrEqual, ExpressionType.GreaterThan, ExpressionType.GreaterThanOrEqual];

    private readonly ParameterExpression[] parameters =
        [.. Types.Select((type, i) => Expression.Parameter(type, $"{(type == typeof(int?) ? "maybe" : type.Name.ToLowerInvariant())[0]}{i}"))];

    public LambdaExpression Lambda(Type type, int depth) => Expression.Lambda(Tree(type, depth), parameters);

    private Expression Tree(Type type, int depth)
    {
        if (depth == 0)
            return parameters[Array.IndexOf(Types, type)];
        var choice = random.Next(10);
        if (type == typeof(bool))
            return Condition(choice, depth);
        if (type == typeof(int?))
            return Expression.Convert(Tree(typeof(int), depth - 1), typeof(int?));
        if (choice == 0)
            return Expression.Condition(Tree(typeof(bool), depth - 1), Operand(type, depth), Tree(type, depth - 1));
        if (choice == 1 && type == typeof(int))
            return Expression.Coalesce(Tree(typeof(int?), 0), Tree(typeof(int), depth - 1));
        if (choice <= 3)
            return Conversion(type, depth);
        var isInteger = type != typeof(double) && type != typeof(float) && type != typeof(decimal);
        if (choice == 4 && type != typeof(ulong) && type != typeof(uint))
            return random.Next(3) == 0 && type != typeof(short) ? Expression.NegateChecked(Tree(type, depth - 1)) : Expression.Negate(Tree(type, depth - 1));
        if (!isInteger)
            return Binary(Pick(Arithmetic), type, depth);
        return choice switch
        {
            5 => Expression.Not(Tree(type, depth - 1)),
            6 when type != typeof(short) => Expression.MakeBinary(
                random.Next(2) == 0 ? ExpressionType.LeftShift : ExpressionType.RightShift, Tree(type, depth - 1), random.Next(2) == 0 ? Constant(typeof(int)) : Tree(typeof(int), depth - 1)),
            7 => Binary(Pick(Bitwise), type, depth),
            8 when type != typeof(short) => Binary(Pick(Checked), type, depth),
            _ => Binary(Pick(Arithmetic), type, depth),
        };
    }

    private Expression Condition(int choice, int depth)
    {
        switch (choice)
        {
            case < 5:
                var type = Types[random.Next(Types.Length - 2)];
                return Binary(Pick(Comparisons), type, depth);
            case 5:
                return Expression.Not(Tree(typeof(bool), depth - 1));
            case 6:
                return Expression.MakeBinary(Pick(Bitwise), Tree(typeof(bool), depth - 1), Tree(typeof(bool), depth - 1));
            case 7:
                return Expression.Equal(Tree(typeof(bool), depth - 1), Tree(typeof(bool), depth - 1));
            default:
                return Expression.MakeBinary(
                    random.Next(2) == 0 ? ExpressionType.AndAlso : ExpressionType.OrElse, Tree(typeof(bool), depth - 1), Tree(typeof(bool), depth - 1));
        }
    }

    private Expression Conversion(Type type, int depth)
    {
        var source = Tree(Types[random.Next(Types.Length - 2)], depth - 1);
        return random.Next(4) == 0 ? Expression.ConvertChecked(source, type) : Expression.Convert(source, type);
    }

    private Expression Binary(ExpressionType kind, Type type, int depth)
    {
        var (left, right) = (Operand(type, depth), Tree(type, depth - 1));
        if (left is ConstantExpression || random.Next(2) == 0)
            (left, right) = (right, left);
        if (right is ConstantExpression && kind is ExpressionType.Divide or ExpressionType.Modulo)
            right = Tree(type, depth - 1);
        if (random.Next(2) == 0 && right is not ConstantExpression && kind is not (ExpressionType.Divide or ExpressionType.Modulo))
            (left, right) = (right, left);
        return Expression.MakeBinary(kind, left, right);
    }

    private Expression Operand(Type type, int depth) => random.Next(3) == 0 ? Constant(type) : Tree(type, depth - 1);

    private ConstantExpression Constant(Type type)
    {
        var value = random.Next(5) - (type == typeof(uint) || type == typeof(ulong) ? 0 : 2);
        return Expression.Constant(Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture), type);
    }

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
