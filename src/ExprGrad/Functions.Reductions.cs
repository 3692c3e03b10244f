namespace ExprGrad;

// Functions of whole arrays.
public static partial class Functions
{
    /// <summary>The logarithm of the sum of exponentials, <c>log(e^x[0] + e^x[1] + ...)</c>, without overflow.</summary>
    /// <param name="x">The terms, of any length; not written.</param>
    /// <returns>Negative infinity for an empty array; NaN if any element is NaN; otherwise infinity if any element is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="x"/> is null.</exception>
    /// <remarks>
    /// The largest term m is taken out, <c>m + log(1 + sum of the other e^(x[i] - m))</c>, so that a small sum beside it keeps its digits.
    /// Gradient: <see cref="Softmax(double[])"/>.
    /// </remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(Functions.LogSumExp([1000.0, 1000.0])); // 1000.6931471805599
    /// </code>
    /// </example>
    public static double LogSumExp(double[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        int largest = IndexOfLargest(x);
        if (largest < 0 || !double.IsFinite(x[largest]))
            return largest < 0 ? double.NegativeInfinity : x[largest];
        double rest = 0;
        for (int i = 0; i < x.Length; i++)
            if (i != largest)
                rest += Math.Exp(x[i] - x[largest]);
        return x[largest] + LogP1(rest);
    }

    /// <inheritdoc cref="LogSumExp(double[])"/>
    public static float LogSumExp(float[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return (float)LogSumExp(Array.ConvertAll(x, element => (double)element));
    }

    /// <summary>The exponentials of an array scaled to sum to 1, <c>e^x[i] / (e^x[0] + e^x[1] + ...)</c>, without overflow.</summary>
    /// <param name="x">The logarithms of the weights, of any length; not written.</param>
    /// <returns>A new array of the same length; of NaN if an element is NaN or infinity, or all are negative infinity.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="x"/> is null.</exception>
    /// <remarks>Derivative in direction dx: <c>s[i] * (dx[i] - (s[0] dx[0] + s[1] dx[1] + ...))</c> with s the result.</remarks>
    /// <example>
    /// <code>
    /// Console.WriteLine(string.Join(" ", Functions.Softmax([0.0, Math.Log(3.0)]))); // 0.25 0.75
    /// </code>
    /// </example>
    public static double[] Softmax(double[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        int largest = IndexOfLargest(x);
        double sum = 0;
        var result = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            sum += result[i] = Math.Exp(x[i] - x[largest]);
        for (int i = 0; i < result.Length; i++)
            result[i] /= sum;
        return result;
    }

    /// <inheritdoc cref="Softmax(double[])"/>
    public static float[] Softmax(float[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Array.ConvertAll(Softmax(Array.ConvertAll(x, element => (double)element)), element => (float)element);
    }

    /// <summary>The place of the largest element, or of a NaN if there is one; -1 for none.</summary>
    private static int IndexOfLargest(double[] x)
    {
        int largest = -1;
        for (int i = 0; i < x.Length; i++)
            if (largest < 0 || x[i] > x[largest] || double.IsNaN(x[i]))
                largest = i;
        return largest;
    }
}
