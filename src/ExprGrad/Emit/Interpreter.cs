using System.Linq.Expressions;
using System.Reflection;
using ExprGrad.Emit.Scalar;
using ExprGrad.Graphs;

namespace ExprGrad.Emit;

/// <summary>
/// Evaluates a graph as it stands, node by node, with no code made: the yardstick for the emitters, and the way out where there is no code.
/// A node is evaluated when something needs it, inputs first, from a stack of its own; a value is kept until a loop that it depends on goes on.
/// </summary>
internal sealed class Interpreter
{
    private static readonly object Missing = new();

    private readonly Graph graph;
    private readonly object?[] captures;
    private readonly object?[] arguments;
    private readonly object?[] values;
    private readonly Dictionary<Node, Node[]> dependents = [];
    private readonly Stack<Frame> stack = [];

    private Interpreter(Graph graph, object?[] captures, object?[] arguments)
    {
        this.graph = graph;
        this.captures = captures;
        this.arguments = arguments;
        values = new object?[graph.Nodes.Length];
        Array.Fill(values, Missing);
    }

    /// <summary>The graph's result for given captured objects and arguments.</summary>
    internal static object? Evaluate(Graph graph, object?[] captures, object?[] arguments)
    {
        var interpreter = new Interpreter(graph, captures, arguments);
        return OfCallersOwn(graph.Result, interpreter.Demand(graph.Result));
    }

    private object? Demand(Node result)
    {
        stack.Push(new Frame(result));
        while (stack.TryPeek(out var frame))
        {
            var node = frame.Node;
            if (values[node.Id] != Missing)
            {
                stack.Pop();
                continue;
            }

            if (node.Bound.Length > 0)
            {
                StepLoop(frame);
                continue;
            }

            if (Needed(node) is { } input)
                stack.Push(new Frame(input));
            else
                values[node.Id] = Compute(node);
        }

        return values[result.Id];
    }

    /// <summary>The next input that has to be evaluated before the node can be.</summary>
    private Node? Needed(Node node)
    {
        if (node.Op == Op.Select)
        {
            if (values[node[0].Id] == Missing)
                return node[0];
            var chosen = (bool)values[node[0].Id]! ? node[1] : node[2];
            return values[chosen.Id] == Missing ? chosen : null;
        }

        foreach (var input in node.Inputs)
        {
            if (values[input.Id] == Missing)
                return input;
        }

        return null;
    }

    /// <summary>One move of a loop: to ask for what it needs, or to take what the body came to and go on.</summary>
    private void StepLoop(Frame frame)
    {
        var node = frame.Node;
        if (frame.Result is null)
        {
            var outer = node.Op == Op.Scatter ? node[0] : node[0][0];
            if (values[outer.Id] == Missing)
            {
                stack.Push(new Frame(outer));
                return;
            }

            frame.Result = node.Op == Op.Reduce
                ? (Reduction)node.Data! == Reduction.Any ? false : Arithmetic.Zero(node.Type == typeof(float) ? typeof(double) : node.Type)
                : Array.CreateInstance(node.Type.GetElementType()!, (int)values[outer.Id]!);
            frame.Entered = [];
        }

        // Into the next inner loop, or out of the one that is through.
        var bound = node.Bound;
        while (frame.Entered!.Count < bound.Length)
        {
            var index = bound[frame.Entered.Count];
            if (values[index[0].Id] == Missing)
            {
                stack.Push(new Frame(index[0]));
                return;
            }

            frame.Entered.Push((index, Save(index)));
            Set(index, 0);
            if (!LeaveFinished(frame))
                return;
        }

        foreach (var part in node.Op == Op.Scatter ? node.Inputs.AsSpan(1, 2) : node.Inputs.AsSpan(1, 1))
        {
            if (values[part.Id] == Missing)
            {
                stack.Push(new Frame(part));
                return;
            }
        }

        if (Update(frame))
        {
            Finish(frame);
            return;
        }

        var (last, _) = frame.Entered.Peek();
        Set(last, (int)values[last.Id]! + 1);
        LeaveFinished(frame);
    }

    /// <summary>Leaves every loop that has had its last turn; false when that was the last one of all.</summary>
    private bool LeaveFinished(Frame frame)
    {
        while (frame.Entered!.TryPeek(out var entered))
        {
            var (index, saved) = entered;
            if ((int)values[index.Id]! < (int)values[index[0].Id]!)
                return true;
            frame.Entered.Pop();
            Restore(index, saved);
            if (!frame.Entered.TryPeek(out var outer))
            {
                Finish(frame);
                return false;
            }

            Set(outer.Index, (int)values[outer.Index.Id]! + 1);
        }

        return true;
    }

    /// <summary>What one turn does to the result; true when it ends the loop.</summary>
    private bool Update(Frame frame)
    {
        var node = frame.Node;
        switch (node.Op)
        {
            case Op.Map:
                ((Array)frame.Result!).SetValue(values[node[1].Id], (int)values[node[0].Id]!);
                return false;
            case Op.Scatter:
                AddAt((Array)frame.Result!, (int)values[node[1].Id]!, values[node[2].Id]!);
                return false;
            default:
                if ((Reduction)node.Data! == Reduction.Any)
                    return (bool)(frame.Result = values[node[1].Id])!;
                var term = values[node[1].Id]!;
                frame.Result = Arithmetic.AddChecked(frame.Result!, term is float f ? (double)f : term);
                return false;
        }
    }

