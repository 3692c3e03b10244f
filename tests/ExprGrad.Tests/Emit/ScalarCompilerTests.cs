using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ExprGrad.Emit.Scalar;
using ExprGrad.Graphs;

namespace ExprGrad.Tests.Emit;

[TestClass]
public sealed class ScalarCompilerTests
{
    private static readonly Type Real = typeof(double);

    [TestMethod]
    public void ScalarsComeToTheSameBitsAsHandWrittenCode()
    {
        var g = new GraphBuilder();
        var (x, y) = (g.Parameter(0, Real), g.Parameter(1, Real));
        var s = g.Call(GraphCode.Method(Math.Sin), x);
        var f = GraphCode.Compile<Func<double, double, double>>(g, g.Add(g.Multiply(s, s), g.Divide(g.Subtract(x, y), s)));
        Check(f, (x, y) => (Math.Sin(x) * Math.Sin(x)) + ((x - y) / Math.Sin(x)));
    }

    [TestMethod]
    public void ComparisonsWithNaNAreFalse()
    {
        Op[] comparisons = [Op.Less, Op.LessOrEqual, Op.Greater, Op.GreaterOrEqual, Op.Equal, Op.NotEqual];
        Func<double, double, bool>[] expected = [(a, b) => a < b, (a, b) => a <= b, (a, b) => a > b, (a, b) => a >= b, (a, b) => a == b, (a, b) => a != b];
        for (var i = 0; i < comparisons.Length; i++)
        {
            var g = new GraphBuilder();
            var test = g.Binary(comparisons[i], g.Parameter(0, Real), g.Parameter(1, Real));
            var direct = GraphCode.Compile<Func<double, double, double>>(g, g.Select(test, g.Real(1, Real), g.Real(0, Real)));
            var negated = GraphCode.Compile<Func<double, double, double>>(g, g.Select(g.And(g.Not(test), g.Not(test)), g.Real(1, Real), g.Real(0, Real)));
            var holds = expected[i];
            Check(direct, (x, y) => holds(x, y) ? 1 : 0);
            Check(negated, (x, y) => holds(x, y) ? 0 : 1);
        }
    }

