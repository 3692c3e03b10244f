using System.Linq.Expressions;

namespace ExprGrad.Rules;

public sealed partial class RuleRegistry
{
    /// <summary>
    /// Adds a method's body as an expression, which takes the call's place: it is differentiated through, and vectorised.
    /// </summary>
    /// <param name="function">The method: one call whose arguments are the lambda's parameters in their order.</param>
    /// <param name="body">The body, from the arguments to the result.</param>
    /// <returns>A registry with this rule too.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotDifferentiableException">The left side is not one call.</exception>
    /// <example>
    /// <code>
    /// static class Lib { public static double Cube(double x) => x * x * x; }
    ///
    /// var rules = RuleRegistry.Default.WithInline((double x) => Lib.Cube(x), x => x * x * x);
    /// var slope = Differentiate.Grad((double x) => Lib.Cube(x), new FunctionOptions { Rules = rules });
    /// Console.WriteLine(slope.Compile()(2));   // 12
    /// </code>
    /// </example>
    public RuleRegistry WithInline<T, TResult>(Expression<Func<T, TResult>> function, Expression<Func<T, TResult>> body) =>
        Inline(function, body);

    /// <inheritdoc cref="WithInline{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, TResult}})"/>
    public RuleRegistry WithInline<T1, T2, TResult>(Expression<Func<T1, T2, TResult>> function, Expression<Func<T1, T2, TResult>> body) =>
        Inline(function, body);

    /// <inheritdoc cref="WithInline{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, TResult}})"/>
    public RuleRegistry WithInline<T1, T2, T3, TResult>(
        Expression<Func<T1, T2, T3, TResult>> function, Expression<Func<T1, T2, T3, TResult>> body) =>
        Inline(function, body);

    /// <inheritdoc cref="WithInline{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, TResult}})"/>
    public RuleRegistry WithInline<T1, T2, T3, T4, TResult>(
        Expression<Func<T1, T2, T3, T4, TResult>> function, Expression<Func<T1, T2, T3, T4, TResult>> body) =>
        Inline(function, body);

    /// <inheritdoc cref="WithInline{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, TResult}})"/>
    public RuleRegistry WithInline<T1, T2, T3, T4, T5, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, TResult>> function, Expression<Func<T1, T2, T3, T4, T5, TResult>> body) =>
        Inline(function, body);

    /// <inheritdoc cref="WithInline{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, TResult}})"/>
    public RuleRegistry WithInline<T1, T2, T3, T4, T5, T6, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> function, Expression<Func<T1, T2, T3, T4, T5, T6, TResult>> body) =>
        Inline(function, body);

    /// <inheritdoc cref="WithInline{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, TResult}})"/>
    public RuleRegistry WithInline<T1, T2, T3, T4, T5, T6, T7, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> function, Expression<Func<T1, T2, T3, T4, T5, T6, T7, TResult>> body) =>
        Inline(function, body);

    /// <inheritdoc cref="WithInline{T, TResult}(Expression{Func{T, TResult}}, Expression{Func{T, TResult}})"/>
    public RuleRegistry WithInline<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> function,
        Expression<Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>> body) =>
        Inline(function, body);
}
