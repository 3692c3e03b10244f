using System.Linq.Expressions;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using FastExpressionCompiler;

namespace ExprGrad.Emit;

/// <summary>
/// Expression trees to code. In goes a lambda whose first parameter is the array of captured objects; out comes what binds it to any such
/// array, so that compiled code keeps no captured object alive. Every variable of the lambda has to be assigned before it is read.
/// </summary>
internal static class DynamicCode
{
    /// <summary>What makes delegates of the given type, which has all parameters of the lambda but the first.</summary>
    public static Func<object?[], Delegate> Compile(LambdaExpression withCapturesFirst, Type delegateType)
    {
        if (TryEmit(withCapturesFirst) is { } method && IsValid(method.CreateDelegate(delegateType, Array.Empty<object?>())))
            return captures => method.CreateDelegate(delegateType, captures);

        var inner = Expression.Lambda(delegateType, withCapturesFirst.Body, withCapturesFirst.Parameters.Skip(1));
        return Expression.Lambda<Func<object?[], Delegate>>(inner, withCapturesFirst.Parameters[0]).Compile();
    }

    /// <summary>A method of the lambda's parameters, or null where the fast compiler gives up.</summary>
    public static DynamicMethod? TryEmit(LambdaExpression lambda)
    {
        var parameters = lambda.Parameters.Select(p => p.IsByRef ? p.Type.MakeByRefType() : p.Type).ToArray();
        var method = new DynamicMethod("Vectorized", lambda.ReturnType, parameters, typeof(DynamicCode).Module, skipVisibility: true)
        {
            InitLocals = false,
        };
        return lambda.CompileFastToIL(method.GetILGenerator(), CompilerFlags.DisableInterpreter) ? method : null;
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
}
