using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Scalar;

/// <summary>Nodes to expressions.</summary>
internal sealed partial class Translator
{
    /// <summary>The structures whose members are handed to the caller: arrays among them must not be the caller's own.</summary>
    private readonly HashSet<Node> escaping;

    /// <summary>The arrays that lambdas capture and others can reach.</summary>
    private readonly HashSet<Node>? captureCopies;

    private Expression BuildResult()
    {
        var result = Build(graph.Result, placement.Root);
        return IsCallers(graph.Result) ? Copy(result) : result;
    }

    /// <summary>The value of a node as code in a region sees it. As deep as expressions are allowed to be.</summary>
    private Expression Build(Node node, Region region)
    {
        switch (node.Op)
        {
            case Op.Parameter:
                var position = (int)node.Data!;
                return parameterPlaces[position] is { } place ? method.Read(place) : Parameters[position];
            case Op.Constant:
                return BuildConstant(node.Data, node.Type);
            case Op.LoopIndex:
                return PlaceOf(region.LoopOver(node).Variable!).Read();
        }

        if (folded?[node.Id] is { } constant)
            return BuildConstant(constant, node.Type);
        var value = placement.Resolve(node, region);
        if (value.IsInline)
            return Operation(value);
        var read = method.Read(PlaceOf(value.Variable!));
        return read.Type == node.Type ? read : Expression.Convert(read, node.Type);
    }

    private Expression BuildConstant(object? data, Type type)
    {
        if (data is null || data is string || (type.IsPrimitive && data.GetType() == type))
        {
            method.IsFast &= data is null or string or double or float or int or long or bool;
            return Expression.Constant(data, type);
        }

        var slot = Appended.IndexOf(data);
        if (slot < 0)
        {
            slot = Appended.Count;
            Appended.Add(data);
        }

        return Expression.Convert(Captured(CaptureCount + slot), type);
    }

    private static Expression Captured(int slot) => Expression.ArrayIndex(Frame.Captures, Expression.Constant(slot));

    private Expression Operation(Value value)
    {
        var node = value.Node;
        if (method.IsFast && !FastSubset.Contains(node))
            method.IsFast = false;
        return node.Op switch
        {
            Op.Capture => Expression.Convert(Captured((int)node.Data!), node.Type),
            Op.Add => Expression.Add(Input(0), Input(1)),
            Op.Subtract => Expression.Subtract(Input(0), Input(1)),
            Op.Multiply => Expression.Multiply(Input(0), Input(1)),
            Op.Divide => Expression.Divide(Input(0), Input(1)),
            Op.Remainder => Expression.Modulo(Input(0), Input(1)),
            Op.Negate => Expression.Negate(Input(0)),
            Op.And => Expression.And(Input(0), Input(1)),
            Op.Or => Expression.Or(Input(0), Input(1)),
            Op.Xor => Expression.ExclusiveOr(Input(0), Input(1)),
            Op.Not => Expression.Not(Input(0)),
            Op.ShiftLeft => Expression.LeftShift(Input(0), Input(1)),
            Op.ShiftRight => Expression.RightShift(Input(0), Input(1)),
            Op.Equal => Expression.Equal(Input(0), Input(1)),
            Op.NotEqual => Expression.NotEqual(Input(0), Input(1)),
            Op.Less => Expression.LessThan(Input(0), Input(1)),
            Op.LessOrEqual => Expression.LessThanOrEqual(Input(0), Input(1)),
            Op.Greater => Expression.GreaterThan(Input(0), Input(1)),
            Op.GreaterOrEqual => Expression.GreaterThanOrEqual(Input(0), Input(1)),
            Op.Select when GraphBuilder.IsConjunction(node) => Expression.AndAlso(Input(0), Input(1)),
            Op.Select when GraphBuilder.IsDisjunction(node) => Expression.OrElse(Input(0), Input(2)),
            Op.Select => Expression.Condition(Input(0), Input(1), Input(2), node.Type),
            Op.Convert => Expression.Convert(Input(0), node.Type),
            Op.Call => BuildCall(value),
            Op.Field => BuildField(value),
            Op.New => BuildNew(value),
            Op.Lambda => BuildLambda(value),
            Op.Array => Expression.NewArrayInit(node.Type.GetElementType()!, Inputs(value)),
            Op.Length => node[0].Type.IsSZArray ? Expression.ArrayLength(Input(0)) : Expression.Property(Input(0), nameof(Array.Length)),
            Op.Index => Expression.ArrayIndex(Input(0), Input(1)),
            _ => throw new NotSupportedException($"{node.Op} is not an expression."),
        };

        Expression Input(int i) => Build(node[i], value.RegionOf(i));
    }

