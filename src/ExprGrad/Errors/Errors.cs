using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Differentiation;
using ExprGrad.Graphs;
using ExprGrad.Printing;

namespace ExprGrad;

/// <summary>
/// The one place where coded errors are made: what a user sees when a lambda or a rule cannot be used, and how it would be put right.
/// </summary>
internal static partial class Errors
{
    /// <summary>A derivative has to pass through a method of which nothing is known.</summary>
    /// <param name="method">The method.</param>
    /// <param name="node">The call as it stands in the lambda, if it is known.</param>
    public static NotDifferentiableException NoRule(MethodInfo method, string? node = null)
    {
        var operands = Describe.Operands(method);
        var names = Array.ConvertAll(operands, o => o.Name);
        var call = Describe.Call(method, names);
        node ??= call;
        if (operands.Length is 0 or > 8 || Array.Exists(operands, o => o.Type.IsByRef || o.Type.IsByRefLike))
        {
            return new(Codes.NoRule, node,
                $"{node} has no derivative rule, and a method with such parameters cannot be given one. Put a method that can around it:",
                ".WithJvp((double x) => Lib.Method(x), (x, dx) => /* derivative of Method */ * dx)");
        }

        return new(Codes.NoRule, node,
            $"{node} has no derivative rule, and compiled code cannot be looked into. Add its rule to FunctionOptions.Rules:",
            $".WithJvp({Describe.Declare(operands)} => {call}, {JvpLambda(method)})");
    }

    /// <summary>A value of a graph that derivatives would have to pass through and cannot.</summary>
    public static NotDifferentiableException NotDifferentiable(FunctionBody f, GraphBuilder builder, Node node)
    {
        var text = Describe.Value(f, builder, node);
        return node.Data switch
        {
            MethodInfo method => NoRule(method, text),
            EffectfulCall call => NoRule(call.Method, text),
            OpaqueCode code => Unsupported(code.Body),
            MemberInfo member => ComputedMember(member, text),
            Graph => LinearMap($"{ParameterNames.WithTangents(f.Names)[f.Names.Length]} => ..."),
            _ => new(Codes.Unsupported, text ??= node.Op.ToString(),
                $"{text} has no derivative. Compute it outside and capture the result:", $"var value = {text};"),
        };
    }

    private static NotDifferentiableException LinearMap(string node) => new(
        Codes.Unsupported, node, $"{node} is a delegate, which has no derivative; what it gives for a tangent has one. Call it in the lambda:",
        "x => linear.Invoke(x).Tangent(1.0)");

    private static NotDifferentiableException ComputedMember(MemberInfo member, string? text)
    {
        var owner = Describe.Name(member.DeclaringType!);
        var type = member is FieldInfo f ? f.FieldType : ((PropertyInfo)member).PropertyType;
        var receiver = char.ToLowerInvariant(member.DeclaringType!.Name[0]);
        var node = text ?? $"{receiver}.{member.Name}";
        return new(Codes.NoRule, node,
            $"{node} has no derivative rule: {member.Name} is not one of the values that {owner} is made of. Invoke a lambda instead:",
            $"static readonly Expression<Func<{owner}, {Describe.Name(type)}>> {member.Name} = {receiver} => /* body of {member.Name} */;");
    }


    /// <summary>The result has nothing that a derivative could be taken of, or not in the shape that the transform needs.</summary>
    public static NotDifferentiableException ResultNotReal(FunctionBody f, bool needsArray)
    {
        var (node, type) = (Describe.Result(f), f.Graph.Result.Type);
        var parameters = Describe.Parameters(f);
        if (needsArray)
        {
            var element = Shape.IsReal(type) ? Describe.Name(type) : "double";
            return new(Codes.ResultNotReal, node,
                $"A Jacobian needs an array of numbers, but the result {node} is of type {Describe.Name(type)}. Return an array:",
                $"{parameters} => new {element}[] {{ {(Shape.IsReal(type) ? node : "/* the outputs */")} }}");
        }

        if (Requirements.HoldsReal(type))
        {
            return new(Codes.ResultNotReal, node,
                $"A gradient needs one number, but the result {node} is of type {Describe.Name(type)}. Take the derivative in a direction:",
                $"Differentiate.Jvp({parameters} => {node})");
        }

        return new(Codes.ResultNotReal, node,
            $"The result {node} is of type {Describe.Name(type)}, which has no derivative. Return a double or a float:",
            type.IsPrimitive && type != typeof(bool) && type != typeof(char)
                ? $"{parameters} => (double)({node})"
                : $"{parameters} => /* a number computed from the arguments */");
    }

