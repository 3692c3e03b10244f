namespace ExprGrad;

/// <summary>
/// A function of one argument, mapped over spans element by element: <c>destination[i] = f(x[i])</c>.
/// </summary>
/// <remarks>
/// An input of one element is broadcast: it serves for every element of the destination. Every other input is as long as the destination.
/// The destination may be one of the inputs, but must not overlap one in part. No call allocates, unless
/// it uses several threads.
/// </remarks>
/// <typeparam name="T">The type of the elements of <paramref name="x"/>.</typeparam>
/// <typeparam name="TResult">The type of the results.</typeparam>
/// <param name="x">The argument of each element, or one for all.</param>
/// <param name="destination">Receives the results.</param>
/// <exception cref="ArgumentException">The spans differ in length, or the destination overlaps an input in part.</exception>
/// <example>
/// <code>
/// VectorFunc&lt;double, double> square = Function.Of((double x) => x * x).Vectorize();
/// var squares = new double[3];
/// square([1, 2, 3], squares);
/// Console.WriteLine(squares[2]);   // 9
/// </code>
/// </example>
public delegate void VectorFunc<T, TResult>(ReadOnlySpan<T> x, Span<TResult> destination);

/// <summary>
/// A function of two arguments, mapped over spans element by element: <c>destination[i] = f(x1[i], x2[i])</c>.
/// </summary>
/// <inheritdoc cref="VectorFunc{T, TResult}" path="/remarks"/>
/// <typeparam name="T1">The type of the elements of <paramref name="x1"/>.</typeparam>
/// <typeparam name="T2">The type of the elements of <paramref name="x2"/>.</typeparam>
/// <typeparam name="TResult">The type of the results.</typeparam>
/// <param name="x1">The first argument of each element, or one for all.</param>
/// <param name="x2">The second argument of each element, or one for all.</param>
/// <param name="destination">Receives the results.</param>
/// <exception cref="ArgumentException">The spans differ in length, or the destination overlaps an input in part.</exception>
public delegate void VectorFunc<T1, T2, TResult>(ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, Span<TResult> destination);

/// <summary>
/// A function of three arguments, mapped over spans element by element: <c>destination[i] = f(x1[i], x2[i], x3[i])</c>.
/// </summary>
/// <inheritdoc cref="VectorFunc{T, TResult}" path="/remarks"/>
/// <typeparam name="T1">The type of the elements of <paramref name="x1"/>.</typeparam>
/// <typeparam name="T2">The type of the elements of <paramref name="x2"/>.</typeparam>
/// <typeparam name="T3">The type of the elements of <paramref name="x3"/>.</typeparam>
/// <typeparam name="TResult">The type of the results.</typeparam>
/// <param name="x1">The first argument of each element, or one for all.</param>
/// <param name="x2">The second argument of each element, or one for all.</param>
/// <param name="x3">The third argument of each element, or one for all.</param>
/// <param name="destination">Receives the results.</param>
/// <exception cref="ArgumentException">The spans differ in length, or the destination overlaps an input in part.</exception>
public delegate void VectorFunc<T1, T2, T3, TResult>(
    ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2,
    ReadOnlySpan<T3> x3, Span<TResult> destination);

/// <summary>
/// A function of four arguments, mapped over spans element by element: <c>destination[i] = f(x1[i], x2[i], x3[i], x4[i])</c>.
/// </summary>
/// <inheritdoc cref="VectorFunc{T, TResult}" path="/remarks"/>
/// <typeparam name="T1">The type of the elements of <paramref name="x1"/>.</typeparam>
/// <typeparam name="T2">The type of the elements of <paramref name="x2"/>.</typeparam>
/// <typeparam name="T3">The type of the elements of <paramref name="x3"/>.</typeparam>
/// <typeparam name="T4">The type of the elements of <paramref name="x4"/>.</typeparam>
/// <typeparam name="TResult">The type of the results.</typeparam>
/// <param name="x1">The first argument of each element, or one for all.</param>
/// <param name="x2">The second argument of each element, or one for all.</param>
/// <param name="x3">The third argument of each element, or one for all.</param>
/// <param name="x4">The fourth argument of each element, or one for all.</param>
/// <param name="destination">Receives the results.</param>
/// <exception cref="ArgumentException">The spans differ in length, or the destination overlaps an input in part.</exception>
public delegate void VectorFunc<T1, T2, T3, T4, TResult>(
    ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, ReadOnlySpan<T3> x3,
    ReadOnlySpan<T4> x4, Span<TResult> destination);

