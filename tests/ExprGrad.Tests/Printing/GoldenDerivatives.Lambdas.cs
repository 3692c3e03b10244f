using ExprGrad.Rules;

namespace ExprGrad.Tests.Printing;

// The lambdas of the golden file, by family.
internal sealed partial class GoldenDerivatives
{
    private void Polynomials()
    {
        Family("Polynomials");
        Of((double x) => 3);
        Of(x => x);
        Of(x => -x);
        Of(x => 5 * x + 2);
        Of(x => 2 - 7 * x);
        Of(x => x * x);
        Of(x => x * x * x);
        Of(x => x * x * x * x);
        Of(x => 3 * x * x - 2 * x + 1);
        Of(x => x * x / 2);
        Of(x => 0.5 * x * x);
        Of(x => x * x * x / 6);
        Of(x => 2 * x * x * x - 9 * x * x + 12 * x - 4);
        Of(x => (x - 1) * (x + 1));
        Of(x => (x - 1) * (x - 2) * (x - 3));
        Of(x => (1 + x) * (1 + x));
        Of(x => x * (1 - x));
        Of(x => (x * x + 1) * (x * x - 1));
        Of(x => 4 * x * (1 - x) * (1 - 2 * x));
        Of(x => x + x);
        Of(x => x * 2 * 3);
        Of(x => 1 + x * (2 + x * (3 + x * 4)));
    }

    private void Quotients()
    {
        Family("Quotients");
        Of(x => 1 / x);
        Of(x => 3 / x);
        Of(x => -1 / x);
        Of(x => 1 / (x * x));
        Of(x => 2 / (x * x * x));
        Of(x => x / 3);
        Of(x => 1 / (1 + x));
        Of(x => x / (1 + x));
        Of(x => (1 - x) / (1 + x));
        Of(x => 1 / (1 + x * x));
        Of(x => x / (1 + x * x));
        Of(x => (x * x + 1) / x);
        Of(x => x + 1 / x);
        Of(x => (2 * x + 1) / (3 * x - 4));
        Of(x => 1 / (2 * x));
        Of(x => 1 / Math.Sin(x));
        Of(x => Math.Sin(x) / x);
        Of(x => 1 / (1 + Math.Exp(-x)));
        Of(x => x / Math.Exp(x));
        Of(x => 1 / x / x);
    }

    private void Powers()
    {
        Family("Powers and roots");
        Of(x => Math.Pow(x, 2));
        Of(x => Math.Pow(x, 3));
        Of(x => Math.Pow(x, 10));
        Of(x => Math.Pow(x, 1));
        Of(x => Math.Pow(x, 0.5));
        Of(x => Math.Pow(x, 2.5));
        Of(x => Math.Pow(x, -1));
        Of(x => Math.Pow(x, -2));
        Of(x => 3 * Math.Pow(x, 4));
        Of(x => Math.Pow(1 + x * x, 3));
        Of(x => Math.Pow(Math.Sin(x), 2));
        Of(x => Math.Pow(2, x));
        Of(x => Math.Pow(x, x));
        Of(x => Math.Sqrt(x));
        Of(x => 1 / Math.Sqrt(x));
        Of(x => Math.Sqrt(1 + x));
        Of(x => Math.Sqrt(1 + x * x));
        Of(x => Math.Sqrt(1 - x * x));
        Of(x => x * Math.Sqrt(x));
        Of(x => Math.Sqrt(x * x));
        Of(x => Math.Cbrt(x));
        Of(x => Math.Cbrt(1 + 2 * x));
        Of(x => double.RootN(x, 4));
        Of(x => double.Hypot(x, 3));
    }

