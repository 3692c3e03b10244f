using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ExprGrad.Tests;

/// <summary>A statement with an error, and how a reader would apply what the message suggests.</summary>
/// <param name="Code">The error's number.</param>
/// <param name="Statement">The statement.</param>
internal sealed partial record FixCase(string Code, string Statement)
{
    /// <summary>Variables that the statement captures.</summary>
    public string Declarations { get; init; } = "";

    /// <summary>The same, where the message asks for another declaration.</summary>
    public string? Redeclared { get; init; }

    /// <summary>Members of the class that the statement is in.</summary>
    public string Members { get; init; } = "";

    /// <summary>What takes the place of comments.</summary>
    public string Fill { get; init; } = "2.0";

    /// <summary>The error that the mended statement goes on to.</summary>
    public string? Then { get; init; }

    /// <summary>The whole of the mended statement, where the suggestion stands for <c>{fix}</c>.</summary>
    public string? Mended { get; init; }

    public (string Members, string Declarations, string Statement) Mend(NotDifferentiableException e)
    {
        var fix = Comment().Replace(e.Message.Split(Environment.NewLine)[^1].Trim(), Fill);
        var (members, declarations) = (Members, Redeclared ?? Declarations);
        if (Mended is not null)
            return (members, declarations, Mended.Replace("{fix}", fix));
        if (fix.StartsWith("static ", StringComparison.Ordinal))
        {
            var added = (MemberDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(fix)!;
            var statement = added is FieldDeclarationSyntax ? Statement.Replace(e.Node, $"{Name(added)}.Invoke({e.Node.Split('.')[0]})") : Statement;
            return (Replaced(added) + fix, declarations, statement);
        }

        if (fix.StartsWith('['))
            return (Attributes().Replace(members, fix), declarations, Statement);
        if (Value().IsMatch(fix))
            return (members, declarations + fix, InPlaceOf(e.Node, "value"));
        if (fix.StartsWith(".With", StringComparison.Ordinal))
            return (members, declarations, WithRule(fix, e.Node));
        if (fix.StartsWith("Differentiate.", StringComparison.Ordinal))
            return (members, declarations, $"_ = {fix};");
        if (fix.EndsWith(';'))
            return (members, declarations, fix);
        return (members, declarations, SyntaxFactory.ParseExpression(fix) is LambdaExpressionSyntax ? WithLambda(fix) : InPlaceOf(e.Node, fix));
    }

    private string WithRule(string fix, string node)
    {
        if (Statement.Contains("RuleRegistry.Default.With", StringComparison.Ordinal))
            return Statement[..Statement.IndexOf(".With", StringComparison.Ordinal)] + fix + ";";
        var statement = LibMethod().Match(fix) is { Success: true } moved && Statement.Contains(node, StringComparison.Ordinal)
            ? InPlaceOf(node, moved.Groups[1].Value)
            : Statement;
        return statement[..statement.LastIndexOf(')')] + $", new FunctionOptions {{ Rules = RuleRegistry.Default{fix} }});";
    }

    // A right side is the last lambda of a rule; any other lambda is the first.
    private string WithLambda(string fix)
    {
        var lambdas = SyntaxFactory.ParseStatement(Statement).DescendantNodes(n => n is not LambdaExpressionSyntax).OfType<LambdaExpressionSyntax>();
        var lambda = Code == Codes.RuleNotLinear ? lambdas.Last() : lambdas.First();
        return Statement.Replace(lambda.ToString(), fix);
    }

    private string InPlaceOf(string node, string fix)
    {
        Assert.Contains(node, Statement, $"{Statement} does not hold {node}");
        return Statement.Replace(node, fix);
    }

    private string Replaced(MemberDeclarationSyntax added)
    {
        var declared = (ClassDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"class C {{ {Members} }}")!;
        return string.Join("\n", declared.Members.Where(m => Name(m) != Name(added)).Select(m => m.ToFullString()));
    }

    private static string Name(MemberDeclarationSyntax member) => member switch
    {
        PropertyDeclarationSyntax p => p.Identifier.Text,
        MethodDeclarationSyntax m => m.Identifier.Text,
        FieldDeclarationSyntax f => f.Declaration.Variables[0].Identifier.Text,
        _ => "",
    };

    [GeneratedRegex(@"/\*.*?\*/")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\[(Custom|Inline).*\](?=\s*public)")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"^\S+(<.*>)? value = .*;$")]
    private static partial Regex Value();

    [GeneratedRegex(@"=> (Lib\.Method\([^)]*\)),")]
    private static partial Regex LibMethod();
}
