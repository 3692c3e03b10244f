using System.Linq.Expressions;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Calls with effects are made in the order in which C# makes them, in compiled code and in the expression.</summary>
[TestClass]
public sealed class EffectOrderTests
{
    private static readonly double[] Numbers = [1, 2, 3];

    [ThreadStatic]
    private static List<string>? log;


    private static List<string> Log => log ??= [];

    public static double F(double x)
    {
        Log.Add($"F{x}");
        return x;
    }

    public static double G(double x)
    {
        Log.Add($"G{x}");
        return x;
    }

    private static void KeepsOrder<T>(Expression<Func<T, double>> f, T x)
    {
        string Run(Func<T, double> call)
        {
            Log.Clear();
            return $"{call(x)}: {string.Join(' ', Log)}";
        }

        var expected = Run(f.Compile());
        Assert.AreEqual(expected, Run(Function.Of(f).Compile()));
        Assert.AreEqual(expected, Run(Function.Of(f).Expression.Compile()));
    }

    [TestMethod]
    public void A_negated_call_comes_first_where_it_is_written_first() => KeepsOrder(x => -F(x) + G(x + 1), 1.0);

    [TestMethod]
    public void A_condition_is_evaluated_though_its_branches_are_alike() => KeepsOrder(x => F(x) > 0 ? x : x, 1.0);

    [TestMethod]
    public void One_loop_comes_after_the_other() => KeepsOrder(a => a.Sum(t => F(t)) + a.Sum(t => G(t)), Numbers);

    [TestMethod]
    public void Calls_before_and_after_a_loop_stay_there() => KeepsOrder(a => G(7) + a.Sum(t => F(t)) + G(8), Numbers);

    [TestMethod]
    public void An_array_is_finished_before_it_is_read() =>
        KeepsOrder(a => a.Select(t => F(t)).ToArray().Select(t => G(t)).Sum(), Numbers);

    [TestMethod]
    public void The_elements_of_an_array_that_is_read_twice_are_computed_once() =>
        KeepsOrder(a => Functions.Let(a.Select(t => F(t)).ToArray(), b => b.Select(t => b.Select(u => t * u).Sum()).Sum() + b.Sum()), Numbers);
}
