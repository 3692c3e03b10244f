using ExprGrad.Graphs;
using ExprGrad.Rules;

namespace ExprGrad.Differentiation;

/// <summary>Derivatives of any order of a function of one number.</summary>
internal sealed partial class Deriver
{
    // Differentiating again reads like a table of calculus as long as the function is small; beyond, the series is what stays small.
    private const int LargestRepeated = 120;

    private static FunctionBody Derivative(FunctionBody f, int order, RuleRegistry rules, DerivativeMode mode)
    {
        var derivative = f;
        for (var i = 0; i < order; i++)
        {
            if (i >= 2 && derivative.Graph.Nodes.Length > LargestRepeated)
                return new Deriver(f, rules, mode).FromSeries(order);
            derivative = new Deriver(derivative, rules, mode).Run(new Transform.Grad());
        }

        return derivative;
    }

    /// <summary>f^(n)(x) = n! c_n.</summary>
    private FunctionBody FromSeries(int order)
    {
        var coefficient = Coefficients(order)[order];
        var factorial = 1.0;
        for (var i = 2; i <= order; i++)
            factorial *= i;
        return Finish(coefficient is null ? algebra.Zero(f.Graph.Result.Type) : algebra.Times(builder.Real(factorial, coefficient.Type), coefficient)!, Types);
    }

    private Node Taylor(int order)
    {
        var type = f.Graph.Result.Type;
        return builder.Array(type.MakeArrayType(), Array.ConvertAll(Coefficients(order), c => c is null ? algebra.Zero(type) : algebra.Settle(c)));
    }

    private Node?[] Coefficients(int order) => TaylorSeries.Expand(algebra, f, parameters[0], order, captures, rules);
}
