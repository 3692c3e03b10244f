using System.Linq.Expressions;
using System.Text;

namespace ExprGrad.Printing;

/// <summary>Lambdas and the statements inside them.</summary>
internal sealed partial class CSharpPrinter
{
    private int blocks;

    private Precedence WriteLambda(LambdaExpression lambda, bool exact)
    {
        var parameters = lambda.Parameters.Select(names.Declare).ToList();
        text.Append(parameters.Count == 1 ? parameters[0] : $"({string.Join(", ", parameters)})").Append(" => ");
        if (HasStatements(lambda.Body))
            WriteStatements(lambda.Body, "return ", exact);
        else
            Write(lambda.Body, exact: exact);
        foreach (var parameter in lambda.Parameters)
            names.Release(parameter);
        return Precedence.Any;
    }

    // C# has no block that is an expression; a lambda that is called on the spot is the nearest.
    private Precedence WriteBlock(BlockExpression block)
    {
        text.Append("((").Append(TypeNames.Of(block.Type == typeof(void) ? typeof(Action) : typeof(Func<>).MakeGenericType(block.Type))).Append(")(() => ");
        WriteStatements(block, block.Type == typeof(void) ? "" : "return ", exact: true);
        return Append("))()");
    }

    /// <summary>Whether C# needs statements to say it: locals at the end of the evaluation, possibly of one branch only.</summary>
    private static bool HasStatements(Expression e)
    {
        var stack = new Stack<Expression>([e]);
        while (stack.TryPop(out var tail))
        {
            if (tail is BlockExpression)
                return true;
            if (tail is ConditionalExpression c)
            {
                stack.Push(c.IfTrue);
                stack.Push(c.IfFalse);
            }
        }

        return false;
    }

    /// <summary>Braces around the statements that deliver a value: <paramref name="deliver"/> is <c>return </c> or <c>t = </c>.</summary>
    private void WriteStatements(Expression body, string deliver, bool exact)
    {
        text.Append('{');
        blocks++;
        var declared = DeclareLocals(body, deliver);
        WriteTail(body, deliver, exact, [.. declared]);
        foreach (var local in declared)
            names.Release(local);
        blocks--;
        Break();
        text.Append('}');
    }

    /// <summary>Names all locals of one pair of braces at once: a scope inside it that comes first may not take the name of one that follows.</summary>
    private List<ParameterExpression> DeclareLocals(Expression body, string deliver)
    {
        var declared = new List<ParameterExpression>();
        for (Expression? tail = body; tail is not null; tail = Continued(tail, deliver))
        {
            if (tail is not BlockExpression block)
                continue;
            foreach (var local in block.Variables)
            {
                names.Declare(local);
                declared.Add(local);
            }
        }

        return declared;
    }

    // What stands behind something between the same braces: after a return there is no need to say else.
    private static Expression? Continued(Expression tail, string deliver) => tail switch
    {
        BlockExpression block => block.Expressions[^1],
        ConditionalExpression c when deliver == "return " && HasStatements(c) => c.IfFalse,
        _ => null,
    };

    private void WriteTail(Expression body, string deliver, bool exact, HashSet<Expression> undeclared)
    {
        var isElse = false;
        for (var tail = body; ; tail = isElse ? ((ConditionalExpression)tail).IfFalse : Continued(tail, deliver)!)
        {
            if (tail is BlockExpression block)
            {
                for (var i = 0; i < block.Expressions.Count - 1; i++)
                    WriteStatement(block.Expressions[i], undeclared);
                continue;
            }

            if (isElse)
                text.Append(' ');
            else
                Break();
            if (tail is not ConditionalExpression c || !HasStatements(c))
            {
                WriteDelivery(tail, deliver, exact);
                return;
            }

            text.Append("if (");
            Write(c.Test);
            text.Append(')');
            WriteBranch(c.IfTrue, deliver, exact);
            if (deliver == "return ")
                continue;
            Break();
            text.Append("else");
            if (c.IfFalse is ConditionalExpression next && HasStatements(next))
            {
                isElse = true;
                continue;
            }

            WriteBranch(c.IfFalse, deliver, exact);
            return;
        }
    }

    private void WriteBranch(Expression branch, string deliver, bool exact)
    {
        if (HasStatements(branch))
        {
            text.Append(' ');
            WriteStatements(branch, deliver, exact);
            return;
        }

        blocks++;
        Break();
        WriteDelivery(branch, deliver, exact);
        blocks--;
    }

    private void WriteDelivery(Expression value, string deliver, bool exact)
    {
        text.Append(deliver);
        Write(value, exact: exact);
        text.Append(';');
    }

    private void WriteStatement(Expression statement, HashSet<Expression> undeclared)
    {
        Break();
        if (statement is not BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression local } assignment || !undeclared.Remove(local))
        {
            Write(statement, exact: false);
            text.Append(';');
            return;
        }

        var (value, name) = (assignment.Right, names[local]);
        if (HasStatements(value))
        {
            text.Append(TypeNames.Of(local.Type)).Append(' ').Append(name).Append(';');
            if (value is ConditionalExpression)
            {
                WriteTail(value, name + " = ", exact: false, undeclared);
                return;
            }

            Break();
            WriteStatements(value, name + " = ", exact: false);
            return;
        }

        // A lambda says its type by those of its parameters.
        text.Append(value is LambdaExpression ? TypeNames.Of(local.Type) : "var").Append(' ').Append(name).Append(" = ");
        Write(value);
        text.Append(';');
    }
}
