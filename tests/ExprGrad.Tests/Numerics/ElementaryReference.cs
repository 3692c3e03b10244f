using System.Globalization;
using System.Reflection;
using ExprGrad.Numerics;

namespace ExprGrad.Tests.Numerics;

/// <summary>
/// A table of correctly rounded results with what the rounding left out, computed by mpmath (<c>tests/tools/elementary_reference.py</c>),
/// and the means to evaluate an elementary function on it through any lane.
/// </summary>
internal sealed class ElementaryReference
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "ElementaryFunctions");

    /// <summary>The names of all functions that have a table.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order();

    /// <summary>One column an argument.</summary>
    public double[][] Arguments { get; }
    private readonly double[] results;
    private readonly double[] remainders;

    public ElementaryReference(string function)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(Folder, function + ".txt")).Where(line => line[0] != '#').Select(line => line.Split(' '))];
        int arity = rows[0].Length - 2;
        Arguments = [.. Enumerable.Range(0, arity).Select(column => rows.Select(row => FromBits(row[column])).ToArray())];
        results = [.. rows.Select(row => FromBits(row[arity]))];
        remainders = [.. rows.Select(row => int.Parse(row[arity + 1], CultureInfo.InvariantCulture) / 65536.0)];
    }

    private static double FromBits(string hexadecimal) =>
        BitConverter.UInt64BitsToDouble(ulong.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    /// <summary>The error in units in the last place of the exact result; infinite where only one side is finite.</summary>
    public double ErrorInUlp(int row, double actual)
    {
        double expected = results[row];
        if (actual == expected)
            return Math.Abs(remainders[row]);
        double ulp = Math.Abs(expected) - Math.BitDecrement(Math.Abs(expected));
        if (expected is 0 || IsPowerOfTwo(expected))
            ulp = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
        double error = Math.Abs((actual - expected) / ulp - remainders[row]);
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }

    private static bool IsPowerOfTwo(double x) => (BitConverter.DoubleToInt64Bits(x) & 0xfffffffffffff) == 0;

    /// <summary>Applies the function named, instantiated for the lane, to columns of arguments.</summary>
    public static double[] Evaluate<V>(string function, params double[][] arguments) where V : struct, ILane<V>
    {
        MethodInfo method = typeof(ElementaryFunctions).GetMethod(function, BindingFlags.Static | BindingFlags.Public)!.MakeGenericMethod(typeof(V));
        Func<V, V, V> apply = arguments.Length == 1
            ? IgnoreSecond(method.CreateDelegate<Func<V, V>>())
            : method.CreateDelegate<Func<V, V, V>>();
        double[] results = new double[arguments[0].Length];
        for (int start = 0; start < results.Length; start += V.Count)
        {
            V value = apply(Load(arguments[0], start), Load(arguments[^1], start));
            int next = start;
            V.Map(element => next < results.Length ? results[next++] = element : 0, value);
        }
        return results;

        static Func<V, V, V> IgnoreSecond(Func<V, V> unary) => (x, _) => unary(x);

        static V Load(double[] column, int start)
        {
            int next = start;
            return V.Map(_ => column[Math.Min(next++, column.Length - 1)], 0);
        }
    }
}
