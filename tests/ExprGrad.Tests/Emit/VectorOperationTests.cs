using System.Reflection;
using ExprGrad.Emit.Vector;
using ExprGrad.Graphs;
using static ExprGrad.Tests.Emit.VectorKernels;

namespace ExprGrad.Tests.Emit;

[TestClass]
public sealed class VectorOperationTests
{
    [TestMethod]
    public void ArithmeticIsExact()
    {
        Agree<double>((b, x, y) => b.Subtract(b.Multiply(b.Add(x, y), x), b.Divide(y, b.Negate(x))), (x, y) => ((x + y) * x) - (y / -x));
        Agree<float>((b, x, y) => b.Subtract(b.Multiply(b.Add(x, y), x), b.Divide(y, b.Negate(x))), (x, y) => ((x + y) * x) - (y / -x));
    }

    [TestMethod]
    public void ProductsAreNotFusedWithSums() => Agree<double>((b, x, y) => b.Add(b.Multiply(x, y), x), (x, y) => (x * y) + x);

    [TestMethod]
    [DataRow(nameof(Math.Abs))]
    [DataRow(nameof(Math.Sqrt))]
    [DataRow(nameof(Math.Floor))]
    [DataRow(nameof(Math.Ceiling))]
    [DataRow(nameof(Math.Truncate))]
    [DataRow(nameof(Math.Round))]
    public void HardwareFunctionsOfOneArgumentAreExact(string name)
    {
        AgreeOnCall<double>(typeof(Math).GetMethod(name, [typeof(double)])!, 0);
        AgreeOnCall<float>(typeof(MathF).GetMethod(name, [typeof(float)])!, 0);
    }

    [TestMethod]
    [DataRow(nameof(Math.Min))]
    [DataRow(nameof(Math.Max))]
    [DataRow(nameof(Math.MinMagnitude))]
    [DataRow(nameof(Math.MaxMagnitude))]
    [DataRow(nameof(Math.CopySign))]
    public void HardwareFunctionsOfTwoArgumentsAreExact(string name)
    {
        AgreeOnCall2<double>(typeof(Math).GetMethod(name, [typeof(double), typeof(double)])!, 0);
        AgreeOnCall2<float>(typeof(MathF).GetMethod(name, [typeof(float), typeof(float)])!, 0);
    }

    [TestMethod]
    [DataRow(nameof(double.MaxNumber))]
    [DataRow(nameof(double.MinNumber))]
    [DataRow(nameof(double.MaxMagnitudeNumber))]
    [DataRow(nameof(double.MinMagnitudeNumber))]
    public void StaticFunctionsOfTheNumberTypesAreExact(string name)
    {
        AgreeOnCall2<double>(typeof(double).GetMethod(name, [typeof(double), typeof(double)])!, 0);
        AgreeOnCall2<float>(typeof(float).GetMethod(name, [typeof(float), typeof(float)])!, 0);
    }

    [TestMethod]
    public void FusedMultiplyAddRoundsOnce() => Agree<double>(
        (b, x, y) => b.Call(typeof(Math).GetMethod(nameof(Math.FusedMultiplyAdd))!, x, y, x), (x, y) => Math.FusedMultiplyAdd(x, y, x));

    [TestMethod]
    [DataRow(nameof(Math.Exp))]
    [DataRow(nameof(Math.Log))]
    [DataRow(nameof(Math.Sin))]
    [DataRow(nameof(Math.Cos))]
    [DataRow(nameof(Math.Tanh))]
    [DataRow(nameof(Math.Atan))]
    public void ElementaryFunctionsAreWithinTwoUnitsInTheLastPlace(string name)
    {
        AgreeOnCall<double>(typeof(Math).GetMethod(name, [typeof(double)])!, 2);
        AgreeOnCall<float>(typeof(MathF).GetMethod(name, [typeof(float)])!, 2);
    }

    [TestMethod]
    public void PowersAreWithinTwoUnitsInTheLastPlace() =>
        AgreeOnCall2<double>(typeof(Math).GetMethod(nameof(Math.Pow))!, 2);

    [TestMethod]
    public void OwnFunctionsAreVectors() => Agree<double>(
        (b, x) => b.Call(typeof(Functions).GetMethod(nameof(Functions.Sigmoid), [typeof(double)])!, x), Functions.Sigmoid, 2);

    /// <summary>Scalar code and vectors are one generic method, so they agree to the bit.</summary>
    [TestMethod]
    [DataRow(nameof(Functions.LogGamma))]
    [DataRow(nameof(Functions.Digamma))]
    public void GammaFunctionsAreVectors(string name)
    {
        AgreeOnCall<double>(typeof(Functions).GetMethod(name, [typeof(double)])!, 0);
        AgreeOnCall<float>(typeof(Functions).GetMethod(name, [typeof(float)])!, 0);
    }

    [TestMethod]
    [DataRow(nameof(Functions.PolyGamma), 0)]
    [DataRow(nameof(Functions.PolyGamma), 1)]
    [DataRow(nameof(Functions.PolyGamma), 2)]
    [DataRow(nameof(Functions.PolyGamma), 7)]
    [DataRow(nameof(Functions.ErfcxDerivative), 1)]
    [DataRow(nameof(Functions.SphericalBesselJ), 2)]
    public void FunctionsOfAConstantOrderAreVectors(string name, int order)
    {
        var f64 = typeof(Functions).GetMethod(name, [typeof(int), typeof(double)])!;
        var f32 = typeof(Functions).GetMethod(name, [typeof(int), typeof(float)])!;
        Assert.IsTrue(LaneFunctions.Has(f64, VectorTarget.For(typeof(double), 512)));
        var (real, single) = (f64.CreateDelegate<Func<int, double, double>>(), f32.CreateDelegate<Func<int, float, float>>());
        Agree<double>((b, x) => b.Call(f64, b.Constant(order), x), x => real(order, x));
        Agree<float>((b, x) => b.Call(f32, b.Constant(order), x), x => single(order, x));
    }

    [TestMethod]
    [DataRow(nameof(double.IsNaN))]
    [DataRow(nameof(double.IsFinite))]
    [DataRow(nameof(double.IsInfinity))]
    [DataRow(nameof(double.IsPositiveInfinity))]
    [DataRow(nameof(double.IsNegativeInfinity))]
    [DataRow(nameof(double.IsNegative))]
    [DataRow(nameof(double.IsPositive))]
    [DataRow(nameof(double.IsInteger))]
    [DataRow(nameof(double.IsEvenInteger))]
    [DataRow(nameof(double.IsOddInteger))]
    [DataRow(nameof(double.IsNormal))]
    [DataRow(nameof(double.IsSubnormal))]
    public void PredicatesAreExact(string name)
    {
        var predicate = typeof(double).GetMethod(name, [typeof(double)])!;
        var expected = predicate.CreateDelegate<Func<double, bool>>();
        Agree<double>((b, x) => b.Select(b.Call(predicate, x), b.Real(1, typeof(double)), b.Negate(x)), x => expected(x) ? 1 : -x);
    }

    private static void AgreeOnCall<T>(MethodInfo function, int ulps) =>
        Agree((b, x) => b.Call(function, x), function.CreateDelegate<Func<T, T>>(), ulps);

    private static void AgreeOnCall2<T>(MethodInfo function, int ulps) =>
        Agree((b, x, y) => b.Call(function, x, y), function.CreateDelegate<Func<T, T, T>>(), ulps);
}
