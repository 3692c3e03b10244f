using ExprGrad.Differentiation;
using ExprGrad.Emit.Vector;
using ExprGrad.Graphs;
using ExprGrad.Tests.Emit;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Properties;

/// <summary>Compiled to vectors of any width, a function of one to three numbers gives for each element what it gives alone.</summary>
[TestClass]
public sealed class VectorPropertyTests
{
    // More than the lanes of any vector, and not a multiple of them.
    private const int Points = 37;

    private static readonly DerivativeMode[] BothModes = [DerivativeMode.Forward, DerivativeMode.Reverse];

    [TestMethod]
    public void Values_and_partial_derivatives_of_doubles_are_the_scalar_ones_bit_for_bit() =>
        ScalarPrograms.Exact(typeof(double), mostSteps: 10, Points).Check(60, Check<double>);

    [TestMethod]
    public void Values_and_partial_derivatives_of_floats_are_the_scalar_ones_bit_for_bit() =>
        ScalarPrograms.Exact(typeof(float), mostSteps: 10, Points).Check(60, Check<float>);

    private static void Check<T>(Program program)
        where T : unmanaged
    {
        var f = Engine.Lower(program.Lambda);
        var arity = program.Lambda.Parameters.Count;
        T[][] columns = [.. Enumerable.Range(0, arity).Select(i => program.Points.Select(p => (T)p[i]).ToArray())];
        FunctionBody[] forms = [f, .. BothModes.SelectMany(mode => Enumerable.Range(0, arity).Select(i => f.Apply(new Transform.Partial(i), mode)))];
        for (var form = 0; form < forms.Length; form++)
        {
            var scalar = forms[form].Compiled();
            var bits = VectorKernels.Widths[form % VectorKernels.Widths.Length];
            var y = Vector(forms[form], columns, bits);
            for (var i = 0; i < Points; i++)
                VectorKernels.Same((T)Convert.ChangeType(scalar(program.Points[i])[0], typeof(T)), y[i], 0, $"form {form} at {Program.At(program.Points[i])}, {bits} bits");
        }
    }

    private static T[] Vector<T>(FunctionBody f, T[][] columns, int bits)
        where T : unmanaged
    {
        var y = new T[Points];
        switch (columns)
        {
            case [var a]:
                Kernel<VectorFunc<T, T>>()(a, y);
                break;
            case [var a, var b]:
                Kernel<VectorFunc<T, T, T>>()(a, b, y);
                break;
            case [var a, var b, var c]:
                Kernel<VectorFunc<T, T, T, T>>()(a, b, c, y);
                break;
        }

        return y;

        TDelegate Kernel<TDelegate>()
            where TDelegate : Delegate => VectorKernels.Compile<TDelegate>(f.Graph, bits, f.Captures);
    }
}
