using System.Reflection;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Printing;

/// <summary>
/// Derivatives as text, each read by a person against a table of calculus: the lambda, its derivative, and the second one where it is
/// short. The compiler reads all of them back; what it makes of them is compared with our own delegates, and with differences of the lambda.
/// </summary>
[TestClass]
public sealed class GoldenDerivativeTests
{
    private static readonly Lazy<GoldenDerivatives> Golden = new(() => new GoldenDerivatives());
    private static readonly double[] Points = [0.3, -0.7, 0.55, 1.6, -2.5, 3.25];
    private const double Shift = 0.17;

    // All read back in one compilation, as the compiler is slow to start.
    private static readonly Lazy<Delegate[]> ReadBack = new(() =>
        CompileBack.All([.. Golden.Value.Printed.Select(p => (p.Type, p.Text))], GoldenDerivatives.Declarations));

    [TestMethod]
    public void Derivatives_print_as_committed()
    {
        Assert.IsGreaterThanOrEqualTo(150, Golden.Value.Lambdas.Count);
        Repository.AssertGenerated("tests/ExprGrad.Tests/Printing/Goldens/derivatives.txt", Golden.Value.Text);
    }

    [TestMethod]
    public void Derivatives_are_written_in_LaTeX_as_committed() =>
        Repository.AssertGenerated("tests/ExprGrad.Tests/Printing/Goldens/latex.txt", Golden.Value.Latex);

    [TestMethod]
    public void The_compiler_reads_back_what_is_printed_and_finds_the_same_values()
    {
        var (printed, read) = (Golden.Value.Printed, ReadBack.Value);
        for (var i = 0; i < read.Length; i++)
        {
            for (var sample = 0; sample < Points.Length; sample++)
            {
                var point = Sample(printed[i].Compiled, sample);
                var (expected, actual) = (Slopes.Value(printed[i].Compiled, point), Slopes.Value(read[i], point));
                Assert.HasCount(expected.Length, actual);
                for (var k = 0; k < actual.Length; k++)
                    Numbers.AssertNear(expected[k], actual[k], 1e-14, $"{printed[i].Text} at {string.Join(", ", point)}", 1e-300);
            }
        }
    }

    /// <summary>Where differences can be taken around a point, which they must be able to at some.</summary>
    [TestMethod]
    public void What_is_printed_is_the_derivative_by_differences_of_the_lambda()
    {
        var (printed, read) = (Golden.Value.Printed, ReadBack.Value);
        for (var i = 0; i < read.Length; i++)
        {
            var compared = 0;
            for (var sample = 0; sample < Points.Length; sample++)
            {
                var point = Sample(printed[i].Compiled, sample);
                var (expected, actual) = (printed[i].Expected(point), Slopes.Value(read[i], point));
                Assert.HasCount(expected.Length, actual, printed[i].Text);
                var largest = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
                for (var k = 0; k < actual.Length; k++)
                {
                    if (!double.IsFinite(expected[k]))
                        continue;
                    compared++;
                    Numbers.AssertNear(expected[k], actual[k], printed[i].Precision, $"{printed[i].Text} at {string.Join(", ", point)}, number {k}", printed[i].Precision * Math.Max(1, largest));
                }
            }

            Assert.IsGreaterThan(0, compared, printed[i].Text);
        }
    }

    private static object[] Sample(Delegate f, int sample)
    {
        object[] point = [.. f.GetType().GetGenericArguments()[..^1].Select((t, j) => Sample(t, sample + (2 * j), Shift * j))];
        try
        {
            f.DynamicInvoke(point);
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException { ParamName: "g" })
        {
            // A function that gives fewer elements than it takes has shorter cotangents.
            point[^1] = ((double[])point[^1])[..^1];
        }

        return point;
    }

    // No two arguments are alike: functions have kinks there.
    private static object Sample(Type type, int i, double shift)
    {
        double Number(int k) => Points[k % Points.Length] + shift;
        return type == typeof(double) ? Number(i)
            : type == typeof(float) ? (float)Number(i)
            : type == typeof(int) ? 1 + (i % 4)
            : type == typeof(double[]) ? new[] { Number(i), Number(i + 1), Number(i + 2) }
            : type == typeof(float[]) ? new[] { (float)Number(i), (float)Number(i + 1), (float)Number(i + 2) }
            : type == typeof(Point) ? new Point(Number(i), Number(i + 1))
            : type == typeof((double, double)) ? (Number(i), Number(i + 1))
            : (new[] { Number(i), Number(i + 1), Number(i + 2) }, Number(i + 3));
    }
}
