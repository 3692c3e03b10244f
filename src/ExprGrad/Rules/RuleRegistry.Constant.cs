using System.Linq.Expressions;

namespace ExprGrad.Rules;

public sealed partial class RuleRegistry
{
    /// <summary>Says that a method's derivative is zero everywhere, as that of a step function is.</summary>
    /// <param name="function">The method: one call whose arguments are the lambda's parameters in their order.</param>
    /// <returns>A registry with this rule too.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotDifferentiableException">The left side is not one call.</exception>
    /// <example>
    /// <code>
    /// static class Lib { public static double Step(double x) => x &lt; 0 ? 0 : 1; }
    ///
    /// var rules = RuleRegistry.Default.WithConstant((double x) => Lib.Step(x));
    /// var slope = Differentiate.Grad((double x) => x * Lib.Step(x), new FunctionOptions { Rules = rules });
    /// Console.WriteLine(slope.Compile()(2));   // 1
    /// </code>
    /// </example>
    public RuleRegistry WithConstant<T, TResult>(Expression<Func<T, TResult>> function) =>
        Constant(function);

    /// <inheritdoc cref="WithConstant{T, TResult}(Expression{Func{T, TResult}})"/>
    public RuleRegistry WithConstant<T1, T2, TResult>(Expression<Func<T1, T2, TResult>> function) =>
        Constant(function);

    /// <inheritdoc cref="WithConstant{T, TResult}(Expression{Func{T, TResult}})"/>
    public RuleRegistry WithConstant<T1, T2, T3, TResult>(Expression<Func<T1, T2, T3, TResult>> function) =>
        Constant(function);

    /// <inheritdoc cref="WithConstant{T, TResult}(Expression{Func{T, TResult}})"/>
    public RuleRegistry WithConstant<T1, T2, T3, T4, TResult>(Expression<Func<T1, T2, T3, T4, TResult>> function) =>
        Constant(function);

    /// <inheritdoc cref="WithConstant{T, TResult}(Expression{Func{T, TResult}})"/>
    public RuleRegistry WithConstant<T1, T2, T3, T4, T5, TResult>(Expression<Func<T1, T2, T3, T4, T5, TResult>> function) =>
        Constant(function);

    /// <inheritdoc cref="WithConstant{T, TResult}(Expression{Func{T, TResult}})"/>
    public RuleRegistry WithConstant<T1, T2, T3, T4, T5, T6, TResult>(Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> function) =>
        Constant(function);

    /// <inheritdoc cref="WithConstant{T, TResult}(Expression{Func{T, TResult}})"/>
    public RuleRegistry WithConstant<T1, T2, T3, T4, T5, T6, T7, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> function) =>
        Constant(function);

    /// <inheritdoc cref="WithConstant{T, TResult}(Expression{Func{T, TResult}})"/>
    public RuleRegistry WithConstant<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> function) =>
        Constant(function);
}
