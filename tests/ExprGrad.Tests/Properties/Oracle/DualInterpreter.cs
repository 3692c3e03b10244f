using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ExprGrad.Tests.Properties.Oracle;

/// <summary>
/// Evaluates a lambda on dual numbers by walking its tree: slow, plain, and sharing nothing with the engine. Of a conditional only the
/// branch taken is looked at. Values are <see cref="Jet"/>, bool, int, arrays of values (object[]), lazy sequences of them as LINQ has,
/// lambdas, and tuples (<see cref="TupleValue"/>).
/// </summary>
internal sealed class DualInterpreter
{
    private readonly Dictionary<ParameterExpression, object> variables = [];

    private sealed record TupleValue(Type Type, object[] Items);

    /// <summary>The result with its derivatives by the leaves numbered <paramref name="first"/> and <paramref name="second"/>.</summary>
    /// <remarks>Leaves are the real numbers that the arguments consist of, in order. An array's other elements have a tangent of 0.</remarks>
    public static Jet Run(LambdaExpression f, object[] arguments, int first, int second = -1)
    {
        var interpreter = new DualInterpreter();
        var leaf = 0;
        for (var i = 0; i < arguments.Length; i++)
            interpreter.variables[f.Parameters[i]] = Seeded(arguments[i], ref leaf, first, second);
        return (Jet)interpreter.Evaluate(f.Body);
    }

    private static object Seeded(object argument, ref int leaf, int first, int second)
    {
        switch (argument)
        {
            case double or float:
                var at = leaf++;
                var type = argument.GetType();
                Tracked? one = Tracked.Exact(1, Jet.UnitOf(type));
                return Jet.Constant(Convert.ToDouble(argument), type) with { First = at == first ? one : null, Second = at == second ? one : null };
            case Array array:
                var start = leaf;
                var elements = new object[array.Length];
                for (var i = 0; i < elements.Length; i++)
                    elements[i] = Seeded(array.GetValue(i)!, ref leaf, first, second);
                var zero = Tracked.Exact(0, Jet.UnitOf(array.GetType().GetElementType()!));
                return Array.ConvertAll<object, object>(elements, e => (Jet)e with
                {
                    First = ((Jet)e).First ?? (first >= start && first < start + elements.Length ? zero : null),
                    Second = ((Jet)e).Second ?? (second >= start && second < start + elements.Length ? zero : null),
                });
            case ITuple tuple:
                var items = new object[tuple.Length];
                for (var i = 0; i < items.Length; i++)
                    items[i] = Seeded(tuple[i]!, ref leaf, first, second);
                return new TupleValue(argument.GetType(), items);
            default:
                return argument;
        }
    }

    private Jet Real(Expression e) => (Jet)Evaluate(e);

    private object Evaluate(Expression e) => e switch
    {
        ConstantExpression c => Lifted(c.Value),
        ParameterExpression p => variables[p],
        ConditionalExpression c => Evaluate((bool)Evaluate(c.Test) ? c.IfTrue : c.IfFalse),
        BinaryExpression b => Binary(b),
        UnaryExpression u => Unary(u),
        MemberExpression m => Member(m),
        MethodCallExpression m => Call(m),
        NewExpression n => new TupleValue(n.Type, [.. n.Arguments.Select(Evaluate)]),
        NewArrayExpression { NodeType: ExpressionType.NewArrayInit } a => a.Expressions.Select(Evaluate).ToArray(),
        LambdaExpression l => l,
        _ => throw new NotSupportedException(e.NodeType.ToString()),
    };

    private static object Lifted(object? value) => value switch
    {
        double or float => Jet.Constant(Convert.ToDouble(value), value.GetType()),
        double[] array => Array.ConvertAll<double, object>(array, d => Jet.Constant(d, typeof(double))),
        float[] array => Array.ConvertAll<float, object>(array, d => Jet.Constant(d, typeof(float))),
        _ => value!,
    };

    private object Binary(BinaryExpression b)
    {
        switch (b.NodeType)
        {
            case ExpressionType.AndAlso:
                return (bool)Evaluate(b.Left) && (bool)Evaluate(b.Right);
            case ExpressionType.OrElse:
                return (bool)Evaluate(b.Left) || (bool)Evaluate(b.Right);
            case ExpressionType.ArrayIndex:
                return ((object[])Evaluate(b.Left))[(int)Evaluate(b.Right)];
        }

        return (Evaluate(b.Left), Evaluate(b.Right)) switch
        {
            (Jet x, Jet y) => OfReals(b.NodeType, x, y),
            (int x, int y) => OfIntegers(b.NodeType, x, y),
            (bool x, bool y) when b.NodeType == ExpressionType.Equal => x == y,
            _ => throw new NotSupportedException(b.ToString()),
        };
    }

