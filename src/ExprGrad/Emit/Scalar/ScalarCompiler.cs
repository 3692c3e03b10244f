using System.Linq.Expressions;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using ExprGrad.Graphs;
using FastExpressionCompiler;

namespace ExprGrad.Emit.Scalar;

/// <summary>A graph in, code for it out. Steps: place every node in a region, inline, lay out, find lifetimes, translate, compile.</summary>
internal static class ScalarCompiler
{
    /// <summary>Code that takes the graph's parameters and returns its result, to be bound to captured objects.</summary>
    public static CompiledFunction Compile(Graph graph, Type delegateType)
    {
        var folded = CallFolding.Fold(graph);
        if (Placement.Of(graph, folded) is not { } placement)
            return Interpreted(graph, delegateType);
        Inlining.Run(placement, graph);
        var steps = Layout.Of(placement);
        var segments = Liveness.Run(steps, placement, graph);
        var translator = new Translator(graph, placement, folded, steps, segments);
        var (body, isFast) = translator.Run();
        foreach (var (lambda, isFastSegment) in translator.Segments)
            translator.Appended.Add(Compile(lambda, isFastSegment));
        return Compile(body, isFast, delegateType, translator);
    }

    private static CompiledFunction Compile(Expression body, bool isFast, Type delegateType, Translator translator)
    {
        object?[] appended = [.. translator.Appended];
        if (isFast)
        {
            ParameterExpression[] parameters = [Frame.Captures, .. translator.Parameters];
            if (Emit(Expression.Lambda(body, parameters)) is { } code)
            {
                var compiled = new CompiledFunction(code, delegateType, translator.CaptureCount, appended);
                if (IsValid(compiled.Bind(new object?[translator.CaptureCount])))
                    return compiled;
            }
        }

        var inner = Expression.Lambda(delegateType, body, translator.Parameters);
        var factory = Expression.Lambda<Func<object?[], Delegate>>(inner, Frame.Captures).Compile();
        return new CompiledFunction(factory, translator.CaptureCount, appended);
    }

    private static Segment Compile(Expression<Segment> lambda, bool isFast)
    {
        if (isFast && Emit(lambda) is { } code)
        {
            var compiled = code.CreateDelegate<Segment>();
            if (IsValid(compiled))
                return compiled;
        }

        return lambda.Compile();
    }

    private static DynamicMethod? Emit(LambdaExpression lambda)
    {
        var parameters = new Type[lambda.Parameters.Count];
        for (var i = 0; i < parameters.Length; i++)
            parameters[i] = lambda.Parameters[i].Type;
        var code = new DynamicMethod("Compiled", lambda.ReturnType, parameters, typeof(ScalarCompiler).Module, skipVisibility: true);
        try
        {
            return lambda.CompileFastToIL(code.GetILGenerator(), CompilerFlags.DisableInterpreter) ? code : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>Has the JIT compile the code, as the first call would, to find out whether it is code at all.</summary>
    private static bool IsValid(Delegate code)
    {
        try
        {
            RuntimeHelpers.PrepareDelegate(code);
            return true;
        }
        catch (InvalidProgramException)
        {
            return false;
        }
    }

    /// <summary>Calls of the <see cref="Interpreter"/>, as a delegate.</summary>
    public static CompiledFunction Interpreted(Graph graph, Type delegateType)
    {
        var parameters = Array.ConvertAll(graph.Parameters, static p => Expression.Parameter(p));
        var arguments = Expression.NewArrayInit(typeof(object), parameters.Select(p => Expression.Convert(p, typeof(object))));
        var call = Expression.Call(typeof(Interpreter), nameof(Interpreter.Evaluate), null, Expression.Constant(graph), Frame.Captures, arguments);
        var inner = Expression.Lambda(delegateType, Expression.Convert(call, graph.Result.Type), parameters);
        var factory = Expression.Lambda<Func<object?[], Delegate>>(inner, Frame.Captures).Compile();
        return new CompiledFunction(factory, 0, []);
    }
}
