using System.Linq.Expressions;
using System.Text;
using ExprGrad.Printing;

namespace ExprGrad.Tests.Printing;

/// <summary>Collects lambdas and their derivatives as text, for <see cref="GoldenDerivativeTests"/>.</summary>
internal sealed partial class GoldenDerivatives
{
    public const string Declarations =
        "private static readonly double rate = 0.75, shift = 0.25; private static readonly double[] weights = { 0.5, -1.25, 2 };";

    private const double Rate = 0.75;
    private const double Shift = 0.25;
    private const int LongestSecond = 100;

    // What differences are good to: the order of a derivative costs them digits.
    private static readonly double[] Precision = [1e-8, 1e-8, 1e-6, 1e-4];

    private static readonly double[] Weights = [0.5, -1.25, 2];

    private readonly StringBuilder text = new();
    private readonly StringBuilder latex = new();

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
        Losses();
        Structures();
        Captured();
        Floats();
        Rules();
        Matrices();
        Products();
    }

    /// <param name="Text">As printed.</param>
    /// <param name="Compiled">The delegate that it has to agree with to the last digits.</param>
    /// <param name="Expected">What differences of the plain lambda give at a point.</param>
    /// <param name="Precision">How well those are known.</param>
    public sealed record Derivative(string Text, Delegate Compiled, Func<object[], double[]> Expected, double Precision)
    {
        public Type Type => Compiled.GetType();
    }

    public string Text => text.ToString();

    /// <summary>The same in LaTeX.</summary>
    public string Latex => latex.ToString();

    public List<Derivative> Printed { get; } = [];

    public List<LambdaExpression> Lambdas { get; } = [];

    private void Family(string name)
    {
        foreach (var file in (StringBuilder[])[text, latex])
            file.Append(file.Length == 0 ? "" : "\n").Append("# ").Append(name).Append("\n\n");
    }

    private void Of(Expression<Func<double, double>> f)
    {
        var plain = f.Compile();
        var slope = Differentiate.Grad(f);
        Write(f, slope, slope.Compile(), p => Slopes.Gradient(plain, p));
        var curvature = slope.Grad();
        if (slope.ToString() != "x => 0" && curvature.ToString().Length <= LongestSecond)
            Write(curvature, curvature.Compile(), p => Slopes.Second(plain, p), order: 2);
    }

    /// <summary>Where differences see what the derivative is told not to.</summary>
    private void Of(Expression<Func<double, double>> f, Func<object[], double> first, Func<object[], double> second)
    {
        var slope = Differentiate.Grad(f);
        Write(f, slope, slope.Compile(), p => [first(p)]);
        Write(slope.Grad(), slope.Grad().Compile(), p => [second(p)]);
    }

    private void Of(Expression<Func<double, double, double>> f, FunctionOptions? options = null) =>
        Gradient(f, f.Compile(), Differentiate.Grad(f, options), d => d.Compile());

    private void Of(Expression<Func<double, double, double, double>> f) => Gradient(f, f.Compile(), Differentiate.Grad(f), d => d.Compile());

    private void OfInteger(Expression<Func<double, int, double>> f) => Gradient(f, f.Compile(), Differentiate.Grad(f), d => d.Compile());

    private void Of(Expression<Func<double[], double>> f, FunctionOptions? options = null) => Gradient(f, f.Compile(), Differentiate.Grad(f, options), d => d.Compile());

    private void Of(Expression<Func<double[], double[], double>> f) => Gradient(f, f.Compile(), Differentiate.Grad(f), d => d.Compile());

    private void Of(Expression<Func<double[], double, double>> f, FunctionOptions? options = null) =>
        Gradient(f, f.Compile(), Differentiate.Grad(f, options), d => d.Compile());

    private void Of(Expression<Func<double[], double, double[], double>> f) => Gradient(f, f.Compile(), Differentiate.Grad(f), d => d.Compile());

    private void Of<T>(Expression<Func<T, double>> f) => Gradient(f, f.Compile(), Differentiate.Grad(f), d => d.Compile());

    private void Of<T>(Expression<Func<T, double, double>> f) => Gradient(f, f.Compile(), Differentiate.Grad(f), d => d.Compile());

    private void Gradient<T>(LambdaExpression f, Delegate plain, T derivative, Func<T, Delegate> compile)
        where T : IFunction => Write(f, derivative, compile(derivative), p => Slopes.Gradient(plain, p));

    /// <summary>Differences of floats say little: the oracle is the same function of doubles.</summary>
    private void Of(Expression<Func<float, float>> f, Func<double, double> twin)
    {
        var slope = Differentiate.Grad(f);
        Write(f, slope, slope.Compile(), p => Slopes.Gradient(twin, [.. p.Select(x => (object)(double)(float)x)]), precision: 1e-5);
    }

    private void Of(Expression<Func<float[], float>> f, Func<double[], double> twin)
    {
        var slope = Differentiate.Grad(f);
        Write(f, slope, slope.Compile(), p => Slopes.Gradient(twin, [.. p.Select(x => (object)Array.ConvertAll((float[])x, e => (double)e))]), precision: 1e-5);
    }

    /// <summary>A function with a rule of its own.</summary>
    private void Of(Expression<Func<double, double>> f, FunctionOptions options)
    {
        var plain = f.Compile();
        var slope = Differentiate.Grad(f, options);
        Write(f, slope, slope.Compile(), p => Slopes.Gradient(plain, p));
        Write(slope.Grad(), slope.Grad().Compile(), p => Slopes.Second(plain, p), order: 2);
    }

    private void Jacobian(Expression<Func<double[], double[]>> f)
    {
        var plain = f.Compile();
        Write(f, Differentiate.Jacobian(f), Differentiate.Jacobian(f).Compile(), p => Slopes.Jacobian(plain, p));
    }

    private void Hessian(Expression<Func<double[], double>> f)
    {
        var plain = f.Compile();
        Write(f, Differentiate.Hessian(f), Differentiate.Hessian(f).Compile(), p => Slopes.Hessian(plain, p), order: 2);
    }

    private void Hessian(Expression<Func<double, double, double>> f)
    {
        var plain = f.Compile();
        Write(f, Differentiate.Hessian(f), Differentiate.Hessian(f).Compile(), p => Slopes.Hessian(plain, p), order: 2);
    }

    private void Hessian(Expression<Func<double, double, double, double>> f)
    {
        var plain = f.Compile();
        Write(f, Differentiate.Hessian(f), Differentiate.Hessian(f).Compile(), p => Slopes.Hessian(plain, p), order: 2);
    }

    private void Also(
        Expression<Func<double, double>> f, params (Func<Function<Func<double, double>>, IFunction> Transform, Func<Delegate, object[], double[]> Oracle, int Order)[] all) =>
        Write(Function.Of(f), f.Compile(), all);

    private void Also(
        Expression<Func<double, double, double>> f,
        params (Func<Function<Func<double, double, double>>, IFunction> Transform, Func<Delegate, object[], double[]> Oracle, int Order)[] all) =>
        Write(Function.Of(f), f.Compile(), all);

    private void Also(
        Expression<Func<double[], double>> f, params (Func<Function<Func<double[], double>>, IFunction> Transform, Func<Delegate, object[], double[]> Oracle, int Order)[] all) =>
        Write(Function.Of(f), f.Compile(), all);

    private void Also(
        Expression<Func<double[], double[]>> f,
        params (Func<Function<Func<double[], double[]>>, IFunction> Transform, Func<Delegate, object[], double[]> Oracle, int Order)[] all) =>
        Write(Function.Of(f), f.Compile(), all);

    private void Write<TDelegate>(
        Function<TDelegate> f, Delegate plain, (Func<Function<TDelegate>, IFunction> Transform, Func<Delegate, object[], double[]> Oracle, int Order)[] all)
        where TDelegate : Delegate
    {
        text.Append(f).Append('\n');
        latex.Append(f).Append('\n');
        foreach (var (transform, oracle, order) in all)
        {
            var derivative = transform(f);
            var compiled = (Delegate)derivative.GetType().GetMethod("Compile", Type.EmptyTypes)!.Invoke(derivative, null)!;
            Write(derivative, compiled, p => oracle(plain, p), order);
        }
    }

    private void Write(LambdaExpression f, IFunction derivative, Delegate compiled, Func<object[], double[]> expected, int order = 1, double? precision = null)
    {
        Lambdas.Add(f);
        text.Append(CSharpPrinter.Print(f)).Append('\n');
        latex.Append(CSharpPrinter.Print(f)).Append('\n');
        Write(derivative, compiled, expected, order, precision);
    }

    private void Write(IFunction derivative, Delegate compiled, Func<object[], double[]> expected, int order = 1, double? precision = null)
    {
        var lines = derivative.ToString()!;
        text.Append("    ").Append(lines.ReplaceLineEndings("\n    ")).Append('\n');
        latex.Append("    ").Append(derivative.GetType().GetMethod("ToLatex")!.Invoke(derivative, null)).Append('\n');
        Printed.Add(new(lines, compiled, expected, precision ?? Precision[order]));
    }
}
