using System.Linq.Expressions;
using System.Reflection.Emit;
using FastExpressionCompiler;

namespace ExprGrad.Emit;

/// <summary>
/// Expression trees to code. In goes a lambda whose first parameter is the array of captured objects; out comes a method that can be bound to
/// any such array, so that compiled code keeps no captured object alive.
/// </summary>
internal static class DynamicCode
{
    /// <summary>A method of the lambda's parameters, or null where the fast compiler gives up.</summary>
    public static DynamicMethod? TryEmit(LambdaExpression withCapturesFirst)
    {
        var parameters = withCapturesFirst.Parameters.Select(p => p.IsByRef ? p.Type.MakeByRefType() : p.Type).ToArray();
        var method = new DynamicMethod("ExprGrad", withCapturesFirst.ReturnType, parameters, typeof(DynamicCode).Module, skipVisibility: true);
        return withCapturesFirst.CompileFastToIL(method.GetILGenerator(), CompilerFlags.DisableInterpreter) ? method : null;
    }

    /// <summary>What makes delegates of the given type, one for each array of captured objects; only the first parameter is not the delegate's.</summary>
    public static Func<object?[], Delegate> Compile(LambdaExpression withCapturesFirst, Type delegateType)
    {
        if (TryEmit(withCapturesFirst) is { } method)
            return captures => method.CreateDelegate(delegateType, captures);

        var captured = withCapturesFirst.Parameters[0];
        var inner = Expression.Lambda(delegateType, withCapturesFirst.Body, withCapturesFirst.Parameters.Skip(1));
        return Expression.Lambda<Func<object?[], Delegate>>(inner, captured).Compile();
    }
}
