using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace ExprGrad.Tests.Properties;

/// <summary>A random lambda with points at which to look at it.</summary>
internal sealed record Program(LambdaExpression Lambda, object[][] Points)
{
    public override string ToString() =>
        $"{Lambda}\nat {string.Join("\n   ", Points.Select(At))}";

    public static string At(object[] point) => string.Join("; ", point.Select(Text));

    public static string Text(object value) => value switch
    {
        double[] array => $"[{string.Join(", ", array.Select(d => d.ToString("R")))}]",
        float[] array => $"[{string.Join(", ", array.Select(d => d.ToString("R")))}]",
        ITuple tuple => $"({string.Join("; ", Enumerable.Range(0, tuple.Length).Select(i => Text(tuple[i]!)))})",
        double d => d.ToString("R"),
        float f => f.ToString("R"),
        _ => $"{value}",
    };
}
