using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using ExprGrad.Graphs;
using ExprGrad.Printing;

namespace ExprGrad;

/// <summary>
/// A piece of a lambda as its author wrote it: captured variables are variables again and not members of an object that the compiler made.
/// </summary>
/// <param name="Code">The piece.</param>
/// <param name="Parameters">The parameters of lambdas that it uses.</param>
/// <param name="Captured">The captured variables that it uses.</param>
internal sealed record Excerpt(Expression Code, ParameterExpression[] Parameters, ParameterExpression[] Captured)
{
    // Deeper code is printed as it is: a visitor recurses, and nobody reads it to the end.
    private const int Deepest = 500;

    /// <summary>Everything that the code would need as an argument if it were a method.</summary>
    public ParameterExpression[] Variables => [.. Parameters, .. Captured];

    /// <summary>Whether it can be looked into by visitors, which recurse.</summary>
    public bool IsShallow => Trees.Depth(Code) <= Deepest;

    public string Text => CSharpPrinter.Print(Code);

    /// <param name="e">The piece.</param>
    /// <param name="closures">Variables that stand for captured objects.</param>
    public static Excerpt Of(Expression e, IEnumerable<ParameterExpression>? closures = null)
    {
        var restored = new Restored([.. closures ?? []]);
        var code = Trees.Depth(e) <= Deepest ? restored.Visit(e) : e;
        var free = Trees.FreeVariables(code);
        return new Excerpt(code, [.. free.Where(v => !restored.Captured.Contains(v))], [.. free.Where(restored.Captured.Contains)]);
    }

    private sealed class Restored(HashSet<Expression> closures) : ExpressionVisitor
    {
        private readonly Dictionary<string, ParameterExpression> variables = [];
        private readonly Dictionary<Expression, Expression> visited = new(ReferenceEqualityComparer.Instance);

        public HashSet<ParameterExpression> Captured { get; } = [];

        [return: NotNullIfNotNull(nameof(node))]
        public override Expression? Visit(Expression? node)
        {
            if (node is null)
                return null;
            if (!visited.TryGetValue(node, out var made))
                visited[node] = made = base.Visit(node);
            return made;
        }

        protected override Expression VisitMember(MemberExpression node) =>
            node.Expression is { } owner && IsClosure(owner) ? Variable(CSharpPrinter.MemberName(node.Member), node.Type) : base.VisitMember(node);

        protected override Expression VisitConstant(ConstantExpression node) =>
            IsObject(node) ? Variable(Describe.Initial(node.Type), node.Type) : node;

        protected override Expression VisitParameter(ParameterExpression node) =>
            closures.Contains(node) ? Variable(Describe.Initial(node.Type), node.Type) : node;

        protected override Expression VisitExtension(Expression node) => node;

        // Fields of an object that the compiler made, also of one inside another, and of the object whose method the lambda is in.
        private bool IsClosure(Expression e) => closures.Contains(e) || (e is ConstantExpression c && IsObject(c))
            || (e is MemberExpression { Member.Name: ['<', ..], Expression: { } outer } && TypeNames.IsCompilerGenerated(outer.Type) && IsClosure(outer)
                && CSharpPrinter.MemberName(((MemberExpression)e).Member) is "this" or ['_', ..]);

        private static bool IsObject(ConstantExpression c) =>
            c.Value is not (null or string or Enum or decimal or System.Reflection.MemberInfo) && !c.Type.IsPrimitive;

        private ParameterExpression Variable(string name, Type type)
        {
            if (name == "this")
                name = Describe.Initial(type);
            while (variables.TryGetValue(name, out var known) && known.Type != type)
                name += "1";
            if (!variables.TryGetValue(name, out var variable))
                Captured.Add(variables[name] = variable = Expression.Parameter(type, name));
            return variable;
        }
    }
}
