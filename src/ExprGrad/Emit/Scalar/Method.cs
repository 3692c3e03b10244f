using System.Linq.Expressions;

namespace ExprGrad.Emit.Scalar;

/// <summary>A part of a computation that is a method of its own. What it shares with other parts is in the frame, of two arrays.</summary>
internal delegate void Segment(object?[] captures, double[] reals, object?[] objects);

/// <summary>Where a variable lives: a local of one method or an element of the frame that all methods of one call share.</summary>
internal sealed class Place
{
    private readonly Expression location;
    public Place(ParameterExpression local)
    {
        (location, Type) = (local, local.Type);
        Local = local;
    }

    public Place(int index, Type type)
    {
        Type = type;
        Index = index;
        location = Expression.ArrayAccess(InReals(type) ? Frame.Reals : Frame.Objects, Expression.Constant(index));
    }

    public Type Type { get; }

    public ParameterExpression? Local { get; }

    /// <summary>Whether an element of the frame is written once only, so that methods may keep a copy in a local.</summary>
    public bool IsFixed { get; init; }

    public int Index { get; }

    /// <summary>Whether an element of a double[] holds the type without loss.</summary>
    public static bool InReals(Type type) => type == typeof(double) || type == typeof(float) || type == typeof(int) || type == typeof(bool);

    public Expression Read() => Type == typeof(bool) && Local is null
        ? Expression.NotEqual(location, Expression.Constant(0.0))
        : location.Type == Type ? location : Expression.Convert(location, Type);

    public Expression ReadIfThere() => Expression.TypeAs(location, Type);

    public Expression Write(Expression value) => Expression.Assign(
        location,
        Type == typeof(bool) && Local is null ? Expression.Condition(value, Expression.Constant(1.0), Expression.Constant(0.0))
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
    private readonly Dictionary<Place, ParameterExpression> copies = [];
    private readonly List<Expression> loads = [];

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

    /// <summary>Reads a place; what is fixed is loaded once, when the method starts.</summary>
    public Expression Read(Place place)
    {
        if (!place.IsFixed)
            return place.Read();
        if (!copies.TryGetValue(place, out var copy))
        {
            Locals.Add(copies[place] = copy = Expression.Variable(place.Type));

            // Where the array was not made after all, another may still be in its place.
            loads.Add(Expression.Assign(copy, place.Type.IsArray ? place.ReadIfThere() : place.Read()));
        }

        return copy;
    }

    public void Write(Place place, Expression value)
    {
        if (place.IsFixed)
        {
            var copy = Expression.Variable(place.Type);
            Locals.Add(copies[place] = copy);
            Add(Expression.Assign(copy, value));
            value = copy;
        }

        Add(place.Write(value));
    }

    public Expression Body(Expression result)
    {
        List<Expression> statements = [.. loads, .. blocks.Pop().Statements];
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
