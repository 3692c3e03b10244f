using System.Reflection;

namespace ExprGrad.Graphs;

/// <summary>Arithmetic, comparisons, conditionals and conversions, with the simplifications that keep every bit.</summary>
internal sealed partial class GraphBuilder
{
    public Node Add(Node a, Node b)
    {
        // x + x is 2 * x, exactly; x + -0.0 is x, even for x = -0.0 (x + 0.0 is not).
        if (a.IsReal)
        {
            if (a == b && a.Op != Op.Constant)
                return Multiply(Real(2, a.Type), a);
            if (IsNegativeZero(b) || (fastMath && b.IsConstant(0)))
                return a;
            if (IsNegativeZero(a) || (fastMath && a.IsConstant(0)))
                return b;
            if (b.Op == Op.Negate)
                return Subtract(a, b[0]);
            if (a.Op == Op.Negate && !a.HasEffects)
                return Subtract(b, a[0]);
        }

        return Fold(Op.Add, a, b);
    }

    public Node Subtract(Node a, Node b)
    {
        if (a.IsReal)
        {
            if (IsPositiveZero(b))
                return a;
            if (b.Op == Op.Negate)
                return Add(a, b[0]);
            if (fastMath && a == b)
                return Real(0, a.Type);
        }

        return Fold(Op.Subtract, a, b);
    }

    public Node Multiply(Node a, Node b)
    {
        if (a.IsReal)
        {
            if (a.IsConstant(1))
                return b;
            if (b.IsConstant(1))
                return a;
            if (a.IsConstant(-1))
                return Negate(b);
            if (b.IsConstant(-1))
                return Negate(a);
            if (a.Op == Op.Negate && b.Op == Op.Negate)
                return Multiply(a[0], b[0]);
            if (fastMath && (a.IsConstant(0) || b.IsConstant(0)))
                return Real(0, a.Type);
        }

        return Fold(Op.Multiply, a, b);
    }

    public Node Divide(Node a, Node b)
    {
        if (a.IsReal)
        {
            if (b.IsConstant(1))
                return a;
            if (b.IsConstant(-1))
                return Negate(a);
            if (fastMath && a == b)
                return Real(1, a.Type);
        }

        return Fold(Op.Divide, a, b);
    }

    public Node Negate(Node a)
    {
        if (a.IsReal)
        {
            if (a.Op == Op.Negate)
                return a[0];
            if (a.RealConstant is { } c)
                return Real(-c, a.Type);
        }

        return Make(Op.Negate, a.Type, null, a);
    }

    public Node Not(Node a)
    {
        if (a.Op == Op.Constant && a.Data is bool value)
            return Constant(!value);
        if (a.Op == Op.Not)
            return a[0];
        return Make(Op.Not, a.Type, null, a);
    }

    /// <summary>Short-circuit conjunction.</summary>
    public Node And(Node a, Node b)
    {
        // a && a, (a || c) && a and a && (a || c) are a.
        if (a == b || (IsDisjunction(b) && IsPart(a, b)))
            return a;
        return IsDisjunction(a) && IsPart(b, a) ? b : Select(a, b, Constant(false));
    }

    /// <summary>Short-circuit disjunction.</summary>
    public Node Or(Node a, Node b)
    {
        if (a == b || (IsConjunction(b) && IsPart(a, b)))
            return a;
        if (IsConjunction(a) && IsPart(b, a))
            return b;

        // c || !c, and c && d || c && !d: what guards of the two branches of one conditional add up to.
        if (Not(a) == b)
            return Constant(true);
        if (IsConjunction(a) && IsConjunction(b) && a[0] == b[0])
            return And(a[0], Or(a[1], b[1]));
        return Select(a, Constant(true), b);
    }

    // Dropping a condition that may throw would change what is evaluated.
    private static bool IsPart(Node part, Node whole) => part.Op != Op.Constant
        && System.Array.IndexOf(whole.Inputs, part) >= 0 && System.Array.TrueForAll(whole.Inputs, IsSimple);

    private static bool IsSimple(Node condition) => condition.Op == Op.Constant || condition.Op == Op.Parameter
        || (IsTotal(condition) && System.Array.TrueForAll(condition.Inputs, i => IsTotal(i) && System.Array.TrueForAll(i.Inputs, IsTotal)));

    public static bool IsConjunction(Node node) => node.Op == Op.Select && node.Type == typeof(bool) && node[2].IsBool(false);

    public static bool IsDisjunction(Node node) => node.Op == Op.Select && node.Type == typeof(bool) && node[1].IsBool(true);

    public Node Select(Node condition, Node ifTrue, Node ifFalse)
    {
        if (condition.Op == Op.Constant && condition.Data is bool value)
            return value ? ifTrue : ifFalse;
        if (ifTrue == ifFalse && IsTotal(condition) && !condition.HasEffects)
            return ifTrue;
        if (condition.Op == Op.Not && ifTrue.Type != typeof(bool))
            return Select(condition[0], ifFalse, ifTrue);
        if (ifTrue == condition)
            ifTrue = Constant(true);
        if (ifFalse == condition)
            ifFalse = Constant(false);
        if (ifTrue.IsBool(true) && ifFalse.IsBool(false))
            return condition;
        if (ifTrue.IsBool(false) && ifFalse.IsBool(true))
            return Not(condition);

        // A choice between composites is a choice for each member, unless one is an object that somebody else may know, or null.
        if (Shape.Of(ifTrue.Type) is { } shape && (shape.IsValue || (ifTrue.Op == Op.New && ifFalse.Op == Op.New)))
        {
            return New(shape, System.Array.ConvertAll(shape.Members, m => Select(condition, Field(m, ifTrue), Field(m, ifFalse))));
        }

        // Inside a branch the same condition is known.
        if (ifTrue.Op == Op.Select && ifTrue[0] == condition)
            ifTrue = ifTrue[1];
        if (ifFalse.Op == Op.Select && ifFalse[0] == condition)
            ifFalse = ifFalse[2];
        return Make(Op.Select, ifTrue.Type, null, condition, ifTrue, ifFalse);
    }