    private void Exponentials()
    {
        Family("Exponentials");
        Of(x => Math.Exp(x));
        Of(x => Math.Exp(-x));
        Of(x => Math.Exp(2 * x));
        Of(x => Math.Exp(3 * x + 1));
        Of(x => Math.Exp(-x * x));
        Of(x => Math.Exp(-x * x / 2));
        Of(x => Math.Exp(Math.Sin(x)));
        Of(x => Math.Exp(1 / x));
        Of(x => x * Math.Exp(x));
        Of(x => x * x * Math.Exp(-x));
        Of(x => Math.Exp(Math.Exp(x)));
        Of(x => double.Exp2(x));
        Of(x => double.Exp10(x));
        Of(x => double.ExpM1(x));
        Of(x => 5 * Math.Exp(-0.2 * x));
    }

    private void Logarithms()
    {
        Family("Logarithms");
        Of(x => Math.Log(x));
        Of(x => Math.Log(2 * x));
        Of(x => Math.Log(1 + x));
        Of(x => Math.Log(1 + x * x));
        Of(x => Math.Log(Math.Sin(x)));
        Of(x => x * Math.Log(x));
        Of(x => x * Math.Log(x) - x);
        Of(x => Math.Log(x) / x);
        Of(x => Math.Log(Math.Log(x)));
        Of(x => Math.Log(x) * Math.Log(x));
        Of(x => Math.Log10(x));
        Of(x => Math.Log2(x));
        Of(x => Math.Log(x, 3));
        Of(x => double.LogP1(x));
        Of(x => Math.Log(x / (1 - x)));
        Of(x => Math.Log(Math.Exp(x) + 1));
    }

    private void Trigonometric()
    {
        Family("Trigonometric functions");
        Of(x => Math.Sin(x));
        Of(x => Math.Cos(x));
        Of(x => Math.Tan(x));
        Of(x => Math.Sin(2 * x));
        Of(x => Math.Cos(3 * x - 1));
        Of(x => -Math.Cos(x));
        Of(x => Math.Sin(x) * Math.Sin(x));
        Of(x => Math.Sin(x) * Math.Cos(x));
        Of(x => Math.Sin(x) + Math.Cos(x));
        Of(x => Math.Sin(x * x));
        Of(x => x * Math.Sin(x));
        Of(x => x * x * Math.Cos(x));
        Of(x => Math.Sin(Math.Cos(x)));
        Of(x => Math.Sin(x) / Math.Cos(x));
        Of(x => Math.Tan(x / 2));
        Of(x => double.SinPi(x));
        Of(x => 3 * Math.Sin(2 * Math.PI * x));
    }

    private void InverseTrigonometric()
    {
        Family("Inverse trigonometric functions");
        Of(x => Math.Asin(x));
        Of(x => Math.Acos(x));
        Of(x => Math.Atan(x));
        Of(x => Math.Atan(2 * x));
        Of(x => Math.Atan(1 / x));
        Of(x => x * Math.Atan(x));
        Of(x => Math.Asin(x * x));
        Of(x => Math.Atan2(x, 2));
        Of(x => Math.Atan2(Math.Sin(x), Math.Cos(x)));
    }

    private void Hyperbolic()
    {
        Family("Hyperbolic functions");
        Of(x => Math.Sinh(x));
        Of(x => Math.Cosh(x));
        Of(x => Math.Tanh(x));
        Of(x => Math.Asinh(x));
        Of(x => Math.Acosh(x));
        Of(x => Math.Atanh(x));
        Of(x => Math.Log(Math.Cosh(x)));
        Of(x => Math.Sinh(2 * x) / 2);
    }

    private void Special()
    {
        Family("Functions of this library");
        Of(x => Functions.Sigmoid(x));
        Of(x => Functions.Sigmoid(3 * x));
        Of(x => Functions.LogSigmoid(x));
        Of(x => Functions.Softplus(x));
        Of(x => Functions.Relu(x));
        Of(x => Functions.Silu(x));
        Of(x => Functions.Gelu(x));
        Of(x => Functions.Logit(x));
        Of(x => Functions.Erf(x));
        Of(x => Functions.Erfc(x));
        Of(x => Functions.ErfInv(x));
        Of(x => Functions.NormalCdf(x));
        Of(x => Functions.NormalPdf(x));
        Of(x => Functions.LogNormalCdf(x));
        Of(x => Functions.LogGamma(x));
        Of(x => Functions.Digamma(x));
        Of(x => Functions.Sinc(x));
        Of(x => Functions.XLogY(x, x));
        Of(x => Functions.StopGradient(x) * x, p => (double)p[0], _ => 0);
        Of(x => Functions.Let(Math.Sin(x), s => s * s));
    }