    /// <summary>No argument holds a number to differentiate by.</summary>
    public static NotDifferentiableException NothingToDifferentiate(FunctionBody f)
    {
        var types = f.Graph.Parameters;
        var fixedTypes = types.Zip(f.Names).ToArray();
        if (Array.FindIndex(types, t => t.IsPrimitive && t != typeof(bool)) is >= 0 and var number)
            fixedTypes[number].First = typeof(double);
        else
            fixedTypes = [(typeof(double), "x"), .. fixedTypes];
        return new(Codes.NothingToDifferentiate, Describe.Result(f),
            $"None of {Describe.Parameters(f)} is a double, a float, or made of them: there is nothing to differentiate by. Add one:",
            $"{Describe.Declare(fixedTypes)} => {Describe.Result(f)}");
    }

    /// <summary>A transform for single numbers meets an argument that is made of several.</summary>
    public static NotDifferentiableException ArgumentNotReal(FunctionBody f, int argument)
    {
        var (type, name) = (f.Graph.Parameters[argument], f.Names[argument]);
        return new(Codes.ArgumentNotReal, name,
            $"This transform is for single numbers, but {name} is of type {Describe.Name(type)}. A gradient has the shape of its argument:",
            $"Differentiate.Grad({Describe.Parameters(f)} => {Describe.Result(f)})");
    }

    /// <summary>C# that has no meaning as a value that is computed from the arguments.</summary>
    public static NotDifferentiableException Unsupported(Expression e)
    {
        var node = CSharpPrinter.Print(e);
        var free = Trees.FreeVariables(e);
        var reason = $"{node} ({e.NodeType}, of type {Describe.Name(e.Type)}) cannot be part of a differentiated lambda.";
        if (free.Count == 0 && e.Type != typeof(void))
            return new(Codes.Unsupported, node, $"{reason} Compute it outside and capture the result:", $"var value = {node};");

        var parameters = free.Select(p => (p.Type, p.Name ?? "x")).ToArray();
        var names = Array.ConvertAll(parameters, p => p.Item2);
        return new(Codes.Unsupported, node, $"{reason} Move it to a method and say what its derivative is:",
            $".WithJvp({Describe.Declare(parameters)} => Lib.Method({string.Join(", ", names)}), "
            + $"({string.Join(", ", ParameterNames.WithTangents(names))}) => /* derivative of Method */)");
    }

    /// <summary>A variable is assigned that has a value already, or that is declared outside; or a call takes it by reference.</summary>
    public static NotDifferentiableException AssignedTwice(Expression statement)
    {
        var node = CSharpPrinter.Print(statement);
        var assignment = statement as BinaryExpression;
        var name = (assignment?.Left as ParameterExpression)?.Name ?? "value";
        return new(Codes.AssignedTwice, node,
            $"{node} assigns a variable again; in a differentiated lambda a variable stands for one value. Declare another:",
            $"Expression.Variable(typeof({Describe.Name(assignment?.Left.Type ?? statement.Type)}), \"{name}2\")");
    }

    /// <summary>Lambdas nested in lambdas beyond the stack of this thread.</summary>
    public static NotDifferentiableException TooDeep(Expression e)
    {
        var node = CSharpPrinter.Print(e);
        return new(Codes.TooDeep, node,
            "Lambdas are nested too deeply for the stack of this thread. Differentiate on one with a larger stack:",
            "new Thread(() => { /* Differentiate.Grad(...) */ }, maxStackSize: 256 << 20).Start();");
    }

    /// <summary>Expanding a lambda, or an inline body, comes back to the same lambda without end.</summary>
    public static NotDifferentiableException InvokesItself(Expression call)
    {
        var node = CSharpPrinter.Print(call);
        return new(Codes.InvokesItself, node,
            $"{node} is part of what it invokes, and so would be expanded without end. Write it as a method and say what its derivative is:",
            ".WithJvp((double x) => Lib.Method(x), (x, dx) => /* derivative of Method */ * dx)");
    }

    /// <summary>A function whose arguments and result are not all double, or all float, cannot be mapped over spans.</summary>
    public static NotDifferentiableException MixedElements(FunctionBody f)
    {
        var result = f.Graph.Result.Type;
        var reals = f.Graph.Parameters.Append(result).Where(Shape.IsReal).ToArray();
        var element = reals.Length > 0 && Array.TrueForAll(reals, t => t == typeof(float)) ? typeof(float) : typeof(double);
        var node = Describe.Result(f);
        var real = Shape.IsReal(result) ? node : $"({Describe.Name(element)})({node})";
        return new(Codes.MixedElements, node,
            "Vectors hold elements of one type, double or float, but this function "
            + $"takes {Describe.Parameters(f)} and gives {Describe.Name(result)}. Use one type throughout:",
            $"{Describe.Declare(f.Names.Select(n => (element, n)))} => {real}");
    }
}
