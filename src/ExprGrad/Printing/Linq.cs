using System.Linq.Expressions;
using System.Reflection;

namespace ExprGrad.Printing;

/// <summary>Calls of LINQ, and of what makes matrices, as expressions.</summary>
internal static class Linq
{
    private static readonly MethodInfo SelectMethod = Definition((Func<IEnumerable<int>, Func<int, int>, IEnumerable<int>>)Enumerable.Select);
    private static readonly MethodInfo ZipMethod = Definition((Func<IEnumerable<int>, IEnumerable<int>, Func<int, int, int>, IEnumerable<int>>)Enumerable.Zip);
    private static readonly MethodInfo AnyMethod = Definition((Func<IEnumerable<int>, Func<int, bool>, bool>)Enumerable.Any);
    private static readonly MethodInfo RepeatMethod = Definition((Func<int, int, IEnumerable<int>>)Enumerable.Repeat);
    private static readonly MethodInfo ToArrayMethod = Definition((Func<IEnumerable<int>, int[]>)Enumerable.ToArray);
    private static readonly MethodInfo MatrixMethod = Definition((Func<int, int, Func<int, int, int>, int[,]>)Functions.Matrix);
    private static readonly MethodInfo RangeMethod = ((Func<int, int, IEnumerable<int>>)Enumerable.Range).Method;

    private static readonly Dictionary<Type, (MethodInfo Plain, MethodInfo OfSelected)> SumMethods = new()
    {
        [typeof(double)] = (((Func<IEnumerable<double>, double>)Enumerable.Sum).Method, Definition((Func<IEnumerable<int>, Func<int, double>, double>)Enumerable.Sum)),
        [typeof(float)] = (((Func<IEnumerable<float>, float>)Enumerable.Sum).Method, Definition((Func<IEnumerable<int>, Func<int, float>, float>)Enumerable.Sum)),
        [typeof(int)] = (((Func<IEnumerable<int>, int>)Enumerable.Sum).Method, Definition((Func<IEnumerable<int>, Func<int, int>, int>)Enumerable.Sum)),
        [typeof(long)] = (((Func<IEnumerable<long>, long>)Enumerable.Sum).Method, Definition((Func<IEnumerable<int>, Func<int, long>, long>)Enumerable.Sum)),
        [typeof(decimal)] = (((Func<IEnumerable<decimal>, decimal>)Enumerable.Sum).Method, Definition((Func<IEnumerable<int>, Func<int, decimal>, decimal>)Enumerable.Sum)),
    };

    public static Expression Range(Expression count) => Expression.Call(RangeMethod, Expression.Constant(0), count);

    public static Expression Repeat(Expression value, Expression count) => Expression.Call(RepeatMethod.MakeGenericMethod(value.Type), value, count);

    public static Expression Select(Expression source, LambdaExpression f) =>
        Expression.Call(SelectMethod.MakeGenericMethod(f.Parameters[0].Type, f.ReturnType), source, f);

    public static Expression Zip(Expression first, Expression second, LambdaExpression f) =>
        Expression.Call(ZipMethod.MakeGenericMethod(f.Parameters[0].Type, f.Parameters[1].Type, f.ReturnType), first, second, f);

    public static Expression Any(Expression source, LambdaExpression f) =>
        Expression.Call(AnyMethod.MakeGenericMethod(f.Parameters[0].Type), source, f);

    public static Expression Sum(Expression source, Type element) => Expression.Call(SumMethods[element].Plain, source);

    public static Expression Sum(Expression source, LambdaExpression f) =>
        Expression.Call(SumMethods[f.ReturnType].OfSelected.MakeGenericMethod(f.Parameters[0].Type), source, f);

    public static Expression ToArray(Expression source, Type element) => Expression.Call(ToArrayMethod.MakeGenericMethod(element), source);

    public static MethodCallExpression Matrix(Expression rows, Expression columns, LambdaExpression element) =>
        Expression.Call(MatrixMethod.MakeGenericMethod(element.ReturnType), rows, columns, element);

    /// <summary>A sequence that was only collected to be read once more, in order.</summary>
    public static Expression Unstored(Expression array) =>
        array is MethodCallExpression { Method.IsGenericMethod: true } call && call.Method.GetGenericMethodDefinition() == ToArrayMethod
            ? call.Arguments[0]
            : array;

    private static MethodInfo Definition(Delegate call) => call.Method.GetGenericMethodDefinition();
}
