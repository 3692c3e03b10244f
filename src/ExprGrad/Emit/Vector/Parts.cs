using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Emit.Scalar;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// What a kernel calls besides its own code: scalar code, and further methods of a large kernel, each a delegate. The delegates are bound
/// to the captured objects when the kernel is, and travel behind these in the kernel's own array.
/// </summary>
internal sealed class Parts(Node[] nodes)
{
    private readonly List<Func<object?[], object>> parts = [];
    private readonly int objects = nodes.Where(n => n.Op == Op.Capture).Select(n => (int)n.Data! + 1).DefaultIfEmpty().Max();

    /// <summary>The array that a kernel is closed over.</summary>
    public ParameterExpression Captures { get; } = Expression.Parameter(typeof(object?[]), "captures");

    public object?[] Bind(object?[] captures) =>
        parts.Count == 0 ? captures : [.. captures.AsSpan(0, objects), .. parts.Select(p => p(captures))];

    /// <summary>A call of code that is bound separately.</summary>
    public Expression Call(Func<object?[], Delegate> part, Type type, IEnumerable<Expression> arguments) =>
        Expression.Invoke(Bind(part, type), arguments);

    /// <summary>An object that is made when the kernel is bound.</summary>
    public Expression Bind(Func<object?[], object> part, Type type)
    {
        parts.Add(part);
        return Captured(objects + parts.Count - 1, type);
    }

    /// <summary>The value of a node by scalar code, from the values of those nodes that are known to the kernel.</summary>
    public Expression Evaluate(Node root, Func<Node, Expression?> known)
    {
        // A captured variable is a field of the object that the compiler made for them: no call for that.
        if (root is { Op: Op.Field, Data: FieldInfo field, Inputs: [{ Op: Op.Capture, Type.IsValueType: false } captured] })
            return Expression.Field(Captured((int)captured.Data!, captured.Type), field);

        var builder = new GraphBuilder();
        var parameters = new List<Type>();
        var arguments = new List<Expression>();
        var copies = new Dictionary<Node, Node>();
        foreach (var node in Needed(root, known))
        {
            if (node != root && known(node) is { } value)
            {
                copies[node] = builder.Parameter(parameters.Count, node.Type);
                parameters.Add(node.Type);
                arguments.Add(value);
            }
            else
            {
                copies[node] = builder.Rebuild(node, Array.ConvertAll(node.Inputs, i => copies[i]));
            }
        }

        var type = Expression.GetDelegateType([.. parameters, root.Type]);
        return Call(ScalarCompiler.Compile(Graph.Of(builder, copies[root], [.. parameters]), type).Bind, type, arguments);
    }

    private UnaryExpression Captured(int slot, Type type) =>
        Expression.Convert(Expression.ArrayIndex(Captures, Expression.Constant(slot)), type);

    /// <summary>The root and what it needs, down to known nodes, inputs first.</summary>
    private static IEnumerable<Node> Needed(Node root, Func<Node, Expression?> known)
    {
        var needed = new HashSet<Node>();
        var stack = new Stack<Node>([root]);
        while (stack.TryPop(out var node))
        {
            if (!needed.Add(node) || (node != root && known(node) is not null))
                continue;
            foreach (var input in node.Inputs)
                stack.Push(input);
        }

        return needed.OrderBy(n => n.Id);
    }
}
