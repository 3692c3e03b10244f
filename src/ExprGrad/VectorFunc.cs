namespace ExprGrad;

/// <summary>A function mapped over spans, element by element. No call allocates.</summary>
/// <param name="x">The elements of the argument, or a single one that stands for all.</param>
/// <param name="destination">Where the results go; it may be an input itself.</param>
/// <exception cref="ArgumentException">The lengths differ, and not by being 1. Nothing has been written.</exception>
/// <example>
/// <code>
/// var square = Function.Of((double x) => x * x).Vectorize();
/// var y = new double[3];
/// square([1, 2, 3], y);
/// Console.WriteLine(string.Join(", ", y));   // 1, 4, 9
/// </code>
/// </example>
public delegate void VectorFunc<T, TResult>(ReadOnlySpan<T> x, Span<TResult> destination);

/// <summary>A function of several arguments mapped over spans, element by element. No call allocates.</summary>
/// <param name="x1">The elements of the first argument, or a single one that stands for all.</param>
/// <param name="x2">The elements of the second argument, or a single one that stands for all.</param>
/// <param name="destination">Where the results go; it may be an input itself.</param>
/// <exception cref="ArgumentException">The lengths differ, and not by being 1. Nothing has been written.</exception>
/// <example>
/// <code>
/// var product = Function.Of((double x, double y) => x * y).Vectorize();
/// var z = new double[3];
/// product([1, 2, 3], [10], z);
/// Console.WriteLine(string.Join(", ", z));   // 10, 20, 30
/// </code>
/// </example>
public delegate void VectorFunc<T1, T2, TResult>(ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, Span<TResult> destination);

/// <inheritdoc cref="VectorFunc{T1, T2, TResult}"/>
public delegate void VectorFunc<T1, T2, T3, TResult>(
    ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, ReadOnlySpan<T3> x3, Span<TResult> destination);

/// <inheritdoc cref="VectorFunc{T1, T2, TResult}"/>
public delegate void VectorFunc<T1, T2, T3, T4, TResult>(
    ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, ReadOnlySpan<T3> x3, ReadOnlySpan<T4> x4, Span<TResult> destination);

/// <inheritdoc cref="VectorFunc{T1, T2, TResult}"/>
public delegate void VectorFunc<T1, T2, T3, T4, T5, TResult>(
    ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, ReadOnlySpan<T3> x3, ReadOnlySpan<T4> x4, ReadOnlySpan<T5> x5, Span<TResult> destination);

/// <inheritdoc cref="VectorFunc{T1, T2, TResult}"/>
public delegate void VectorFunc<T1, T2, T3, T4, T5, T6, TResult>(
    ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, ReadOnlySpan<T3> x3, ReadOnlySpan<T4> x4,
    ReadOnlySpan<T5> x5, ReadOnlySpan<T6> x6, Span<TResult> destination);

/// <inheritdoc cref="VectorFunc{T1, T2, TResult}"/>
public delegate void VectorFunc<T1, T2, T3, T4, T5, T6, T7, TResult>(
    ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, ReadOnlySpan<T3> x3, ReadOnlySpan<T4> x4,
    ReadOnlySpan<T5> x5, ReadOnlySpan<T6> x6, ReadOnlySpan<T7> x7, Span<TResult> destination);

/// <inheritdoc cref="VectorFunc{T1, T2, TResult}"/>
public delegate void VectorFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
    ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, ReadOnlySpan<T3> x3, ReadOnlySpan<T4> x4,
    ReadOnlySpan<T5> x5, ReadOnlySpan<T6> x6, ReadOnlySpan<T7> x7, ReadOnlySpan<T8> x8, Span<TResult> destination);