    private void Conditionals()
    {
        Family("Conditionals");
        Of(x => x > 0 ? x * x : -x);
        Of(x => x > 0 ? x : 0);
        Of(x => x > 0 ? 0 : x * x);
        Of(x => x > 0 ? Math.Log(x) : 0);
        Of(x => x < 0 ? 0 : x < 1 ? x * x : 2 * x - 1);
        Of(x => x > 0 && x < 1 ? x * (1 - x) : 0);
        Of(x => Math.Sin(x > 0 ? x * x : x));
        Of(x => Math.Abs(x) <= 1 ? x * x / 2 : Math.Abs(x) - 0.5);
        Of(x => Math.Abs(x));
        Of(x => Math.Max(x, 0));
        Of(x => Math.Max(x, x * x));
        Of(x => Math.Clamp(x, 0, 1));
        Of(x => Math.Floor(x) * x);
        Of(x => x % 1);
        Of(x => x != 0 ? Math.Sin(x) / x : 1);
        Of(x => Math.Min(x, 1 - x));
        Of(x => Math.Abs(Math.Sin(x)));
        Of((x, y) => x > 0 && y > 0 ? Math.Log(x * y) : x * y);
        Of((x, y) => x > y || x < 0 ? x * x * y : y);
        Of((x, y) => (x > 0 ? x * y : 0) + (x > 0 ? 0 : y * y));
        Of((x, y) => Math.Min(Math.Max(x, y), 1));
        Of(v => v.Any(x => x > 0) ? v[0] : v[1]);
        Of(v => v.Any(x => x > 0) ? v[0] * v[0] : v[0] * v[1]);
        Of(v => v.Length > 2 ? v[2] * v[0] : v[0]);
        Of(v => v.Sum(e => e > 0 ? Math.Log(e) : e * e));
        Of(v => v.Sum(e => Math.Abs(e)));
        Of((v, a) => v.Sum(e => Math.Max(e, a)));
        Of((v, a) => v.Sum(e => Math.Max(e, a)), new FunctionOptions { Mode = DerivativeMode.Reverse });
        Of((v, a) => v.Sum(e => Math.Min(a * e, e * e)));
        Of((v, a) => v.Sum(e => Math.Clamp(e, -1, 1) * a));
    }

    private void Several()
    {
        Family("Several arguments");
        Of((x, y) => x + y);
        Of((x, y) => x - y);
        Of((x, y) => x * y);
        Of((x, y) => x / y);
        Of((x, y) => x * x + y * y);
        Of((x, y) => x * x * y);
        Of((x, y) => (x - y) * (x - y));
        Of((x, y) => x * y / (x + y));
        Of((x, y) => Math.Sqrt(x * x + y * y));
        Of((x, y) => double.Hypot(x, y));
        Of((x, y) => Math.Atan2(y, x));
        Of((x, y) => Math.Pow(x, y));
        Of((x, y) => Math.Exp(x * y));
        Of((x, y) => Math.Sin(x) * Math.Cos(y));
        Of((x, y) => Math.Sin(x + y));
        Of((x, y) => x * Math.Log(y));
        Of((x, y) => Math.Max(x, y));
        Of((x, y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x));
        Of((x, y, z) => x * y * z);
        Of((x, y, z) => x * y + y * z + z * x);
        Of((x, y, z) => Math.Sqrt(x * x + y * y + z * z));
        Of((x, y, z) => x * Math.Exp(-y * z));
        Of((x, y, z) => (x + y) / z);
        Of((x, y) => x * y / (1 + x * y));
        Of((x, y) => Math.Log(x + y) - Math.Log(x));
        Of((x, y) => Math.Sin(x * y) * Math.Sin(x * y));
        Of((x, y) => Math.Exp(x) * Math.Sin(y) + Math.Exp(y) * Math.Sin(x), new FunctionOptions { Mode = DerivativeMode.Reverse });
        Of((x, y) => x * x * y + y * y * x, new FunctionOptions { Mode = DerivativeMode.Forward });
        Of((x, mean, deviation) => Math.Exp(-(x - mean) * (x - mean) / (2 * deviation * deviation)) / deviation);
        OfInteger((x, n) => Math.Pow(x, n));
        OfInteger((x, n) => n * x * x);
    }

