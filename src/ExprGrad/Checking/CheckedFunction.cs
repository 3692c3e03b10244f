using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using ExprGrad.Differentiation;
using ExprGrad.Graphs;

namespace ExprGrad.Checking;

/// <summary>A function and its derivatives of orders 1 and 2 in both modes, as functions of plain vectors.</summary>
internal sealed class CheckedFunction
{
    private readonly FunctionBody f;
    private readonly Delegate value;
    private readonly Delegate jvp;
    private readonly Delegate vjp;
    private readonly Delegate jvpOfJvp;
    private readonly Delegate vjpOfVjp;

    public CheckedFunction(FunctionBody f, FunctionOptions options, object?[] point)
    {
        this.f = f;
        var forward = Derive(f, new Transform.Jvp());
        var reverse = Derive(f, new Transform.Vjp());
        value = Compile(f);
        jvp = Compile(forward);
        vjp = Compile(reverse);
        jvpOfJvp = Compile(Derive(forward, new Transform.Jvp()));
        vjpOfVjp = Compile(Derive(reverse, new Transform.Vjp()));
        Point = new Coordinates(f.Graph.Parameters, f.Names, point);
        Result = new Coordinates([ResultType], ["result"], [Call(value, point)]);

        FunctionBody Derive(FunctionBody body, Transform transform) => DerivativeCache.Default.Derive(body, transform, options);
    }

    /// <summary>The arguments.</summary>
    public Coordinates Point { get; }

    /// <summary>The value at the point.</summary>
    public Coordinates Result { get; }

    private Type ResultType => f.Graph.Result.Type;

    /// <summary>The result, NaN for each number where the function refuses the arguments.</summary>
    public IReadOnlyList<double> Value(double[] direction, double step) =>
        Outside(() => Coordinates.Of(ResultType, Call(value, Point.Moved(direction, step))));

    /// <summary>The derivative of the result along v, at the point moved by a step.</summary>
    public IReadOnlyList<double> Forward(double[] v, double[] direction, double step) => Outside(() =>
        Coordinates.Of(ResultType, ((ITuple)Call(jvp, [.. Point.Moved(direction, step), .. Point.Shaped(v)]))[1]));

    /// <summary>The derivative along u of the derivative along v.</summary>
    public IReadOnlyList<double> Forward(double[] v, double[] u)
    {
        object?[] arguments = [.. Point.Moved(u, 0), .. Point.Shaped(v), .. Point.Shaped(u), .. Point.Shaped(new double[Point.Count])];
        return Coordinates.Of(ResultType, ((ITuple)((ITuple)Call(jvpOfJvp, arguments))[1]!)[1]);
    }

    /// <summary>The gradient of the result weighted by w.</summary>
    public IReadOnlyList<double> Reverse(double[] w) => Cotangent(((ITuple)CallVjp(w))[1]!);

    /// <summary>The gradient of the derivative along v of the result weighted by w.</summary>
    public IReadOnlyList<double> Reverse(double[] w, double[] v)
    {
        // The cotangent of (value, gradient) is (0, v).
        var output = CallVjp(w);
        var cotangent = new Coordinates([output.GetType()], [""], [output]).Shaped([.. new double[Result.Count], .. v])[0];
        var result = (ITuple)((ITuple)Call(vjpOfVjp, [.. Point.Moved(v, 0), Result.Shaped(w)[0], cotangent]))[1]!;
        return [.. Coordinates.Of(result.GetType(), result).Take(Point.Count)];
    }

    private object CallVjp(double[] w) => Call(vjp, [.. Point.Moved(new double[Point.Count], 0), Result.Shaped(w)[0]]);

    private static IReadOnlyList<double> Cotangent(object cotangent) => Coordinates.Of(cotangent.GetType(), cotangent);

    private IReadOnlyList<double> Outside(Func<IReadOnlyList<double>> compute)
    {
        try
        {
            return compute();
        }
        catch (Exception e) when (e is ArithmeticException or ArgumentException)
        {
            return [.. Enumerable.Repeat(double.NaN, Result.Count)];
        }
    }

    private static Delegate Compile(FunctionBody body) => DerivativeCache.Default
        .Compile(body.Graph, Expression.GetDelegateType([.. body.Graph.Parameters, body.Graph.Result.Type])).Bind(body.Captures);

    private static object Call(Delegate f, object?[] arguments)
    {
        try
        {
            return f.DynamicInvoke(arguments)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
