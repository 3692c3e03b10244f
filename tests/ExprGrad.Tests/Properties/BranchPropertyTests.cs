using System.Linq.Expressions;
using ExprGrad.Emit.Vector;
using ExprGrad.Tests.Emit;
using ExprGrad.Tests.Properties.Oracle;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Properties;

/// <summary>
/// Nothing leaks from a branch that is not taken: at orders 1 to 3, forwards, backwards, as a series, in scalar code and in vectors of every
/// width, whose lanes take different branches.
/// </summary>
[TestClass]
public sealed class BranchPropertyTests
{
    // More than the lanes of any vector, and not a multiple of them.
    private const int Points = 21;

    // Where terms were larger on the way, rounding says more than the derivative.
    private const double LargestTerm = 1e4;

    [TestMethod]
    public void First_and_second_derivatives_of_doubles_are_those_of_the_oracle() =>
        BranchPrograms.Of(typeof(double), Points).Check(60, AgreesWithOracle<double>);

    [TestMethod]
    public void First_and_second_derivatives_of_floats_are_those_of_the_oracle() =>
        BranchPrograms.Of(typeof(float), Points).Check(40, AgreesWithOracle<float>);

    [TestMethod]
    public void Third_derivatives_agree_and_are_numbers() => BranchPrograms.Of(typeof(double), Points, longestTape: 20).Check(60, program =>
    {
        var f = (Expression<Func<double, double>>)program.Lambda;
        var (taylor, three) = (Differentiate.Taylor(f, 3), 3);
        Function<Func<double, double>>[] forms =
        [
            Function.Of((double x) => 6 * taylor.Invoke(x)[three]),
            Differentiate.Derivative(f, 3),
            .. Modes.Both.Select(m => Differentiate.Grad(f, m).Grad(m).Grad(m)),
        ];
        var compiled = Array.ConvertAll(forms, form => form.Compile());
        double[] x = [.. program.Points.Select(p => (double)p[0])];
        var expected = Array.ConvertAll(x, at => compiled[0](at));
        for (var form = 0; form < forms.Length; form++)
        {
            AssertNear(program, x, expected, Array.ConvertAll(x, at => compiled[form](at)), $"scalar form {form}");
            foreach (var bits in VectorKernels.Widths)
                AssertNear(program, x, expected, Vector(forms[form], x, bits), $"{bits} bits, form {form}");
        }
    });

    private static void AgreesWithOracle<T>(Program program)
        where T : unmanaged
    {
        var f = (Expression<Func<T, T>>)program.Lambda;
        T[] x = [.. program.Points.Select(p => (T)p[0])];
        foreach (var inner in Modes.Both)
        {
            var first = Differentiate.Grad(f, inner);
            Check(first, $"{inner.Mode}", jet => jet.First);
            foreach (var outer in Modes.Both)
                Check(first.Grad(outer), $"{outer.Mode} over {inner.Mode}", jet => jet.Both);
        }

        void Check(Function<Func<T, T>> derivative, string what, Func<Jet, Tracked?> order)
        {
            var scalar = derivative.Compile();
            Compare(Array.ConvertAll(x, at => scalar(at)), what, order);
            foreach (var bits in VectorKernels.Widths)
                Compare(Vector(derivative, x, bits), $"{bits} bits, {what}", order);
        }

        void Compare(T[] actual, string what, Func<Jet, Tracked?> order)
        {
            for (var i = 0; i < x.Length; i++)
            {
                var jet = DualInterpreter.Run(program.Lambda, program.Points[i], 0, 0);
                var number = Convert.ToDouble(actual[i]);
                Assert.IsTrue(double.IsFinite(number), $"{what} at {x[i]}: {number}");
                Derivatives.AssertAgrees(jet, order(jet), number, $"{what} at {x[i]}");
            }
        }
    }

    private static T[] Vector<T>(Function<Func<T, T>> f, T[] x, int bits)
        where T : unmanaged
    {
        var body = ((IFunction)f).Body;
        var kernel = (VectorFunc<T, T>)VectorCompiler.Compile(body.Graph, typeof(VectorFunc<T, T>), body.Rounding, bits).Bind(body.Captures);
        var y = new T[x.Length];
        kernel(x, y);
        return y;
    }

    private static void AssertNear(Program program, double[] x, double[] expected, double[] actual, string what)
    {
        for (var i = 0; i < x.Length; i++)
        {
            Assert.IsTrue(double.IsFinite(actual[i]), $"{what} at {x[i]}: {actual[i]}");
            var second = DualInterpreter.Run(program.Lambda, program.Points[i], 0, 0).Both;
            if (second is not { } t || t.Peak <= LargestTerm)
                Numbers.AssertNear(expected[i], actual[i], 1e-9, $"{what} at {x[i]}", absolute: 1e-7);
        }
    }
}