    [TestMethod]
    public void TheBranchNotTakenIsNotEvaluated()
    {
        var g = new GraphBuilder();
        var (a, i) = (g.Parameter(0, typeof(double[])), g.Parameter(1, typeof(int)));
        var element = g.Index(a, i);
        var root = g.Call(GraphCode.Method(Math.Sqrt), element);
        var f = GraphCode.Compile<Func<double[], int, double>>(
            g, g.Select(g.Binary(Op.Less, i, g.Constant(2)), g.Multiply(root, element), g.Add(g.Convert(i, Real), g.Real(0.5, Real))));
        Assert.AreEqual(Math.Sqrt(3.0) * 3.0, f([1, 3], 1));
        Assert.AreEqual(7.5, f([1, 3], 7));
        Assert.AreEqual(7.5, f(null!, 7));
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => f([1], 1));
        Assert.ThrowsExactly<NullReferenceException>(() => f(null!, 1));
    }

    [TestMethod]
    public void WhatThrowsIsEvaluatedInEachBranchThatNeedsItAndNowhereElse()
    {
        // c ? (d ? a[i] : 0) : a[i] + 1 with a shared a[i].
        var g = new GraphBuilder();
        var (a, i, x) = (g.Parameter(0, typeof(double[])), g.Parameter(1, typeof(int)), g.Parameter(2, Real));
        var root = g.Call(GraphCode.Method(Math.Exp), g.Index(a, i));
        var (c, d) = (g.Binary(Op.Greater, x, g.Real(0, Real)), g.Binary(Op.Greater, x, g.Real(1, Real)));
        var f = GraphCode.Compile<Func<double[], int, double, double>>(g, g.Select(c, g.Select(d, g.Multiply(root, x), g.Real(0, Real)), g.Add(root, x)));
        Assert.AreEqual(Math.Exp(3.0) * 2, f([3], 0, 2));
        Assert.AreEqual(Math.Exp(3.0) - 1, f([3], 0, -1));
        Assert.AreEqual(0, f([3], 5, 0.5));
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => f([3], 5, 2));
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => f([3], 5, -1));
    }

    [TestMethod]
    public void SumsAreThoseOfLinq()
    {
        var random = new Random(1);
        var x = Enumerable.Range(0, 1000).Select(_ => random.NextDouble() - 0.5).ToArray();
        var xs = Array.ConvertAll(x, v => (float)v);

        var g = new GraphBuilder();
        var k = g.LoopIndex(0, g.Length(g.Parameter(0, typeof(double[]))));
        var f = GraphCode.Compile<Func<double[], double>>(g, g.Reduce(Reduction.Sum, k, g.Index(g.Parameter(0, typeof(double[])), k)));
        Assert.AreEqual(x.Sum(), f(x));
        Assert.AreEqual(0.0, f([]));

        g = new GraphBuilder();
        k = g.LoopIndex(0, g.Length(g.Parameter(0, typeof(float[]))));
        var h = GraphCode.Compile<Func<float[], float>>(g, g.Reduce(Reduction.Sum, k, g.Index(g.Parameter(0, typeof(float[])), k)));
        Assert.AreEqual(xs.Sum(), h(xs));

        g = new GraphBuilder();
        k = g.LoopIndex(0, g.Length(g.Parameter(0, typeof(int[]))));
        var n = GraphCode.Compile<Func<int[], int>>(g, g.Reduce(Reduction.Sum, k, g.Index(g.Parameter(0, typeof(int[])), k)));
        Assert.AreEqual(6, n([1, 2, 3]));
        Assert.ThrowsExactly<OverflowException>(() => n([int.MaxValue, 1]));
    }

    [TestMethod]
    public void AnyStopsAtTheFirst()
    {
        var g = new GraphBuilder();
        var (a, b) = (g.Parameter(0, typeof(double[])), g.Parameter(1, typeof(double[])));
        var k = g.LoopIndex(0, g.Length(a));
        var f = GraphCode.Compile<Func<double[], double[], bool>>(g, g.Reduce(Reduction.Any, k, g.Binary(Op.Less, g.Index(b, k), g.Index(a, k))));
        Assert.IsTrue(f([1, 2, 3], [5, 0]));
        Assert.IsFalse(f([1, 2], [5, 6]));
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => f([1, 2, 3], [5, 6]));
    }

    [TestMethod]
    public void ValueAndGradientShareOneLoop()
    {
        // sum of sin(x)^2 and its derivative: a call of the counting function for each element, not two.
        var g = new GraphBuilder();
        var x = g.Parameter(0, typeof(double[]));
        var k = g.LoopIndex(0, g.Length(x));
        var s = g.Call(typeof(ScalarCompilerTests).GetMethod(nameof(CountingSin), BindingFlags.Static | BindingFlags.NonPublic)!, g.Index(x, k));
        var sum = g.Reduce(Reduction.Sum, k, g.Multiply(s, s));
        var f = GraphCode.Compile<Func<double[], (double, double[])>>(g, Tuple(g, sum, g.Map(k, g.Multiply(g.Real(2, Real), s))));
        calls = 0;
        var (value, gradient) = f([1, 2, 3]);
        Assert.AreEqual(3, calls);
        Assert.AreEqual(new[] { 1.0, 2, 3 }.Sum(v => Math.Sin(v) * Math.Sin(v)), value);
        CollectionAssert.AreEqual(new[] { 1.0, 2, 3 }.Select(v => 2 * Math.Sin(v)).ToArray(), gradient);
    }

    [TestMethod]
    public void ALoopThatNeedsASumRunsAfterIt()
    {
        // x / sum(x)
        var g = new GraphBuilder();
        var x = g.Parameter(0, typeof(double[]));
        var k = g.LoopIndex(0, g.Length(x));
        var f = GraphCode.Compile<Func<double[], double[]>>(g, g.Map(k, g.Divide(g.Index(x, k), g.Reduce(Reduction.Sum, k, g.Index(x, k)))));
        CollectionAssert.AreEqual(new[] { 0.125, 0.375, 0.5 }, f([1, 3, 4]));
        Assert.IsEmpty(f([]));
    }

    [TestMethod]
    public void WhatALoopDoesNotDependOnIsComputedOnceIfItRunsAtAll()
    {
        var g = new GraphBuilder();
        var (x, a) = (g.Parameter(0, typeof(double[])), g.Parameter(1, typeof(double[])));
        var k = g.LoopIndex(0, g.Length(x));
        var invariant = g.Call(typeof(ScalarCompilerTests).GetMethod(nameof(CountingSin), BindingFlags.Static | BindingFlags.NonPublic)!, g.Index(a, g.Constant(0)));
        var f = GraphCode.Compile<Func<double[], double[], double[]>>(g, g.Map(k, g.Multiply(g.Index(x, k), invariant)));
        calls = 0;
        CollectionAssert.AreEqual(new[] { Math.Sin(5), 2 * Math.Sin(5) }, f([1, 2], [5]));
        Assert.AreEqual(1, calls);
        Assert.IsEmpty(f([], []));
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => f([1], []));
    }

    [TestMethod]
    public void AThousandPartsAreAddedIntoOneBuffer()
    {
        var g = new GraphBuilder();
        var x = g.Parameter(0, typeof(double[]));
        var parts = Enumerable.Range(0, 1000).Select(i => g.Scatter(g.Length(x), g.Constant(i), g.Multiply(g.Index(x, g.Constant(i)), g.Real(i, Real)))).ToArray();
        var f = GraphCode.Compile<Func<double[], double[]>>(g, g.Accumulate(parts));
        var argument = Enumerable.Range(0, 1000).Select(i => 1.0 / (i + 1)).ToArray();
        CollectionAssert.AreEqual(argument.Select((v, i) => v * i).ToArray(), f(argument));

        f(argument);
        var before = GC.GetAllocatedBytesForCurrentThread();
        f(argument);
        Assert.IsLessThan(3 * 8 * 1000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void ArrayResultsAreNeverTheCallersOwn()
    {
        var g = new GraphBuilder();
        var x = g.Parameter(0, typeof(double[]));
        var f = GraphCode.Compile<Func<double[], double[]>>(g, x);
        var both = GraphCode.Compile<Func<double[], (double, double[])>>(g, Tuple(g, g.Index(x, g.Constant(0)), x));
        double[] argument = [1, 2];
        Assert.AreNotSame(argument, f(argument));
        CollectionAssert.AreEqual(argument, f(argument));
        Assert.AreNotSame(argument, both(argument).Item2);
    }

    [TestMethod]
    public void StructuresAreBuiltAndTakenApart()
    {
        var g = new GraphBuilder();
        var p = g.Parameter(0, typeof(Point));
        var (px, py) = (g.Field(typeof(Point).GetProperty("X")!, p), g.Field(typeof(Point).GetProperty("Y")!, p));
        var shape = Shape.Of(typeof(Point))!;
        var f = GraphCode.Compile<Func<Point, Point>>(g, g.New(shape, [g.Multiply(px, py), g.Add(px, py)]));
        Assert.AreEqual(new Point(6, 5), f(new Point(2, 3)));

        var line = g.Parameter(0, typeof((Point, Point)));
        var length = GraphCode.Compile<Func<(Point, Point), double>>(g, g.Subtract(
            g.Field(typeof(Point).GetProperty("X")!, g.Field(typeof((Point, Point)).GetField("Item2")!, line)),
            g.Field(typeof(Point).GetProperty("X")!, g.Field(typeof((Point, Point)).GetField("Item1")!, line))));
        Assert.AreEqual(5.0, length((new Point(2, 3), new Point(7, 1))));
    }

    [TestMethod]
    public void OneCompiledFunctionIsBoundToManyObjects()
    {
        var compiled = Scaled();
        var three = (Func<double, double>)compiled.Bind([new Box { Value = 3 }]);
        var box = new Box { Value = 5 };
        var five = (Func<double, double>)compiled.Bind([box]);
        Assert.AreEqual(6, three(2));
        Assert.AreEqual(10, five(2));
        box.Value = 7;
        Assert.AreEqual(14, five(2));
    }

    [TestMethod]
    public void BindingIsThreadSafe()
    {
        var compiled = Scaled();
        Parallel.For(0, 1000, i =>
        {
            var f = (Func<double, double>)compiled.Bind([new Box { Value = i }]);
            Assert.AreEqual(2.0 * i, f(2));
        });
    }

    [TestMethod]
    public void CodeDoesNotKeepWhatItWasBoundToAlive()
    {
        var compiled = Scaled();
        var bound = BindAndForget(compiled);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.IsFalse(bound.IsAlive);
        GC.KeepAlive(compiled);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference BindAndForget(CompiledFunction compiled)
        {
            var box = new Box { Value = 3 };
            Assert.AreEqual(6, ((Func<double, double>)compiled.Bind([box]))(2));
            return new WeakReference(box);
        }
    }

    [TestMethod]
    public void WhatTheFastCompilerCannotBeTrustedWithIsCompiledAllTheSame()
    {
        var g = new GraphBuilder();
        var (u, v) = (g.Parameter(0, typeof(uint)), g.Parameter(1, typeof(uint)));
        var f = GraphCode.Compile<Func<uint, uint, double>>(
            g, g.Select(g.Binary(Op.Less, u, v), g.Convert(g.Binary(Op.Divide, v, u), Real), g.Real(-1, Real)));
        Assert.AreEqual(4294967295.0, f(1, uint.MaxValue));

        var s = g.Parameter(0, typeof(short));
        Assert.AreEqual(unchecked((short)(30000 + 30000)), GraphCode.Compile<Func<short, short>>(g, g.Binary(Op.Add, s, s))(30000));

        var day = g.Parameter(0, typeof(DayOfWeek));
        var isMonday = g.Binary(Op.Equal, g.Convert(day, typeof(int)), g.Convert(g.Constant(DayOfWeek.Monday, typeof(DayOfWeek)), typeof(int)));
        Assert.IsTrue(GraphCode.Compile<Func<DayOfWeek, bool>>(g, isMonday)(DayOfWeek.Monday));
    }

    [TestMethod]
    public void OpaqueCodeIsEvaluatedAsItStands()
    {
        Expression<Func<double[], double, double>> code = (a, x) => a.Where(v => v > x).Sum();
        var g = new GraphBuilder();
        var opaque = g.Opaque(new OpaqueCode(code.Body, [.. code.Parameters]), g.Parameter(0, typeof(double[])), g.Parameter(1, Real));
        var f = GraphCode.Compile<Func<double[], double, double>>(g, g.Multiply(opaque, g.Real(2, Real)));
        Assert.AreEqual(10, f([1, 2, 3], 1.5));
    }

    private static CompiledFunction Scaled()
    {
        var g = new GraphBuilder();
        var scale = g.Field(typeof(Box).GetField(nameof(Box.Value))!, g.Capture(0, typeof(Box)));
        return ScalarCompiler.Compile(Graph.Of(g, g.Multiply(g.Parameter(0, Real), scale), [Real]), typeof(Func<double, double>));
    }

    private static Node Tuple(GraphBuilder g, Node a, Node b) =>
        g.New(Shape.Of(typeof(ValueTuple<,>).MakeGenericType(a.Type, b.Type))!, [a, b]);

    private static void Check(Func<double, double, double> actual, Func<double, double, double> expected)
    {
        double[] points = [0, -0.0, 1, -2.5, 0.3, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300];
        foreach (var x in points)
        {
            foreach (var y in points)
                Assert.AreEqual(BitConverter.DoubleToInt64Bits(expected(x, y)), BitConverter.DoubleToInt64Bits(actual(x, y)), $"at {x:R}, {y:R}");
        }
    }

    [ThreadStatic]
    private static int calls;

    private static double CountingSin(double x)
    {
        calls++;
        return Math.Sin(x);
    }

    private sealed class Box
    {
        public double Value;
    }

    public record struct Point(double X, double Y);
}
