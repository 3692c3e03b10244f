namespace ExprGrad.Tests.Properties.Oracle;

/// <summary>
/// A number with a bound on its rounding error, to first order, and the largest magnitude met on the way to it, infinite where something
/// was so small that its powers may underflow. <see cref="Unit"/> is the rounding unit of the type that the computation under test is made in.
/// </summary>
internal readonly record struct Tracked(double Value, double Error, double Peak, double Unit)
{
    public static Tracked Exact(double value, double unit) => new(value, 0, Magnitude(value, unit), unit);

    public static double Magnitude(double value, double unit) =>
        value != 0 && Math.Abs(value) < (unit > 1e-10 ? 1e-12 : 1e-30) ? double.PositiveInfinity : Math.Abs(value);

    public static Tracked operator +(Tracked a, Tracked b) => Make(a.Value + b.Value, a.Error + b.Error, a, b);

    public static Tracked operator -(Tracked a, Tracked b) => Make(a.Value - b.Value, a.Error + b.Error, a, b);

    public static Tracked operator -(Tracked a) => a with { Value = -a.Value };

    public static Tracked operator *(Tracked a, Tracked b) =>
        Make(a.Value * b.Value, (Math.Abs(a.Value) * b.Error) + (Math.Abs(b.Value) * a.Error), a, b);

    public static Tracked operator /(Tracked a, Tracked b)
    {
        var quotient = a.Value / b.Value;
        return Make(quotient, (a.Error + (Math.Abs(quotient) * b.Error)) / Math.Abs(b.Value), a, b);
    }

    private static Tracked Make(double value, double error, Tracked a, Tracked b) =>
        new(value, error + (a.Unit * Math.Abs(value)), Math.Max(Magnitude(value, a.Unit), Math.Max(a.Peak, b.Peak)), a.Unit);
}