    private static object OfReals(ExpressionType operation, Jet a, Jet b)
    {
        var (x, y) = (a.Number, b.Number);
        switch (operation)
        {
            case ExpressionType.Add:
                return Jet.Binary(a, b, x + y, () => 1, () => 1, () => 0, () => 0, () => 0);
            case ExpressionType.Subtract:
                return Jet.Binary(a, b, x - y, () => 1, () => -1, () => 0, () => 0, () => 0);
            case ExpressionType.Multiply:
                return Jet.Binary(a, b, x * y, () => y, () => x, () => 0, () => 1, () => 0);
            case ExpressionType.Divide:
                return Jet.Binary(a, b, x / y, () => 1 / y, () => -(x / y) / y, () => 0, () => -1 / (y * y), () => 2 * (x / y) / (y * y));
            case ExpressionType.Modulo:
                // x - n y for the whole n that was taken.
                return Jet.Combination(a.Type == typeof(float) ? (float)x % (float)y : x % y, (1, a), (-Math.Round((x - (x % y)) / y), b));
            case ExpressionType.Equal:
                return x == y;
            case ExpressionType.NotEqual:
                return x != y;
            case ExpressionType.LessThan:
                return x < y;
            case ExpressionType.LessThanOrEqual:
                return x <= y;
            case ExpressionType.GreaterThan:
                return x > y;
            case ExpressionType.GreaterThanOrEqual:
                return x >= y;
            default:
                throw new NotSupportedException(operation.ToString());
        }
    }

    private static object OfIntegers(ExpressionType operation, int x, int y) => operation switch
    {
        ExpressionType.Add => x + y,
        ExpressionType.Subtract => x - y,
        ExpressionType.Multiply => x * y,
        ExpressionType.Modulo => x % y,
        ExpressionType.Divide => x / y,
        ExpressionType.Equal => x == y,
        ExpressionType.LessThan => x < y,
        ExpressionType.GreaterThan => x > y,
        _ => throw new NotSupportedException(operation.ToString()),
    };

    private object Unary(UnaryExpression u)
    {
        if (u.NodeType == ExpressionType.Quote)
            return u.Operand;
        var operand = Evaluate(u.Operand);
        return (u.NodeType, operand) switch
        {
            (ExpressionType.ArrayLength, object[] array) => array.Length,
            (ExpressionType.Negate, Jet a) => Jet.Combination(-a.Number, (-1, a)),
            (ExpressionType.Not, bool value) => !value,
            (ExpressionType.Convert, int value) when u.Type == typeof(double) || u.Type == typeof(float) =>
                Jet.Constant(u.Type == typeof(float) ? (float)value : value, u.Type),
            (ExpressionType.Convert, Jet a) when u.Type == typeof(double) || u.Type == typeof(float) => a.ConvertTo(u.Type),
            (ExpressionType.Convert, Jet a) when u.Type == typeof(int) => (int)a.Number,
            (ExpressionType.Convert, object[]) => operand,
            _ => throw new NotSupportedException(u.ToString()),
        };
    }

    private object Member(MemberExpression m)
    {
        if (m.Expression is null)
            return Lifted(Read(m.Member, null));
        var instance = Evaluate(m.Expression);
        return instance is TupleValue tuple
            ? tuple.Items[int.Parse(m.Member.Name["Item".Length..]) - 1]
            : Lifted(Read(m.Member, instance));
    }

    private static object? Read(MemberInfo member, object? instance) =>
        member is FieldInfo f ? f.GetValue(instance) : ((PropertyInfo)member).GetValue(instance);

    private object Call(MethodCallExpression call)
    {
        var arguments = call.Arguments.Select(Evaluate).ToArray();
        var type = call.Method.DeclaringType;
        if (type == typeof(Functions) && call.Method.Name == nameof(Functions.Let))
            return Apply(arguments[1], arguments[0]);
        if (type == typeof(Enumerable))
            return Linq(call, arguments);
        if (type == typeof(ValueTuple))
            return new TupleValue(call.Type, arguments);
        return JetMath.Call(call.Method, arguments);
    }

    private object Linq(MethodCallExpression call, object[] arguments)
    {
        if (call.Method.Name == nameof(Enumerable.Range))
            return Enumerable.Range((int)arguments[0], (int)arguments[1]).Cast<object>();
        var source = (IEnumerable<object>)arguments[0];
        switch (call.Method.Name)
        {
            case nameof(Enumerable.ToArray):
                return source.ToArray();
            case nameof(Enumerable.Select):
                return ((LambdaExpression)arguments[1]).Parameters.Count == 2
                    ? source.Select((e, i) => Apply(arguments[1], e, i))
                    : source.Select(e => Apply(arguments[1], e));
            case nameof(Enumerable.Zip):
                return source.Zip((IEnumerable<object>)arguments[1], (a, b) => Apply(arguments[2], a, b));
            case nameof(Enumerable.Sum):
                // A sum of floats is carried in double.
                var terms = arguments.Length == 1 ? source : source.Select(e => Apply(arguments[1], e));
                var total = Jet.Constant(0, typeof(double));
                foreach (var term in terms.Cast<Jet>())
                    total = (Jet)OfReals(ExpressionType.Add, total, term.ConvertTo(typeof(double)));
                return total.ConvertTo(call.Type);
            default:
                throw new NotSupportedException(call.Method.ToString());
        }
    }

    private object Apply(object f, params object[] arguments)
    {
        var lambda = (LambdaExpression)f;
        for (var i = 0; i < arguments.Length; i++)
            variables[lambda.Parameters[i]] = arguments[i];
        return Evaluate(lambda.Body);
    }
}