    private void Arrays()
    {
        Family("Arrays");
        Of(v => v.Sum());
        Of(v => v.Sum(e => e * e));
        Of(v => v.Select(e => e * e).Sum());
        Of(v => v.Select(e => Math.Exp(e)).Sum());
        Of(v => v.Select((e, i) => i * e).Sum());
        Of(v => Math.Log(v.Sum(e => Math.Exp(e))));
        Of(v => Math.Sqrt(v.Sum(e => e * e)));
        Of(v => v.Sum() / v.Length);
        Of(v => v[0]);
        Of(v => v[0] * v[1]);
        Of(v => v[0] * v[0] + Math.Sin(v[1]));
        Of(v => v[0] * v.Sum());
        Of(v => v.Sum() * v.Sum());
        Of(v => Enumerable.Range(0, v.Length).Sum(i => i * v[i] * v[i]));
        Of(v => Enumerable.Range(1, v.Length - 1).Sum(i => (v[i] - v[i - 1]) * (v[i] - v[i - 1])));
        Of(v => (from e in v let s = Math.Sin(e) select s * s).Sum());
        Of(v => v.Sum(a => v.Sum(b => a * b)));
        Of((v, w) => v.Zip(w, (a, b) => a * b).Sum());
        Of((v, w) => v.Zip(w, (a, b) => (a - b) * (a - b)).Sum() / v.Length);
        Of((v, a) => v.Sum(e => a * e));
        Of((v, a) => v.Sum(e => Math.Exp(-a * e)));
        Of((v, a) => v.Sum(e => (e - a) * (e - a)));
        Of(v => Enumerable.Range(0, v.Length - 1).Sum(i => v[i] * v[i + 1]));
        Of(v => Enumerable.Range(0, v.Length - 2).Sum(i => (v[i] - 2 * v[i + 1] + v[i + 2]) * (v[i] - 2 * v[i + 1] + v[i + 2])));
        Of(v => Enumerable.Range(0, v.Length - 1).Sum(i => 100 * (v[i + 1] - v[i] * v[i]) * (v[i + 1] - v[i] * v[i]) + (1 - v[i]) * (1 - v[i])));
        Of(v => v[v.Length - 1] * v[0]);
        Of(v => v.Sum(e => (e - v.Sum() / v.Length) * (e - v.Sum() / v.Length)));
        Of(v => v.Sum(a => v.Sum(b => Math.Cos(a - b))));
        Of(v => v.Sum(e => Math.Sin(e)), new FunctionOptions { Mode = DerivativeMode.Forward });
        Of((v, w) => v.Zip(w, (a, b) => a * b).Sum() / Math.Sqrt(v.Sum(e => e * e)));
        Of((v, w) => v.Sum(a => w.Sum(b => a * b * b)));
    }

