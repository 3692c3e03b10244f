using System.Linq.Expressions;

namespace ExprGrad.Tests.Semantics;

/// <summary>
/// The table of conventions, row by row: forwards, backwards, as a tangent, as a cotangent, as a series, at orders 1 and 2 in every
/// combination of modes, for double and float, in scalar code and in vectors of every width.
/// </summary>
[TestClass]
public sealed class SemanticsTests
{
    private static readonly Row[] Rows = [.. KinkRows.All, .. PowerRows.All, .. BranchRows.All, .. EdgeRows.All];

    public static IEnumerable<object[]> All => Rows.Select((row, i) => new object[] { i, row.ToString() });

    public static IEnumerable<object[]> AllOfTwo => PairRows.All.Select((row, i) => new object[] { i, row.ToString() });

    [TestMethod]
    [DynamicData(nameof(All))]
    public void A_row_holds_in_every_form(int row, string name)
    {
        _ = name;
        Holds(Rows[row].F, Rows[row]);
        Holds(SingleLambda.Of<Expression<Func<float, float>>>(Rows[row].F), Rows[row]);
    }

    [TestMethod]
    [DynamicData(nameof(AllOfTwo))]
    public void A_row_of_two_arguments_holds_in_every_form(int row, string name)
    {
        _ = name;
        Holds(PairRows.All[row].F, PairRows.All[row]);
        Holds(SingleLambda.Of<Expression<Func<float, float, float>>>(PairRows.All[row].F), PairRows.All[row]);
    }

    private static void Holds<T>(Expression<Func<T, T>> f, Row row)
        where T : unmanaged
    {
        var failures = new Failures(typeof(T));
        var compiled = new Compiled<T>();
        var x = (T)Convert.ChangeType(row.At, typeof(T));
        var plain = f.Compile()(x);
        failures.Try(() => Assert.AreEqual(plain, Function.Of(f).Compile()(x), $"{row}, value"));
        failures.Try(() => Assert.AreEqual(plain, Differentiate.ValueAndGrad(f).Compile()(x).Value, $"{row}, value beside the slope"));
        failures.Try(() => compiled.Check(Function.Of(f), row.At, Convert.ToDouble(plain), $"{row}, value"));
        foreach (var form in row.First is null ? [] : Forms<T>.First(f))
            failures.Try(() => compiled.Check(form.F, row.At, form.Factor * row.First!.Value, $"{row}, {form.Name}; {row.Why}"));
        foreach (var form in row.Second is null ? [] : Forms<T>.Second(f))
            failures.Try(() => compiled.Check(form.F, row.At, form.Factor * row.Second!.Value, $"{row}, {form.Name}; {row.Why}"));
        failures.AssertNone();
    }

    private static void Holds<T>(Expression<Func<T, T, T>> f, PairRow row)
        where T : unmanaged
    {
        var failures = new Failures(typeof(T));
        var compiled = new Compiled<T>();
        foreach (var (argument, expected) in new[] { (0, row.First.X), (1, row.First.Y) })
        {
            foreach (var form in expected is null ? [] : Forms<T>.First(f, argument))
                failures.Try(() => compiled.Check(form.F, row.At, expected!.Value, $"{row}, {form.Name}; {row.Why}"));
        }

        var (xx, xy, yy) = row.Second;
        foreach (var (one, other, expected) in new[] { (0, 0, xx), (0, 1, xy), (1, 0, xy), (1, 1, yy) })
        {
            foreach (var form in expected is null ? [] : Forms<T>.Second(f, one, other))
                failures.Try(() => compiled.Check(form.F, row.At, expected!.Value, $"{row}, {form.Name}; {row.Why}"));
        }

        failures.AssertNone();
    }

    /// <summary>All forms of a row are looked at, whether or not one before fails.</summary>
    private sealed class Failures(Type real)
    {
        private readonly List<string> messages = [];

        public void Try(Action check)
        {
            try
            {
                check();
            }
            catch (Exception e)
            {
                messages.Add($"{real.Name}: {e.Message}");
            }
        }

        public void AssertNone() => Assert.IsEmpty(messages, string.Join("\n", messages));
    }
}
