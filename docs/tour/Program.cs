// A tour of ExprGrad: lambdas in, their derivatives out. Every line may be copied.
using System.Diagnostics;
using System.Linq.Expressions;
using ExprGrad;
using ExprGrad.Rules;

// 1. A lambda in, its derivative out: printed, compiled, called.
Heading("The derivative of a lambda is a lambda");
var f = Function.Of((double x) => x * Math.Sin(x * x));
var slope = f.Grad();
var curvature = slope.Grad();
Show("f", f);
Show("f'", slope);
Show("f''", curvature);
Show("f' in LaTeX", slope.ToLatex());
Show("f'(2)", slope.Compile()(2));

// 2. Branches: the derivative of the branch that is taken, and nothing from the other.
Heading("Branches");
Show("of x > 0 ? x * x : -x", Differentiate.Grad((double x) => x > 0 ? x * x : -x));
Show("of x > 0 ? Math.Log(x) : 0", Differentiate.Grad((double x) => x > 0 ? Math.Log(x) : 0));

// 3. A rule of one's own, forwards: the sigmoid.
Heading("A custom JVP: the sigmoid");
var sigmoid = Differentiate.ValueAndGrad((double x) => Lib.Sigmoid(x));
Show("value and slope at 0", sigmoid.Compile()(0));
Show("slope", Differentiate.Grad((double x) => Lib.Sigmoid(x)));
Show("the built-in one, exact in both tails", Differentiate.Grad((double x) => Functions.Sigmoid(x)));

// 4. A rule of one's own, backwards: |x| with a slope at 0, mapped over an array and summed.
Heading("A custom VJP: |x|");
double[] points = [-3, -0.8, 1, 0, 10, -22];
var gradient = Differentiate.Grad((double[] v) => v.Select(x => Lib.Abs(x)).Sum());
Show("gradient of the sum", gradient);
Show($"at [{string.Join(", ", points)}]", $"[{string.Join(", ", gradient.Compile()(points))}]");

// 5. The same rules without touching the class: a registry.
var options = new FunctionOptions { Rules = RuleRegistry.Default.WithJvp((double x) => Lib.Cube(x), (x, dx) => 3 * Lib.Cube(x) / x * dx) };
Show("by a registry", Differentiate.Grad((double x) => Lib.Cube(x), options));

// 6. Compiled to hardware vectors: one fused loop, no allocation.
Heading("A million derivatives");
var sigmoidSlope = Differentiate.Grad((double x) => Functions.Sigmoid(x));
var scalar = sigmoidSlope.Compile();
var vector = sigmoidSlope.Vectorize();
var inputs = Enumerable.Range(0, 1_000_000).Select(i => (i - 500_000) / 50_000.0).ToArray();
var outputs = new double[inputs.Length];
const int part = 100_000;
var loop = Best(() =>
{
    for (var i = 0; i < part; i++)
        outputs[i] = scalar(inputs[i]);
}) / part;
var fused = Best(() => vector(inputs.AsSpan(0, part), outputs.AsSpan(0, part))) / part;
var million = Best(() => vector(inputs, outputs)) / inputs.Length;
Show("scalar delegate in a loop, 100,000 doubles", $"{loop:F2} ns an element");
Show("vectorised, 100,000 doubles", $"{fused:F2} ns an element, {loop / fused:F1} times as fast");
Show("vectorised, 1,000,000 doubles", $"{million:F2} ns an element");

// 7. A lambda of the same structure is a cache hit, whatever it captures.
Heading("The cache");
for (var i = 1; i <= 2; i++)
{
    var rate = i * 0.5;
    var (hits, misses) = (DerivativeCache.Default.Hits, DerivativeCache.Default.Misses);
    var clock = Stopwatch.StartNew();
    var decay = Differentiate.Grad((double t) => Math.Exp(-rate * t)).Compile();
    var micro = clock.Elapsed.TotalMicroseconds;
    Show($"rate {rate}: decay'(1) = {decay(1):F4}", $"{DerivativeCache.Default.Hits - hits} hits, {DerivativeCache.Default.Misses - misses} misses, {micro:F0} µs");
}

// 8. What cannot be differentiated says so, and what to write.
Heading("An error");
try
{
    Differentiate.Grad((double x) => x * Lib.Mystery(x));
}
catch (NotDifferentiableException e)
{
    Console.WriteLine(e.Message);
}

static void Heading(string title) => Console.WriteLine($"{Environment.NewLine}{title}{Environment.NewLine}{new string('-', title.Length)}");

static void Show(string what, object value) => Console.WriteLine(value.ToString()!.Contains('\n') ? $"{what}:{Environment.NewLine}{value}" : $"{what,-42} {value}");

// Nanoseconds, the best of many rounds.
static double Best(Action action)
{
    var best = double.MaxValue;
    for (var round = 0; round < 60; round++)
    {
        var clock = Stopwatch.StartNew();
        action();
        best = Math.Min(best, clock.Elapsed.TotalNanoseconds);
    }

    return best;
}

internal static class Lib
{
    [CustomJvp(nameof(SigmoidJvp))]
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static Expression<Func<double, double, double>> SigmoidJvp => (x, dx) => Sigmoid(x) * (1 - Sigmoid(x)) * dx;

    [CustomVjp(nameof(AbsForward), nameof(AbsBackward))]
    public static double Abs(double x) => Math.Abs(x);

    public static Expression<Func<double, (double, double)>> AbsForward => x => ValueTuple.Create(Math.Abs(x), x);

    public static Expression<Func<double, double, double>> AbsBackward => (x, g) => (x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0) * g;

    public static double Cube(double x) => x * x * x;

    public static double Mystery(double x) => x;
}
