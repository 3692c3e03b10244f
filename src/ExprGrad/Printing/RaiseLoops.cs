using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Printing;

/// <summary>Which LINQ call says what a loop of the graph says.</summary>
internal static class RaiseLoops
{
    private static readonly string[] IndexNames = ["i", "j", "k", "l", "m", "n"];
    private static readonly string[] ElementNames = ["v", "w", "u", "s", "r", "q"];
    private static readonly string[][] PairNames = [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]];

    public static ParameterExpression IndexVariable(int depth) => Expression.Parameter(typeof(int), Name(IndexNames, depth));

    public static (Node, ParameterExpression)[] ElementVariables(Node[] arrays, int depth) => arrays.Length == 1
        ? [(arrays[0], Variable(arrays[0], Name(ElementNames, depth)))]
        : [(arrays[0], Variable(arrays[0], Name(PairNames, depth)[0])), (arrays[1], Variable(arrays[1], Name(PairNames, depth)[1]))];

    /// <summary>
    /// The one or two arrays of which the loop's body only wants the elements in turn, if the loop runs exactly as long as they do; none if
    /// it must count.
    /// </summary>
    public static Node[] Sources(Node loopIndex, Node body, Node? alsoRead)
    {
        var arrays = new List<Node>();
        var seen = new HashSet<Node>();
        var stack = new Stack<Node>([body]);
        if (alsoRead is not null)
            stack.Push(alsoRead);
        while (stack.TryPop(out var node))
        {
            if (node == loopIndex)
                return [];
            if (Array.IndexOf(node.Loops, loopIndex) < 0 || !seen.Add(node))
                continue;
            if (node.Op == Op.Index && node[1] == loopIndex && Array.IndexOf(node[0].Loops, loopIndex) < 0)
            {
                if (!arrays.Contains(node[0]))
                    arrays.Add(node[0]);
                continue;
            }

            foreach (var input in node.Inputs)
                stack.Push(input);
        }

        var length = loopIndex[0];
        arrays.Sort((a, b) => a.Id.CompareTo(b.Id));
        return arrays switch
        {
            [var x] when RaiseFacts.IsLengthOf(length, x) => [x],
            [var x, var y] when RaiseFacts.IsLengthOf(length, x) && RaiseFacts.IsLengthOf(length, y) => [x, y],
            [var x, var y] when IsMinimum(length, out var a, out var b) && RaiseFacts.IsLengthOf(a, x) && RaiseFacts.IsLengthOf(b, y) => [x, y],
            [var x, var y] when IsMinimum(length, out var a, out var b) && RaiseFacts.IsLengthOf(a, y) && RaiseFacts.IsLengthOf(b, x) => [x, y],
            _ => [],
        };
    }

    /// <summary>An array of one value over and over.</summary>
    public static bool IsRepeat(Node map, RaiseFacts facts) =>
        map[1] != map[0] && Array.IndexOf(map[1].Loops, map[0]) < 0 && (facts.IsHoistable(map[1]) || RaiseFacts.IsExpensive(map[1]));

    /// <summary>Whether a scatter puts the value of each turn where the loop stands: a map, but for what lies beyond the loop's end.</summary>
    public static bool IsInPlace(Node scatter) => scatter.Bound is [var only] && scatter[1] == only;

    /// <summary>
    /// For a call of <see cref="Functions.Reshape"/>: the loops over rows and columns that fill its matrix, and the element there, if that
    /// is how its elements are made.
    /// </summary>
    public static (Node Row, Node Column, Node Element)? Matrix(Node call, RaiseFacts facts)
    {
        if (!IsReshape(call) || call[0] is not { Op: Op.Scatter, Bound: [var a, var b] } elements || !facts.IsUsedOnce(elements)
            || elements[1] is not { Op: Op.Add, Inputs: [{ Op: Op.Multiply, Inputs: [var row, var width] }, var column] }
            || width != call[2] || !(row == a && column == b || row == b && column == a)
            || row[0] != call[1] || column[0] != width || row[0].Loops.Length > 0 || width.Loops.Length > 0)
        {
            return null;
        }

        return (row, column, elements[2]);
    }

    /// <summary>The arrays that add up to one column, or row, of a matrix, where nothing else needs it.</summary>
    public static Node[]? Summands((Node Row, Node Column, Node Element) matrix, RaiseFacts facts) => matrix.Element switch
    {
        { Op: Op.Index, Inputs: [var array, var at] } when (at == matrix.Row || at == matrix.Column) && facts.IsUsedOnce(matrix.Element) && facts.IsUsedOnce(array) =>
            array.Op switch { Op.Accumulate => array.Inputs, Op.Scatter => [array], _ => null },
        _ => null,
    };

    /// <summary>Whether a node is a matrix of zeros.</summary>
    public static bool IsZeroMatrix(Node call) =>
        IsReshape(call) && call[0].Op == Op.Map && call[0][1].IsConstant(0) && !double.IsNegative(call[0][1].RealConstant!.Value);

    private static bool IsReshape(Node call) =>
        call is { Op: Op.Call, Data: System.Reflection.MethodInfo { Name: nameof(Functions.Reshape) } method } && method.DeclaringType == typeof(Functions);

    /// <summary>Whether a sum of arrays is best said as a Zip of two.</summary>
    public static bool IsZip(Node accumulate, RaiseFacts facts) =>
        accumulate.Inputs.Length == 2 && !Array.Exists(accumulate.Inputs, a => IsFused(a, facts));

    /// <summary>Whether a summand of a sum of arrays is written as its elements, without an array of its own.</summary>
    public static bool IsFused(Node array, RaiseFacts facts) => array.Op == Op.Scatter && facts.IsUsedOnce(array);

    /// <summary>Whether a summand that is a map is written as the body of its loop.</summary>
    public static bool IsFusedMap(Node array, RaiseFacts facts) => array.Op == Op.Map && facts.IsUsedOnce(array);

    /// <summary>A node that computes the length of a sum of arrays without the arrays, if there is one.</summary>
    public static Node? LengthNode(Node accumulate)
    {
        foreach (var array in accumulate.Inputs)
        {
            if (array.Op == Op.Scatter)
                return array[0];
            if (array.Op == Op.Map)
                return array[0][0];
        }

        return null;
    }

    private static bool IsMinimum(Node length, out Node a, out Node b)
    {
        (a, b) = length is { Op: Op.Call, Inputs: [var first, var second] } ? (first, second) : (length, length);
        return length.Data is System.Reflection.MethodInfo { Name: nameof(Math.Min) } method && method.DeclaringType == typeof(Math);
    }

    private static ParameterExpression Variable(Node array, string name) => Expression.Parameter(array.Type.GetElementType()!, name);

    private static T Name<T>(T[] names, int depth) => names[Math.Min(depth, names.Length - 1)];
}
