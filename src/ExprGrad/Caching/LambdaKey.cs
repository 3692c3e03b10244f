using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.InteropServices;
using ExprGrad.Graphs;

namespace ExprGrad.Caching;

/// <summary>
/// The structure of a lambda as the list of its parts in preorder: equal keys are lambdas that mean the same, whatever their variables are
/// called and whichever objects they capture. A captured object is only told from the other ones, so a key keeps none alive.
/// </summary>
internal sealed class LambdaKey : IEquatable<LambdaKey>
{
    // Beyond, reading the lambda anew costs little beside what is done with it; a shared part is listed wherever it is met.
    private const int MostParts = 4096;

    [ThreadStatic]
    private static Reader? reader;

    private readonly Part[] parts;
    private readonly long rules;
    private readonly bool fastMath;
    private readonly int hash;

    private LambdaKey(ReadOnlySpan<Part> parts, long rules, bool fastMath)
    {
        (this.parts, this.rules, this.fastMath) = (parts.ToArray(), rules, fastMath);
        var h = new HashCode();
        h.Add(rules);
        h.Add(fastMath);
        foreach (var part in parts)
        {
            h.Add(((int)part.Kind << 16) | part.Number);
            h.Add(NodeComparer.HashData(part.Content ?? part.Type));
        }

        hash = h.ToHashCode();
    }

    /// <summary>
    /// A node of the tree. Numbers are those of a parameter or a captured object in the order in which they are first met, elsewhere how many
    /// parts below it follow.
    /// </summary>
    private readonly record struct Part(ExpressionType Kind, Type Type, object? Content, int Number);

    /// <summary>The key of a lambda and the objects that it captures; null if it is long or has parts that are rarely met.</summary>
    public static (LambdaKey Key, object[] Captured)? Of(LambdaExpression lambda, FunctionOptions options)
    {
        var current = reader ??= new Reader();
        try
        {
            return current.Read(lambda)
                ? (new LambdaKey(current.Parts, options.Rules.Number, options.FastMath), current.Captured)
                : null;
        }
        finally
        {
            current.Clear();
        }
    }

    public bool Equals(LambdaKey? other)
    {
        if (other is null || hash != other.hash || rules != other.rules || fastMath != other.fastMath || parts.Length != other.parts.Length)
            return false;
        for (var i = 0; i < parts.Length; i++)
        {
            var (a, b) = (parts[i], other.parts[i]);
            if (a.Kind != b.Kind || a.Number != b.Number || a.Type != b.Type || !NodeComparer.SameData(a.Content, b.Content))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as LambdaKey);

    public override int GetHashCode() => hash;

    private sealed class Reader
    {
        private readonly List<Part> parts = [];
        private readonly Stack<Expression> pending = [];
        private readonly List<ParameterExpression> parameters = [];
        private readonly List<object> captured = [];

        public ReadOnlySpan<Part> Parts => CollectionsMarshal.AsSpan(parts);

        public object[] Captured => [.. captured];

        public bool Read(LambdaExpression lambda)
        {
            pending.Push(lambda);
            while (pending.TryPop(out var e))
            {
                if (parts.Count == MostParts || !Add(e))
                    return false;
            }

            return true;
        }

        public void Clear()
        {
            parts.Clear();
            pending.Clear();
            parameters.Clear();
            captured.Clear();
        }

        private bool Add(Expression e)
        {
            switch (e)
            {
                case ParameterExpression { IsByRef: false } p:
                    parts.Add(new Part(e.NodeType, e.Type, null, Number(parameters, p)));
                    return true;
                case ConstantExpression c when c.Value is null or string or Enum or decimal or MemberInfo || c.Type.IsPrimitive:
                    parts.Add(new Part(e.NodeType, e.Type, c.Value, 0));
                    return true;
                case ConstantExpression { Value: { } value }:
                    parts.Add(new Part(ExpressionType.Extension, e.Type, null, Number(captured, value)));
                    return true;
                case BinaryExpression { Conversion: null } b:
                    pending.Push(b.Right);
                    return Add(b, b.Method, 2, b.Left);
                case UnaryExpression { Operand: { } operand } u:
                    return Add(u, u.Method, 1, operand);
                case MemberExpression m:
                    return Add(m, m.Member, m.Expression is null ? 0 : 1, m.Expression);
                case ConditionalExpression c:
                    pending.Push(c.IfFalse);
                    pending.Push(c.IfTrue);
                    return Add(c, null, 3, c.Test);
                case MethodCallExpression m:
                    return Add(m, m.Method, Push((IArgumentProvider)m) + (m.Object is null ? 0 : 1), m.Object);
                case InvocationExpression i:
                    return Add(i, null, Push((IArgumentProvider)i) + 1, i.Expression);
                case NewExpression n:
                    return Add(n, n.Constructor, Push((IArgumentProvider)n), null);
                case NewArrayExpression a:
                    return Add(a, null, Push(a.Expressions), null);
                case LambdaExpression l:
                    pending.Push(l.Body);
                    return Add(l, null, Push(l.Parameters) + 1, null);
                default:
                    return false;
            }
        }

        private bool Add(Expression e, MemberInfo? content, int below, Expression? first)
        {
            parts.Add(new Part(e.NodeType, e.Type, content, below));
            if (first is not null)
                pending.Push(first);
            return true;
        }

        private int Push(IArgumentProvider arguments)
        {
            for (var i = arguments.ArgumentCount - 1; i >= 0; i--)
                pending.Push(arguments.GetArgument(i));
            return arguments.ArgumentCount;
        }

        private int Push<T>(IReadOnlyList<T> expressions)
            where T : Expression
        {
            for (var i = expressions.Count - 1; i >= 0; i--)
                pending.Push(expressions[i]);
            return expressions.Count;
        }

        // Few, so that looking through them beats a table.
        private static int Number<T>(List<T> known, T one)
            where T : class
        {
            for (var i = 0; i < known.Count; i++)
            {
                if (ReferenceEquals(known[i], one))
                    return i;
            }

            known.Add(one);
            return known.Count - 1;
        }
    }
}
