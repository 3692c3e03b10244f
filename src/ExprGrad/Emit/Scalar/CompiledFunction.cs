using System.Reflection.Emit;

namespace ExprGrad.Emit.Scalar;

/// <summary>Code without the objects that the lambda closes over: compiled once for a structure, bound to the objects of each occurrence.</summary>
internal sealed class CompiledFunction
{
    private readonly DynamicMethod? code;
    private readonly Type? delegateType;
    private readonly Func<object?[], Delegate>? factory;
    private readonly int captureCount;
    private readonly object?[] appended;

    /// <summary>A method whose first parameter is the array of captured objects.</summary>
    public CompiledFunction(DynamicMethod code, Type delegateType, int captureCount, object?[] appended)
    {
        (this.code, this.delegateType, this.captureCount, this.appended) = (code, delegateType, captureCount, appended);
    }

    /// <summary>A function from the array of captured objects to the delegate.</summary>
    public CompiledFunction(Func<object?[], Delegate> factory, int captureCount, object?[] appended)
    {
        (this.factory, this.captureCount, this.appended) = (factory, captureCount, appended);
    }

    /// <summary>The delegate for given captured objects: closed over them, so that a call costs what one of a C# lambda does.</summary>
    public Delegate Bind(object?[] captures)
    {
        object?[] bound = appended.Length == 0 ? captures : [.. captures.AsSpan(0, captureCount), .. appended];
        return factory is not null ? factory(bound) : code!.CreateDelegate(delegateType!, bound);
    }
}
