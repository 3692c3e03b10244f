using ExprGrad.Emit.Vector;

namespace ExprGrad;

/// <summary>Kernels over columns.</summary>
public static partial class VectorizeExtensions
{
    /// <summary>Compiles a function of numbers, tuples, records or structs of them to a kernel over columns, one for each number.</summary>
    /// <param name="f">The function; its arguments and its result consist of double only.</param>
    /// <param name="options">How many threads may share one call.</param>
    /// <returns>The kernel. No call allocates, unless it uses several threads.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">The arguments and the result do not consist of double only.</exception>
    /// <example>
    /// <code>
    /// var kernel = Differentiate.Grad((double x, double y) => x * x * y).VectorizeColumns();
    /// double[] dx = new double[2], dy = new double[2];
    /// kernel.Invoke([new double[] { 1, 2 }, new double[] { 3, 4 }], [dx, dy]);
    /// Console.WriteLine(string.Join(", ", dx));   // 6, 16
    /// </code>
    /// </example>
    public static ColumnKernel<double> VectorizeColumns<TDelegate>(this Function<TDelegate> f, VectorizeOptions? options = null)
        where TDelegate : Delegate => Columns<double>(f, options);

    /// <inheritdoc cref="VectorizeColumns{TDelegate}(Function{TDelegate}, VectorizeOptions)"/>
    public static ColumnKernel<float> VectorizeColumns<TResult>(
        this Function<Func<float, TResult>> f, VectorizeOptions? options = null) => Columns<float>(f, options);

    /// <inheritdoc cref="VectorizeColumns{TDelegate}(Function{TDelegate}, VectorizeOptions)"/>
    public static ColumnKernel<float> VectorizeColumns<T2, TResult>(
        this Function<Func<float, T2, TResult>> f, VectorizeOptions? options = null) => Columns<float>(f, options);

    /// <inheritdoc cref="VectorizeColumns{TDelegate}(Function{TDelegate}, VectorizeOptions)"/>
    public static ColumnKernel<float> VectorizeColumns<T2, T3, TResult>(
        this Function<Func<float, T2, T3, TResult>> f, VectorizeOptions? options = null) => Columns<float>(f, options);

    /// <inheritdoc cref="VectorizeColumns{TDelegate}(Function{TDelegate}, VectorizeOptions)"/>
    public static ColumnKernel<float> VectorizeColumns<T2, T3, T4, TResult>(
        this Function<Func<float, T2, T3, T4, TResult>> f, VectorizeOptions? options = null) => Columns<float>(f, options);

    /// <inheritdoc cref="VectorizeColumns{TDelegate}(Function{TDelegate}, VectorizeOptions)"/>
    public static ColumnKernel<float> VectorizeColumns<T2, T3, T4, T5, TResult>(
        this Function<Func<float, T2, T3, T4, T5, TResult>> f, VectorizeOptions? options = null) => Columns<float>(f, options);

    /// <inheritdoc cref="VectorizeColumns{TDelegate}(Function{TDelegate}, VectorizeOptions)"/>
    public static ColumnKernel<float> VectorizeColumns<T2, T3, T4, T5, T6, TResult>(
        this Function<Func<float, T2, T3, T4, T5, T6, TResult>> f, VectorizeOptions? options = null) => Columns<float>(f, options);

    /// <inheritdoc cref="VectorizeColumns{TDelegate}(Function{TDelegate}, VectorizeOptions)"/>
    public static ColumnKernel<float> VectorizeColumns<T2, T3, T4, T5, T6, T7, TResult>(
        this Function<Func<float, T2, T3, T4, T5, T6, T7, TResult>> f, VectorizeOptions? options = null) => Columns<float>(f, options);

    /// <inheritdoc cref="VectorizeColumns{TDelegate}(Function{TDelegate}, VectorizeOptions)"/>
    public static ColumnKernel<float> VectorizeColumns<T2, T3, T4, T5, T6, T7, T8, TResult>(
        this Function<Func<float, T2, T3, T4, T5, T6, T7, T8, TResult>> f, VectorizeOptions? options = null) => Columns<float>(f, options);

    internal static ColumnKernel<TElement> Columns<TElement>(IFunction f, VectorizeOptions? options)
    {
        ArgumentNullException.ThrowIfNull(f);
        var graph = f.Finished.Graph;
        if (LaneGraph.ElementOf(graph) != typeof(TElement))
            throw Errors.MixedElements(f.Body);
        var kernel = DerivativeCache.Default.Vectorize(f.Finished, typeof(ColumnKernelLoop));
        var (inputs, outputs) = (graph.Parameters.Sum(Leaves), Leaves(graph.Result.Type));
        return new ColumnKernel<TElement>(
            BlockRunner.OverColumns((ColumnKernelLoop)kernel, inputs, outputs, VectorTarget.For(typeof(TElement))), inputs, outputs,
            (options ?? VectorizeOptions.Default).MaxDegreeOfParallelism);

        static int Leaves(Type type) => LaneGraph.LeafTypes(type).Count();
    }
}