/// <summary>
/// A function of five arguments, mapped over spans element by element: <c>destination[i] = f(x1[i], x2[i], x3[i], x4[i], x5[i])</c>.
/// </summary>
/// <inheritdoc cref="VectorFunc{T, TResult}" path="/remarks"/>
/// <typeparam name="T1">The type of the elements of <paramref name="x1"/>.</typeparam>
/// <typeparam name="T2">The type of the elements of <paramref name="x2"/>.</typeparam>
/// <typeparam name="T3">The type of the elements of <paramref name="x3"/>.</typeparam>
/// <typeparam name="T4">The type of the elements of <paramref name="x4"/>.</typeparam>
/// <typeparam name="T5">The type of the elements of <paramref name="x5"/>.</typeparam>
/// <typeparam name="TResult">The type of the results.</typeparam>
/// <param name="x1">The first argument of each element, or one for all.</param>
/// <param name="x2">The second argument of each element, or one for all.</param>
/// <param name="x3">The third argument of each element, or one for all.</param>
/// <param name="x4">The fourth argument of each element, or one for all.</param>
/// <param name="x5">The fifth argument of each element, or one for all.</param>
/// <param name="destination">Receives the results.</param>
/// <exception cref="ArgumentException">The spans differ in length, or the destination overlaps an input in part.</exception>
public delegate void VectorFunc<T1, T2, T3, T4, T5, TResult>(
    ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, ReadOnlySpan<T3> x3,
    ReadOnlySpan<T4> x4, ReadOnlySpan<T5> x5, Span<TResult> destination);

/// <summary>
/// A function of six arguments, mapped over spans element by element: <c>destination[i] = f(x1[i], x2[i], x3[i], x4[i], x5[i], x6[i])</c>.
/// </summary>
/// <inheritdoc cref="VectorFunc{T, TResult}" path="/remarks"/>
/// <typeparam name="T1">The type of the elements of <paramref name="x1"/>.</typeparam>
/// <typeparam name="T2">The type of the elements of <paramref name="x2"/>.</typeparam>
/// <typeparam name="T3">The type of the elements of <paramref name="x3"/>.</typeparam>
/// <typeparam name="T4">The type of the elements of <paramref name="x4"/>.</typeparam>
/// <typeparam name="T5">The type of the elements of <paramref name="x5"/>.</typeparam>
/// <typeparam name="T6">The type of the elements of <paramref name="x6"/>.</typeparam>
/// <typeparam name="TResult">The type of the results.</typeparam>
/// <param name="x1">The first argument of each element, or one for all.</param>
/// <param name="x2">The second argument of each element, or one for all.</param>
/// <param name="x3">The third argument of each element, or one for all.</param>
/// <param name="x4">The fourth argument of each element, or one for all.</param>
/// <param name="x5">The fifth argument of each element, or one for all.</param>
/// <param name="x6">The sixth argument of each element, or one for all.</param>
/// <param name="destination">Receives the results.</param>
/// <exception cref="ArgumentException">The spans differ in length, or the destination overlaps an input in part.</exception>
public delegate void VectorFunc<T1, T2, T3, T4, T5, T6, TResult>(
    ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, ReadOnlySpan<T3> x3, ReadOnlySpan<T4> x4,
    ReadOnlySpan<T5> x5, ReadOnlySpan<T6> x6, Span<TResult> destination);

