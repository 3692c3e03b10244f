using System.Reflection;
using ExprGrad.Graphs;
using static ExprGrad.Tests.Emit.VectorKernels;

namespace ExprGrad.Tests.Emit;

/// <summary>What has no vector form is computed lane by lane; what does not depend on the lanes, once.</summary>
[TestClass]
public sealed class VectorScalarCodeTests
{
    [ThreadStatic]
    private static int calls;

    [TestMethod]
    public void AMethodOfTheUsersIsCalledForEachLane() => Agree<double>(
        (b, x) => b.Add(b.Call(Own(nameof(Cubed)), b.Add(x, x)), x), x => Cubed(x + x) + x);

    [TestMethod]
    public void VectorsAndScalarCodeAlternate() => Agree<double>(
        (b, x) =>
        {
            var once = b.Multiply(b.Call(Own(nameof(Cubed)), b.Negate(x)), x);
            return b.Subtract(b.Call(Own(nameof(Cubed)), once), b.Multiply(once, x));
        },
        x => Cubed(Cubed(-x) * x) - (Cubed(-x) * x * x));

    [TestMethod]
    public void IntegersAreScalarCode() => Agree<double>(
        (b, x) => b.Convert(
            b.Binary(Op.Remainder, b.Convert(b.Call(Own(nameof(Moderate)), x), typeof(int)), b.Constant(7)), typeof(double)),
        x => (int)Moderate(x) % 7);

    [TestMethod]
    public void ConditionsPassBetweenVectorsAndScalarCode() => Agree<double>(
        (b, x) => b.Select(b.Call(Own(nameof(IsSmall)), x), Real(b, 1), b.Call(Own(nameof(OneIf)), b.Binary(Op.Greater, x, Real(b, 0)))),
        x => IsSmall(x) ? 1 : OneIf(x > 0));

    [TestMethod]
    public void ALaneWhichDoesNotTakeABranchDoesNotCallWhatIsInIt() => Agree<double>(
        (b, x) =>
        {
            var product = b.Multiply(b.Call(Own(nameof(ThrowUnlessPositive)), x), x);
            return b.Add(x, b.Select(b.Binary(Op.Greater, x, Real(b, 0)), product, Real(b, 0)));
        },
        x => x + (x > 0 ? ThrowUnlessPositive(x) * x : 0));

    [TestMethod]
    public void ConditionalsInConditionalsStayLazy() => Agree<double>(
        (b, x, y) => b.Select(
            b.Binary(Op.Greater, x, Real(b, 0)),
            b.Add(b.Select(b.Binary(Op.Greater, x, y), b.Call(Own(nameof(ThrowUnlessPositive)), x), y), Real(b, 1)),
            b.Call(typeof(Math).GetMethod("Exp")!, Real(b, 0))),
        (x, y) => x > 0 ? (x > y ? ThrowUnlessPositive(x) : y) + 1 : 1);

    [TestMethod]
    public void AMethodIsCalledOnceForEachElementInOrder()
    {
        foreach (var bits in Widths)
        {
            foreach (var length in Lengths)
            {
                calls = 0;
                var graph = GraphOf<double>(1, (b, x) => b.Multiply(b.CallEffectful(Own(nameof(Next))), x[0]));
                var kernel = Compile<VectorFunc<double, double>>(graph, bits);
                var y = new double[length];
                kernel(Enumerable.Repeat(1.0, length).ToArray(), y);
                CollectionAssert.AreEqual(Enumerable.Range(1, length).Select(i => (double)i).ToArray(), y);
                Assert.AreEqual(length, calls);
            }
        }
    }

    [TestMethod]
    public void CapturedVariablesAreReadAtEachCall()
    {
        var captured = new Closure { Scale = 2, Offset = 3, Table = [1, 2, 3] };
        var graph = GraphOf<double>(1, (b, x) =>
        {
            var scale = Member(b, nameof(Closure.Scale));
            var last = b.Index(Member(b, nameof(Closure.Table)), b.Constant(2));
            var chosen = b.Select(b.Binary(Op.Greater, x[0], scale), Member(b, nameof(Closure.Offset)), last);
            return b.Add(b.Multiply(b.Multiply(scale, scale), x[0]), chosen);
        });
        foreach (var bits in Widths)
        {
            var kernel = Compile<VectorFunc<double, double>>(graph, bits, captured);
            Check();
            captured.Scale++;
            captured.Table[2]++;
            Check();

            void Check()
            {
                var x = Numbers<double>(50, bits);
                var y = new double[50];
                kernel(x, y);
                for (var i = 0; i < 50; i++)
                {
                    var chosen = x[i] > captured.Scale ? captured.Offset : captured.Table[2];
                    Same((captured.Scale * captured.Scale * x[i]) + chosen, y[i], 0, $"{bits} bits, element {i}");
                }
            }
        }
    }

