using System.Linq.Expressions;
using System.Reflection;
using CsCheck;

namespace ExprGrad.Tests.Properties;

/// <summary>
/// Random lambdas of arrays with a real result: LINQ pipelines, loops inside loops over the same arrays, elements, <c>Let</c> inside and
/// outside loops, conditionals, also between arrays, arrays of single numbers, captured arrays; arguments one by one or as one tuple. Choices are read from a tape, so that shorter tapes give smaller programs.
/// </summary>
internal sealed class ArrayPrograms
{
    private static readonly string[] Unary = ["Sin", "Cos", "Exp", "Tanh", "Atan", "Abs", "Sqrt", "Log"];

    private static readonly ExpressionType[] Arithmetic =
        [ExpressionType.Multiply, ExpressionType.Add, ExpressionType.Subtract, ExpressionType.Divide, ExpressionType.Multiply];

    private readonly Type real;
    private readonly int[] tape;
    private readonly Expression closure;
    private readonly List<Expression> arrays = [];
    private readonly List<Expression> scalars = [];
    private readonly List<Expression> indices = [];
    private int position;
    private int names;

    private ArrayPrograms(Type real, int[] tape, double[] captured)
    {
        this.real = real;
        this.tape = tape;
        closure = Expression.Constant(new Captured { A = captured[0], B = captured, Af = (float)captured[0], Bf = System.Array.ConvertAll(captured, c => (float)c) });
    }

    private sealed class Captured
    {
        public double A;
        public double[] B = [];
        public float Af;
        public float[] Bf = [];
    }

    public static Gen<Program> Of(Type real, int longestTape = 40, int points = 3)
    {
        var elements = Gen.Frequency((6, Gen.Double[-2, 2]), (1, Gen.Const(0.0)), (1, Gen.Const(1.0)));
        return Gen.Select(
            Gen.Int[0, 1000].Array[1, longestTape],
            Gen.Double[-2, 2].Array[1, 3],
            Gen.Select(elements.Array[0, 4], elements.Array[0, 4], elements).Array[points]).Select((tape, captured, at) =>
        {
            var lambda = new ArrayPrograms(real, tape, captured).Build();
            return new Program(lambda, System.Array.ConvertAll(at, p => Arguments(real, lambda, p.Item1, p.Item2, p.Item3)));
        });
    }

    private static object[] Arguments(Type real, LambdaExpression lambda, double[] x, double[] w, double p)
    {
        object[] all = real == typeof(float)
            ? [System.Array.ConvertAll(x, e => (float)e), (float)p, System.Array.ConvertAll(w, e => (float)e)]
            : [x, p, w];
        return lambda.Parameters is [{ Type.IsArray: false } tuple] ? [Activator.CreateInstance(tuple.Type, all)!] : all[..lambda.Parameters.Count];
    }

    private LambdaExpression Build()
    {
        ParameterExpression[] all =
        [
            Expression.Parameter(real.MakeArrayType(), "x"), Expression.Parameter(real, "p"), Expression.Parameter(real.MakeArrayType(), "w"),
        ];

        // One to three of them, or all as one tuple.
        var count = 1 + (Next() % 4);
        var tuple = Expression.Parameter(typeof(ValueTuple<,,>).MakeGenericType(System.Array.ConvertAll(all, a => a.Type)), "t");
        ParameterExpression[] parameters = count <= all.Length ? all[..count] : [tuple];
        Expression[] arguments = count <= all.Length ? parameters : [.. ((string[])["Item1", "Item2", "Item3"]).Select(item => Expression.Field(tuple, item))];
        foreach (var argument in arguments)
            (argument.Type.IsArray ? arrays : scalars).Add(argument);
        arrays.Add(arrays[0]);
        return Expression.Lambda(Next() % 4 == 0 ? Real(4) : Summed(4), parameters);
    }

    private int Next() => position < tape.Length ? tape[position++] : 0;

    private T Pick<T>(IReadOnlyList<T> choices) => choices[Next() % choices.Count];

    private Expression Number(double value) => Expression.Constant(real == typeof(float) ? (float)value : (object)value, real);

    private Expression Real(int depth)
    {
        if (depth == 0)
            return Leaf();
        switch (Next() % 16)
        {
            case 0 or 1 or 2:
                return Leaf();
            case 3 or 4 or 5 or 6:
                var left = Real(depth - 1);
                return Expression.MakeBinary(Pick(Arithmetic), left, Real(depth - 1));
            case 7 or 8:
                return Call(Pick(Unary), Real(depth - 1));
            case 9:
                return Call("Max", Real(depth - 1), Real(depth - 1));
            case 10:
                return Expression.Condition(Test(), Real(depth - 1), Real(depth - 1));
            case 11:
                return Let(Real(depth - 1), scalars, depth);
            case 12:
                return Let(Collected(depth - 1), arrays, depth);
            case 13:
                return Element();
            default:
                return Summed(depth);
        }
    }

    private Expression Test() =>
        Expression.MakeBinary(Pick([ExpressionType.GreaterThan, ExpressionType.LessThan, ExpressionType.Equal]), Real(1), Real(1));

