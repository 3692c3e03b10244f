using ExprGrad.Graphs;

namespace ExprGrad;

/// <summary>
/// The one place where coded errors are made: what a user sees when a lambda or a rule cannot be used, and how it would be put right. Here,
/// what is asked for; beside it, what is written in lambdas, and rules.
/// </summary>
/// <remarks>
/// The last line of a message compiles where it is pasted, once its comments are filled in: tests hold every error to that.
/// </remarks>
internal static partial class Errors
{
    /// <summary>The result has nothing that a derivative could be taken of, or not in the shape that the transform needs.</summary>
    public static NotDifferentiableException ResultNotReal(FunctionBody f, bool needsArray)
    {
        var (node, type) = (Describe.Result(f), f.Graph.Result.Type);
        var (parameters, body) = (Describe.Parameters(f), Describe.Body(f));
        if (needsArray)
        {
            var element = Shape.IsReal(type) ? Describe.Name(type) : "double";
            return new(Codes.ResultNotReal, node,
                $"A Jacobian needs an array of numbers, but the result {node} is of type {Describe.Name(type)}. Return an array:",
                $"{parameters} => new {element}[] {{ {(Shape.IsReal(type) ? body : "/* the outputs */")} }}");
        }

        if (Differentiation.Requirements.HoldsReal(type))
        {
            return new(Codes.ResultNotReal, node,
                $"A gradient needs one number, but the result {node} is of type {Describe.Name(type)}. Take the derivative in a direction:",
                $"Differentiate.Jvp({parameters} => {body})");
        }

        return new(Codes.ResultNotReal, node,
            $"The result {node} is of type {Describe.Name(type)}, which has no derivative. Return a double or a float:",
            type.IsPrimitive && type != typeof(bool) && type != typeof(char)
                ? $"{parameters} => (double)({body})"
                : $"{parameters} => /* a number computed from the arguments */");
    }

    /// <summary>No argument holds a number to differentiate by.</summary>
    public static NotDifferentiableException NothingToDifferentiate(FunctionBody f)
    {
        var types = f.Graph.Parameters;
        (Type, string)[] suggested = [.. types.Zip(f.Names)];
        if (Enumerable.Range(0, types.Length).Where(i => Widening.CanBeDouble(f.Graph, i)).Select(i => (int?)i).FirstOrDefault() is { } number)
            suggested[number] = (typeof(double), f.Names[number]);
        else
            suggested = [(typeof(double), Differentiation.ParameterNames.Unused("x", f.Names)), .. suggested];
        return new(Codes.NothingToDifferentiate, Describe.Result(f),
            $"None of {Describe.Parameters(f)} is a double, a float, or made of them: there is nothing to differentiate by. Add one:",
            $"{Describe.Declare(suggested)} => {Describe.Body(f)}");
    }

    /// <summary>A transform for single numbers meets an argument that is made of several.</summary>
    public static NotDifferentiableException ArgumentNotReal(FunctionBody f, int argument)
    {
        var (type, name) = (f.Graph.Parameters[argument], f.Names[argument]);
        return new(Codes.ArgumentNotReal, name,
            $"This transform is for single numbers, but {name} is of type {Describe.Name(type)}. A gradient has the shape of its argument:",
            $"Differentiate.Grad({Describe.Parameters(f)} => {Describe.Body(f)})");
    }

    /// <summary>A function whose arguments and result are not all double, or all float, cannot be mapped over spans.</summary>
    public static NotDifferentiableException MixedElements(FunctionBody f)
    {
        var (result, node) = (f.Graph.Result.Type, Describe.Result(f));
        return new(Codes.MixedElements, node,
            "Vectors hold elements of one type, double or float, but this function "
            + $"takes {Describe.Parameters(f)} and gives {Describe.Name(result)}. Use one type throughout:",
            OfOneElement(f));
    }

    /// <summary>
    /// The lambda over one type of element. What the body computes with becomes an element; what it only looks at (strings, indices) is
    /// captured, and so the same for every element.
    /// </summary>
    private static string OfOneElement(FunctionBody f)
    {
        var (types, result) = (f.Graph.Parameters, f.Graph.Result.Type);
        var reals = types.Append(result).Where(Shape.IsReal).ToArray();
        var element = reals.Length > 0 && Array.TrueForAll(reals, t => t == typeof(float)) ? typeof(float) : typeof(double);
        var elements = new List<(Type, string)>();
        var isWritten = true;
        for (var i = 0; i < types.Length; i++)
        {
            var widened = types[i] != element && Widening.CanBeDouble(f.Graph, i);
            if (types[i] == element || widened || Shape.IsReal(types[i]))
                elements.Add((element, f.Names[i]));
            isWritten &= types[i] == element || widened || !Differentiation.Requirements.HoldsReal(types[i]);
        }

        if (elements.Count == 0)
            elements.Add((element, Differentiation.ParameterNames.Unused("x", f.Names)));
        var body = !isWritten || !(result.IsPrimitive && result != typeof(bool)) ? $"/* the result, of type {Describe.Name(element)} */"
            : result == element ? Describe.Body(f)
            : $"({Describe.Name(element)})({Describe.Body(f)})";
        return $"{Describe.Declare(elements)} => {body}";
    }
}