    private void Losses()
    {
        Family("Objectives");
        Of((v, w) => v.Zip(w, (a, b) => Math.Max(0, 1 - a * b)).Sum());
        Of((v, b, x) => Functions.Softplus(-(v.Zip(x, (p, q) => p * q).Sum() + b)));
        Of((v, b, y) => v.Zip(y, (p, q) => (p + b - q) * (p + b - q)).Sum() / 2);
        Of((v, w) => Math.Log(v.Sum(e => Math.Exp(e))) - v.Zip(w, (a, b) => a * b).Sum());
        Of((v, a) => v.Sum(e => e * e) + a * v.Sum(e => Math.Abs(e)));
        Of((v, a) => v.Sum(e => Math.Abs(e) <= a ? e * e / 2 : a * (Math.Abs(e) - a / 2)));
        Of((v, a) => -v.Sum(e => Functions.LogSigmoid(a * e)));
        Of((v, w) => -v.Zip(w, (p, q) => q * Math.Log(p * p) + (1 - q) * Math.Log(1 + p * p)).Sum());
    }

    private void Structures()
    {
        Family("Tuples and records");
        Of((Point p) => p.X);
        Of((Point p) => p.X * p.Y);
        Of((Point p) => Math.Sqrt(p.X * p.X + p.Y * p.Y));
        Of((Point p) => Math.Exp(-p.X * p.X) * p.Y);
        Of(((double A, double B) t) => t.A * t.A * t.B);
        Of(((double, double) t) => t.Item1 / t.Item2);
        Of(((double[] V, double S) t) => t.S * t.V.Sum());
        Of((Point p, double s) => s * p.X * Math.Exp(p.Y));
        Of((Point p) => p.X > 0 ? p.X * p.Y : p.Y);
        Of(((double[] V, double S) t) => t.V.Sum(e => Math.Exp(-t.S * e)));
    }

    private void Captured()
    {
        Family("Captured variables");
        var (rate, shift) = (Rate, Shift);
        var weights = Weights;
        Of(x => rate * x);
        Of(x => Math.Exp(-rate * x));
        Of(x => Math.Sin(rate * x + shift));
        Of(x => rate * x * x + shift * x);
        Of(x => x / rate);
        Of(x => Math.Pow(x, rate));
        Of(x => weights.Sum(w => w * x));
        Of(v => v.Zip(weights, (a, w) => w * a * a).Sum());
        Of(v => v.Select((e, i) => weights[i] * Math.Sin(e)).Sum());
        Of(x => Settings.Slope * x * x);
        Of((x, y) => rate * x * y + shift * Math.Sin(rate * y));
        Of(x => rate > 0 ? Math.Exp(rate * x) : x);
        Of(x => Math.Log(1 + weights[0] * x * x) / rate);
    }

    private void Floats()
    {
        Family("Single precision");
        Of((float x) => x * x * x / 3, x => x * x * x / 3);
        Of((float x) => MathF.Sin(x) * 0.1f, x => Math.Sin(x) * 0.1f);
        Of((float x) => MathF.Sin(2 * MathF.PI * x), x => Math.Sin(2 * Math.PI * x));
        Of((float x) => 1 / (1 + MathF.Exp(-x)), x => 1 / (1 + Math.Exp(-x)));
        Of((float x) => x > 0 ? MathF.Sqrt(x) : -2.5f * x, x => x > 0 ? Math.Sqrt(x) : -2.5 * x);
        Of((float x) => MathF.Log(1 + x * x), x => Math.Log(1 + x * x));
        Of((float[] v) => v.Sum(e => e * e * 0.5f), v => v.Sum(e => e * e * 0.5));
        Of((float[] v) => v.Sum(e => MathF.Exp(-e)), v => v.Sum(e => Math.Exp(-e)));
    }

    private void Rules()
    {
        Family("Rules of the user");
        Of(x => Lib.Sigmoid(3 * x), With(r => r.WithJvp((double x) => Lib.Sigmoid(x), (x, dx) => Lib.Sigmoid(x) * (1 - Lib.Sigmoid(x)) * dx)));
        Of(x => x * Lib.Half(x * x), With(r => r.WithInline((double x) => Lib.Half(x), x => x / 2)));
        Of(x => Math.Exp(Lib.Half(x)), With(r => r.WithVjp((double x) => Lib.Half(x), x => ValueTuple.Create(x / 2, x), (x, g) => g / 2)));
        Of(x => Lib.Half(x) * Functions.StopGradient(2) + Lib.Half(3) * x, With(r => r.WithInline((double x) => Lib.Half(x), x => x / 2)));

        static FunctionOptions With(Func<RuleRegistry, RuleRegistry> rules) => new() { Rules = rules(RuleRegistry.Default) };
    }

