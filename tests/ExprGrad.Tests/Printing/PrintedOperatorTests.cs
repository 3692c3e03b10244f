using System.Linq.Expressions;
using ExprGrad.Printing;

namespace ExprGrad.Tests.Printing;

/// <summary>Trees of every operator and literal, built by hand, against what the compiler makes of their text.</summary>
[TestClass]
public sealed class PrintedOperatorTests
{
    private static readonly object[] Literals =
    [
        0.0, -0.0, 1.0, -1.0, 0.1, 1.0 / 3, 1e300, 5e-324, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity, Math.PI, -Math.Tau,
        Math.PI / 2, -6 * Math.PI, 4 * Math.PI * Math.PI, 2.0 / 3, 0f, -0f, 0.1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon,
        MathF.PI, -MathF.E, 0, -1, int.MinValue, int.MaxValue, 0L, -1L, long.MinValue, long.MaxValue, 1L << 40, 0u, uint.MaxValue, 0ul, ulong.MaxValue,
        (short)-5, (ushort)5, (byte)200, (sbyte)-100, 0m, 1m, 1.50m, -2m, decimal.MaxValue, 0.1m, 'a', '\'', '\\', '\n', '\0', '\u2028', '\ud800', "",
        "a\"b\\c\r\n\t\0", "\u0001\u2029", "\ud83d\ude00", "{0}", true, false, Side.Right, (Side)7, DayOfWeek.Friday, AttributeTargets.Class | AttributeTargets.Enum,
        (AttributeTargets)0, (AttributeTargets)(-1),
    ];

    [TestMethod]
    public void A_literal_reads_back_as_the_same_bits()
    {
        var lambdas = Array.ConvertAll(Literals, value => Expression.Lambda(Expression.Constant(value)));
        var read = CompileBack.All([.. lambdas.Select(l => (l.Type, CSharpPrinter.Print(l)))]);
        for (var i = 0; i < read.Length; i++)
            AssertSame(Literals[i], read[i].DynamicInvoke(), CSharpPrinter.Print(lambdas[i]));
    }

    [TestMethod]
    public void Trees_of_all_operators_read_back_as_themselves()
    {
        const int count = 250;
        var random = new Random(20260101);
        var trees = new List<LambdaExpression>();
        while (trees.Count < count)
        {
            var types = OperatorTrees.Types;
            trees.Add(new OperatorTrees(random).Lambda(types[trees.Count % types.Length], depth: 2 + (trees.Count % 4)));
        }

        var read = CompileBack.All([.. trees.Select(t => (t.Type, CSharpPrinter.Print(t)))]);
        for (var i = 0; i < count; i++)
        {
            var compiled = trees[i].Compile();
            foreach (var point in OperatorTrees.Points)
                AssertSame(Run(compiled, point), Run(read[i], point), $"{CSharpPrinter.Print(trees[i])} at {string.Join(", ", point)}");
        }
    }

    private static object? Run(Delegate f, object[] point)
    {
        try
        {
            return f.DynamicInvoke(point);
        }
        catch (System.Reflection.TargetInvocationException e)
        {
            return e.InnerException!.GetType();
        }
    }

    private static void AssertSame(object? expected, object? actual, string message)
    {
        Assert.AreEqual(expected?.GetType(), actual?.GetType(), message);
        Assert.AreEqual(Bits(expected), Bits(actual), message);

        static object? Bits(object? value) => value switch
        {
            double d => double.IsNaN(d) ? "NaN" : BitConverter.DoubleToInt64Bits(d),
            float f => float.IsNaN(f) ? "NaN" : BitConverter.SingleToInt32Bits(f),
            decimal m => string.Join(' ', decimal.GetBits(m)),
            _ => value,
        };
    }
}
