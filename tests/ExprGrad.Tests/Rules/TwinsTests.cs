using System.Reflection;
using ExprGrad.Rules;

namespace ExprGrad.Tests.Rules;

[TestClass]
public sealed class TwinsTests
{
    [TestMethod]
    public void Names_of_one_function_have_one_canonical_method()
    {
        Assert.AreEqual(Method(typeof(Math), "Sin", typeof(double)), Twins.Canonical(Method(typeof(double), "Sin", typeof(double))));
        Assert.AreEqual(Method(typeof(MathF), "Sin", typeof(float)), Twins.Canonical(Method(typeof(float), "Sin", typeof(float))));
        Assert.AreEqual(
            Method(typeof(Math), "IEEERemainder", typeof(double), typeof(double)),
            Twins.Canonical(Method(typeof(double), "Ieee754Remainder", typeof(double), typeof(double))));
    }

    [TestMethod]
    public void Every_function_with_a_rule_has_a_float_twin()
    {
        foreach (var (name, rule) in BuiltInRules.ByName)
            Assert.IsNotNull(Twins.ToSingle(BuiltInRules.Method(rule)), name);
    }

    [TestMethod]
    public void Tests_of_numbers_have_float_twins_too() =>
        Assert.AreEqual(Method(typeof(float), "IsNaN", typeof(float)), Twins.ToSingle(Method(typeof(double), "IsNaN", typeof(double))));

    private static MethodInfo Method(Type type, string name, params Type[] parameters) => type.GetMethod(name, parameters)!;
}
