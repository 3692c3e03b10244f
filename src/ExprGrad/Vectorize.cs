using System.Diagnostics.CodeAnalysis;
using ExprGrad.Emit.Vector;
using ExprGrad.Graphs;

namespace ExprGrad;

/// <summary>Compiles functions to hardware vectors.</summary>
[RequiresUnreferencedCode(Aot.Reflection)]
[RequiresDynamicCode(Aot.Code)]
public static partial class VectorizeExtensions
{
    /// <summary>Maps a function over spans, element by element, as one loop over hardware vectors.</summary>
    /// <param name="f">The function, from numbers to a number, all <c>double</c> or all <c>float</c>.</param>
    /// <param name="options">How many threads may share one call.</param>
    /// <returns>
    /// A delegate from one span for each argument to a destination. A span of length 1 stands for all elements; lengths that differ
    /// otherwise throw
    /// <see cref="ArgumentException"/> before anything is written. The destination may be an input. No call allocates.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="f"/> is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The arguments and the result are not all <c>double</c>, or all <c>float</c>.
    /// </exception>
    /// <example>
    /// <code>
    /// var slope = Differentiate.Grad((double x) => x * x).Vectorize();
    /// var y = new double[3];
    /// slope([1, 2, 3], y);
    /// Console.WriteLine(string.Join(", ", y));   // 2, 4, 6
    /// </code>
    /// </example>
    public static VectorFunc<T, TResult> Vectorize<T, TResult>(this Function<Func<T, TResult>> f, VectorizeOptions? options = null) =>
        Compile<VectorFunc<T, TResult>>(f, options);

    /// <inheritdoc cref="Vectorize{T, TResult}(Function{Func{T, TResult}}, VectorizeOptions)"/>
    public static VectorFunc<T1, T2, TResult> Vectorize<T1, T2, TResult>(
        this Function<Func<T1, T2, TResult>> f, VectorizeOptions? options = null) =>
        Compile<VectorFunc<T1, T2, TResult>>(f, options);

    /// <inheritdoc cref="Vectorize{T, TResult}(Function{Func{T, TResult}}, VectorizeOptions)"/>
    public static VectorFunc<T1, T2, T3, TResult> Vectorize<T1, T2, T3, TResult>(
        this Function<Func<T1, T2, T3, TResult>> f, VectorizeOptions? options = null) =>
        Compile<VectorFunc<T1, T2, T3, TResult>>(f, options);

    /// <inheritdoc cref="Vectorize{T, TResult}(Function{Func{T, TResult}}, VectorizeOptions)"/>
    public static VectorFunc<T1, T2, T3, T4, TResult> Vectorize<T1, T2, T3, T4, TResult>(
        this Function<Func<T1, T2, T3, T4, TResult>> f, VectorizeOptions? options = null) =>
        Compile<VectorFunc<T1, T2, T3, T4, TResult>>(f, options);

    /// <inheritdoc cref="Vectorize{T, TResult}(Function{Func{T, TResult}}, VectorizeOptions)"/>
    public static VectorFunc<T1, T2, T3, T4, T5, TResult> Vectorize<T1, T2, T3, T4, T5, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, TResult>> f, VectorizeOptions? options = null) =>
        Compile<VectorFunc<T1, T2, T3, T4, T5, TResult>>(f, options);

    /// <inheritdoc cref="Vectorize{T, TResult}(Function{Func{T, TResult}}, VectorizeOptions)"/>
    public static VectorFunc<T1, T2, T3, T4, T5, T6, TResult> Vectorize<T1, T2, T3, T4, T5, T6, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, TResult>> f, VectorizeOptions? options = null) =>
        Compile<VectorFunc<T1, T2, T3, T4, T5, T6, TResult>>(f, options);

    /// <inheritdoc cref="Vectorize{T, TResult}(Function{Func{T, TResult}}, VectorizeOptions)"/>
    public static VectorFunc<T1, T2, T3, T4, T5, T6, T7, TResult> Vectorize<T1, T2, T3, T4, T5, T6, T7, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> f, VectorizeOptions? options = null) =>
        Compile<VectorFunc<T1, T2, T3, T4, T5, T6, T7, TResult>>(f, options);

    /// <inheritdoc cref="Vectorize{T, TResult}(Function{Func{T, TResult}}, VectorizeOptions)"/>
    public static VectorFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> Vectorize<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        this Function<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> f, VectorizeOptions? options = null) =>
        Compile<VectorFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult>>(f, options);

    private static TDelegate Compile<TDelegate>(IFunction f, VectorizeOptions? options)
        where TDelegate : Delegate
    {
        ArgumentNullException.ThrowIfNull(f);
        var body = f.Finished;
        RequireOneElement(body);
        var kernel = DerivativeCache.Default.Vectorize(body, typeof(TDelegate));
        var degree = (options ?? VectorizeOptions.Default).MaxDegreeOfParallelism;
        return (TDelegate)(degree > 1 ? ParallelSpans.Split(kernel, degree) : kernel);
    }

    /// <summary>Checks that a function is made of numbers of one type, in memory that can be read as such.</summary>
    private static Type RequireOneElement(FunctionBody body)
    {
        var element = LaneGraph.ElementOf(body.Graph) ?? throw Errors.MixedElements(body);
        foreach (var type in body.Graph.Parameters.Append(body.Graph.Result.Type))
        {
            var layout = typeof(ElementLayout<,>).MakeGenericType(type, element);
            if (!(bool)layout.GetProperty(nameof(ElementLayout<double, double>.IsDense))!.GetValue(null)!)
                throw Errors.MixedElements(body);
        }

        return element;
    }
}
