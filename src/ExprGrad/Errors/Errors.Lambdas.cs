using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Differentiation;
using ExprGrad.FrontEnd;
using ExprGrad.Graphs;
using ExprGrad.Printing;
using ExprGrad.Rules;

namespace ExprGrad;

/// <summary>Errors about what is written in lambdas.</summary>
internal static partial class Errors
{
    private const string RuleOfMethod = ".WithJvp((double x) => Lib.Method(x), (x, dx) => /* derivative of Method */ * dx)";

    /// <summary>A derivative has to pass through a method of which nothing is known.</summary>
    /// <param name="method">The method.</param>
    /// <param name="node">The call as it stands in the lambda, if it is known.</param>
    /// <param name="arguments">The types of what it is called on, if they are known: C# may have converted an array to a sequence.</param>
    /// <param name="other">A method of the same name that has a rule.</param>
    public static NotDifferentiableException NoRule(MethodInfo method, string? node = null, IReadOnlyList<Type>? arguments = null, MethodInfo? other = null)
    {
        var operands = Describe.Operands(method);
        node ??= Describe.Call(method);
        if (operands.Length is 0 or > 8 || Array.Exists(operands, o => o.Type.IsByRef || o.Type.IsByRefLike))
        {
            return new(Codes.NoRule, node,
                $"{node} has no derivative rule, and a method with such parameters cannot be given one. Put a method that can around it:",
                RuleOfMethod);
        }

        // A rule for it would be refused: derivatives do not flow through values of such types.
        var result = method.ReturnType;
        if (!Requirements.HoldsReal(result) || !Array.Exists(operands, o => Requirements.HoldsReal(o.Type)))
        {
            var types = Requirements.HoldsReal(result) ? "its arguments are of types" : "its result is of a type";
            if (arguments is not null)
                operands = [.. operands.Zip(arguments, (o, a) => (Requirements.HoldsReal(a) ? a : o.Type, o.Name))];
            return new(Codes.NoRule, node,
                $"{node} has no derivative rule, and {types} that cannot have one. Move what it is part of to a method of numbers and arrays, and give that one:",
                MethodWithRule(operands, Requirements.HoldsReal(result) ? result : typeof(double)));
        }

        var why = other is null
            ? ", and compiled code cannot be looked into. Add its rule to FunctionOptions.Rules:"
            : $": the one that was given, of {Left(other)}, is not used, because it is of another method. Add one of this method to FunctionOptions.Rules:";
        return new(Codes.NoRule, node, $"{node} has no derivative rule{why}",
            $".WithJvp({Left(method)}, {JvpLambda(method)})");
    }

    /// <summary>A value of a graph that derivatives would have to pass through and cannot.</summary>
    public static NotDifferentiableException NotDifferentiable(FunctionBody f, GraphBuilder builder, Node node, RuleRegistry rules)
    {
        var text = Describe.Value(f, builder, node);
        return node.Data switch
        {
            MethodInfo method => Call(method),
            EffectfulCall call => Call(call.Method),
            OpaqueCode code => Unsupported(Sequences.Copied(code.Body), code.Variables.Where((_, i) => node[i].Op == Op.Capture)),
            MemberInfo member => ComputedMember(member, text),
            Graph => LinearMap($"{ParameterNames.WithTangents(f.Names)[f.Names.Length]} => ..."),
            _ => new(Codes.Unsupported, text ??= node.Op.ToString(),
                $"{text} has no derivative. Compute it outside and capture the result:", $"var value = {text};"),
        };

        NotDifferentiableException Call(MethodInfo method)
        {
            var arguments = node.Inputs[..Describe.Operands(method).Length];
            if (method.Name == "op_Implicit" && text is not null)
                text = Describe.Conversion(method, text);
            return typeof(Delegate).IsAssignableFrom(method.DeclaringType)
                ? CompiledDelegate(method, text, Array.ConvertAll(arguments, a => Describe.Value(f, builder, a)))
                : NoRule(method, text, Array.ConvertAll(arguments, a => a.Type), rules.OfSameName(method));
        }
    }

    private static NotDifferentiableException CompiledDelegate(MethodInfo invoke, string? node, string?[] operands)
    {
        var known = Describe.Operands(invoke);
        var names = operands.Select((o, i) => o ?? known[i].Name).ToArray();
        node ??= $"{names[0]}({string.Join(", ", names[1..])})";
        return new(Codes.Unsupported, node,
            $"{node} calls a delegate, which is compiled code. Declare it as an Expression<{Describe.Name(invoke.DeclaringType!)}> and invoke that:",
            $"{names[0]}.Invoke({string.Join(", ", names[1..])})");
    }

    private static NotDifferentiableException LinearMap(string node) => new(
        Codes.Unsupported, node, $"{node} is a delegate, which has no derivative; what it gives for a tangent has one. Call it in the lambda:",
        "(double x) => linear.Invoke(x).Tangent(1.0)");

