using ExprGrad.Graphs;

namespace ExprGrad;

/// <summary>A <see cref="Function{TDelegate}"/> of any delegate type, as the front end and the transforms see it.</summary>
internal interface IFunction
{
    /// <summary>What derivatives are taken of.</summary>
    FunctionBody Body { get; }

    /// <summary>What is compiled and printed.</summary>
    FunctionBody Finished { get; }

    FunctionOptions Options { get; }
}
