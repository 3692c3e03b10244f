using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace ExprGrad.Printing;

/// <summary>
/// Raised trees as mathematics: <c>x \mapsto \frac{1}{x}</c>, locals in a list after "where". What mathematics has no sign for is written
/// as a named operator.
/// </summary>
internal sealed partial class LatexPrinter
{
    /// <summary>A formula and how tightly it binds.</summary>
    private readonly record struct Formula(string Text, Strength Strength)
    {
        /// <summary>Whether what is written behind it would seem to be under its function.</summary>
        public bool IsOpen { get; init; } = Strength == Strength.Function && !Text.EndsWith(@"\right)", StringComparison.Ordinal);

        /// <summary>For <c>\sin x</c>: how long its name is, behind which an exponent stands.</summary>
        public int NameLength { get; init; }

        /// <summary>For an element of an array: where its index starts; a further index follows it.</summary>
        public int IndexAt { get; init; }

        public string Inside(Strength outer) => Strength < outer ? Parenthesised(Text) : Text;
    }

    private enum Strength
    {
        Any,
        Relation,
        Sum,
        Product,

        /// <summary>Binds what follows it: <c>\sin x</c>, a sum over an index.</summary>
        Function,
        Power,
        Atom,
    }

    private readonly Dictionary<ParameterExpression, Formula> names = [];
    private readonly List<string> locals = [];
    private readonly HashSet<string> taken = [];
    private int numbered;
    private int indices;

    public static string Print(LambdaExpression lambda)
    {
        var printer = new LatexPrinter();
        var formula = printer.OfLambda(lambda);
        var where = printer.locals.Count == 0 ? "" : $@" \quad\text{{where }} {string.Join(@",\; ", printer.locals)}";
        return formula.Text + where;
    }

    private static string Parenthesised(string text) => $@"\left({text}\right)";

    private static Formula Atom(string text) => new(text, Strength.Atom);

