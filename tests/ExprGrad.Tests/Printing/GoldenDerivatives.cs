using System.Linq.Expressions;
using System.Text;

namespace ExprGrad.Tests.Printing;

/// <summary>Collects lambdas and their derivatives as text, for <see cref="GoldenDerivativeTests"/>.</summary>
internal sealed partial class GoldenDerivatives
{
    public const string Declarations =
        "private static readonly double rate = 0.75, shift = 0.25; private static readonly double[] weights = { 0.5, -1.25, 2 };";

    private const double Rate = 0.75;
    private const double Shift = 0.25;
    private const int LongestSecond = 100;

    private static readonly double[] Weights = [0.5, -1.25, 2];

    private readonly StringBuilder text = new();

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
        Matrices();
        Products();
    }

    public string Text => text.ToString();

    /// <summary>Every text with the delegate that it has to agree with.</summary>
    public List<(Type Type, string Text, Delegate Compiled)> Printed { get; } = [];

    public List<LambdaExpression> Lambdas { get; } = [];

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

    private void Jacobian(Expression<Func<double[], double[]>> f) => Write(f, Differentiate.Jacobian(f), Differentiate.Jacobian(f).Compile());

    private void Hessian(Expression<Func<double[], double>> f) => Write(f, Differentiate.Hessian(f), Differentiate.Hessian(f).Compile());

    private void Hessian(Expression<Func<double, double, double>> f) => Write(f, Differentiate.Hessian(f), Differentiate.Hessian(f).Compile());

    private void Also(Expression<Func<double, double>> f, params Func<Function<Func<double, double>>, object>[] transforms) => Write(Function.Of(f), transforms);

    private void Also(Expression<Func<double, double, double>> f, params Func<Function<Func<double, double, double>>, object>[] transforms) =>
        Write(Function.Of(f), transforms);

    private void Also(Expression<Func<double[], double>> f, params Func<Function<Func<double[], double>>, object>[] transforms) => Write(Function.Of(f), transforms);

    private void Also(Expression<Func<double[], double[]>> f, params Func<Function<Func<double[], double[]>>, object>[] transforms) =>
        Write(Function.Of(f), transforms);

    private void Write<TDelegate>(Function<TDelegate> f, Func<Function<TDelegate>, object>[] transforms)
        where TDelegate : Delegate
    {
        text.Append(f).Append('\n');
        foreach (var transform in transforms)
        {
            var derivative = transform(f);
            Write(derivative, (Delegate)derivative.GetType().GetMethod("Compile", Type.EmptyTypes)!.Invoke(derivative, null)!);
        }
    }

    private void Write(LambdaExpression f, object derivative, Delegate compiled)
    {
        Lambdas.Add(f);
        text.Append(ExprGrad.Printing.CSharpPrinter.Print(f)).Append('\n');
        Write(derivative, compiled);
    }

    private void Write(object derivative, Delegate compiled)
    {
        var lines = derivative.ToString()!;
        text.Append("    ").Append(lines.ReplaceLineEndings("\n    ")).Append('\n');
        Printed.Add((compiled.GetType(), lines, compiled));
    }
}
