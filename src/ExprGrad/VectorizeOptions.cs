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

    /// <summary>How many threads may share one call, 1 unless set. Short spans are computed by one thread in any case.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
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
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
    = 1;
}
