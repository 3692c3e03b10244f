using System.Linq.Expressions;

namespace ExprGrad.Tests.Differentiation;

/// <summary>Composite values whose making does more than store, and composite values that are more than their members.</summary>
[TestClass]
public sealed class CompositeTests
{
    public readonly struct Unit
    {
        public Unit(double x, double y)
        {
            var norm = Math.Sqrt((x * x) + (y * y));
            (X, Y) = (x / norm, y / norm);
        }

        public double X { get; }

        public double Y { get; }
    }

    public sealed record Size(double X)
    {
        public double X { get; init; } = Math.Abs(X);
    }

    public sealed class Started
    {
        public double X { get; set; } = 5;

        public double Y { get; set; }
    }

    public sealed class Doubling
    {
        private double y;

        public double X { get; set; }

        public double Y
        {
            get => y;
            set => y = 2 * value;
        }
    }

    public sealed class Positive
    {
        public Positive(double value) => Value = value < 0 ? throw new ArgumentException("negative") : value;

        public double Value { get; }
    }

    public struct Crossed(double x, double y)
    {
        public double X = y;
        public double Y = x;
    }

    public struct Hidden
    {
        public double X;
        private double h;

        public readonly double H => h;

        public void Hide(double value) => h = value;
    }

    public record Base(double X)
    {
        public virtual double Area() => X;
    }

    public record Derived(double X, double Y) : Base(X)
    {
        public override double Area() => X * Y;
    }

    public sealed record Pair<T>(T First, double Second);

    private static double Value(Expression<Func<double, double>> f, double x) => Function.Of(f).Compile()(x);

    private static void HasNoDerivative(Expression<Func<double, double>> f) =>
        Assert.ThrowsExactly<NotDifferentiableException>(() => Differentiate.Grad(f));

    [TestMethod]
    public void A_constructor_that_computes_is_called()
    {
        Assert.AreEqual(0.6, Value(x => new Unit(x, 4).X, 3));
        Assert.AreEqual(3.0, Value(x => new Size(x).X, -3));
        Assert.AreEqual(2.0, Value(x => new Crossed(x, 2).X, -3));
        Assert.ThrowsExactly<ArgumentException>(() => Value(x => new Positive(x).Value, -3));
    }

    [TestMethod]
    public void A_member_that_starts_with_a_value_keeps_it() => Assert.AreEqual(5.0, Value(x => new Started { Y = x }.X, 1));

    [TestMethod]
    public void A_setter_that_computes_is_called() => Assert.AreEqual(6.0, Value(x => new Doubling { Y = x }.Y, 3));

    [TestMethod]
    public void What_computes_while_it_is_made_has_no_silent_derivative()
    {
        HasNoDerivative(x => new Unit(x, 4).X);
        HasNoDerivative(x => new Size(x).X);
        HasNoDerivative(x => new Doubling { Y = x }.Y);
        Assert.ThrowsExactly<NotDifferentiableException>(() => Differentiate.Grad((Unit u) => u.X * 2));
    }

    [TestMethod]
    public void Records_that_inherit_and_generic_records_are_made_of_their_members()
    {
        Assert.AreEqual(27.0, Differentiate.Grad((double x) => new Derived(x, x * x).X * new Derived(x, x * x).Y).Compile()(3));
        Assert.AreEqual(12.0, Differentiate.Grad((double x) => new Pair<double>(x, x).First * new Pair<int>(1, x * x).Second).Compile()(2));
        Assert.AreEqual(6.0, Differentiate.Grad((double x) => new KeyValuePair<int, double>(1, x * x).Value).Compile()(3));
        Assert.AreEqual(6.0, Differentiate.Grad((double x) => new System.Numerics.Complex(x, x * x).Imaginary).Compile()(3));
    }

    [TestMethod]
    public void A_chosen_struct_keeps_what_is_not_a_member()
    {
        var hidden = new Hidden { X = 1 };
        hidden.Hide(7);
        Assert.AreEqual(7.0, Function.Of((Hidden s, double x) => (x > 0 ? s : default).H).Compile()(hidden, 1));
    }

    [TestMethod]
    public void A_chosen_object_stays_itself()
    {
        var derived = new Derived(2, 3);
        Assert.AreEqual(6.0, Function.Of((Base b, double x) => (x > 0 ? b : new Base(x)).Area()).Compile()(derived, 1));
        Assert.AreSame(derived, Function.Of((Base b, double x) => x > 0 ? b : new Base(x)).Compile()(derived, 1));
        Assert.IsNull(Function.Of((Base b, double x) => x > 0 ? b : new Base(x)).Compile()(null!, 1));
    }

    [TestMethod]
    [DataRow(DerivativeMode.Forward)]
    [DataRow(DerivativeMode.Reverse)]
    public void Derivatives_pass_through_a_choice_of_objects(DerivativeMode mode)
    {
        var options = new FunctionOptions { Mode = mode };
        var gradient = Differentiate.Grad((Base a, Base b, double x) => (x > 0 ? a : b).X * (x > 1 ? b : x > 0 ? a : b).X, options).Compile();
        Assert.AreEqual((new Base(4), new Base(0), 0.0), gradient(new Base(2), new Base(3), 0.5));
        Assert.AreEqual((new Base(3), new Base(2), 0.0), gradient(new Base(2), new Base(3), 2));
        Assert.AreEqual((new Base(0), new Base(6), 0.0), gradient(new Base(2), new Base(3), -1));
    }

    [TestMethod]
    public void A_chosen_object_as_result_has_a_tangent()
    {
        var jvp = Differentiate.Jvp((Base a, double x) => x > 0 ? a : new Base(x * x)).Compile();
        Assert.AreEqual(new Base(5), jvp(new Base(2), 1, new Base(5), 7).Tangent);
        Assert.AreEqual(new Base(-14), jvp(new Base(2), -1, new Base(5), 7).Tangent);
    }

    [TestMethod]
    public void Long_chains_of_choices_stay_linear()
    {
        var (a, b, x) = (Expression.Parameter(typeof(Base)), Expression.Parameter(typeof(Base)), Expression.Parameter(typeof(double)));
        Expression choice = a;
        for (var i = 0; i < 5_000; i++)
            choice = Expression.Condition(Expression.GreaterThan(x, Expression.Constant((double)i)), choice, i % 2 == 0 ? b : a);
        var f = Expression.Lambda<Func<Base, Base, double, double>>(Expression.Property(choice, "X"), a, b, x);
        Assert.AreEqual((new Base(1), new Base(0), 0.0), Differentiate.Grad(f).Compile()(new Base(2), new Base(3), 1e9));
    }
}
