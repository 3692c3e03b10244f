using System.Globalization;

namespace ExprGrad.Checking;

/// <summary>
/// Compares the derivatives of a function, forwards and backwards at orders 1 and 2, with each other and with numerical ones. In goes a
/// function and a point, out come the differences.
/// </summary>
internal sealed class Checker
{
    // Up to here every coordinate is a direction of its own; beyond, arrays are looked at along random ones.
    private const int MostCoordinates = 12;
    private const int MostResults = 8;
    private const int RandomDirections = 3;

    // Slopes beside a kink are not extrapolated.
    private const double KinkTolerance = 1e-3;

    // What a difference of floats can resolve.
    private const double SinglePrecision = 1.2e-7;
    private const double SingleTolerance = 1e-3;
    private const double DoublePrecision = 2.3e-16;

    private readonly CheckedFunction f;
    private readonly double tolerance;
    private readonly double precision;
    private readonly Random random = new(1);
    private readonly List<GradientDifference> differences = [];
    private readonly List<string> kinks = [];

    private Checker(CheckedFunction f, double tolerance)
    {
        this.f = f;
        var single = f.Point.HoldsSingle || f.Result.HoldsSingle;
        this.tolerance = single ? Math.Max(tolerance, SingleTolerance) : tolerance;
        precision = single ? SinglePrecision : DoublePrecision;
    }

    /// <exception cref="GradientCheckException">Something differs.</exception>
    public static void Verify(IFunction function, FunctionOptions options, object?[] point, double tolerance)
    {
        if (!(tolerance > 0))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "Must be positive.");
        var checker = new Checker(new CheckedFunction(function.Body, options, point), tolerance);
        checker.Run();
        if (checker.differences.Count > 0)
        {
            throw new GradientCheckException(
                DifferenceTable.Print(function, point, checker.tolerance, checker.differences, checker.kinks), checker.differences);
        }
    }

    private void Run()
    {
        var directions = Directions(f.Point, MostCoordinates);
        foreach (var (result, w) in Directions(f.Result, MostResults))
        {
            var of = f.Result.Count == 1 ? "" : $"of {result} ";
            var gradient = f.Reverse(w);
            var (smooth, finite) = (new bool[directions.Count], new bool[directions.Count]);
            for (var i = 0; i < directions.Count; i++)
            {
                var (name, v) = directions[i];
                var slope = Slope(step => Dot(w, f.Value(v, step)), v);
                var tangent = Dot(w, f.Forward(v, v, 0));
                (smooth[i], finite[i]) = (!slope.IsKink, double.IsFinite(tangent));
                Compare($"{of}by {name}", 1, tangent, Dot(gradient, v), slope);
            }

            for (var i = 0; i < directions.Count; i++)
            {
                var (name, v) = directions[i];
                var curvatures = f.Reverse(w, v);
                for (var j = i; j < directions.Count; j++)
                {
                    if (!finite[i] || !finite[j])
                        continue;

                    // Across a kink the first derivative jumps, and has no derivative to compare with.
                    var (other, u) = directions[j];
                    var slope = smooth[i] && smooth[j] ? Slope(step => Dot(w, f.Forward(v, u, step)), u) : Checking.Slope.None;
                    Compare($"{of}by {name}, {other}", 2, Dot(w, f.Forward(v, u)), Dot(curvatures, u), slope);
                }
            }
        }
    }

    private List<(string Name, double[] Vector)> Directions(Coordinates space, int most)
    {
        var directions = new List<(string, double[])>();
        for (var i = 0; i < space.Count; i++)
        {
            // An element of an array stands for all of them.
            var array = space.Count > most ? space.Arrays.FirstOrDefault(a => a.Start == i && a.Length > RandomDirections) : default;
            if (array.Length == 0)
            {
                var unit = new double[space.Count];
                unit[i] = 1;
                directions.Add((space.Names[i], unit));
                continue;
            }

            for (var k = 1; k <= RandomDirections; k++)
            {
                // Signs, because a power of two times them adds exactly.
                var signs = new double[space.Count];
                for (var j = 0; j < array.Length; j++)
                    signs[i + j] = random.Next(2) == 0 ? 1 : -1;
                directions.Add((string.Create(CultureInfo.InvariantCulture, $"{array.Name} (random direction {k})"), signs));
            }

            i += array.Length - 1;
        }

        return directions;
    }

    private Slope Slope(Func<double, double> along, double[] direction)
    {
        var moved = f.Point.Numbers.Where((_, i) => direction[i] != 0).Select(Math.Abs).Where(x => x > 0).DefaultIfEmpty().ToList();
        return Checking.Slope.Of(along, moved.Min(), moved.Max(), precision);
    }

    private void Compare(string derivative, int order, double forward, double reverse, Slope slope)
    {
        // At a kink every slope between the two is a derivative by some convention.
        var (low, high) = (slope.Value, slope.Value);
        if (slope.IsKink)
        {
            (low, high) = (Math.Min(slope.Left, slope.Right), Math.Max(slope.Left, slope.Right));
            kinks.Add(string.Create(
                CultureInfo.InvariantCulture, $"{derivative}: the slope is {slope.Left:G6} on the left and {slope.Right:G6} on the right"));
        }

        var slack = slope.IsKink ? KinkTolerance * Math.Max(Finite(low), Finite(high)) : slope.Error;
        var numerical = Nearest(forward, low, high);
        var modesAgree = Near(forward, reverse, slope.Error);
        if (modesAgree && (double.IsNaN(low) || (Near(forward, numerical, slack) && Near(reverse, Nearest(reverse, low, high), slack))))
            return;
        var difference = Relative(forward, reverse);
        if (!double.IsNaN(numerical))
            difference = Math.Max(difference, Math.Max(Relative(forward, numerical), Relative(reverse, numerical)));
        differences.Add(new GradientDifference(derivative, order, forward, reverse, numerical, difference));
    }

    private bool Near(double a, double b, double slack) => a.Equals(b) || a == b
        || (double.IsFinite(a) && double.IsFinite(b) && Math.Abs(a - b) <= (tolerance * Math.Max(Math.Abs(a), Math.Abs(b))) + slack);

    // Where the slope is a single one, itself.
    private static double Nearest(double x, double low, double high) => x > high ? high : x >= low ? x : low;

    private static double Relative(double a, double b) => a.Equals(b) || a == b ? 0 : Math.Abs(a - b) / Math.Max(Math.Abs(a), Math.Abs(b));

    private static double Finite(double x) => double.IsFinite(x) ? Math.Abs(x) : 0;

    private static double Dot(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        // Not 0 * NaN: what a direction does not touch does not count.
        var sum = 0.0;
        for (var i = 0; i < a.Count; i++)
            sum += a[i] == 0 || b[i] == 0 ? 0 : a[i] * b[i];
        return sum;
    }
}