    private Expression[] Inputs(Value value, int from = 0)
    {
        var inputs = new Expression[value.Node.Arguments.Length - from];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = Build(value.Node[from + i], value.RegionOf(from + i));
        return inputs;
    }

    private Expression BuildCall(Value value)
    {
        var called = (value.Node.Data as EffectfulCall)?.Method ?? (MethodInfo)value.Node.Data!;
        return called.IsStatic
            ? Expression.Call(called, HiddenZeros.In(called, Inputs(value)))
            : Expression.Call(Addressable(Build(value.Node[0], value.Region)), called, Inputs(value, 1));
    }

    private Expression BuildField(Value value)
    {
        var member = (MemberInfo)value.Node.Data!;
        var instance = value.Node.Inputs.Length == 0 ? null : Build(value.Node[0], value.Region);
        return member is FieldInfo field
            ? Expression.Field(instance, field)
            : Expression.Property(instance is null ? null : Addressable(instance), (PropertyInfo)member);
    }

    /// <summary>A method of a structure takes its address, which the fast compiler finds for locals only.</summary>
    private Expression Addressable(Expression instance)
    {
        if (!instance.Type.IsValueType || instance is ParameterExpression)
            return instance;
        var local = method.Take(instance.Type);
        method.Add(Expression.Assign(local, instance));
        return local;
    }

    private Expression BuildNew(Value value)
    {
        var shape = (Shape)value.Node.Data!;
        var inputs = Inputs(value);
        for (var i = 0; i < inputs.Length; i++)
        {
            if (IsCallers(value.Node[i]) && escaping.Contains(value.Node))
                inputs[i] = Copy(inputs[i]);
        }

        var created = shape.Constructor is null
            ? Expression.New(shape.Type)
            : Expression.New(shape.Constructor, inputs[..shape.Constructed]);
        if (shape.Constructed == inputs.Length)
            return created;
        var set = new MemberBinding[inputs.Length - shape.Constructed];
        for (var i = 0; i < set.Length; i++)
            set[i] = Expression.Bind(shape.Members[shape.Constructed + i], inputs[shape.Constructed + i]);
        return Expression.MemberInit(created, set);
    }

    private Expression BuildOpaque(Value value)
    {
        var code = (OpaqueCode)value.Node.Data!;
        method.IsFast &= FastSubset.Contains(code.Body);
        for (var i = 0; i < code.Variables.Length; i++)
        {
            if (!method.Locals.Contains(code.Variables[i]))
                method.Locals.Add(code.Variables[i]);
            method.Add(Expression.Assign(code.Variables[i], Build(value.Node[i], value.Region)));
        }

        return code.Body;
    }

    /// <summary>Code that is compiled with the function's own, bound to what it captures whenever the function is called.</summary>
    private UnaryExpression BuildLambda(Value value)
    {
        var inputs = Inputs(value);
        for (var i = 0; i < inputs.Length; i++)
        {
            if (captureCopies?.Contains(value.Node[i]) == true)
                inputs[i] = Copy(inputs[i]);
            inputs[i] = Expression.Convert(inputs[i], typeof(object));
        }

        var code = BuildConstant(ScalarCompiler.Compile((Graph)value.Node.Data!, value.Node.Type), typeof(CompiledFunction));
        return Expression.Convert(
            Expression.Call(code, nameof(CompiledFunction.Bind), null, Expression.NewArrayInit(typeof(object), inputs)), value.Node.Type);
    }

    private static HashSet<Node> Escaping(Graph graph)
    {
        var result = new HashSet<Node>();
        var stack = new Stack<Node>([graph.Result]);
        while (stack.TryPop(out var node))
        {
            if (node.Op != Op.New || !result.Add(node))
                continue;
            foreach (var input in node.Inputs)
                stack.Push(input);
        }

        return result;
    }

    /// <summary>Whether a value may be an array that the caller also holds.</summary>
    private static bool IsCallers(Node result)
    {
        if (!result.Type.IsArray)
            return false;
        var seen = new HashSet<Node>();
        var stack = new Stack<Node>([result]);
        while (stack.TryPop(out var node))
        {
            if (!seen.Add(node) || node.Op is Op.Map or Op.Scatter or Op.Accumulate or Op.Array)
                continue;
            if (node.Op != Op.Select)
                return true;
            stack.Push(node[1]);
            stack.Push(node[2]);
        }

        return false;
    }
}
