namespace ExprGrad.Tests.Printing;

// What the printers' tests use in their lambdas: public, for the compiler that reads the printed text back.
public sealed record Point(double X, double Y);

public sealed class Settings
{
    public static double Slope { get; } = 1.5;

    public double Scale { get; set; }

    public double[] Weights { get; set; } = [];
}

public enum Side
{
    Left,
    Right,
}

public static class Lib
{
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Half(int n) => n / 2.0;

    public static double Half(double x) => x / 2;

    public static class Inner
    {
        public static T Same<T>(T value) => value;

        public static double Zero<T>() => typeof(T) == typeof(int) ? 0 : -1;
    }
}

/// <summary>Calls that are counted: how often, and in which order.</summary>
public static class Journal
{
    [ThreadStatic]
    private static List<int>? entries;

    public static List<int> Entries => entries ??= [];

    public static double Enter(int number)
    {
        Entries.Add(number);
        return number;
    }
}