    private Expression Leaf() => (Next() % 8) switch
    {
        <= 4 when scalars.Count > 0 => scalars[^(1 + (Next() % scalars.Count))],
        5 => Expression.Field(closure, real == typeof(float) ? "Af" : "A"),
        6 => Element(),
        7 when indices.Count > 0 => Expression.Convert(indices[^1], real),
        _ => Number(Pick([2.0, 1, 0.5, 0, -1])),
    };

    private Expression Element()
    {
        var array = Pick(arrays);
        var length = Expression.ArrayLength(array);
        var index = (Next() % 4) switch
        {
            0 => Expression.Constant(0),
            1 => Expression.Subtract(length, Expression.Constant(1)),
            2 when indices.Count > 0 => Expression.Modulo(Expression.Add(indices[^1], Expression.Constant(1)), length),
            _ when indices.Count > 0 => Pick(indices),
            _ => (Expression)Expression.Constant(0),
        };
        return Expression.ArrayIndex(array, index);
    }

    private Expression Let(Expression value, List<Expression> scope, int depth)
    {
        var variable = Expression.Parameter(value.Type, $"v{names++}");
        var body = Inside(variable, scope, () => Real(depth - 1));
        var let = typeof(Functions).GetMethod(nameof(Functions.Let))!.MakeGenericMethod(value.Type, real);
        return Expression.Call(let, value, Expression.Lambda(body, variable));
    }

    private Expression Summed(int depth)
    {
        var source = Sequence(depth - 1);
        return Next() % 2 == 0
            ? Linq("Sum", [], source)
            : Linq("Sum", [real], source, Body(depth - 1, real));
    }

    private Expression Array(int depth) => Next() % 2 == 0 ? Pick(arrays) : Collected(depth);

    private Expression Collected(int depth) => Linq("ToArray", [real], Sequence(depth));

    private Expression Captures => Expression.Field(closure, real == typeof(float) ? "Bf" : "B");

    private Expression Sequence(int depth)
    {
        if (depth <= 0)
            return Pick(arrays);
        switch (Next() % 10)
        {
            case 0:
                return Pick(arrays);
            case 1:
                return Captures;
            case 8:
                return Expression.NewArrayInit(real, Real(depth - 1), Real(depth - 1), Real(depth - 1));
            case 9:
                return Expression.Condition(Test(), Array(depth - 1), Array(depth - 1));
            case 2 or 3:
                return Linq("Select", [real, real], Sequence(depth - 1), Body(depth - 1, real));
            case 4:
                return Linq("Select", [real, real], Sequence(depth - 1), Body(depth - 1, real, typeof(int)));
            case 5:
                var (first, second) = (Sequence(depth - 1), Sequence(depth - 1));
                return Linq("Zip", [real, real, real], first, second, Body(depth - 1, real, real));
            default:
                // Over an array's length, a fixed length, or up to the index of the loop around: a triangle.
                var count = (Next() % 3) switch
                {
                    0 => Expression.Constant(3),
                    1 when indices.Count > 0 => indices[^1],
                    _ => (Expression)Expression.ArrayLength(Pick(arrays)),
                };
                return Linq("Select", [typeof(int), real], Linq("Range", [], Expression.Constant(0), count), Body(depth - 1, typeof(int)));
        }
    }

    /// <summary>A lambda with one or two parameters of which its body may make use.</summary>
    private LambdaExpression Body(int depth, params Type[] types)
    {
        var parameters = System.Array.ConvertAll(types, t => Expression.Parameter(t, t == typeof(int) ? $"i{names++}" : $"e{names++}"));
        Func<Expression> body = () => Real(depth);
        foreach (var parameter in parameters)
        {
            var inner = body;
            body = () => Inside(parameter, parameter.Type == typeof(int) ? indices : scalars, inner);
        }

        return Expression.Lambda(body(), parameters);
    }

    private static Expression Inside(Expression variable, List<Expression> scope, Func<Expression> make)
    {
        scope.Add(variable);
        var made = make();
        scope.RemoveAt(scope.Count - 1);
        return made;
    }

    private Expression Call(string name, params Expression[] arguments)
    {
        var family = real == typeof(float) ? typeof(MathF) : typeof(Math);
        return Expression.Call(family.GetMethod(name, BindingFlags.Public | BindingFlags.Static, System.Array.ConvertAll(arguments, _ => real))!, arguments);
    }

    private Expression Linq(string name, Type[] types, params Expression[] arguments)
    {
        var method = typeof(Enumerable).GetMethods()
            .Where(m => m.Name == name && m.GetGenericArguments().Length == types.Length && (name != "Sum" || m.ReturnType == real))
            .Select(m => types.Length == 0 ? m : m.MakeGenericMethod(types))
            .Single(m => Fits(m, arguments));
        return Expression.Call(method, arguments);
    }

    private static bool Fits(MethodInfo method, Expression[] arguments)
    {
        var parameters = method.GetParameters();
        return parameters.Length == arguments.Length
            && parameters.Zip(arguments).All(pair => pair.First.ParameterType.IsAssignableFrom(pair.Second.Type));
    }
}
