using System.Linq.Expressions;

namespace ExprGrad.Printing;

/// <summary>Tuples, objects and arrays, and what their initialisers hold.</summary>
internal sealed partial class CSharpPrinter
{
    private Precedence WriteNew(NewExpression n, bool exact)
    {
        if (TypeNames.IsTuple(n.Type) && n.Arguments.Count > 1)
        {
            text.Append(isQuoted ? "ValueTuple.Create" : "");
            text.Append('(');
            BreakItems(0);
            WriteList(TupleItems(n), _ => exact || isQuoted, isBroken: true);
            return Append(")");
        }

        if (n.Members is { Count: > 0 } members && TypeNames.IsCompilerGenerated(n.Type))
        {
            text.Append("new { ");
            for (var i = 0; i < members.Count; i++)
            {
                text.Append(i > 0 ? ", " : "");

                // new { v.Length } and new { x } are named after what they hold; the name is written where it is another.
                var name = Names.Identifier(members[i].Name);
                if (!(n.Arguments[i] is ParameterExpression p && names[p] == name))
                    text.Append(name).Append(" = ");
                Write(n.Arguments[i]);
            }

            return Append(" }");
        }

        text.Append("new ").Append(TypeNames.Of(n.Type));
        if (n.Constructor is not null)
            return WriteArguments(n.Constructor, n.Arguments, 0);
        return Append("()");
    }

    private static List<Expression> TupleItems(NewExpression tuple)
    {
        var items = new List<Expression>();
        for (; ; tuple = (NewExpression)tuple.Arguments[7])
        {
            items.AddRange(tuple.Arguments.Take(7));
            if (tuple.Arguments.Count < 8)
                return items;
            if (tuple.Arguments[7] is not NewExpression)
            {
                // The rest comes as a whole: C# has no literal for that, but it can be taken apart.
                var rest = tuple.Arguments[7];
                items.AddRange(rest.Type.GetFields().Select(f => Expression.Field(rest, f)));
                return items;
            }
        }
    }

    private Precedence WriteNewArray(NewArrayExpression n)
    {
        text.Append("new ");
        if (n.NodeType == ExpressionType.NewArrayBounds)
        {
            // The dimensions stand between the first brackets.
            var pattern = TypeNames.ArrayOf(n.Type, "\0").Split('\0');
            text.Append(pattern[0]);
            WriteList(n.Expressions, _ => false);
            return Append(pattern[1]);
        }

        if (n.Expressions.Count == 0)
            return Append(TypeNames.ArrayOf(n.Type, "0"));
        text.Append(TypeNames.Of(n.Type)).Append(" { ");
        BreakItems(1);
        WriteList(n.Expressions, _ => false, isBroken: true);
        return Append(" }");
    }

    /// <summary>A matrix of so many rows and columns, if a call of <see cref="Functions.Reshape"/> with its elements makes one.</summary>
    private bool TryWriteMatrix(MethodCallExpression call)
    {
        if (!IsMatrix(call, out var elements, out var columns))
            return false;
        text.Append("new ").Append(TypeNames.Of(call.Type)).Append(" { ");
        for (var i = 0; i < elements.Count; i++)
        {
            var isFirst = i % columns == 0;
            if (i > 0)
                text.Append(isFirst ? " }, " : ", ");
            if (isFirst)
            {
                BreakItems(1);
                text.Append("{ ");
            }

            Write(elements[i], exact: false);
        }

        text.Append(" } }");
        return true;
    }

    internal static bool IsMatrix(MethodCallExpression call, out IReadOnlyList<Expression> elements, out int columns)
    {
        (elements, columns) = ([], 0);
        if (call.Method.Name != nameof(Functions.Reshape) || call.Method.DeclaringType != typeof(Functions)
            || call.Arguments is not [NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array, ConstantExpression { Value: int r }, ConstantExpression { Value: int c }]
            || r <= 0 || c <= 0 || array.Expressions.Count != r * c)
        {
            return false;
        }

        (elements, columns) = (array.Expressions, c);
        return true;
    }

    private Precedence WriteMemberInit(MemberInitExpression m)
    {
        WriteCreated(m.NewExpression);
        return WriteBindings(m.Bindings);
    }

    private Precedence WriteListInit(ListInitExpression l)
    {
        WriteCreated(l.NewExpression);
        return WriteInitializers(l.Initializers);
    }

    // new P { A = 1 } needs no empty argument list.
    private void WriteCreated(NewExpression n)
    {
        if (n.Arguments.Count == 0)
            text.Append("new ").Append(TypeNames.Of(n.Type));
        else
            WriteNew(n, exact: true);
        text.Append(' ');
    }

    private Precedence WriteBindings(IReadOnlyList<MemberBinding> bindings)
    {
        text.Append("{ ");
        for (var i = 0; i < bindings.Count; i++)
        {
            text.Append(i > 0 ? ", " : "").Append(Names.Identifier(bindings[i].Member.Name)).Append(" = ");
            switch (bindings[i])
            {
                case MemberAssignment a:
                    Write(a.Expression, exact: false);
                    break;
                case MemberListBinding l:
                    WriteInitializers(l.Initializers);
                    break;
                case MemberMemberBinding inner:
                    WriteBindings(inner.Bindings);
                    break;
            }
        }

        return Append(" }");
    }

    private Precedence WriteInitializers(IReadOnlyList<ElementInit> initializers)
    {
        text.Append("{ ");
        for (var i = 0; i < initializers.Count; i++)
        {
            text.Append(i > 0 ? ", " : "");
            var arguments = initializers[i].Arguments;
            if (arguments.Count > 1)
                text.Append("{ ");
            WriteList(arguments, _ => false);
            if (arguments.Count > 1)
                text.Append(" }");
        }

        return Append(" }");
    }
}
