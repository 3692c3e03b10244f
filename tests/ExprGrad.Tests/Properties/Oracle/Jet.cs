namespace ExprGrad.Tests.Properties.Oracle;

/// <summary>A partial derivative, and the size of its terms where these cancel.</summary>
internal readonly record struct Partial(double Value, double Size)
{
    public static implicit operator Partial(double value) => new(value, Math.Abs(value));

    /// <summary>Good to a few units in the last place of its terms.</summary>
    public Tracked Tracked(double peak, double unit) =>
        new(Value, 16 * unit * Size, Math.Max(Oracle.Tracked.Magnitude(Value, unit), Math.Max(peak, Size)), unit);
}

/// <summary>
/// A real number with its derivatives by two directions and by both: a second-order dual number. Null is a structural zero. The value is
/// what C# computes, bit for bit, so it carries no error.
/// </summary>
internal sealed record Jet(Type Type, Tracked Value, Tracked? First = null, Tracked? Second = null, Tracked? Both = null)
{
    public double Number => Value.Value;

    public double Unit => Value.Unit;

    public static double UnitOf(Type type) => type == typeof(float) ? 5.9604644775390625e-8 : 1.1102230246251565e-16;

    public static Jet Constant(double value, Type type) => new(type, Tracked.Exact(value, UnitOf(type)));

    /// <summary>f(a), given f and its first two derivatives at a.</summary>
    public static Jet Unary(Jet a, double f, Func<Partial> slope, Func<Partial> curvature) =>
        Binary(a, Constant(0, a.Type), f, slope, () => 0, curvature, () => 0, () => 0);

    /// <summary>f(a, b), given f and its partial derivatives; those that only multiply structural zeros are not asked for.</summary>
    public static Jet Binary(
        Jet a, Jet b, double f, Func<Partial> byA, Func<Partial> byB, Func<Partial> byAA, Func<Partial> byAB, Func<Partial> byBB)
    {
        var value = a.Result(f, b);
        var (fa, fb) = (Lazily(byA), Lazily(byB));
        var both = Sum(
            Sum(Times(fa, a.Both), Times(fb, b.Both)),
            Sum(
                Sum(Times(Lazily(byAA), Product(a.First, a.Second)), Times(Lazily(byBB), Product(b.First, b.Second))),
                Times(Lazily(byAB), Sum(Product(a.First, b.Second), Product(b.First, a.Second)))));
        return new Jet(a.Type, value, Linear(a.First, b.First), Linear(a.Second, b.Second), both);

        Tracked? Linear(Tracked? da, Tracked? db) => Sum(Times(fa, da), Times(fb, db));
        Func<Tracked> Lazily(Func<Partial> partial) => () => partial().Tracked(value.Peak, value.Unit);
    }

    /// <summary>The sum of multiples of jets whose factors do not depend on anything: a, or a/2 + b/2, or a - n b.</summary>
    public static Jet Combination(double value, params (double Factor, Jet Jet)[] parts)
    {
        var first = parts[0].Jet;
        var result = new Jet(first.Type, first.Value with { Value = value, Peak = Math.Max(first.Value.Peak, Tracked.Magnitude(value, first.Unit)) });
        foreach (var (factor, jet) in parts)
        {
            var exact = Tracked.Exact(factor, jet.Unit);
            result = new Jet(
                result.Type,
                result.Value with { Peak = Math.Max(result.Value.Peak, jet.Value.Peak) },
                Sum(result.First, Product(exact, jet.First)),
                Sum(result.Second, Product(exact, jet.Second)),
                Sum(result.Both, Product(exact, jet.Both)));
        }

        return result;
    }

    /// <summary>The same number as a value of another type: exact up to the rounding of the value.</summary>
    public Jet ConvertTo(Type type)
    {
        var unit = Math.Max(UnitOf(type), Unit);
        return new Jet(type, Retype(Value)!.Value with { Value = type == typeof(float) ? (float)Number : Number }, Retype(First), Retype(Second), Retype(Both));

        Tracked? Retype(Tracked? t) => t is { } v ? v with { Error = v.Error + (unit * Math.Abs(v.Value)), Unit = unit } : null;
    }

    public static Tracked? Sum(Tracked? a, Tracked? b) => a is null ? b : b is null ? a : a + b;

    public static Tracked? Product(Tracked? a, Tracked? b) => a is { } x && b is { } y ? x * y : null;

    private static Tracked? Times(Func<Tracked> factor, Tracked? a) => a is { } x ? factor() * x : null;

    private Tracked Result(double f, Jet other)
    {
        var value = Type == typeof(float) ? (float)f : f;
        return new Tracked(value, 0, Math.Max(Tracked.Magnitude(value, Unit), Math.Max(Value.Peak, other.Value.Peak)), Unit);
    }
}
