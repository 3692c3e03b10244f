using System.Linq.Expressions;

namespace ExprGrad.Printing;

/// <summary>Functions, and LINQ as sums and families.</summary>
internal sealed partial class LatexPrinter
{
    private static readonly string[] IndexNames = ["i", "j", "k", "l", "m", "n"];

    private Formula OfCall(MethodCallExpression call)
    {
        if (call.Method.DeclaringType == typeof(Enumerable) && OfLinq(call) is { } linq)
            return linq;
        Expression[] arguments = call.Object is null ? [.. call.Arguments] : [call.Object, .. call.Arguments];
        return (call.Method.Name, arguments) switch
        {
            ("Exp", [var x]) => OfExponential("e", x),
            ("Exp2", [var x]) => OfExponential("2", x),
            ("Exp10", [var x]) => OfExponential("10", x),
            ("ExpM1", [var x]) => new($"{OfExponential("e", x).Text} - 1", Strength.Sum),
            ("ExpMinusSquare", [var x]) => new($"e^{{-{Base(Of(x))}^{{2}}}}", Strength.Power),
            ("Pow", [var x, var y]) => Power(x, y),
            ("Sqrt", [var x]) => Atom($@"\sqrt{{{Of(x).Text}}}"),
            ("Cbrt", [var x]) => Atom($@"\sqrt[3]{{{Of(x).Text}}}"),
            ("RootN", [var x, var n]) => Atom($@"\sqrt[{Of(n).Text}]{{{Of(x).Text}}}"),
            ("Hypot", [var x, var y]) => Atom($@"\sqrt{{{Raised(Of(x), "2")} + {Raised(Of(y), "2")}}}"),
            ("FusedMultiplyAdd", [UnaryExpression { NodeType: ExpressionType.Negate } a, var b, var c]) =>
                Of(Expression.Subtract(c, Expression.Multiply(a.Operand, b))),
            ("FusedMultiplyAdd", [var a, var b, var c]) => Of(Expression.Add(Expression.Multiply(a, b), c)),
            ("Abs", [var x]) => Atom($@"\left|{Of(x).Text}\right|"),
            ("Floor", [var x]) => Atom($@"\left\lfloor {Of(x).Text} \right\rfloor"),
            ("Ceiling", [var x]) => Atom($@"\left\lceil {Of(x).Text} \right\rceil"),
            ("Log", [var x, var b]) => Function($@"\log_{{{Of(b).Text}}}", x),
            ("LogP1", [var x]) => new($@"\ln\left(1 + {Of(x).Inside(Strength.Sum)}\right)", Strength.Function),
            ("SinPi" or "CosPi" or "TanPi", [var x]) => new(
                $@"\{call.Method.Name[..3].ToLowerInvariant()}\left(\pi {Of(x).Inside(Strength.Function)}\right)", Strength.Function),
            ("PolyGamma", [var n, var x]) => new($@"\psi^{{\left({Of(n).Text}\right)}}" + Parenthesised(Of(x).Text), Strength.Function),
            ("SphericalBesselJ", [var n, var x]) => new($"j_{{{Of(n).Text}}}" + Parenthesised(Of(x).Text), Strength.Function),
            ("Reshape", _) when CSharpPrinter.IsMatrix(call, out var elements, out var columns) => OfRows(elements.Chunk(columns)),
            ("Rows", [NewArrayExpression { NodeType: ExpressionType.NewArrayInit } rows]) => OfRows(rows.Expressions.Select(r => new[] { r })),
            ("Matrix", [var rows, var columns, LambdaExpression { Parameters: [var i, var j] } element]) => OfElements(rows, columns, i, j, element.Body),
            ("op_Implicit" or "op_Explicit", [var x]) => Of(x),
            ("get_Item" or "Get", [var x, .. var at]) => Subscript(x, string.Join(", ", at.Select(i => Of(i).Text))),
            ("Invoke", [var f, .. var at]) => new(Of(f).Inside(Strength.Atom) + List(at), Strength.Function),
            (var name, [var x]) when LatexNames.Function(name) is { } known => Function(known, x),
            ("Sigmoid", [var x]) => new(@"\sigma" + Parenthesised(Of(x).Text), Strength.Function),
            ("NormalCdf", [var x]) => new(@"\Phi" + Parenthesised(Of(x).Text), Strength.Function),
            ("NormalPdf", [var x]) => new(@"\varphi" + Parenthesised(Of(x).Text), Strength.Function),
            ("LogGamma", [var x]) => new(@"\ln \Gamma" + Parenthesised(Of(x).Text), Strength.Function),
            ("Digamma", [var x]) => new(@"\psi" + Parenthesised(Of(x).Text), Strength.Function),
            ("Max", _) => new(@"\max" + List(arguments), Strength.Function),
            ("Min", _) => new(@"\min" + List(arguments), Strength.Function),
            (var name, _) => new(LatexNames.Operator(name) + List(arguments), Strength.Function),
        };
    }

