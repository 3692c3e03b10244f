namespace ExprGrad.Differentiation;

/// <summary>What is asked of a function. Value equality: part of the cache's keys.</summary>
internal abstract record Transform
{
    internal sealed record Grad : Transform;

    internal sealed record Partial(int Argument) : Transform;

    internal sealed record ValueAndGrad : Transform;

    internal sealed record Jvp : Transform;

    internal sealed record Vjp : Transform;

    internal sealed record Derivative(int Order) : Transform;

    internal sealed record Hessian : Transform;

    internal sealed record Jacobian : Transform;

    internal sealed record HessianVectorProduct : Transform;

    internal sealed record Linearize : Transform;

    internal sealed record Taylor(int Order) : Transform;
}