    private void Matrices()
    {
        Family("Jacobians and Hessians");
        var rate = Rate;
        Jacobian(x => x);
        Jacobian(x => x.Select(v => v * v).ToArray());
        Jacobian(x => x.Select((v, i) => Math.Sin(i * v)).ToArray());
        Jacobian(x => x.Select(v => v / x.Sum()).ToArray());
        Jacobian(x => Enumerable.Range(0, x.Length - 1).Select(i => x[i] * x[i + 1]).ToArray());
        Jacobian(x => new[] { x[0] * x[1], x[0] + x[1] });
        Jacobian(x => new[] { x[0] * Math.Cos(x[1]), x[0] * Math.Sin(x[1]) });
        Jacobian(x => new[] { 10 * (x[1] - x[0]), x[0] * (28 - x[2]) - x[1], x[0] * x[1] - 8.0 / 3 * x[2] });
        Jacobian(x => new[] { x.Sum(), 1.0 });
        Jacobian(x => x.Select(v => v > 0 ? v * v : 0).ToArray());
        Jacobian(x => x.Select(v => Math.Exp(v) / x.Sum(u => Math.Exp(u))).ToArray());
        Jacobian(x => Enumerable.Range(0, x.Length - 1).Select(i => (x[i + 1] - x[i]) / rate).ToArray());
        Jacobian(x => x.Select(v => Math.Max(v, 0)).ToArray());
        Hessian((x, y) => x * y);
        Hessian((x, y) => Math.Sin(x * y) + x * x * y);
        Hessian((x, y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x));
        Hessian((x, y) => Math.Sqrt(x * x + y * y));
        Hessian((x, y) => x > y ? x * x : y * y * y);
        Hessian(v => v.Sum(e => e * e));
        Hessian(v => v.Sum());
        Hessian(v => v.Sum() * v.Sum());
        Hessian(v => v[0] * v[1]);
        Hessian(v => Math.Log(v.Sum(e => Math.Exp(e))));
        Hessian(v => Math.Sqrt(v.Sum(e => e * e)));
        Hessian((x, y, z) => x * y * z + x * x);
        Hessian(v => v[0] * v[1] * v[2]);
        Hessian(v => v.Sum(a => v.Sum(b => a * a * b)));
        Hessian(v => Enumerable.Range(0, v.Length - 1).Sum(i => 100 * (v[i + 1] - v[i] * v[i]) * (v[i + 1] - v[i] * v[i]) + (1 - v[i]) * (1 - v[i])));
        Hessian(v => v.Sum(e => e > 0 ? e * e * e : 0));
    }

