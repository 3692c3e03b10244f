using System.Linq.Expressions;

namespace ExprGrad.Tests.Emit;

/// <summary>What may throw, and is needed in two branches, is still computed only in the branch that is taken.</summary>
[TestClass]
public sealed class ThrowingPlacementTests
{
    private static void GivesOne<T>(Expression<Func<T, double, double>> f, T thrower) =>
        Assert.AreEqual(1.0, Function.Of(f).Compile()(thrower, 0.5));

    [TestMethod]
    public void Absolute_values_of_integers() =>
        GivesOne((n, x) => x > 0 ? (x > 1 ? Math.Abs(n) * x : 1) : (x < -1 ? Math.Abs(n) + x : 2), int.MinValue);

    [TestMethod]
    public void Parsed_numbers() =>
        GivesOne((s, x) => x > 0 ? (x > 1 ? double.Parse(s) * x : 1) : (x < -1 ? double.Parse(s) + x : 2), "abc");

    [TestMethod]
    public void Values_of_nullable_numbers() =>
        GivesOne((n, x) => x > 0 ? (x > 1 ? n!.Value * x : 1) : (x < -1 ? n!.Value + x : 2), (double?)null);

    [TestMethod]
    public void Functions_of_a_negative_order() =>
        GivesOne((n, x) => x > 0 ? (x > 1 ? Functions.PolyGamma(n, x) * x : 1) : (x < -1 ? Functions.PolyGamma(n, x) + x : 2), -5);

    [TestMethod]
    public void Functions_of_arrays() =>
        GivesOne((v, x) => x > 0 ? (x > 1 ? Functions.LogSumExp(v) * x : 1) : (x < -1 ? Functions.LogSumExp(v) + x : 2), (double[])null!);

    [TestMethod]
    public void Properties_that_are_computed() =>
        GivesOne((s, x) => x > 0 ? (x > 1 ? s.Checked * x : 1) : (x < -1 ? s.Checked + x : 2), default(Guarded));

    public readonly struct Guarded(double x)
    {
        public double Checked => x > 0 ? x : throw new InvalidOperationException();
    }
}
