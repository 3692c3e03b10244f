using ExprGrad.Graphs;

namespace ExprGrad;

/// <summary>A <see cref="Function{TDelegate}"/> of any delegate type, as the front end and the transforms see it.</summary>
internal interface IFunction
{
    FunctionBody Body { get; }

    FunctionOptions Options { get; }
}
