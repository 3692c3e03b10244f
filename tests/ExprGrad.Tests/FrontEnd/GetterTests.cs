using ExprGrad.Graphs;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.FrontEnd;

/// <summary>A getter that only reads is a value; one that does more is called when, and as often as, C# calls it. One counter is shared by all.</summary>
[TestClass]
[DoNotParallelize]
public sealed class GetterTests
{
    public sealed class Settings
    {
        public static int Asked { get; set; }

        public static double Next => ++Asked;

        public int Reads { get; private set; }

        public double Rate { get; init; } = 0.5;

        public double Yearly => Math.Exp(Rate) * 12;

        public double Counted
        {
            get
            {
                Reads++;
                return Rate;
            }
        }
    }

    [TestMethod]
    public void A_getter_that_counts_is_called_for_each_mention()
    {
        foreach (var options in Modes.Both)
        {
            var settings = new Settings();
            var slope = Differentiate.Grad((double x) => (settings.Counted * x) + (settings.Counted * x * x), options).Compile();
            Assert.AreEqual(0.5 + 3, slope(3));
            Assert.AreEqual(2, settings.Reads);
        }
    }

    [TestMethod]
    public void A_getter_that_counts_is_called_at_every_turn_of_a_loop()
    {
        foreach (var options in Modes.Both)
        {
            Settings.Asked = 0;
            var gradient = Differentiate.Grad((double x) => Enumerable.Range(0, 3).Sum(i => Settings.Next * x), options);
            Assert.AreEqual(1 + 2 + 3, gradient.Compile()(1));
            Assert.AreEqual(3, Settings.Asked);
        }
    }

    [TestMethod]
    public void A_getter_that_counts_is_called_for_each_element_of_a_vector()
    {
        Settings.Asked = 0;
        var destination = new double[9];
        Differentiate.Grad((double x) => Settings.Next * x).Vectorize()(new double[9], destination);
        CollectionAssert.AreEqual((double[])[1, 2, 3, 4, 5, 6, 7, 8, 9], destination);
    }

    [TestMethod]
    public void A_getter_in_a_branch_that_is_not_taken_is_not_called()
    {
        var settings = new Settings();
        var slope = Differentiate.Grad((double x) => x > 0 ? settings.Counted * x : x).Compile();
        Assert.AreEqual(1, slope(-1));
        Assert.AreEqual(0, settings.Reads);
    }

    [TestMethod]
    public void A_getter_that_computes_from_what_it_reads_is_a_value()
    {
        var settings = new Settings();
        Assert.AreEqual(
            "x => 2 * settings.Yearly * x", Differentiate.Grad((double x) => settings.Yearly * x * x).ToString());
        Assert.AreEqual(settings.Yearly * 6, Differentiate.Grad((double x) => settings.Yearly * x * x).Compile()(3));
    }

    [TestMethod]
    [DataRow(typeof(Settings), nameof(Settings.Rate), true)]
    [DataRow(typeof(Settings), nameof(Settings.Yearly), true)]
    [DataRow(typeof(Settings), nameof(Settings.Counted), false)]
    [DataRow(typeof(Settings), nameof(Settings.Next), false)]
    [DataRow(typeof(List<double>), nameof(List<double>.Count), true)]
    [DataRow(typeof(string), nameof(string.Length), true)]
    [DataRow(typeof(double?), nameof(Nullable<double>.Value), true)]
    [DataRow(typeof(System.Numerics.Complex), nameof(System.Numerics.Complex.Real), true)]
    [DataRow(typeof(DateTime), nameof(DateTime.Now), false)]
    [DataRow(typeof(System.Diagnostics.Stopwatch), nameof(System.Diagnostics.Stopwatch.ElapsedTicks), false)]
    [DataRow(typeof(IReadOnlyCollection<double>), nameof(IReadOnlyCollection<double>.Count), false)]
    public void Whether_a_getter_only_reads(Type type, string property, bool expected) =>
        Assert.AreEqual(expected, Accessors.OnlyReads(type.GetProperty(property)!));

    [TestMethod]
    public void A_getter_that_is_called_is_printed_as_a_property()
    {
        var settings = new Settings();
        Assert.AreEqual("x => settings.Counted", Differentiate.Grad((double x) => settings.Counted * x).ToString());
    }
}
