using System.Reflection;

namespace ExprGrad.Tests.Properties.Oracle;

/// <summary>
/// The functions that the oracle knows, each with its derivatives from the calculus, and at kinks by the conventions of the documentation.
/// Partial derivatives are computed in double at the exact arguments, for float functions too.
/// </summary>
internal static class JetMath
{
    private static readonly double Ln2 = Math.Log(2);
    private static readonly double Ln10 = Math.Log(10);

    /// <summary>Calls a method of Math, MathF, double, float or Functions.</summary>
    public static object Call(MethodInfo method, object[] arguments)
    {
        // The value is the method's own.
        var plain = method.Invoke(null, [.. arguments.Select(a => a is Jet j ? Boxed(j) : a)])!;
        if (plain is not (double or float))
            return plain;
        var value = Convert.ToDouble(plain);
        var type = plain.GetType();
        if (!arguments.OfType<Jet>().Any())
            return Jet.Constant(value, type);

        var a = (Jet)arguments[0];
        var x = a.Number;
        if (arguments is [Jet, Jet second])
            return OfTwo(method.Name, a, second, value);
        if (arguments is [Jet, Jet low, Jet high])
            return method.Name == nameof(Math.Clamp) ? Clamp(a, low, high, value) : Fused(a, low, high, value);
        return method.Name switch
        {
            "Sin" => Jet.Unary(a, value, () => Math.Cos(x), () => -Math.Sin(x)),
            "Cos" => Jet.Unary(a, value, () => -Math.Sin(x), () => -Math.Cos(x)),
            "Tan" => Jet.Unary(a, value, () => 1 / Sq(Math.Cos(x)), () => 2 * Math.Tan(x) / Sq(Math.Cos(x))),
            "Asin" => Jet.Unary(a, value, () => 1 / Math.Sqrt((1 - x) * (1 + x)), () => x / Cube(Math.Sqrt((1 - x) * (1 + x)))),
            "Acos" => Jet.Unary(a, value, () => -1 / Math.Sqrt((1 - x) * (1 + x)), () => -x / Cube(Math.Sqrt((1 - x) * (1 + x)))),
            "Atan" => Jet.Unary(a, value, () => 1 / (1 + (x * x)), () => -2 * x / Sq(1 + (x * x))),
            "Sinh" => Jet.Unary(a, value, () => Math.Cosh(x), () => Math.Sinh(x)),
            "Cosh" => Jet.Unary(a, value, () => Math.Sinh(x), () => Math.Cosh(x)),
            "Tanh" => Jet.Unary(a, value, () => 1 / Sq(Math.Cosh(x)), () => -2 * Math.Tanh(x) / Sq(Math.Cosh(x))),
            "Asinh" => Jet.Unary(a, value, () => 1 / Math.Sqrt((x * x) + 1), () => -x / Cube(Math.Sqrt((x * x) + 1))),
            "Acosh" => Jet.Unary(a, value, () => 1 / Math.Sqrt((x - 1) * (x + 1)), () => -x / Cube(Math.Sqrt((x - 1) * (x + 1)))),
            "Atanh" => Jet.Unary(a, value, () => 1 / ((1 - x) * (1 + x)), () => 2 * x / Sq((1 - x) * (1 + x))),
            "Exp" => Jet.Unary(a, value, () => Math.Exp(x), () => Math.Exp(x)),
            "Log" => Jet.Unary(a, value, () => 1 / x, () => -1 / (x * x)),
            "Log2" => Jet.Unary(a, value, () => 1 / (x * Ln2), () => -1 / (x * x * Ln2)),
            "Log10" => Jet.Unary(a, value, () => 1 / (x * Ln10), () => -1 / (x * x * Ln10)),
            "Sqrt" => Jet.Unary(a, value, () => 0.5 / Math.Sqrt(x), () => -0.25 / (x * Math.Sqrt(x))),
            "Cbrt" => Jet.Unary(a, value, () => 1 / (3 * Sq(Math.Cbrt(x))), () => -2 / (9 * x * Sq(Math.Cbrt(x)))),
            "LogGamma" => Jet.Unary(a, value, () => Functions.Digamma(x), () => Functions.PolyGamma(1, x)),
            "Abs" => Jet.Combination(value, (x > 0 ? 1 : x < 0 ? -1 : 0 * x, a)),
            "Floor" or "Ceiling" or "Round" or "Truncate" => new Jet(type, Tracked.Exact(value, a.Unit)),
            _ => throw new NotSupportedException(method.ToString()),
        };
    }

