using ExprGrad.Graphs;

namespace ExprGrad;

/// <summary>How a function is compiled to vectors.</summary>
/// <example>
/// <code>
/// var options = new VectorizeOptions { MaxDegreeOfParallelism = 4 };
/// var kernel = Function.Of((double x) => x * x).Vectorize(options);
/// var squares = new double[3];
/// kernel([1, 2, 3], squares);
/// Console.WriteLine(squares[2]);   // 9
/// </code>
/// </example>
public sealed record VectorizeOptions
{
    internal static readonly VectorizeOptions Default = new();

    /// <summary>How many threads may share one call: 1 unless set; -1 for as many as there are processors.</summary>
    /// <remarks>
    /// Results are bit for bit those of one thread. Each thread computes a range of at least 16,384 elements, so shorter spans are computed by
    /// one thread in any case. So is a function that calls methods of which nothing is known: it calls them once for each element, in their
    /// order. A call on several threads allocates what it takes to start them, some hundred bytes for each, whatever the number of elements.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is 0, or less than -1.</exception>
    /// <example>
    /// <code>
    /// Console.WriteLine(new VectorizeOptions().MaxDegreeOfParallelism);   // 1
    /// </code>
    /// </example>
    public int MaxDegreeOfParallelism
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfZero(value);
            ArgumentOutOfRangeException.ThrowIfLessThan(value, -1);
            field = value;
        }
    }
    = 1;

    /// <summary>How many threads may compute a function.</summary>
    internal int DegreeFor(Graph graph) =>
        graph.Result.HasEffects ? 1 : MaxDegreeOfParallelism == -1 ? Environment.ProcessorCount : MaxDegreeOfParallelism;
}
