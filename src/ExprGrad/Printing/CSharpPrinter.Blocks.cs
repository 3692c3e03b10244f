using System.Linq.Expressions;
using System.Text;

namespace ExprGrad.Printing;

/// <summary>Lambdas and the statements inside them.</summary>
internal sealed partial class CSharpPrinter
{
    // A body of several statements longer than this has a line for each.
    private const int LongestLine = 120;

    private readonly List<int> breaks = [];
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
        var declared = new List<ParameterExpression>();
        WriteTail(body, deliver, exact, declared);
        foreach (var local in declared)
            names.Release(local);
        blocks--;
        Break();
        text.Append('}');
    }

    private void WriteTail(Expression body, string deliver, bool exact, List<ParameterExpression> declared)
    {
        if (body is BlockExpression block)
        {
            var first = new HashSet<Expression>(block.Variables);
            for (var i = 0; i < block.Expressions.Count - 1; i++)
                WriteStatement(block.Expressions[i], first, declared);
            WriteTail(block.Expressions[^1], deliver, exact, declared);
            return;
        }

        Break();
        if (body is ConditionalExpression c && HasStatements(c))
        {
            text.Append("if (");
            Write(c.Test);
            text.Append(") ");
            WriteStatements(c.IfTrue, deliver, exact);

            // After a return there is no need to say else.
            if (deliver == "return ")
            {
                WriteTail(c.IfFalse, deliver, exact, declared);
                return;
            }

            text.Append(" else ");
            WriteStatements(c.IfFalse, deliver, exact);
            return;
        }

        text.Append(deliver);
        Write(body, exact: exact);
        text.Append(';');
    }

    private void WriteStatement(Expression statement, HashSet<Expression> undeclared, List<ParameterExpression> declared)
    {
        if (statement is not BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression local } assignment || !undeclared.Remove(local))
        {
            Break();
            Write(statement, exact: false);
            text.Append(';');
            return;
        }

        var value = assignment.Right;
        var name = names.Declare(local);
        declared.Add(local);
        Break();
        if (HasStatements(value))
        {
            text.Append(TypeNames.Of(local.Type)).Append(' ').Append(name).Append("; ");
            blocks++;
            WriteDelivered(value, name, declared);
            blocks--;
            return;
        }

        // A lambda says its type by those of its parameters.
        text.Append(value is LambdaExpression ? TypeNames.Of(local.Type) : "var").Append(' ').Append(name).Append(" = ");
        Write(value);
        text.Append(';');
    }

    private void WriteDelivered(Expression value, string name, List<ParameterExpression> declared)
    {
        if (value is ConditionalExpression)
            WriteTail(value, name + " = ", exact: false, declared);
        else
            WriteStatements(value, name + " = ", exact: false);
    }

    /// <summary>The end of a statement: a space, or a new line in the outermost block of a long lambda.</summary>
    private void Break()
    {
        if (blocks <= 1 && depth == 0)
            breaks.Add(text.Length);
        if (text[^1] != ' ')
            text.Append(' ');
    }

    private string Layout()
    {
        var line = text.ToString();
        if (line.Length <= LongestLine || breaks.Count == 0)
            return line;
        var laidOut = new StringBuilder(line.Length + (breaks.Count * 4));
        var start = 0;
        foreach (var at in breaks)
        {
            // The last break is before the closing brace.
            laidOut.Append(line, start, at - start).Append(at == breaks[^1] ? "\n" : "\n    ");
            start = at + 1;
        }

        return laidOut.Append(line, start, line.Length - start).ToString();
    }
}