    private Formula OfExponential(string number, Expression x) => new($"{number}^{{{Of(x).Text}}}", Strength.Power);

    private Formula OfRows(IEnumerable<Expression[]> rows) =>
        Atom($@"\begin{{pmatrix}} {string.Join(@" \\ ", rows.Select(row => string.Join(" & ", row.Select(e => Of(e).Text))))} \end{{pmatrix}}");

    private Formula OfElements(Expression rows, Expression columns, ParameterExpression i, ParameterExpression j, Expression element)
    {
        var taken = indices;
        names[i] = Atom(IndexNames[Math.Min(indices++, IndexNames.Length - 1)]);
        names[j] = Atom(IndexNames[Math.Min(indices++, IndexNames.Length - 1)]);
        var matrix = $@"{Parenthesised(Of(element).Text)}_{{{names[i].Text} < {Of(rows).Text},\, {names[j].Text} < {Of(columns).Text}}}";
        indices = taken;
        return Atom(matrix);
    }

    private Formula? OfLinq(MethodCallExpression call)
    {
        var (name, arguments) = (call.Method.Name, call.Arguments);
        var taken = indices;
        Formula? result = name switch
        {
            "ToArray" => Of(arguments[0]),
            "Sum" => Over(arguments[0], arguments.ElementAtOrDefault(1)) is var (range, body)
                ? new($@"\sum_{{{range}}} {body.Inside(Strength.Product)}", Strength.Function) { IsOpen = true }
                : null,
            "Any" => Over(arguments[0], arguments.ElementAtOrDefault(1)) is var (range, body) ? new($@"\exists_{{{range}}} \; {body.Text}", Strength.Any) : null,
            "Select" or "Zip" or "Range" or "Repeat" => Over(call, null) is var (range, body) ? Atom($"{Parenthesised(body.Text)}_{{{range}}}") : null,
            _ => null,
        };
        indices = taken;
        return result;
    }

    /// <summary>The range of an index and the term that a sequence, or a function of its elements, has at that index.</summary>
    private (string Range, Formula Term)? Over(Expression sequence, Expression? f)
    {
        var index = IndexNames[Math.Min(indices++, IndexNames.Length - 1)];
        if (Term(sequence, index) is not var (range, element))
            return null;
        return (range, f is LambdaExpression { Parameters: [var v] } step ? Applied(step, v, element) : f is null ? element : Of(f));
    }

    /// <summary>The element of a sequence at an index. Functions applied one after the other are substituted into one another.</summary>
    private (string Range, Formula Element)? Term(Expression sequence, string index)
    {
        var steps = new Stack<LambdaExpression>();
        while (sequence is MethodCallExpression { Method.Name: "Select" or "ToArray" } call)
        {
            if (call.Arguments is [_, LambdaExpression { Parameters.Count: 1 } step])
                steps.Push(step);
            else if (call.Arguments.Count > 1)
                return null;
            sequence = call.Arguments[0];
        }

        var (range, element) = (index, default(Formula));
        switch (sequence)
        {
            case MethodCallExpression { Method.Name: "Range", Arguments: [var start, var count] }:
                range = $"{index} < {Of(count).Text}";
                element = start is ConstantExpression { Value: 0 } ? Atom(index) : new($"{Of(start).Text} + {index}", Strength.Sum);
                break;
            case MethodCallExpression { Method.Name: "Repeat", Arguments: [var value, _] }:
                element = Of(value);
                break;
            case MethodCallExpression { Method.Name: "Zip", Arguments: [var first, var second, LambdaExpression zip] }:
                if (Term(first, index) is not var (_, a) || Term(second, index) is not var (_, b))
                    return null;
                (names[zip.Parameters[0]], names[zip.Parameters[1]]) = (a, b);
                element = Of(zip.Body);
                break;
            case { Type.IsArray: true } or ParameterExpression or MemberExpression:
                element = Subscript(sequence, index);
                break;
            default:
                return null;
        }

        while (steps.TryPop(out var step))
            element = Applied(step, step.Parameters[0], element);
        return (range, element);
    }

    private Formula Applied(LambdaExpression f, ParameterExpression parameter, Formula argument)
    {
        names[parameter] = argument;
        return Of(f.Body);
    }
}
