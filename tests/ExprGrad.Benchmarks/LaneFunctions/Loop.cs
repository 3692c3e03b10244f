using System.Linq.Expressions;

namespace ExprGrad.Benchmarks.LaneFunctions;

/// <summary>The same call over arrays: as a compiled kernel, and one by one in a loop in which nothing stands before the call.</summary>
internal static class Loop
{
    /// <summary>A kernel over as many arrays as the function has arguments.</summary>
    public static Action<T[][], T[]> Kernel<T>(LambdaExpression function)
    {
        if (function is Expression<Func<T, T>> one)
        {
            var vector = Function.Of(one).Vectorize();
            return (x, y) => vector(x[0], y);
        }

        var two = Function.Of((Expression<Func<T, T, T>>)function).Vectorize();
        return (x, y) => two(x[0], x[1], y);
    }

    /// <summary>The loop that C# would have.</summary>
    public static Action<T[][], T[]> OneByOne<T>(LambdaExpression function)
    {
        var (inputs, output) = (Expression.Parameter(typeof(T[][])), Expression.Parameter(typeof(T[])));
        var i = Expression.Variable(typeof(int));
        var columns = function.Parameters.Select(_ => Expression.Variable(typeof(T[]))).ToArray();
        var end = Expression.Label();
        var body = Expression.Loop(
            Expression.IfThenElse(
                Expression.LessThan(i, Expression.ArrayLength(output)),
                Expression.Block(
                    function.Parameters.Select((p, k) => (Expression)Expression.Assign(p, Expression.ArrayIndex(columns[k], i)))
                        .Append(Expression.Assign(Expression.ArrayAccess(output, i), function.Body))
                        .Append(Expression.PreIncrementAssign(i))),
                Expression.Break(end)),
            end);
        return Expression.Lambda<Action<T[][], T[]>>(
            Expression.Block(
                [i, .. columns, .. function.Parameters],
                columns.Select((c, k) => (Expression)Expression.Assign(c, Expression.ArrayIndex(inputs, Expression.Constant(k)))).Append(body)),
            inputs, output).Compile();
    }
}