/// <summary>
/// A function of seven arguments, mapped over spans element by element: <c>destination[i] = f(x1[i], x2[i], x3[i], x4[i], x5[i], x6[i],
/// x7[i])</c>.
/// </summary>
/// <inheritdoc cref="VectorFunc{T, TResult}" path="/remarks"/>
/// <typeparam name="T1">The type of the elements of <paramref name="x1"/>.</typeparam>
/// <typeparam name="T2">The type of the elements of <paramref name="x2"/>.</typeparam>
/// <typeparam name="T3">The type of the elements of <paramref name="x3"/>.</typeparam>
/// <typeparam name="T4">The type of the elements of <paramref name="x4"/>.</typeparam>
/// <typeparam name="T5">The type of the elements of <paramref name="x5"/>.</typeparam>
/// <typeparam name="T6">The type of the elements of <paramref name="x6"/>.</typeparam>
/// <typeparam name="T7">The type of the elements of <paramref name="x7"/>.</typeparam>
/// <typeparam name="TResult">The type of the results.</typeparam>
/// <param name="x1">The first argument of each element, or one for all.</param>
/// <param name="x2">The second argument of each element, or one for all.</param>
/// <param name="x3">The third argument of each element, or one for all.</param>
/// <param name="x4">The fourth argument of each element, or one for all.</param>
/// <param name="x5">The fifth argument of each element, or one for all.</param>
/// <param name="x6">The sixth argument of each element, or one for all.</param>
/// <param name="x7">The seventh argument of each element, or one for all.</param>
/// <param name="destination">Receives the results.</param>
/// <exception cref="ArgumentException">The spans differ in length, or the destination overlaps an input in part.</exception>
public delegate void VectorFunc<T1, T2, T3, T4, T5, T6, T7, TResult>(
    ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, ReadOnlySpan<T3> x3, ReadOnlySpan<T4> x4,
    ReadOnlySpan<T5> x5, ReadOnlySpan<T6> x6, ReadOnlySpan<T7> x7, Span<TResult> destination);

/// <summary>
/// A function of eight arguments, mapped over spans element by element: <c>destination[i] = f(x1[i], x2[i], x3[i], x4[i], x5[i], x6[i],
/// x7[i], x8[i])</c>.
/// </summary>
/// <inheritdoc cref="VectorFunc{T, TResult}" path="/remarks"/>
/// <typeparam name="T1">The type of the elements of <paramref name="x1"/>.</typeparam>
/// <typeparam name="T2">The type of the elements of <paramref name="x2"/>.</typeparam>
/// <typeparam name="T3">The type of the elements of <paramref name="x3"/>.</typeparam>
/// <typeparam name="T4">The type of the elements of <paramref name="x4"/>.</typeparam>
/// <typeparam name="T5">The type of the elements of <paramref name="x5"/>.</typeparam>
/// <typeparam name="T6">The type of the elements of <paramref name="x6"/>.</typeparam>
/// <typeparam name="T7">The type of the elements of <paramref name="x7"/>.</typeparam>
/// <typeparam name="T8">The type of the elements of <paramref name="x8"/>.</typeparam>
/// <typeparam name="TResult">The type of the results.</typeparam>
/// <param name="x1">The first argument of each element, or one for all.</param>
/// <param name="x2">The second argument of each element, or one for all.</param>
/// <param name="x3">The third argument of each element, or one for all.</param>
/// <param name="x4">The fourth argument of each element, or one for all.</param>
/// <param name="x5">The fifth argument of each element, or one for all.</param>
/// <param name="x6">The sixth argument of each element, or one for all.</param>
/// <param name="x7">The seventh argument of each element, or one for all.</param>
/// <param name="x8">The eighth argument of each element, or one for all.</param>
/// <param name="destination">Receives the results.</param>
/// <exception cref="ArgumentException">The spans differ in length, or the destination overlaps an input in part.</exception>
public delegate void VectorFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
    ReadOnlySpan<T1> x1, ReadOnlySpan<T2> x2, ReadOnlySpan<T3> x3, ReadOnlySpan<T4> x4, ReadOnlySpan<T5> x5,
    ReadOnlySpan<T6> x6, ReadOnlySpan<T7> x7, ReadOnlySpan<T8> x8, Span<TResult> destination);
