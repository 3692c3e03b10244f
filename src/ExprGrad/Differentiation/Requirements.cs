using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>What a transform needs of a function's result and arguments, checked before it runs.</summary>
internal static class Requirements
{
    /// <exception cref="NotDifferentiableException">The function does not have the shape that the transform needs.</exception>
    public static void Check(FunctionBody f, Transform transform)
    {
        var result = f.Graph.Result.Type;
        var resultFits = transform switch
        {
            Transform.Jvp or Transform.Vjp or Transform.Linearize => HoldsReal(result),
            Transform.Jacobian => result.IsArray && Shape.IsDifferentiable(result),
            _ => Shape.IsReal(result),
        };
        // With nothing to differentiate by, the result is the lesser trouble: it may be no number for want of one among the arguments.
        var types = f.Graph.Parameters;
        if (!Array.Exists(types, HoldsReal))
            throw Errors.NothingToDifferentiate(f);
        if (!resultFits)
            throw Errors.ResultNotReal(f, needsArray: transform is Transform.Jacobian);

        var needsNumbers = transform is Transform.Hessian && types is not [{ IsArray: true }];
        if (needsNumbers && Array.FindIndex(types, t => !Shape.IsReal(t)) is >= 0 and var other)
            throw Errors.ArgumentNotReal(f, other);
    }

    /// <summary>Whether derivatives can flow through values of a type: numbers, arrays of them, and what is composed of these.</summary>
    public static bool HoldsReal(Type type) => Shape.IsDifferentiable(type) || (!type.IsArray && Shape.Of(type) is not null);
}