    private static NotDifferentiableException ComputedMember(MemberInfo member, string? text)
    {
        var owner = Describe.Name(member.DeclaringType!);
        var receiver = Describe.Initial(member.DeclaringType!);
        var node = text ?? $"{receiver}.{member.Name}";
        return new(Codes.NoRule, node,
            $"{node} has no derivative rule: {member.Name} is not one of the values that {owner} is made of. Invoke a lambda instead:",
            $"static readonly Expression<Func<{owner}, {Describe.Name(Shape.TypeOf(member))}>> {member.Name} = {receiver} => /* body of {member.Name} */;");
    }

    /// <summary>C# that has no meaning as a value that is computed from the arguments.</summary>
    /// <param name="e">The code.</param>
    /// <param name="closures">Variables in it that stand for captured objects.</param>
    public static NotDifferentiableException Unsupported(Expression e, IEnumerable<ParameterExpression>? closures = null)
    {
        var excerpt = Excerpt.Of(e, closures);
        var node = excerpt.Text;
        var reason = $"{node} ({e.NodeType}, of type {Describe.Name(e.Type)}) cannot be part of a differentiated lambda.";
        if (Lowering.IsFunction(e.Type) && e.Type.GenericTypeArguments is [{ } signature])
        {
            var arguments = signature.GetMethod("Invoke")!.GetParameters() is [_] ? ["x"] : Enumerable.Range(1, signature.GenericTypeArguments.Length - 1).Select(i => $"x{i}");
            return new(Codes.Unsupported, node, $"{node} is a lambda, which is no value: it can only be invoked. Invoke it where it stands:",
                $"{node}.Invoke({string.Join(", ", arguments)})");
        }

        if (excerpt.Parameters.Length == 0 && e.Type != typeof(void) && !e.Type.IsByRefLike)
        {
            // A lambda has no type of its own.
            var type = e is LambdaExpression or UnaryExpression { Operand: LambdaExpression } ? Describe.Name(e.Type) : "var";
            return new(Codes.Unsupported, node, $"{reason} Compute it outside and capture the result:", $"{type} value = {node};");
        }

        if (Rewriting.ListAsArray(excerpt.Code) is { } array)
            return new(Codes.Unsupported, node, $"{reason} Write an array:", CSharpPrinter.Print(array));
        if (excerpt.IsShallow && Rewriting.SequenceAsArray(excerpt) is { } overArray)
            return new(Codes.Unsupported, node, $"{reason} Of what is not an array make one:", CSharpPrinter.Print(overArray));
        if (excerpt.IsShallow && Rewriting.DelegateAsLambda(excerpt) is { } overLambda)
        {
            return new(Codes.Unsupported, node,
                $"{reason} A delegate is compiled code. Declare it as an Expression<Func<...>> and invoke that:", CSharpPrinter.Print(overLambda));
        }

        var moved = Requirements.HoldsReal(e.Type) ? "it" : "what it is part of";
        return new(Codes.Unsupported, node, $"{reason} Move {moved} to a method and say what its derivative is:",
            MethodWithRule([.. excerpt.Variables.Select(v => (v.Type, Names.Identifier(v.Name ?? "x")))], Requirements.HoldsReal(e.Type) ? e.Type : typeof(double)));
    }

    /// <summary>A rule for a method that is still to be written.</summary>
    private static string MethodWithRule((Type Type, string Name)[] operands, Type result)
    {
        const string method = "Method";
        return operands.Length is 0 or > 8 || !Array.Exists(operands, o => Requirements.HoldsReal(o.Type))
            || Array.Exists(operands, o => o.Type.IsByRef || o.Type.IsByRefLike || TypeNames.IsCompilerGenerated(o.Type))
            ? RuleOfMethod
            : $".WithJvp({Describe.Declare(operands)} => Lib.{method}({string.Join(", ", operands.Select(o => o.Name))}), {JvpLambda(method, result, operands)})";
    }

    /// <summary>A variable is assigned that has a value already, or that is declared outside; or a call takes it by reference.</summary>
    public static NotDifferentiableException AssignedTwice(Expression statement)
    {
        var node = CSharpPrinter.Print(statement);
        const string reason = "assigns a variable again; in a differentiated lambda a variable stands for one value.";
        var target = statement switch
        {
            BinaryExpression b => b.Left,
            UnaryExpression u => u.Operand,
            _ => null,
        };
        if (target is null)
        {
            var arguments = string.Join(", ", Trees.FreeVariables(statement).Select(v => Names.Identifier(v.Name ?? "x")));
            return new(Codes.AssignedTwice, node, $"{node} {reason} Call a method that gives the new value back:", $"Lib.Method({arguments})");
        }

        return new(Codes.AssignedTwice, node, $"{node} {reason} Declare another:",
            $"Expression.Variable(typeof({Describe.Name(target.Type)}), \"{(target as ParameterExpression)?.Name ?? "value"}2\")");
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
            RuleOfMethod);
    }
}
