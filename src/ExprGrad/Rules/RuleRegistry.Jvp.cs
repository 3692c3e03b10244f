using System.Linq.Expressions;

namespace ExprGrad.Rules;

public sealed partial class RuleRegistry
{
    /// <summary>Adds a method's derivative in a direction; reverse mode is made from it by transposing.</summary>
    /// <param name="function">The method: one call whose arguments are the lambda's parameters in their order.</param>
    /// <param name="jvp">
    /// From the arguments, then their tangents, to the tangent of the result. Linear in the tangents; it may call the method itself.
    /// </param>
    /// <returns>A registry with this rule too.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The left side is not one call, the right side is not linear in the tangents, or derivatives never flow through the method.
    /// </exception>
    /// <example>
    /// <code>
    /// static class Lib { public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x)); }
    ///
    /// var rules = RuleRegistry.Default
    ///     .WithJvp((double x) => Lib.Sigmoid(x), (x, dx) => Lib.Sigmoid(x) * (1 - Lib.Sigmoid(x)) * dx);
    /// var slope = Differentiate.Grad((double x) => Lib.Sigmoid(x), new FunctionOptions { Rules = rules });
    /// Console.WriteLine(slope.Compile()(0));   // 0.25
    /// </code>
    /// </example>
    public RuleRegistry WithJvp<T, TResult>(Expression<Func<T, TResult>> function, Expression<Func<T, T, TResult>> jvp) =>
        Jvp(function, jvp);

    /// <inheritdoc cref="WithJvp{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, T, TResult}})"/>
    public RuleRegistry WithJvp<T1, T2, TResult>(
        Expression<Func<T1, T2, TResult>> function, Expression<Func<T1, T2, T1, T2, TResult>> jvp) =>
        Jvp(function, jvp);

    /// <inheritdoc cref="WithJvp{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, T, TResult}})"/>
    public RuleRegistry WithJvp<T1, T2, T3, TResult>(
        Expression<Func<T1, T2, T3, TResult>> function, Expression<Func<T1, T2, T3, T1, T2, T3, TResult>> jvp) =>
        Jvp(function, jvp);

    /// <inheritdoc cref="WithJvp{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, T, TResult}})"/>
    public RuleRegistry WithJvp<T1, T2, T3, T4, TResult>(
        Expression<Func<T1, T2, T3, T4, TResult>> function, Expression<Func<T1, T2, T3, T4, T1, T2, T3, T4, TResult>> jvp) =>
        Jvp(function, jvp);

    /// <inheritdoc cref="WithJvp{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, T, TResult}})"/>
    public RuleRegistry WithJvp<T1, T2, T3, T4, T5, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, TResult>> function, Expression<Func<T1, T2, T3, T4, T5, T1, T2, T3, T4, T5, TResult>> jvp) =>
        Jvp(function, jvp);

    /// <inheritdoc cref="WithJvp{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, T, TResult}})"/>
    public RuleRegistry WithJvp<T1, T2, T3, T4, T5, T6, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> function,
        Expression<Func<T1, T2, T3, T4, T5, T6, T1, T2, T3, T4, T5, T6, TResult>> jvp) =>
        Jvp(function, jvp);

    /// <inheritdoc cref="WithJvp{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, T, TResult}})"/>
    public RuleRegistry WithJvp<T1, T2, T3, T4, T5, T6, T7, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> function,
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T1, T2, T3, T4, T5, T6, T7, TResult>> jvp) =>
        Jvp(function, jvp);

    /// <inheritdoc cref="WithJvp{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, T, TResult}})"/>
    public RuleRegistry WithJvp<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> function,
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, T1, T2, T3, T4, T5, T6, T7, T8, TResult>> jvp) =>
        Jvp(function, jvp);
}
