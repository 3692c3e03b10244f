namespace ExprGrad;

/// <summary>
/// Functions that .NET lacks, for <c>using static</c>: activations, the error function and the normal distribution, the gamma function's
/// logarithm, logarithms that do not cancel. All are accurate to a few units in the last place over their whole domain, tails
/// included, differentiable to any order, and compiled to vectors; float overloads are as accurate in float.
/// </summary>
public static partial class Functions
{
    /// <summary>The value itself, held constant by every transform: its derivative is 0.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns><paramref name="value"/>.</returns>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.StopGradient(2.0) * 3.0); // 6
    /// </code>
    /// </example>
    public static T StopGradient<T>(T value) => value;

    /// <summary>Names a value inside a lambda: <c>body(value)</c>. A quoted lambda cannot hold a local variable; this is one.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="value">The value, evaluated once.</param>
    /// <param name="body">What to do with it.</param>
    /// <returns>The result of <paramref name="body"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Let(1.0 + 2.0, s => s * s)); // 9
    /// </code>
    /// </example>
    public static TResult Let<T, TResult>(T value, Func<T, TResult> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body(value);
    }

    /// <summary>The rows of a matrix, one after the other, as a matrix: what Hessians of several numbers are made with.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="elements">The elements by rows, <paramref name="rows"/> * <paramref name="columns"/> of them.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <returns>A new matrix.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="elements"/> is null.</exception>
    /// <exception cref="ArgumentException">There are more or fewer elements than the matrix has.</exception>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Reshape([1.0, 2.0, 3.0, 4.0], 2, 2)[1, 0]); // 3
    /// </code>
    /// </example>
    public static T[,] Reshape<T>(T[] elements, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(elements);
        if (elements.Length != rows * columns)
            throw new ArgumentException($"A matrix of {rows} by {columns} has {rows * columns} elements, not {elements.Length}.", nameof(elements));
        var matrix = new T[rows, columns];
        for (var i = 0; i < elements.Length; i++)
            matrix[i / columns, i % columns] = elements[i];
        return matrix;
    }

    /// <summary>The matrix with a function's value at each position: what Jacobians of arrays are made with.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="element">The element in a row and a column, both counted from 0.</param>
    /// <returns>A new matrix.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="element"/> is null.</exception>
    /// <exception cref="OverflowException"><paramref name="rows"/> or <paramref name="columns"/> is negative.</exception>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Matrix(2, 2, (i, j) => i == j ? 1.0 : 0.0)[1, 1]); // 1
    /// </code>
    /// </example>
    public static T[,] Matrix<T>(int rows, int columns, Func<int, int, T> element)
    {
        ArgumentNullException.ThrowIfNull(element);
        var matrix = new T[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                matrix[i, j] = element(i, j);
        }

        return matrix;
    }

    /// <summary>The matrix of some rows: what Jacobians of functions that list their results are made with.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="rows">The rows, all of one length.</param>
    /// <returns>A new matrix.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.Rows([1.0, 2.0], [3.0, 4.0])[1, 0]); // 3
    /// </code>
    /// </example>
    public static T[,] Rows<T>(params T[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows)
        {
            ArgumentNullException.ThrowIfNull(row, nameof(rows));
            if (row.Length != rows[0].Length)
                throw new ArgumentException($"The rows of a matrix have one length, not {rows[0].Length} and {row.Length}.", nameof(rows));
        }

        return Matrix(rows.Length, rows.Length == 0 ? 0 : rows[0].Length, (i, j) => rows[i][j]);
    }
}
