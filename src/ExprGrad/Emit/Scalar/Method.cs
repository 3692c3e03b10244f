using System.Linq.Expressions;

namespace ExprGrad.Emit.Scalar;

/// <summary>A part of a computation that is a method of its own. What it shares with other parts is in the frame, of two arrays.</summary>
internal delegate void Segment(object?[] captures, double[] reals, object?[] objects);

/// <summary>Where a variable lives: a local of one method or an element of the frame that all methods of one call share.</summary>
internal sealed class Place
{
    private readonly Expression location;
    private readonly Type type;

    public Place(ParameterExpression local)
    {
        (location, type) = (local, local.Type);
        Local = local;
    }

    public Place(int index, Type type)
    {
        this.type = type;
        Index = index;
        location = Expression.ArrayAccess(InReals(type) ? Frame.Reals : Frame.Objects, Expression.Constant(index));
    }

    public ParameterExpression? Local { get; }

    public int Index { get; }

    /// <summary>Whether an element of a double[] holds the type without loss.</summary>
    public static bool InReals(Type type) => type == typeof(double) || type == typeof(float) || type == typeof(int) || type == typeof(bool);

    public Expression Read() => type == typeof(bool) && Local is null
        ? Expression.NotEqual(location, Expression.Constant(0.0))
        : location.Type == type ? location : Expression.Convert(location, type);

    public Expression Write(Expression value) => Expression.Assign(
        location,
        type == typeof(bool) && Local is null ? Expression.Condition(value, Expression.Constant(1.0), Expression.Constant(0.0))
            : location.Type == value.Type ? value : Expression.Convert(value, location.Type));
}

internal static class Frame
{
    public static readonly ParameterExpression Captures = Expression.Parameter(typeof(object[]), "captures");
    public static readonly ParameterExpression Reals = Expression.Parameter(typeof(double[]), "reals");
    public static readonly ParameterExpression Objects = Expression.Parameter(typeof(object[]), "objects");
}

/// <summary>One method under construction: its statements, its open blocks and its locals, which are used again once they are free.</summary>
internal sealed class Method
{
    private readonly Dictionary<Type, Stack<ParameterExpression>> free = [];
    private readonly Stack<Block> blocks = new([new Block(null)]);

    public List<ParameterExpression> Locals { get; } = [];

    /// <summary>Whether all of it is known to be compiled correctly by the fast compiler.</summary>
    public bool IsFast { get; set; } = true;

    public void Add(Expression statement) => blocks.Peek().Statements.Add(statement);

    /// <summary>Opens a block that runs when a condition holds, or the body of a loop.</summary>
    public void Open(Expression? condition = null) => blocks.Push(new Block(condition));

    public void Else() => blocks.Peek().TurnToElse();

    public void CloseIf() => Add(blocks.Pop().AsIf());

    public List<Expression> Close() => blocks.Pop().Statements;

    public ParameterExpression Take(Type type)
    {
        if (free.TryGetValue(type, out var unused) && unused.TryPop(out var local))
            return local;
        Locals.Add(local = Expression.Variable(type));
        return local;
    }

    public bool HasFree(Type type) => free.TryGetValue(type, out var unused) && unused.Count > 0;

    public void Free(ParameterExpression local)
    {
        if (!free.TryGetValue(local.Type, out var unused))
            free[local.Type] = unused = [];
        unused.Push(local);
    }

    public Expression Body(Expression result)
    {
        var statements = blocks.Pop().Statements;
        if (statements.Count == 0 && Locals.Count == 0)
            return result;
        statements.Add(result);
        return Expression.Block(Locals, statements);
    }

    private sealed class Block(Expression? condition)
    {
        private List<Expression>? ifTrue;

        public List<Expression> Statements { get; private set; } = [];

        public void TurnToElse() => (ifTrue, Statements) = (Statements, []);

        public Expression AsIf() => ifTrue is null
            ? Expression.IfThen(condition!, Join(Statements))
            : Expression.IfThenElse(condition!, Join(ifTrue), Join(Statements));

        private static Expression Join(List<Expression> statements) =>
            statements.Count == 0 ? Expression.Empty() : Expression.Block(typeof(void), statements);
    }
}