    private void Finish(Frame frame)
    {
        while (frame.Entered!.TryPop(out var entered))
            Restore(entered.Index, entered.Saved);
        values[frame.Node.Id] = frame.Node.Type == typeof(float) ? (float)(double)frame.Result! : frame.Result;
    }

    private static void AddAt(Array array, int index, object value)
    {
        if (index == GraphBuilder.NoElement)
            return;
        if ((uint)index >= (uint)array.Length)
            throw new IndexOutOfRangeException();
        array.SetValue(Arithmetic.Binary(Op.Add, array.GetValue(index)!, value), index);
    }

    private Node[] Dependents(Node index)
    {
        if (!dependents.TryGetValue(index, out var nodes))
            dependents[index] = nodes = Array.FindAll(graph.Nodes, n => Array.IndexOf(n.Loops, index) >= 0);
        return nodes;
    }

    private object?[] Save(Node index)
    {
        var nodes = Dependents(index);
        var saved = new object?[nodes.Length + 1];
        for (var i = 0; i < nodes.Length; i++)
            saved[i] = values[nodes[i].Id];
        saved[^1] = values[index.Id];
        return saved;
    }

    private void Restore(Node index, object?[] saved)
    {
        var nodes = Dependents(index);
        for (var i = 0; i < nodes.Length; i++)
            values[nodes[i].Id] = saved[i];
        values[index.Id] = saved[^1];
    }

    private void Set(Node index, int turn)
    {
        foreach (var node in Dependents(index))
            values[node.Id] = Missing;
        values[index.Id] = turn;
    }

    private object? Compute(Node node)
    {
        object? Input(int i) => values[node[i].Id];
        switch (node.Op)
        {
            case Op.Constant:
                return node.Data;
            case Op.Parameter:
                return arguments[(int)node.Data!];
            case Op.Capture:
                return captures[(int)node.Data!];
            case Op.Negate or Op.Not:
                return Arithmetic.Unary(node.Op, Input(0)!);
            case Op.Select:
                return (bool)Input(0)! ? Input(1) : Input(2);
            case Op.Convert:
                return Arithmetic.Convert(Input(0), node.Type);
            case Op.Call:
                return Call((node.Data as EffectfulCall)?.Method ?? (MethodInfo)node.Data!, Array.ConvertAll(node.Arguments.ToArray(), n => values[n.Id]));
            case Op.Field:
                return Field((MemberInfo)node.Data!, node.Inputs.Length == 0 ? null : Input(0), node.Inputs.Length == 0);
            case Op.New:
                return ((Shape)node.Data!).Create(Array.ConvertAll(node.Inputs, n => OfCallersOwn(n, values[n.Id])));
            case Op.Opaque:
                var code = (OpaqueCode)node.Data!;
                var lambda = Expression.Lambda(code.Body, code.Variables).Compile(preferInterpretation: true);
                return Call(lambda.GetType().GetMethod("Invoke")!, [lambda, .. node.Arguments.ToArray().Select(n => values[n.Id])]);
            case Op.Lambda:
                return ScalarCompiler.Interpreted((Graph)node.Data!, node.Type).Bind(
                    Array.ConvertAll(node.Inputs, n => values[n.Id] is Array captured ? captured.Clone() : values[n.Id]));
            case Op.Array:
                var literal = Array.CreateInstance(node.Type.GetElementType()!, node.Inputs.Length);
                for (var i = 0; i < literal.Length; i++)
                    literal.SetValue(Input(i), i);
                return literal;
            case Op.Length:
                return ((Array)Input(0)!).Length;
            case Op.Index:
                var (array, index) = ((Array)Input(0)!, (int)Input(1)!);
                return (uint)index < (uint)array.Length ? array.GetValue(index) : throw new IndexOutOfRangeException();
            case Op.Scatter:
                var buffer = Array.CreateInstance(node.Type.GetElementType()!, (int)Input(0)!);
                AddAt(buffer, (int)Input(1)!, Input(2)!);
                return buffer;
            case Op.Accumulate:
                return Accumulate(node);
            default:
                return Arithmetic.Binary(node.Op, Input(0)!, Input(1)!);
        }
    }

    private object Accumulate(Node node)
    {
        var sum = (Array)((Array)values[node[0].Id]!).Clone();
        for (var part = 1; part < node.Inputs.Length; part++)
        {
            var array = (Array)values[node[part].Id]!;
            for (var i = 0; i < sum.Length; i++)
                AddAt(sum, i, array.GetValue(i)!);
        }

        return sum;
    }

    /// <summary>An array that may be the caller's own is copied before it is handed out.</summary>
    private static object? OfCallersOwn(Node node, object? value) =>
        value is Array array && node.Op is not (Op.Map or Op.Scatter or Op.Accumulate or Op.Array) ? array.Clone() : value;

    private static object? Call(MethodInfo method, object?[] arguments) => method.IsStatic
        ? method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)
        : method.Invoke(arguments[0] ?? throw new NullReferenceException(), BindingFlags.DoNotWrapExceptions, null, arguments[1..], null);

    private static object? Field(MemberInfo member, object? instance, bool isStatic)
    {
        if (instance is null && !isStatic)
            throw new NullReferenceException();
        return member is FieldInfo field
            ? field.GetValue(instance)
            : ((PropertyInfo)member).GetValue(instance, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    /// <summary>A node that is being evaluated; for a loop, what it has made so far and which indices are running, with what they shadow.</summary>
    private sealed class Frame(Node node)
    {
        public Node Node => node;

        public object? Result { get; set; }

        public Stack<(Node Index, object?[] Saved)>? Entered { get; set; }
    }
}
