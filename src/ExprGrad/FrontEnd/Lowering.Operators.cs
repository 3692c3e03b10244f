using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.FrontEnd;

/// <summary>Operators, conversions, conditionals, members.</summary>
internal sealed partial class Lowering
{
    private Value? Binary(BinaryExpression b, Scope scope)
    {
        if (b.NodeType == ExpressionType.ArrayIndex)
            return ArrayIndex(b.Left, b.Right, b, scope);
        if (b.NodeType is ExpressionType.Power || (b.Method is not null && b.Conversion is null && !b.IsLifted && !IsShortCircuit(b.NodeType)))
            return MethodCall(b.Method!, null, [b.Left, b.Right], b, scope);

        var op = b.NodeType switch
        {
            ExpressionType.Add => Op.Add,
            ExpressionType.Subtract => Op.Subtract,
            ExpressionType.Multiply => Op.Multiply,
            ExpressionType.AddChecked when Shape.IsReal(b.Type) => Op.Add,
            ExpressionType.SubtractChecked when Shape.IsReal(b.Type) => Op.Subtract,
            ExpressionType.MultiplyChecked when Shape.IsReal(b.Type) => Op.Multiply,
            ExpressionType.Divide => Op.Divide,
            ExpressionType.Modulo => Op.Remainder,
            ExpressionType.And => Op.And,
            ExpressionType.Or => Op.Or,
            ExpressionType.ExclusiveOr => Op.Xor,
            ExpressionType.LeftShift => Op.ShiftLeft,
            ExpressionType.RightShift => Op.ShiftRight,
            ExpressionType.Equal => Op.Equal,
            ExpressionType.NotEqual => Op.NotEqual,
            ExpressionType.LessThan => Op.Less,
            ExpressionType.LessThanOrEqual => Op.LessOrEqual,
            ExpressionType.GreaterThan => Op.Greater,
            ExpressionType.GreaterThanOrEqual => Op.GreaterOrEqual,
            ExpressionType.AndAlso or ExpressionType.OrElse when b.Method is null && b.Type == typeof(bool) => Op.Select,
            _ => (Op?)null,
        };
        if (op is null || b.IsLifted || !b.Left.Type.IsPrimitive || !b.Right.Type.IsPrimitive)
            return Opaque(b, scope);
        if (NeedNodes([b.Left, b.Right], scope) is not [var left, var right])
            return null;
        return new NodeValue(b.NodeType switch
        {
            ExpressionType.AndAlso => builder.And(left, right),
            ExpressionType.OrElse => builder.Or(left, right),
            _ => builder.Binary(op.Value, left, right),
        });
    }

    private static bool IsShortCircuit(ExpressionType type) => type is ExpressionType.AndAlso or ExpressionType.OrElse or ExpressionType.Coalesce;

    private Value? Unary(UnaryExpression u, Scope scope)
    {
        switch (u.NodeType)
        {
            case ExpressionType.Quote:
                return new LambdaValue((LambdaExpression)u.Operand, scope);
            case ExpressionType.ArrayLength:
                return Need(u.Operand, scope) is { } array ? new NodeValue(LengthOf(array, u.Operand, scope)) : null;
            case ExpressionType.Convert or ExpressionType.ConvertChecked when u.Method is null && !u.Type.IsValueType && !u.Operand.Type.IsValueType:
                // A conversion between reference types: an array seen as a sequence, a closure seen as its own class.
                return u.Type.IsAssignableFrom(u.Operand.Type) ? Need(u.Operand, scope) : Opaque(u, scope);
        }

        if (u.Method is not null && !u.IsLifted)
            return MethodCall(u.Method, null, [u.Operand], u, scope);
        var realOnly = u.NodeType is ExpressionType.ConvertChecked or ExpressionType.NegateChecked;
        if (u.IsLifted || u.Operand is null || !IsScalar(u.Type) || !IsScalar(u.Operand.Type) || (realOnly && !Shape.IsReal(u.Type)))
            return Opaque(u, scope);
        if (NeedNode(u.Operand, scope) is not { } operand)
            return null;
        return u.NodeType switch
        {
            ExpressionType.Negate or ExpressionType.NegateChecked => new NodeValue(builder.Negate(operand)),
            ExpressionType.UnaryPlus => new NodeValue(operand),
            ExpressionType.Not or ExpressionType.OnesComplement => new NodeValue(builder.Not(operand)),
            ExpressionType.Convert or ExpressionType.ConvertChecked => new NodeValue(builder.Convert(operand, u.Type)),
            _ => Opaque(u, scope),
        };
    }

    private static bool IsScalar(Type type) => type.IsPrimitive || type.IsEnum;

