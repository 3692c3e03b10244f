using System.Linq.Expressions;

namespace ExprGrad.Rules;

public sealed partial class RuleRegistry
{
    /// <summary>
    /// Adds a method's derivative backwards, for where transposing a tangent is not what is wanted; forward mode is made from it by
    /// transposing.
    /// </summary>
    /// <param name="function">The method: one call whose arguments are the lambda's parameters in their order.</param>
    /// <param name="forward">From the arguments to the result and what backward needs, the residuals.</param>
    /// <param name="backward">
    /// From residuals and the cotangent of the result to the cotangent of the argument; of several arguments, to a value tuple of theirs.
    /// Linear in the cotangent.
    /// </param>
    /// <remarks>
    /// The value of a function is what the method itself gives, differentiated or not: of what forward gives, only the residuals are used.
    /// Its result is there so that the pair has the types of the method, and costs nothing.
    /// </remarks>
    /// <returns>A registry with this rule too.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotDifferentiableException">
    /// The left side is not one call, backward is not linear in the cotangent, or derivatives never flow through the method.
    /// </exception>
    /// <example>
    /// <code>
    /// static class Lib { public static double Abs(double x) => Math.Abs(x); }
    ///
    /// var rules = RuleRegistry.Default
    ///     .WithVjp((double x) => Lib.Abs(x),
    ///         forward: x => ValueTuple.Create(Math.Abs(x), x),
    ///         backward: (x, g) => (x > 0 ? 1.0 : x &lt; 0 ? -1.0 : 0.0) * g);
    /// var slope = Differentiate.Grad((double x) => Lib.Abs(x), new FunctionOptions { Rules = rules });
    /// Console.WriteLine(slope.Compile()(-2));   // -1
    /// </code>
    /// </example>
    public RuleRegistry WithVjp<T, TResult, TResiduals>(
        Expression<Func<T, TResult>> function,
        Expression<Func<T, (TResult, TResiduals)>> forward,
        Expression<Func<TResiduals, TResult, T>> backward) =>
        Vjp(function, forward, backward);

    /// <inheritdoc cref="WithVjp{T, TResult, TResiduals}(Expression{Func{T, TResult}}, Expression{Func{T, ValueTuple{TResult,
    /// TResiduals}}}, Expression{Func{TResiduals, TResult, T}})"/>
    public RuleRegistry WithVjp<T1, T2, TResult, TResiduals>(
        Expression<Func<T1, T2, TResult>> function,
        Expression<Func<T1, T2, (TResult, TResiduals)>> forward,
        Expression<Func<TResiduals, TResult, (T1, T2)>> backward) =>
        Vjp(function, forward, backward);

    /// <inheritdoc cref="WithVjp{T, TResult, TResiduals}(Expression{Func{T, TResult}}, Expression{Func{T, ValueTuple{TResult,
    /// TResiduals}}}, Expression{Func{TResiduals, TResult, T}})"/>
    public RuleRegistry WithVjp<T1, T2, T3, TResult, TResiduals>(
        Expression<Func<T1, T2, T3, TResult>> function,
        Expression<Func<T1, T2, T3, (TResult, TResiduals)>> forward,
        Expression<Func<TResiduals, TResult, (T1, T2, T3)>> backward) =>
        Vjp(function, forward, backward);

    /// <inheritdoc cref="WithVjp{T, TResult, TResiduals}(Expression{Func{T, TResult}}, Expression{Func{T, ValueTuple{TResult,
    /// TResiduals}}}, Expression{Func{TResiduals, TResult, T}})"/>
    public RuleRegistry WithVjp<T1, T2, T3, T4, TResult, TResiduals>(
        Expression<Func<T1, T2, T3, T4, TResult>> function,
        Expression<Func<T1, T2, T3, T4, (TResult, TResiduals)>> forward,
        Expression<Func<TResiduals, TResult, (T1, T2, T3, T4)>> backward) =>
        Vjp(function, forward, backward);

    /// <inheritdoc cref="WithVjp{T, TResult, TResiduals}(Expression{Func{T, TResult}}, Expression{Func{T, ValueTuple{TResult,
    /// TResiduals}}}, Expression{Func{TResiduals, TResult, T}})"/>
    public RuleRegistry WithVjp<T1, T2, T3, T4, T5, TResult, TResiduals>(
        Expression<Func<T1, T2, T3, T4, T5, TResult>> function,
        Expression<Func<T1, T2, T3, T4, T5, (TResult, TResiduals)>> forward,
        Expression<Func<TResiduals, TResult, (T1, T2, T3, T4, T5)>> backward) =>
        Vjp(function, forward, backward);

    /// <inheritdoc cref="WithVjp{T, TResult, TResiduals}(Expression{Func{T, TResult}}, Expression{Func{T, ValueTuple{TResult,
    /// TResiduals}}}, Expression{Func{TResiduals, TResult, T}})"/>
    public RuleRegistry WithVjp<T1, T2, T3, T4, T5, T6, TResult, TResiduals>(
        Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> function,
        Expression<Func<T1, T2, T3, T4, T5, T6, (TResult, TResiduals)>> forward,
        Expression<Func<TResiduals, TResult, (T1, T2, T3, T4, T5, T6)>> backward) =>
        Vjp(function, forward, backward);

    /// <inheritdoc cref="WithVjp{T, TResult, TResiduals}(Expression{Func{T, TResult}}, Expression{Func{T, ValueTuple{TResult,
    /// TResiduals}}}, Expression{Func{TResiduals, TResult, T}})"/>
    public RuleRegistry WithVjp<T1, T2, T3, T4, T5, T6, T7, TResult, TResiduals>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> function,
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, (TResult, TResiduals)>> forward,
        Expression<Func<TResiduals, TResult, (T1, T2, T3, T4, T5, T6, T7)>> backward) =>
        Vjp(function, forward, backward);

    /// <inheritdoc cref="WithVjp{T, TResult, TResiduals}(Expression{Func{T, TResult}}, Expression{Func{T, ValueTuple{TResult,
    /// TResiduals}}}, Expression{Func{TResiduals, TResult, T}})"/>
    public RuleRegistry WithVjp<T1, T2, T3, T4, T5, T6, T7, T8, TResult, TResiduals>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> function,
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, (TResult, TResiduals)>> forward,
        Expression<Func<TResiduals, TResult, (T1, T2, T3, T4, T5, T6, T7, T8)>> backward) =>
        Vjp(function, forward, backward);
}
