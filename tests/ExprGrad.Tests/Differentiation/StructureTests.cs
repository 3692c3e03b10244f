using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Tuples, records and structs as arguments and results: gradients have their shape.</summary>
[TestClass]
public sealed class StructureTests
{
    public sealed record Point(double X, double Y, string Name, int Count);

    public readonly record struct Pair(double A, float B);

    public sealed record Nested(Pair Pair, (double, double[]) Rest);

    public struct Plain
    {
        public double A;
        public int N;

        public float B { get; set; }
    }

    [TestMethod]
    public void A_gradient_by_a_record_is_a_record()
    {
        foreach (var options in Modes.Both)
        {
            var g = Differentiate.Grad((Point p) => p.X * p.Y * p.Y * p.Count + p.Name.Length, options).Compile()(new Point(2, 3, "n", 4));
            Assert.AreEqual(36, g.X);
            Assert.AreEqual(48, g.Y);
        }
    }

    [TestMethod]
    public void A_gradient_by_nested_structures_has_every_leaf()
    {
        foreach (var options in Modes.Both)
        {
            var f = Differentiate.Grad((Nested n) => n.Pair.A * n.Pair.B + n.Rest.Item1 * n.Rest.Item2.Sum(v => v * v), options).Compile();
            var g = f(new Nested(new Pair(2, 3), (5, [1, 2])));
            Assert.AreEqual(new Pair(3, 2), g.Pair);
            Assert.AreEqual(5, g.Rest.Item1);
            CollectionAssert.AreEqual((double[])[10, 20], g.Rest.Item2);
        }
    }

    [TestMethod]
    public void A_gradient_by_a_plain_struct_sets_its_members()
    {
        foreach (var options in Modes.Both)
        {
            var g = Differentiate.Grad((Plain p) => p.A * p.A * p.N + p.B, options).Compile()(new Plain { A = 3, N = 2, B = 1 });
            Assert.AreEqual(12, g.A);
            Assert.AreEqual(1, g.B);
        }
    }

    [TestMethod]
    public void Tuples_are_built_and_opened_on_the_way()
    {
        foreach (var options in Modes.Both)
        {
            var f = Differentiate.Grad((double x) => Functions.Let(ValueTuple.Create(x * x, new Pair(x, 2)), t => t.Item1 * t.Item2.A), options);
            Assert.AreEqual(12, f.Compile()(2));
            var chosen = Differentiate.Grad((double x) => (x > 0 ? new Pair(x * x, 1) : new Pair(-x, 2)).A, options).Compile();
            Assert.AreEqual(6, chosen(3));
            Assert.AreEqual(-1, chosen(-3));
        }
    }

    [TestMethod]
    public void Results_of_several_members_have_tangents_of_their_shape()
    {
        var jvp = Differentiate.Jvp((double x, double y) => ValueTuple.Create(x * y, new Pair(x, (float)y))).Compile();
        var (value, tangent) = jvp(2, 3, 10, 100);
        Assert.AreEqual((6.0, new Pair(2, 3)), value);
        Assert.AreEqual((230.0, new Pair(10, 100)), tangent);

        var (_, (byX, byY)) = Differentiate.Vjp((double x, double y) => ValueTuple.Create(x * y, new Pair(x, (float)y))).Compile()(2, 3, (10, new Pair(100, 1000)));
        Assert.AreEqual(130, byX);
        Assert.AreEqual(1020, byY);
    }

    [TestMethod]
    public void Eight_arguments_have_a_gradient_of_eight()
    {
        var g = Differentiate.Grad((double a, double b, double c, double d, double e, double f, double g, double h) => a * h + b * g + c * f + d * e).Compile();
        Assert.AreEqual((8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0), g(1, 2, 3, 4, 5, 6, 7, 8));
    }
}