    [TestMethod]
    public void WhatTheLanesShareIsComputedOnce()
    {
        var graph = GraphOf<double>(1, (b, x) => b.Multiply(b.Call(Own(nameof(Next))), x[0]));
        var kernel = Compile<VectorFunc<double, double>>(graph);
        calls = 0;
        kernel(new double[100], new double[100]);
        Assert.AreEqual(1, calls);
        kernel([], []);
        Assert.AreEqual(1, calls);
    }

    [TestMethod]
    public void AResultThatTheLanesShareIsBroadcast()
    {
        var graph = GraphOf<double>(1, (b, x) => Member(b, nameof(Closure.Scale)));
        var y = new double[11];
        Compile<VectorFunc<double, double>>(graph, 0, new Closure { Scale = 4 })(new double[11], y);
        CollectionAssert.AreEqual(Enumerable.Repeat(4.0, 11).ToArray(), y);
    }

    [TestMethod]
    public void ASharedConditionChooses()
    {
        var graph = GraphOf<double>(1, (b, x) =>
            b.Select(b.Binary(Op.Greater, Member(b, nameof(Closure.Scale)), Real(b, 0)), x[0], b.Negate(x[0])));
        var captured = new Closure { Scale = -1 };
        var kernel = Compile<VectorFunc<double, double>>(graph, 0, captured);
        var y = new double[9];
        kernel(Enumerable.Repeat(5.0, 9).ToArray(), y);
        CollectionAssert.AreEqual(Enumerable.Repeat(-5.0, 9).ToArray(), y);
        captured.Scale = 1;
        kernel(Enumerable.Repeat(5.0, 9).ToArray(), y);
        CollectionAssert.AreEqual(Enumerable.Repeat(5.0, 9).ToArray(), y);
    }

    [TestMethod]
    public void ALoopOverACapturedArrayIsScalarCode()
    {
        var captured = new Closure { Table = [1, -2, 3, 0.5] };
        var graph = GraphOf<double>(1, (b, x) =>
        {
            var table = Member(b, nameof(Closure.Table));
            var k = b.LoopIndex(0, b.Length(table));
            return b.Add(x[0], b.Reduce(Reduction.Sum, k, b.Multiply(b.Index(table, k), x[0])));
        });
        var kernel = Compile<VectorFunc<double, double>>(graph, 0, captured);
        var y = new double[19];
        kernel(Enumerable.Range(0, 19).Select(i => (double)i).ToArray(), y);
        CollectionAssert.AreEqual(Enumerable.Range(0, 19).Select(i => 3.5 * i).ToArray(), y);
    }

    [TestMethod]
    public void ScalarCodeDoesNotAllocate()
    {
        var kernel = Compile<VectorFunc<double, double>>(GraphOf<double>(1, (b, x) => b.Add(b.Call(Own(nameof(Cubed)), x[0]), x[0])));
        var (x, y) = (new double[100], new double[100]);
        kernel(x, y);
        var before = GC.GetAllocatedBytesForCurrentThread();
        kernel(x, y);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static MethodInfo Own(string name) =>
        typeof(VectorScalarCodeTests).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static Node Member(GraphBuilder b, string name) => b.Field(typeof(Closure).GetField(name)!, b.Capture(0, typeof(Closure)));

    private static Node Real(GraphBuilder b, double value) => b.Real(value, typeof(double));

    private static double Moderate(double x) => Math.Min(Math.Max(double.IsNaN(x) ? 0 : x, -1e6), 1e6);

    private static double Cubed(double x) => x * x * x;

    private static bool IsSmall(double x) => Math.Abs(x) < 1;

    private static double OneIf(bool condition) => condition ? 1 : 2;

    private static double ThrowUnlessPositive(double x) => x > 0 ? x : throw new InvalidOperationException();

    private static double Next() => ++calls;

    private sealed class Closure
    {
        public double Scale;
        public double Offset;
        public double[] Table = [];
    }
}
