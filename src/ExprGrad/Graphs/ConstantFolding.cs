namespace ExprGrad.Graphs;

/// <summary>Arithmetic on constants, as the runtime would do it; null where it would throw or the types are not folded.</summary>
internal static class ConstantFolding
{
    public static object? Binary(Op op, object a, object b) => (a, b) switch
    {
        (double x, double y) => op switch
        {
            Op.Add => x + y,
            Op.Subtract => x - y,
            Op.Multiply => x * y,
            Op.Divide => x / y,
            Op.Remainder => x % y,
            _ => Compare(op, x, y),
        },
        (float x, float y) => op switch
        {
            Op.Add => x + y,
            Op.Subtract => x - y,
            Op.Multiply => x * y,
            Op.Divide => x / y,
            Op.Remainder => x % y,
            _ => Compare(op, x, y),
        },
        (int x, int y) => op switch
        {
            Op.Add => unchecked(x + y),
            Op.Subtract => unchecked(x - y),
            Op.Multiply => unchecked(x * y),
            _ => Compare(op, x, y),
        },
        _ => null,
    };

    public static object? Convert(object value, Type type)
    {
        if (type == typeof(double))
            return value switch { int i => (double)i, long l => (double)l, float f => (double)f, _ => null };
        if (type == typeof(float))
            return value switch { int i => (float)i, long l => (float)l, double d => (float)d, _ => null };
        return null;
    }

    private static object? Compare(Op op, double x, double y) => op switch
    {
        Op.Equal => x == y,
        Op.NotEqual => x != y,
        Op.Less => x < y,
        Op.LessOrEqual => x <= y,
        Op.Greater => x > y,
        Op.GreaterOrEqual => x >= y,
        _ => null,
    };
}
