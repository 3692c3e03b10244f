using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using ExprGrad.Rules;

namespace ExprGrad.Tests.Surface;

[TestClass]
public sealed class FunctionTests
{
    [TestMethod]
    public void The_expression_is_made_once()
    {
        var f = Function.Of((double x) => x * x);
        Expression<Func<double, double>> converted = f;
        Assert.AreSame(f.Expression, converted);
    }

    [TestMethod]
    public void What_a_lambda_captures_lives_no_longer_than_its_functions()
    {
        var captured = Derive();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.IsFalse(captured.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Derive()
        {
            var curve = new Curve { Slope = 0.1234567 };
            _ = Differentiate.Grad((double x) => x * x * curve.Slope);
            return new WeakReference(curve);
        }
    }

    [TestMethod]
    public void Entry_points_are_marked_for_trimming_and_ahead_of_time_compilation()
    {
        Type[] entries =
        [
            typeof(Function), typeof(Function<>), typeof(Differentiate), typeof(VectorizeExtensions), typeof(InvokeExtensions),
            typeof(RuleRegistry),
        ];
        foreach (var entry in entries)
        {
            Assert.IsTrue(entry.IsDefined(typeof(RequiresUnreferencedCodeAttribute), false), entry.Name);
            Assert.IsTrue(entry.IsDefined(typeof(RequiresDynamicCodeAttribute), false), entry.Name);
        }
    }

    private sealed class Curve
    {
        public double Slope { get; init; }
    }
}
