using System.Reflection;
using ExprGrad.Graphs;
using static ExprGrad.Tests.Emit.VectorKernels;

namespace ExprGrad.Tests.Emit;

[TestClass]
public sealed class VectorOperationTests
{
    private static MethodInfo Math1(string name) => typeof(Math).GetMethod(name, [typeof(double)])!;

    private static MethodInfo Math2(string name) => typeof(Math).GetMethod(name, [typeof(double), typeof(double)])!;

    [TestMethod]
    public void ArithmeticIsExact()
    {
        Agree<double>((b, x, y) => b.Subtract(b.Multiply(b.Add(x, y), x), b.Divide(y, b.Negate(x))), (x, y) => ((x + y) * x) - (y / -x));
        Agree<float>((b, x, y) => b.Subtract(b.Multiply(b.Add(x, y), x), b.Divide(y, b.Negate(x))), (x, y) => ((x + y) * x) - (y / -x));
    }
}
