namespace ExprGrad.Tests.Differentiation;

/// <summary>Calls of which nothing is known are made when, and as often as, C# makes them.</summary>
[TestClass]
public sealed class EffectTests
{
    public sealed class Counter
    {
        public int Calls { get; private set; }

        public double Next() => ++Calls;
    }

    [TestMethod]
    public void A_call_in_a_loop_is_made_for_every_element()
    {
        var counter = new Counter();
        var gradient = Differentiate.Grad((double[] x) => x.Select(v => counter.Next() * v).Sum());

        // d/dx_i of the sum of n_i x_i, with n_i = 1, 2, 3 in the order of the calls.
        CollectionAssert.AreEqual(new double[] { 1, 2, 3 }, gradient.Compile()([5, 5, 5]));
        Assert.AreEqual(3, counter.Calls);
    }

    [TestMethod]
    public void A_call_beside_a_loop_is_made_once()
    {
        var counter = new Counter();
        var gradient = Differentiate.Grad((double[] x) => counter.Next() * x.Sum());
        CollectionAssert.AreEqual(new double[] { 1, 1, 1 }, gradient.Compile()([5, 5, 5]));
        Assert.AreEqual(1, counter.Calls);
    }

    [TestMethod]
    public void A_call_in_a_branch_is_made_when_the_branch_is_taken()
    {
        var counter = new Counter();
        var slope = Differentiate.Grad((double x) => x > 0 ? counter.Next() * x : x).Compile();
        Assert.AreEqual(1, slope(-1));
        Assert.AreEqual(0, counter.Calls);
        Assert.AreEqual(1, slope(1));
        Assert.AreEqual(2, slope(1));
    }

    [TestMethod]
    public void Two_calls_are_two_calls()
    {
        var counter = new Counter();
        var slope = Differentiate.Grad((double x) => (counter.Next() * x) + (counter.Next() * x)).Compile();
        Assert.AreEqual(3, slope(1));
        Assert.AreEqual(2, counter.Calls);
    }

    [TestMethod]
    public void A_function_with_effects_invoked_in_a_loop_has_them_at_every_turn()
    {
        var counter = new Counter();
        var f = Function.Of((double v) => counter.Next() * v);
        CollectionAssert.AreEqual(new double[] { 1, 2 }, Differentiate.Grad((double[] x) => x.Sum(v => f.Invoke(v))).Compile()([5, 5]));
    }
}
