using System.Globalization;

namespace ExprGrad.Tests.Numerics;

/// <summary>One row of Data/Special: the arguments and the exact value as the unevaluated sum of two doubles.</summary>
internal readonly record struct ReferenceRow(double X, double Y, double High, double Low)
{
    /// <summary>Whether the arguments are floats too.</summary>
    public bool IsSingle => (float)X == X && (float)Y == Y;

    /// <summary>The distance of a double from the exact value, in units of its last place.</summary>
    public double UlpError(double value) => Measure(value, double.MaxValue, Math.ILogB(High) - 52, -1074);

    /// <summary>The distance of a float from the exact value, in units of its last place.</summary>
    public double UlpError(float value) => Measure(value, float.MaxValue, Math.ILogB(High) - 23, -149);

    private double Measure(double value, double largest, int exponent, int smallestExponent)
    {
        if (double.IsInfinity(value) && Math.Abs(High) >= largest * (1 - 1e-6))
            return Math.Sign(value) == Math.Sign(High) ? 0 : double.PositiveInfinity;
        if (value == High && Low == 0)
            return 0;
        double error = Math.Abs(value - High - Low); // the first difference is exact where the error is small
        error = Math.ScaleB(error, -Math.Max(exponent, smallestExponent));
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }
}

/// <summary>Reads the tables made by tests/tools/make_references.py.</summary>
internal static class ReferenceTable
{
    public static ReferenceRow[] Read(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Data", "Special", name + ".txt");
        return [.. File.ReadLines(path).Where(line => !line.StartsWith('#')).Select(Parse)];
    }

    private static ReferenceRow Parse(string line)
    {
        double[] v = [.. line.Split(' ').Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
        return v.Length == 3 ? new(v[0], 0, v[1], v[2]) : new(v[0], v[1], v[2], v[3]);
    }
}