    private void Products()
    {
        Family("Values, products with vectors, linear maps");
        Also((double x) => x * Math.Exp(x), (f => f.ValueAndGrad(), Slopes.ValueAndGradient, 1), (f => f.Jvp(), Slopes.Jvp, 1), (f => f.Vjp(), Slopes.Vjp, 1));
        Also((double x, double y) => Math.Sin(x) * y, (f => f.ValueAndGrad(), Slopes.ValueAndGradient, 1), (f => f.Jvp(), Slopes.Jvp, 1), (f => f.Vjp(), Slopes.Vjp, 1));
        Also((double x, double y) => Math.Max(x, y), (f => f.ValueAndGrad(), Slopes.ValueAndGradient, 1), (f => f.Jvp(), Slopes.Jvp, 1), (f => f.Vjp(), Slopes.Vjp, 1));
        Also((double x, double y) => x > y ? x * y : y / x, (f => f.Jvp(), Slopes.Jvp, 1), (f => f.Vjp(), Slopes.Vjp, 1));
        Also((double[] v) => v.Sum(e => Math.Max(e, 0)), (f => f.Grad(), Slopes.Gradient, 1), (f => f.Jvp(), Slopes.Jvp, 1), (f => f.HessianVectorProduct(), Slopes.HessianVectorProduct, 2));
        Also((double[] v) => v[0] * v[0] * v[1], (f => f.ValueAndGrad(), Slopes.ValueAndGradient, 1), (f => f.Jvp(), Slopes.Jvp, 1), (f => f.HessianVectorProduct(), Slopes.HessianVectorProduct, 2));
        Also((double[] v) => Math.Sqrt(v.Sum(e => e * e)), (f => f.ValueAndGrad(), Slopes.ValueAndGradient, 1), (f => f.HessianVectorProduct(), Slopes.HessianVectorProduct, 2));
        Also((double[] v) => Math.Log(v.Sum(e => Math.Exp(e))), (f => f.Jvp(), Slopes.Jvp, 1), (f => f.HessianVectorProduct(), Slopes.HessianVectorProduct, 2));
        Also((double[] v) => v.Select(e => e * e).ToArray(), (f => f.Jvp(), Slopes.Jvp, 1), (f => f.Vjp(), Slopes.Vjp, 1));
        Also((double[] v) => new[] { v[0] * v[1], v[0] + v[1] }, (f => f.Jvp(), Slopes.Jvp, 1), (f => f.Vjp(), Slopes.Vjp, 1));
        Also((double[] v) => Enumerable.Range(0, v.Length - 1).Select(i => v[i + 1] - v[i]).ToArray(), (f => f.Jvp(), Slopes.Jvp, 1), (f => f.Vjp(), Slopes.Vjp, 1));
        Also((double x) => Math.Sin(x) * Math.Exp(x), (f => f.Taylor(3), Taylor(3), 3), (f => f.Derivative(3), Slopes.Third, 3));
        Also((double x) => 1 / (1 - x), (f => f.Taylor(4), (_, p) => Geometric(p, 4), 1), (f => f.Derivative(3), (_, p) => [6 * Geometric(p, 4)[3]], 1));
        Also((double x) => Math.Log(x), (f => f.Taylor(3), Taylor(3), 3), (f => f.Derivative(5), (_, p) => [24 / Math.Pow((double)p[0], 5)], 1));
        Also((double x) => Math.Tanh(x), (f => f.Derivative(2), Slopes.Second, 2), (f => f.Derivative(3), Slopes.Third, 3));
        Also((double x) => Math.Exp(-x * x), (f => f.Derivative(3), Slopes.Third, 3), (f => f.Derivative(4), (_, p) => [FourthOfBell((double)p[0])], 1));
        Also((double x) => x * x * Math.Sin(x), (f => f.Derivative(3), Slopes.Third, 3));
        Also((double x) => x > 0 ? Math.Exp(x) * Math.Sin(Math.Exp(x)) : Math.Log(1 + x * x), (f => f.Derivative(2), Slopes.Second, 2), (f => f.Derivative(3), Slopes.Third, 3));

        static Func<Delegate, object[], double[]> Taylor(int order) => (f, p) =>
            [.. ((double[])[Slopes.Value(f, p)[0], Slopes.Gradient(f, p)[0], Slopes.Second(f, p)[0] / 2, Slopes.Third(f, p)[0] / 6])[..(order + 1)]];

        // The coefficients of 1 / (1 - x) at x are (1 - x)^-(k + 1).
        static double[] Geometric(object[] p, int order) => [.. Enumerable.Range(1, order + 1).Select(k => Math.Pow(1 - (double)p[0], -k))];

        // With the Hermite polynomial 16 x^4 - 48 x^2 + 12 (DLMF 18.5.18).
        static double FourthOfBell(double x) => (16 * Math.Pow(x, 4) - 48 * x * x + 12) * Math.Exp(-x * x);
    }
}
