using System.Linq.Expressions;
using System.Text;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Printing;

/// <summary>
/// Derivatives as text, each read by a person against a table of calculus: the lambda, its derivative, and the second one where it is
/// short. The compiler reads all of them back.
/// </summary>
[TestClass]
public sealed partial class GoldenDerivatives
{
    private const double Rate = 0.75;
    private const double Shift = 0.25;
    private const string Declarations =
        "private static readonly double rate = 0.75, shift = 0.25; private static readonly double[] weights = { 0.5, -1.25, 2 };";

    private const int LongestSecond = 100;

    private static readonly double[] Weights = [0.5, -1.25, 2];
    private static readonly double[] Numbers = [0.3, -0.7, 0.55, 1.6, -2.5, 3.25];

    private readonly StringBuilder text = new();
    private readonly List<(Type Type, string Text, Delegate Compiled)> printed = [];
    private readonly List<LambdaExpression> lambdas = [];

    public GoldenDerivatives()
    {
        Polynomials();
        Quotients();
        Powers();
        Exponentials();
        Logarithms();
        Trigonometric();
        InverseTrigonometric();
        Hyperbolic();
        Special();
        Conditionals();
        Several();
        Arrays();
        Structures();
        Captured();
    }

    [TestMethod]
    public void Derivatives_print_as_committed()
    {
        Assert.IsGreaterThanOrEqualTo(150, lambdas.Count);
        Repository.AssertGenerated("tests/ExprGrad.Tests/Printing/Goldens/derivatives.txt", text.ToString());
    }

    [TestMethod]
    public void The_compiler_reads_back_what_is_printed_and_finds_the_same_values()
    {
        var read = CompileBack.All([.. printed.Select(p => (p.Type, p.Text))], Declarations);
        for (var i = 0; i < read.Length; i++)
        {
            for (var sample = 0; sample < Numbers.Length; sample++)
            {
                object[] point = [.. printed[i].Type.GetGenericArguments()[..^1].Select((t, j) => Sample(t, sample + (2 * j)))];
                var (expected, actual) = (Flat(printed[i].Compiled.DynamicInvoke(point)), Flat(read[i].DynamicInvoke(point)));
                Assert.HasCount(expected.Count, actual);
                for (var k = 0; k < actual.Count; k++)
                    Support.Numbers.AssertNear(expected[k], actual[k], 1e-14, $"{printed[i].Text} at {string.Join(", ", point)}", 1e-300);
            }
        }
    }

    private static object Sample(Type type, int i)
    {
        double Number(int k) => Numbers[k % Numbers.Length];
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
        Point p => [p.X, p.Y],
        System.Runtime.CompilerServices.ITuple t => [.. Enumerable.Range(0, t.Length).SelectMany(i => Flat(t[i]))],
        _ => throw new NotSupportedException(value?.GetType().Name),
    };

    private void Family(string name) => text.Append(text.Length == 0 ? "" : "\n").Append("# ").Append(name).Append("\n\n");

    private void Of(Expression<Func<double, double>> f)
    {
        var slope = Differentiate.Grad(f);
        Write(f, slope, slope.Compile());
        var curvature = slope.Grad();
        if (slope.ToString() != "x => 0" && curvature.ToString().Length <= LongestSecond)
            Write(curvature, curvature.Compile());
    }

    private void Of(Expression<Func<double, double, double>> f) => Write(f, Differentiate.Grad(f), Differentiate.Grad(f).Compile());

    private void Of(Expression<Func<double, double, double, double>> f) => Write(f, Differentiate.Grad(f), Differentiate.Grad(f).Compile());

    private void Of(Expression<Func<double[], double>> f) => Write(f, Differentiate.Grad(f), Differentiate.Grad(f).Compile());

    private void Of(Expression<Func<double[], double[], double>> f) => Write(f, Differentiate.Grad(f), Differentiate.Grad(f).Compile());

    private void Of(Expression<Func<double[], double, double>> f) => Write(f, Differentiate.Grad(f), Differentiate.Grad(f).Compile());

    private void Of<T>(Expression<Func<T, double>> f) => Write(f, Differentiate.Grad(f), Differentiate.Grad(f).Compile());

    private void Write(LambdaExpression f, object derivative, Delegate compiled)
    {
        lambdas.Add(f);
        text.Append(ExprGrad.Printing.CSharpPrinter.Print(f)).Append('\n');
        Write(derivative, compiled);
    }

    private void Write(object derivative, Delegate compiled)
    {
        var lines = derivative.ToString()!;
        text.Append("    ").Append(lines.ReplaceLineEndings("\n    ")).Append('\n');
        printed.Add((compiled.GetType(), lines, compiled));
    }
}
