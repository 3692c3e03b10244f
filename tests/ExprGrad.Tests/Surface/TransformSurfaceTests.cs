using System.Linq.Expressions;
using ExprGrad.Tests.Support;

namespace ExprGrad.Tests.Surface;

/// <summary>Which transforms there are, for which arities; and transforms of transforms.</summary>
[TestClass]
public sealed class TransformSurfaceTests
{
    /// <summary>Each transform exists for lambdas and as an extension of functions, with the same arities.</summary>
    [TestMethod]
    [DataRow("Grad", 1, 8)]
    [DataRow("Partial", 2, 8)]
    [DataRow("ValueAndGrad", 1, 8)]
    [DataRow("Jvp", 1, 8)]
    [DataRow("Vjp", 1, 8)]
    [DataRow("Linearize", 1, 1)]
    [DataRow("Derivative", 1, 1)]
    [DataRow("Taylor", 1, 1)]
    [DataRow("Jacobian", 1, 1)]
    [DataRow("Hessian", 1, 8)]
    [DataRow("HessianVectorProduct", 1, 1)]
    public void A_transform_has_all_its_arities_twice(string name, int first, int last)
    {
        var overloads = typeof(Differentiate).GetMethods().Where(m => m.Name == name).Select(m => m.GetParameters()[0].ParameterType).ToArray();
        foreach (var definition in (Type[])[typeof(Expression<>), typeof(Function<>)])
        {
            var arities = overloads.Where(t => t.GetGenericTypeDefinition() == definition).Select(t => t.GetGenericArguments()[0].GetGenericArguments().Length - 1);
            CollectionAssert.AreEqual(Enumerable.Range(first, last - first + 1).ToArray(), arities.Distinct().Order().ToArray(), definition.Name);
        }

        Assert.IsTrue(typeof(Differentiate).GetMethods().Where(m => m.Name == name).All(m => m.GetParameters()[^1].ParameterType == typeof(FunctionOptions)));
    }

    // f = sin(x) x, whose derivatives are sin x + x cos x, 2 cos x - x sin x, -3 sin x - x cos x, -4 cos x + x sin x.
    [TestMethod]
    public void Transforms_of_transforms_of_transforms()
    {
        const double x = 0.7;
        var (sin, cos) = Math.SinCos(x);
        double[] d = [sin * x, sin + (x * cos), (2 * cos) - (x * sin), (-3 * sin) - (x * cos), (-4 * cos) + (x * sin)];
        foreach (var options in Modes.Both)
        {
            var f = Function.Of((double t) => Math.Sin(t) * t, options);

            // The tangent of the cotangent of the gradient, and so on: the order counts, the way there does not.
            var gradOfJvp = Function.Of((double t, double dt) => f.Jvp(null).Invoke(t, dt).Tangent, options).Partial(0, options).Compile();
            Near(2 * d[2], gradOfJvp(x, 2));
            var vjpOfGrad = f.Grad().Vjp().Compile()(x, 3);
            Near(d[1], vjpOfGrad.Value);
            Near(3 * d[2], vjpOfGrad.Cotangent);
            var jvpOfVjp = f.Vjp().Jvp().Compile()(x, 1, 1, 0);
            Near(d[1], jvpOfVjp.Value.Cotangent);
            Near(d[2], jvpOfVjp.Tangent.Cotangent);
            var linearised = f.Grad().Grad().Linearize().Compile()(x);
            Near(d[2], linearised.Value);
            Near(2 * d[3], linearised.Tangent(2));
            Near(d[4], f.Derivative(2).Grad().Grad().Compile()(x));
            Near(d[4] / 2, f.Derivative(2).Taylor(2).Compile()(x)[2]);
            Near(d[3], Function.Of((double t) => f.Linearize(null).Invoke(t).Tangent(1.0), options).Derivative(2).Compile()(x));
            Near(d[3], f.ValueAndGrad().Jvp().Jvp().Compile()(x, 1, 1, 0).Tangent.Tangent.Gradient);
        }
    }

    // d/dx (stop(x) x) = x; the derivative of that is that of stop(x), which is 0.
    [TestMethod]
    public void A_stopped_gradient_is_stopped_at_every_order_and_by_every_transform()
    {
        foreach (var options in Modes.Both)
        {
            var f = Function.Of((double x) => Functions.StopGradient(x * x) * x, options);
            Assert.AreEqual(4, f.Grad().Compile()(2));
            Assert.AreEqual(0, f.Grad().Grad().Compile()(2));
            Assert.AreEqual((8, 4), f.Jvp().Compile()(2, 1));
            Assert.AreEqual((8, 12), f.Vjp().Compile()(2, 3));
            Assert.AreEqual(4, f.Linearize().Compile()(2).Tangent(1));
            CollectionAssert.AreEqual((double[])[8, 4, 0], f.Taylor(2).Compile()(2));
            CollectionAssert.AreEqual(
                (double[])[9, 0], Differentiate.Grad((double[] v) => Functions.StopGradient(v)[1] * v[0], options).Compile()([2, 9]));
        }
    }

    private static void Near(double expected, double actual) => Assert.AreEqual(expected, actual, 1e-14 * Math.Abs(expected));
}
