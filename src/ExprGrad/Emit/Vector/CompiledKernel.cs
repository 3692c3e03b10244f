namespace ExprGrad.Emit.Vector;

/// <summary>Compiled code, to be bound to the objects that a lambda closes over.</summary>
internal sealed class CompiledKernel(Parts parts, Func<object?[], Delegate> kernel)
{
    public Delegate Bind(object?[] captures) => kernel(parts.Bind(captures));
}