    private Formula Of(Expression e)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return Atom(@"\dots");
        return e switch
        {
            ConstantExpression c => LatexNames.OfConstant(c.Value) is var number && number.StartsWith('-') ? new(number, Strength.Sum)
                : number.StartsWith(@"\ln", StringComparison.Ordinal) ? new(number, Strength.Function)
                : number.Contains('^') ? new(number, Strength.Product)
                : Atom(number),
            ParameterExpression p => names.TryGetValue(p, out var known) ? known : Atom(LatexNames.Of(p.Name ?? "x")),
            BinaryExpression b => OfBinary(b),
            UnaryExpression u => OfUnary(u),
            ConditionalExpression c => OfConditional(c),
            MethodCallExpression m => OfCall(m),
            MemberExpression { Expression: ConstantExpression or null } m => Atom(LatexNames.Of(CSharpPrinter.MemberName(m.Member))),
            MemberExpression m when m.Expression!.Type.IsGenericType && m.Expression.Type.GetGenericTypeDefinition() == typeof(Lazy<>) => Of(m.Expression),
            MemberExpression m => Subscript(m.Expression!, TypeNames.IsTuple(m.Expression!.Type) ? m.Member.Name["Item".Length..] : LatexNames.Of(m.Member.Name)),
            NewExpression n when n.Type.IsGenericType && n.Type.GetGenericTypeDefinition() == typeof(Lazy<>) && n.Arguments is [LambdaExpression value] =>
                Of(value.Body),
            NewExpression n => Atom((TypeNames.IsTuple(n.Type) ? "" : LatexNames.Operator(TypeNames.Of(n.Type))) + List(n.Arguments)),
            NewArrayExpression { NodeType: ExpressionType.NewArrayInit } a => Atom(List(a.Expressions)),
            NewArrayExpression => Atom("0"),
            LambdaExpression l => OfLambda(l),
            BlockExpression b => OfBlock(b),
            _ => Atom($@"\text{{{LatexNames.Escape(CSharpPrinter.Print(e))}}}"),
        };
    }

    private string List(IEnumerable<Expression> items) => Parenthesised(string.Join(", ", items.Select(i => Of(i).Text)));

    private Formula Subscript(Expression indexed, string index)
    {
        // TeX refuses a second subscript unless the first is in braces.
        var formula = Of(indexed);
        var text = formula.Inside(Strength.Atom);
        if (formula.IndexAt > 0)
            return formula with { Text = $"{text[..^1]}, {index}}}" };
        if (text.Contains('_'))
            text = $"{{{text}}}";
        return Atom($"{text}_{{{index}}}") with { IndexAt = text.Length + 1 };
    }

    private Formula OfLambda(LambdaExpression lambda)
    {
        var parameters = lambda.Parameters.Select(p => (names[p] = Atom(LatexNames.Of(p.Name ?? "x"))).Text).ToList();
        taken.UnionWith(parameters);
        return new($@"{(parameters.Count == 1 ? parameters[0] : $"({string.Join(", ", parameters)})")} \mapsto {Of(lambda.Body).Text}", Strength.Any);
    }

    // Mathematics has no order of evaluation: locals of inner blocks join those of the outer ones.
    private Formula OfBlock(BlockExpression block)
    {
        foreach (var statement in block.Expressions.Take(block.Expressions.Count - 1))
        {
            if (statement is not BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression local } assignment)
                continue;
            var name = $"t_{{{numbered}}}";
            while (!taken.Add(name))
                name = $"t_{{{++numbered}}}";
            var value = Of(assignment.Right).Text;
            names[local] = Atom(name);
            locals.Add($"{name} = {value}");
        }

        return Of(block.Expressions[^1]);
    }

    private Formula OfConditional(ConditionalExpression c)
    {
        var cases = new List<string>();
        Expression rest = c;
        for (; rest is ConditionalExpression next; rest = next.IfFalse)
            cases.Add($@"{Of(next.IfTrue).Text} & \text{{if }} {Of(next.Test).Text}");
        cases.Add($@"{Of(rest).Text} & \text{{otherwise}}");
        return new($@"\begin{{cases}} {string.Join(@" \\ ", cases)} \end{{cases}}", Strength.Any);
    }

    private Formula OfUnary(UnaryExpression u) => u.NodeType switch
    {
        ExpressionType.Negate or ExpressionType.NegateChecked => Negation(Of(u.Operand)),
        ExpressionType.Not when u.Operand is BinaryExpression { Method: null } b && Operators.Opposite(b) is { } opposite =>
            OfBinary(Expression.MakeBinary(opposite, b.Left, b.Right)),
        ExpressionType.Not => new(@"\lnot " + Of(u.Operand).Inside(Strength.Atom), Strength.Function),
        ExpressionType.ArrayLength => Function(LatexNames.Operator("len"), u.Operand),
        ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.Quote or ExpressionType.UnaryPlus => Of(u.Operand),
        _ => Atom($@"\text{{{LatexNames.Escape(CSharpPrinter.Print((Expression)u))}}}"),
    };

    private static Formula Negation(Formula operand) => new("-" + operand.Inside(Strength.Product), Strength.Sum) { IsOpen = operand.IsOpen };

    private Formula OfBinary(BinaryExpression b) => b.NodeType switch
    {
        ExpressionType.Add or ExpressionType.AddChecked => Operators.WithoutMinus(b.Right) is { } positive && b.Method is null
            ? Sum(b.Left, "-", positive)
            : Sum(b.Left, "+", b.Right),
        ExpressionType.Subtract or ExpressionType.SubtractChecked => Sum(b.Left, "-", b.Right),
        ExpressionType.Multiply or ExpressionType.MultiplyChecked => Product(b),
        ExpressionType.Divide => Quotient(b),
        ExpressionType.Modulo => new($@"{Of(b.Left).Inside(Strength.Product)} \bmod {Of(b.Right).Inside(Strength.Function)}", Strength.Product),
        ExpressionType.Power => Power(b.Left, b.Right),
        ExpressionType.ArrayIndex => Subscript(b.Left, Of(b.Right).Text),
        ExpressionType.Equal => Relation(b, "="),
        ExpressionType.NotEqual => Relation(b, @"\neq"),
        ExpressionType.LessThan => Relation(b, "<"),
        ExpressionType.LessThanOrEqual => Relation(b, @"\leq"),
        ExpressionType.GreaterThan => Relation(b, ">"),
        ExpressionType.GreaterThanOrEqual => Relation(b, @"\geq"),
        ExpressionType.AndAlso => new($@"{Of(b.Left).Inside(Strength.Relation)} \land {Of(b.Right).Inside(Strength.Relation)}", Strength.Any),
        ExpressionType.OrElse => new($@"{Of(b.Left).Inside(Strength.Relation)} \lor {Of(b.Right).Inside(Strength.Relation)}", Strength.Any),
        _ => Atom($@"\text{{{LatexNames.Escape(CSharpPrinter.Print((Expression)b))}}}"),
    };

    private Formula Relation(BinaryExpression b, string sign)
    {
        var (left, right) = CSharpPrinter.EnumOperands(b);
        return new($"{Of(left).Inside(Strength.Sum)} {sign} {Of(right).Inside(Strength.Sum)}", Strength.Relation);
    }

    /// <summary>a / b / c as one fraction, its minus sign in front.</summary>
    private Formula Quotient(BinaryExpression quotient)
    {
        var divisors = new Stack<Expression>();
        Expression dividend = quotient;
        for (; dividend is BinaryExpression { NodeType: ExpressionType.Divide } b; dividend = b.Left)
            divisors.Push(b.Right);
        var positive = Operators.WithoutMinus(dividend);
        var divisor = divisors.Count == 1 ? Of(divisors.Peek()) : Product(divisors.OrderBy(d => d is ConstantExpression ? 0 : 1));
        var fraction = $@"\frac{{{Of(positive ?? dividend).Text}}}{{{divisor.Text}}}";
        return positive is null ? new(fraction, Strength.Function) { IsOpen = false } : new("-" + fraction, Strength.Sum);
    }

    private Formula Sum(Expression left, string sign, Expression right)
    {
        // A leading minus is fine at the left, not after a sign; a + (b + c) loses nothing in mathematics.
        var (a, b) = (Of(left), Of(right));
        var tail = b.Inside(sign == "+" && !b.Text.StartsWith('-') ? Strength.Sum : Strength.Product);
        return new($"{a.Inside(Strength.Sum)} {sign} {tail}", Strength.Sum);
    }

    private Formula Product(BinaryExpression product)
    {
        if (Operators.WithoutMinus(product) is { } positive)
            return new("-" + Of(positive).Inside(Strength.Product), Strength.Sum);
        var factors = new Stack<Expression>();
        Expression first = product;
        for (; first is BinaryExpression { NodeType: ExpressionType.Multiply or ExpressionType.MultiplyChecked } b; first = b.Left)
            factors.Push(b.Right);
        factors.Push(first);
        return Product(factors);
    }

    /// <summary>Factors side by side, equal neighbours as a power.</summary>
    private Formula Product(IEnumerable<Expression> factors)
    {
        var written = new List<(Formula Formula, int Count)>();
        foreach (var factor in factors)
        {
            var formula = Of(factor);
            if (written.Count > 0 && written[^1].Formula == formula && factor is not ConstantExpression)
                written[^1] = (formula, written[^1].Count + 1);
            else
                written.Add((formula, 1));
        }

        // One leading minus sign is that of the whole product.
        var text = "";
        var isNegative = written.Count > 0 && written[0] is { Count: 1, Formula.Text: ['-', ..] };
        for (var i = 0; i < written.Count; i++)
        {
            var (formula, count) = written[i];
            var next = count > 1 ? Raised(formula, $"{count}")
                : i == 0 && isNegative ? formula.Text
                : formula.Inside(i == 0 || i == written.Count - 1 ? Strength.Product : Strength.Function);
            if (i > 0)
                text += char.IsDigit(next[0]) || IsOpen(written[i - 1].Formula, written[i - 1].Count) ? @" \cdot " : " ";
            text += next;
        }

        return new(text, isNegative ? Strength.Sum : Strength.Product);

        static bool IsOpen(Formula formula, int count) => formula.IsOpen && (count == 1 || formula.NameLength > 0);
    }

    private Formula Power(Expression x, Expression exponent) => exponent is ConstantExpression { Value: 0.5 or 0.5f }
        ? Atom($@"\sqrt{{{Of(x).Text}}}")
        : new(Raised(Of(x), Of(exponent).Text), Strength.Power);

    /// <summary>A power: <c>x^{2}</c>, <c>\sin^{2} x</c>.</summary>
    private static string Raised(Formula x, string exponent) => x.NameLength > 0 && !exponent.StartsWith('-')
        ? $"{x.Text[..x.NameLength]}^{{{exponent}}}{x.Text[x.NameLength..]}"
        : $"{Base(x)}^{{{exponent}}}";

    // f(x)^2 leaves no doubt.
    private static string Base(Formula formula) =>
        formula is { Strength: Strength.Function, NameLength: 0 } && formula.Text.EndsWith(@"\right)", StringComparison.Ordinal)
            ? formula.Text
            : formula.Inside(Strength.Atom);

    private Formula Function(string name, Expression argument)
    {
        var formula = Of(argument);
        var isBare = formula.Strength == Strength.Atom && !formula.Text.StartsWith(@"\left", StringComparison.Ordinal);
        return new(name + (isBare ? " " + formula.Text : Parenthesised(formula.Text)), Strength.Function) { NameLength = name.Contains('^') ? 0 : name.Length };
    }
}
