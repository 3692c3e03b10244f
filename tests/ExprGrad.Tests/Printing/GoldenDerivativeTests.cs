using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Printing;

/// <summary>
/// Derivatives as text, each read by a person against a table of calculus: the lambda, its derivative, and the second one where it is
/// short. The compiler reads all of them back.
/// </summary>
[TestClass]
public sealed class GoldenDerivativeTests
{
    private static readonly Lazy<GoldenDerivatives> Golden = new(() => new GoldenDerivatives());
    private static readonly double[] Points = [0.3, -0.7, 0.55, 1.6, -2.5, 3.25];

    [TestMethod]
    public void Derivatives_print_as_committed()
    {
        Assert.IsGreaterThanOrEqualTo(150, Golden.Value.Lambdas.Count);
        Repository.AssertGenerated("tests/ExprGrad.Tests/Printing/Goldens/derivatives.txt", Golden.Value.Text);
    }

    [TestMethod]
    public void The_compiler_reads_back_what_is_printed_and_finds_the_same_values()
    {
        var printed = Golden.Value.Printed;
        var read = CompileBack.All([.. printed.Select(p => (p.Type, p.Text))], GoldenDerivatives.Declarations);
        for (var i = 0; i < read.Length; i++)
        {
            for (var sample = 0; sample < Points.Length; sample++)
            {
                object[] point = [.. printed[i].Type.GetGenericArguments()[..^1].Select((t, j) => Sample(t, sample + (2 * j)))];
                var (expected, actual) = (Flat(printed[i].Compiled.DynamicInvoke(point)), Flat(read[i].DynamicInvoke(point)));
                Assert.HasCount(expected.Count, actual);
                for (var k = 0; k < actual.Count; k++)
                    Numbers.AssertNear(expected[k], actual[k], 1e-14, $"{printed[i].Text} at {string.Join(", ", point)}", 1e-300);
            }
        }
    }

    private static object Sample(Type type, int i)
    {
        double Number(int k) => Points[k % Points.Length];
        return type == typeof(double) ? Number(i)
            : type == typeof(double[]) ? new[] { Number(i), Number(i + 1), Number(i + 2) }
            : type == typeof(Point) ? new Point(Number(i), Number(i + 1))
            : type == typeof((double, double)) ? (Number(i), Number(i + 1))
            : (new[] { Number(i), Number(i + 1), Number(i + 2) }, Number(i + 3));
    }

    private static List<double> Flat(object? value) => value switch
    {
        double d => [d],
        double[] a => [.. a],
        double[,] m => [m.GetLength(0), m.GetLength(1), .. m.Cast<double>()],
        Point p => [p.X, p.Y],
        System.Runtime.CompilerServices.ITuple t => [.. Enumerable.Range(0, t.Length).SelectMany(i => Flat(t[i]))],
        _ => throw new NotSupportedException(value?.GetType().Name),
    };
}