    private Value? Conditional(ConditionalExpression c, Scope scope) =>
        NeedNodes([c.Test, c.IfTrue, c.IfFalse], scope) is [var test, var ifTrue, var ifFalse]
            ? new NodeValue(builder.Select(test, ifTrue, ifFalse))
            : null;

    private Value? ArrayIndex(Expression array, Expression index, Expression whole, Scope scope)
    {
        if (index.Type != typeof(int))
            return Opaque(whole, scope);
        var arrayValue = Need(array, scope);
        var indexNode = NeedNode(index, scope);
        return arrayValue is null || indexNode is null ? null : new NodeValue(builder.Index(ToNode(arrayValue, array, scope.Loops), indexNode));
    }

    private Value? Member(MemberExpression m, Scope scope)
    {
        // A captured lambda or function is looked up now: what it computes becomes part of the structure.
        if (IsFunction(m.Type))
            return Constant(Evaluate(m), m.Type);
        if (m.Expression is null)
            return new NodeValue(Read(m.Member, null, scope));
        if (Need(m.Expression, scope) is not { } instance)
            return null;
        if (instance is SequenceValue sequence && m.Member.Name == "Length")
            return new NodeValue(sequence.Length);
        return new NodeValue(Read(m.Member, ToNode(instance, m.Expression, scope.Loops), scope));
    }

    /// <summary>A field, or a property that only reads, is a value; any other getter is a method of which nothing is known.</summary>
    private Node Read(MemberInfo member, Node? instance, Scope scope) =>
        member is not PropertyInfo { GetMethod: { } getter } property || (instance is not null && Shape.Of(instance.Type)?.IndexOf(property) >= 0)
            || Accessors.OnlyReads(property)
            ? builder.Field(member, instance)
            : builder.CallEffectful(getter, instance is null ? scope.Loops : [instance, .. scope.Loops]);

    private Node LengthOf(Value value, Expression origin, Scope scope) =>
        value is SequenceValue sequence ? sequence.Length : builder.Length(ToNode(value, origin, scope.Loops));

    private Value? New(NewExpression n, Scope scope)
    {
        if (n.Constructor is null || Shape.Of(n.Type) is not { } shape || shape.Constructor != n.Constructor
            || shape.Constructed != shape.Members.Length)
        {
            return Opaque(n, scope);
        }

        return NeedNodes(n.Arguments, scope) is { } members ? new NodeValue(builder.New(shape, members)) : null;
    }

    private Value? ArrayLiteral(NewArrayExpression a, Scope scope)
    {
        if (!Shape.IsReal(a.Type.GetElementType()!))
            return Opaque(a, scope);
        return NeedNodes(a.Expressions, scope) is { } elements ? new NodeValue(builder.Array(a.Type, elements)) : null;
    }

    private Value? MemberInit(MemberInitExpression m, Scope scope)
    {
        if (Shape.Of(m.Type) is not { Starts: { } starts } shape || m.NewExpression.Constructor != shape.Constructor
            || m.NewExpression.Arguments.Count != shape.Constructed || (starts && m.Bindings.Count + shape.Constructed < shape.Members.Length)
            || m.Bindings.Any(b => b is not MemberAssignment || shape.IndexOf(b.Member) < 0))
        {
            return Opaque(m, scope);
        }

        var assignments = m.Bindings.Cast<MemberAssignment>().ToList();
        if (NeedNodes([.. m.NewExpression.Arguments, .. assignments.Select(a => a.Expression)], scope) is not { } values)
            return null;
        var members = new Node[shape.Members.Length];
        values.AsSpan(0, shape.Constructed).CopyTo(members);
        for (var i = 0; i < assignments.Count; i++)
            members[shape.IndexOf(assignments[i].Member)] = values[shape.Constructed + i];
        for (var i = 0; i < members.Length; i++)
            members[i] ??= DefaultOf(shape.MemberType(i));
        return new NodeValue(builder.New(shape, members));
    }

    private Node DefaultOf(Type type) =>
        builder.Constant(type.IsValueType ? System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type) : null, type);

    /// <summary>The present value of a chain of members from a constant or a static member.</summary>
    private object? Evaluate(Expression e)
    {
        looksInside = true;
        var members = new Stack<MemberExpression>();
        while (e is MemberExpression m)
        {
            members.Push(m);
            e = m.Expression!;
        }

        if (e is not (null or ConstantExpression))
            throw Errors.Unsupported(e);
        var value = (e as ConstantExpression)?.Value;
        foreach (var m in members)
        {
            // A property that makes its lambda anew is asked once: so a lambda that comes back to itself is known again.
            if (!looked.TryGetValue((value, m.Member), out var found))
                looked[(value, m.Member)] = found = m.Member is FieldInfo f ? f.GetValue(value) : ((PropertyInfo)m.Member).GetValue(value);
            value = found;
        }

        return value;
    }
}
