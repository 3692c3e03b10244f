using ExprGrad.Graphs;

namespace ExprGrad.Emit.Scalar;

/// <summary>What emitted code calls for whole arrays.</summary>
internal static class Arrays
{
    /// <summary>A result must not be one of the caller's own arrays.</summary>
    public static T Copy<T>(T array)
        where T : class => array is null ? null! : (T)((Array)(object)array).Clone();

    public static void AddAt(double[] sum, int index, double value)
    {
        if (index != GraphBuilder.NoElement)
            sum[index] += value;
    }

    public static void AddAt(float[] sum, int index, float value)
    {
        if (index != GraphBuilder.NoElement)
            sum[index] += value;
    }

    public static void Add(double[] sum, double[] part)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += part[i];
    }

    public static void Add(float[] sum, float[] part)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += part[i];
    }
}
