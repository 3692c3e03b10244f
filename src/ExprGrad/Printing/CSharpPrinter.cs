using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace ExprGrad.Printing;

/// <summary>
/// Expression trees as C#. A raised tree prints as valid C# that computes the same bits; any other tree prints as far as C# has words for it.
/// </summary>
/// <remarks>
/// Every Write method returns how tightly its text binds, and <see cref="Write"/> adds parentheses where that is too loose. Its parameter
/// <c>exact</c> is explained at <see cref="Conversions"/>.
/// </remarks>
internal sealed partial class CSharpPrinter
{
    private const string Omitted = "...";
    private const int LongestExcerpt = 400;
    private const int DeepestExcerpt = 60;

    // Raised trees stay far below; a tree built by hand may share its way to any size.
    private const int LongestLambda = 1_000_000;

    private readonly TextBuffer text = new();
    private readonly Names names;
    private readonly int longest;
    private readonly int deepest;
    private readonly bool isQuoted;
    private int depth;
    private bool isChecked;
    private bool isCut;

    private CSharpPrinter(Expression root, int longest, int deepest, bool isQuoted = false)
    {
        this.isQuoted = isQuoted;
        names = new Names(root);
        this.longest = longest;
        this.deepest = deepest;
    }

    /// <summary>The whole of a lambda; only what would exhaust the stack or the memory becomes <c>...</c>.</summary>
    public static string Print(LambdaExpression lambda)
    {
        var printer = new CSharpPrinter(lambda, LongestLambda, int.MaxValue);
        printer.WriteLambda(lambda, exact: false);
        return printer.Layout() + (printer.isCut ? Omitted : "");
    }

    /// <summary>Any expression, for messages: long or deep ones are cut short with <c>...</c>.</summary>
    public static string Print(Expression expression)
    {
        var printer = new CSharpPrinter(expression, LongestExcerpt, DeepestExcerpt);
        printer.Write(expression, exact: false);
        return printer.text.Length <= LongestExcerpt ? printer.text.ToString() : printer.text.ToString(0, LongestExcerpt) + Omitted;
    }

    /// <summary>
    /// An expression as it may stand in a lambda that becomes a tree, where C# allows neither statements nor tuple literals; null if it
    /// cannot.
    /// </summary>
    public static string? Quote(Expression expression)
    {
        var printer = new CSharpPrinter(expression, LongestExcerpt, DeepestExcerpt, isQuoted: true);
        printer.Write(expression, exact: false);
        return printer.text.Length <= LongestExcerpt && !printer.isCut ? printer.text.ToString() : null;
    }

    private void Write(Expression e, Precedence outer = Precedence.Any, bool exact = true)
    {
        if (text.Length > longest)
        {
            isCut = true;
            return;
        }

        if (depth >= deepest || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            isCut |= isQuoted;
            text.Append(Omitted);
            return;
        }

        depth++;
        var start = text.Length;
        if (WriteBare(e, exact) < outer && !isCut)
            text.Parenthesise(start);

        depth--;
    }

    private Precedence WriteBare(Expression e, bool exact)
    {
        switch (e)
        {
            case ConstantExpression c:
                var (literal, precedence) = Literals.Of(c.Value, c.Type, exact);
                text.Append(literal);
                return precedence;
            case ParameterExpression p:
                return Append(names[p]);
            case BinaryExpression b:
                return WriteBinary(b);
            case UnaryExpression u:
                return WriteUnary(u, exact);
            case ConditionalExpression c:
                return WriteConditional(c, exact);
            case MethodCallExpression m:
                return WriteCall(m, exact);
            case MemberExpression m:
                return WriteMember(m);
            case InvocationExpression i:
                return WriteInvocation(i);
            case LambdaExpression l:
                return WriteLambda(l, exact);
            case NewExpression n:
                return WriteNew(n, exact);
            case NewArrayExpression n:
                return WriteNewArray(n);
            case MemberInitExpression m:
                return WriteMemberInit(m);
            case ListInitExpression l:
                return WriteListInit(l);
            case IndexExpression { Object: { } indexed } i:
                return WriteIndex(indexed, i.Arguments);
            case TypeBinaryExpression t:
                Write(t.Expression, Precedence.Relational);
                text.Append(" is ").Append(TypeNames.Of(t.TypeOperand));
                return Precedence.Relational;
            case DefaultExpression d:
                return Append($"default({TypeNames.Of(d.Type)})");
            case BlockExpression b:
                isCut |= isQuoted;
                return WriteBlock(b);
            default:
                return WriteUnknown(e);
        }
    }

    private Precedence Append(string primary)
    {
        text.Append(primary);
        return Precedence.Primary;
    }

    private void WriteList(IReadOnlyList<Expression> items, Func<int, bool> exact, bool isBroken = false)
    {
        // f(a < b, c > (d)) would read as a call of the generic method a.
        var ambiguous = items.Any(i => i.NodeType == ExpressionType.LessThan) && items.Any(i => i.NodeType == ExpressionType.GreaterThan);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                text.Append(", ");
            if (i > 0 && isBroken)
                BreakItems(1);
            Write(items[i], ambiguous ? Precedence.Shift : Precedence.Any, exact(i));
        }
    }

    private Precedence WriteConditional(ConditionalExpression c, bool exact)
    {
        var (ifTrue, ifFalse) = (Conversions.Natural(c.IfTrue), Conversions.Natural(c.IfFalse));
        var typed = ifTrue == c.Type || ifFalse == c.Type;
        var force = !typed && (exact || ifTrue != ifFalse || Conversions.Natural(c) == c.Type);
        Write(c.Test, Precedence.Coalesce);
        text.Append(" ? ");
        Write(c.IfTrue, Precedence.Conditional, force);
        text.Append(" : ");
        Write(c.IfFalse, Precedence.Conditional, exact: false);
        return Precedence.Conditional;
    }

    private Precedence WriteUnknown(Expression e)
    {
        text.Append(e.NodeType == ExpressionType.Extension ? TypeNames.Of(e.GetType()) : e.NodeType.ToString()).Append('(');
        WriteList(Graphs.Trees.Children(e), _ => true);
        text.Append(')');
        return Precedence.Primary;
    }
}