    public Node Convert(Node value, Type type)
    {
        if (value.Type == type)
            return value;
        if (value.Op == Op.Constant && value.Data is not null && ConstantFolding.Convert(value.Data, type) is { } folded)
            return Constant(folded, type);
        return Make(Op.Convert, type, null, value);
    }

    /// <summary>Any operation of two inputs.</summary>
    public Node Binary(Op op, Node a, Node b) => op switch
    {
        Op.Add => Add(a, b),
        Op.Subtract => Subtract(a, b),
        Op.Multiply => Multiply(a, b),
        Op.Divide => Divide(a, b),
        _ => Fold(op, a, b),
    };

    private Node Fold(Op op, Node a, Node b)
    {
        if (a.Op == Op.Constant && b.Op == Op.Constant && a.Data is not null && b.Data is not null
            && ConstantFolding.Binary(op, a.Data, b.Data) is { } folded)
        {
            return Constant(folded, folded.GetType());
        }

        return Make(op, IsComparison(op) ? typeof(bool) : a.Type, null, a, b);
    }

    public static bool IsComparison(Op op) => op is >= Op.Equal and <= Op.GreaterOrEqual;

    /// <summary>
    /// Whether evaluating the node itself (its inputs apart) can neither throw nor be observed, so that it may be computed where C# would not.
    /// </summary>
    public static bool IsTotal(Node node) => node.Op switch
    {
        Op.Call => node.Data is MethodInfo method && IsTotalMethod(method) && IsTotalFor(node.Inputs, method),
        Op.Opaque or Op.Index or Op.Length or Op.Map or Op.Reduce or Op.Scatter or Op.Accumulate => false,
        Op.Field => node.Inputs.Length > 0 && node[0].Type.IsValueType && PlainCode.IsPlain((MemberInfo)node.Data!),
        Op.Divide or Op.Remainder => node.IsReal,
        Op.Convert => node.Type.IsPrimitive && node[0].Type.IsPrimitive,
        _ => true,
    };

    /// <summary>Whether an element is read by the index of a loop over its array, alone or zipped with a shorter one: it is there.</summary>
    public static bool IsInRange(Node element)
    {
        var (array, index) = (element[0], element[1]);
        return index.Op == Op.LoopIndex
            && (IsLength(index[0]) || (index[0] is { Op: Op.Call, Data: MethodInfo { Name: nameof(Math.Min) } } && System.Array.Exists(index[0].Inputs, IsLength)));

        bool IsLength(Node node) => node.Op == Op.Length && node[0] == array;
    }

    // Math.Sign throws for a NaN, Math.Clamp when its bounds are crossed; a user's method may throw anything.
    private static bool IsTotalMethod(MethodInfo method) =>
        (method.DeclaringType == typeof(Math) || method.DeclaringType == typeof(MathF) || method.DeclaringType == typeof(double)
            || method.DeclaringType == typeof(float) || method.DeclaringType == typeof(Functions))
        && method.Name is not ("Sign" or "Clamp" or "ClampNative" or "DivRem" or "Round");

    // No function of real numbers throws. Those of integers may (Math.Abs(int.MinValue), an order below zero), and so may those of strings and arrays.
    private static bool IsTotalFor(Node[] arguments, MethodInfo method) =>
        method.Name is "Min" or "Max" || System.Array.TrueForAll(arguments, a => a.IsReal || a is { Op: Op.Constant, Data: int and >= 0 });

    /// <summary>pow(x, 1) is x and pow(x, 0) is 1 for every x, NaN included (IEEE 754-2019, 9.2.1).</summary>
    private Node? SimplifyCall(MethodInfo method, Node[] arguments)
    {
        if (method.Name == "Pow" && arguments is [{ IsReal: true } x, var y] && method.DeclaringType is { Namespace: "System" })
        {
            if (y.IsConstant(1))
                return x;
            if (y.IsConstant(0))
                return Real(1, x.Type);
        }

        // |-x| and ||x|| are |x|.
        if (method.Name == "Abs" && arguments is [{ IsReal: true } a] && (a.Op == Op.Negate || (a.Op == Op.Call && method.Equals(a.Data))))
            return Call(method, a[0]);

        // The length of two arrays of one length, zipped.
        var isMinimum = method.DeclaringType == typeof(Math) && method.Name == "Min" && method.ReturnType == typeof(int);
        if (isMinimum && arguments[0] == arguments[1])
            return arguments[0];
        return null;
    }

    private static bool IsPositiveZero(Node node) => node.RealConstant is { } c && c == 0 && !double.IsNegative(c);

    private static bool IsNegativeZero(Node node) => node.RealConstant is { } c && c == 0 && double.IsNegative(c);
}