    private static object Boxed(Jet jet) => jet.Type == typeof(float) ? (float)jet.Number : (object)jet.Number;

    private static Jet OfTwo(string name, Jet a, Jet b, double value)
    {
        var (x, y) = (a.Number, b.Number);
        switch (name)
        {
            case "Max" or "Min" when double.IsNaN(x) || double.IsNaN(y):
                return Jet.Combination(value, (double.NaN, a), (double.NaN, b));
            case "Max":
                return x == y ? Jet.Combination(value, (0.5, a), (0.5, b)) : Jet.Combination(value, (1, x > y ? a : b));
            case "Min":
                return x == y ? Jet.Combination(value, (0.5, a), (0.5, b)) : Jet.Combination(value, (1, x < y ? a : b));
            case "CopySign":
                return Jet.Combination(value, ((x > 0 ? 1 : x < 0 ? -1 : 0 * x) * Math.CopySign(1, y), a));
            case "Atan2":
                // atan2(x, y): x is the ordinate.
                var square = (x * x) + (y * y);
                return Jet.Binary(a, b, value, () => y / square, () => -x / square,
                    () => -2 * x * y / (square * square), () => new Partial(((x * x) - (y * y)) / (square * square), 1 / square), () => 2 * x * y / (square * square));
            case "Hypot":
                var h = Math.Sqrt((x * x) + (y * y));
                return h == 0
                    ? Jet.Combination(value, (0, a), (0, b))
                    : Jet.Binary(a, b, value, () => x / h, () => y / h, () => new Partial(y * y / (h * h * h), 1 / h),
                        () => -x * y / (h * h * h), () => new Partial(x * x / (h * h * h), 1 / h));
            case "Log":
                var (lx, ly) = (Math.Log(x), Math.Log(y));
                return Jet.Binary(a, b, value, () => 1 / (x * ly), () => -lx / (y * ly * ly),
                    () => -1 / (x * x * ly), () => -1 / (x * y * ly * ly), () => new Partial(lx * (1 + (2 / ly)) / (y * y * ly * ly), Math.Abs(lx) * (1 + Math.Abs(2 / ly)) / (y * y * ly * ly)));
            case "Pow":
                return Jet.Binary(a, b, value, () => Scaled(y, x, y - 1), () => x == 0 && y > 0 ? 0 : Math.Pow(x, y) * Math.Log(x),
                    () => Scaled(y * (y - 1), x, y - 2),
                    () => x == 0 && y > 1 ? 0 : new Partial(Math.Pow(x, y - 1) * (1 + (y * Math.Log(x))), Math.Pow(x, y - 1) * (1 + Math.Abs(y * Math.Log(x)))),
                    () => x == 0 && y > 0 ? 0 : Math.Pow(x, y) * Sq(Math.Log(x)));
            default:
                throw new NotSupportedException(name);
        }
    }

    // A power that has been differentiated away is zero, also at 0.
    private static double Scaled(double factor, double x, double exponent) => factor == 0 ? 0 : factor * Math.Pow(x, exponent);

    private static Jet Clamp(Jet a, Jet low, Jet high, double value)
    {
        var (x, l, h) = (a.Number, low.Number, high.Number);
        return double.IsNaN(x) ? Jet.Combination(value, (double.NaN, a))
            : x > l && x < h ? Jet.Combination(value, (1, a))
            : x < l ? Jet.Combination(value, (1, low))
            : x > h ? Jet.Combination(value, (1, high))
            : Jet.Combination(value, (0.5, a), (0.5, x == l ? low : high));
    }

    private static Jet Fused(Jet a, Jet b, Jet c, double value)
    {
        var product = Jet.Binary(a, b, a.Number * b.Number, () => b.Number, () => a.Number, () => 0, () => 1, () => 0);
        return Jet.Combination(value, (1, product), (1, c));
    }

    private static double Sq(double x) => x * x;

    private static double Cube(double x) => x * x * x;
}
