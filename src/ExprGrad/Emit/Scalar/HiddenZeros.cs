using System.Linq.Expressions;
using System.Reflection;

namespace ExprGrad.Emit.Scalar;

/// <summary>
/// Zeros that the JIT cannot see. Of 0 and a constant -0 it takes the lesser to be 0, and MaxNumber(1, -0.0) too; of variables it knows better
/// (.NET 10).
/// </summary>
internal static class HiddenZeros
{
    // Not read-only: the JIT would read them while it compiles.
    private static double negativeDouble = -0.0;
    private static float negativeFloat = -0f;

    /// <summary>The arguments of a call, zeros that the JIT would mistake read from memory.</summary>
    public static Expression[] In(MethodInfo method, Expression[] arguments) =>
        method.Name is nameof(Math.Min) or nameof(double.MinNumber) or nameof(double.MaxNumber)
            ? Array.ConvertAll(arguments, a => a is ConstantExpression { Value: 0.0 or 0f } zero ? Hidden(method, zero) : a)
            : arguments;

    private static Expression Hidden(MethodInfo method, ConstantExpression zero)
    {
        var name = zero.Type == typeof(double) ? nameof(negativeDouble) : nameof(negativeFloat);
        var negative = Expression.Field(null, typeof(HiddenZeros).GetField(name, BindingFlags.NonPublic | BindingFlags.Static)!);
        return double.IsNegative(Convert.ToDouble(zero.Value)) ? negative
            : method.Name == nameof(double.MinNumber) ? Expression.Negate(negative)
            : zero;
    }
}
