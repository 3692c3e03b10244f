using ExprGrad.Graphs;

namespace ExprGrad.Differentiation;

/// <summary>Jacobians and Hessians, and products with them.</summary>
internal sealed partial class Deriver
{
    // Each row is a program of its own.
    private const int MostRows = 16;

    /// <summary>
    /// Rows are outputs. A few that are listed, as in <c>new[] { ..., ... }</c>, are gradients each; else it is computed forwards by
    /// columns, or backwards by rows.
    /// </summary>
    private Node Jacobian()
    {
        if (options.Mode == DerivativeMode.Auto && ListedRows() is { } listed)
            return listed;
        var x = parameters[0];
        var columns = builder.Length(x);
        if (options.Mode == DerivativeMode.Reverse)
        {
            // The direction is that of an output, whose number is known once the value is. By then rules have brought loops of their own.
            var row = columns;
            var (value, cotangents) = Backwards([x], y => UnitVector(y, row = builder.LoopIndex(LevelAbove(builder.Nodes), builder.Length(y))));
            return Matrix(builder.Length(value), columns, cotangents[0], row, byRows: true);
        }

        var direction = builder.LoopIndex(LevelAbove(f.Graph.Nodes), columns);
        var (result, tangents) = Linearize(new Dictionary<Node, Node> { [x] = UnitVector(x, direction) });
        return Matrix(builder.Length(result), columns, tangents[0], direction, byRows: false);
    }

    /// <summary>The gradients of the elements that a result lists; null if it is made otherwise.</summary>
    private Node? ListedRows()
    {
        if (f.Graph.Result is not { Op: Op.Array, Inputs.Length: > 0 and <= MostRows })
            return null;
        var x = parameters[0];
        var symbol = builder.Parameter(SymbolicTangents, x.Type);
        var (value, tangents) = Linearize(new Dictionary<Node, Node> { [x] = symbol });
        if (tangents[0] is not { Op: Op.Array } elements)
            return Matrix(builder.Length(value), builder.Length(x), null, x, byRows: true);
        var lengths = new Dictionary<Node, Node> { [symbol] = builder.Length(x) };
        var rows = Array.ConvertAll(elements.Inputs, element =>
            Transposer.Run(algebra, [(element, builder.Real(1, element.Type))], [symbol], lengths)[0] is { } row ? algebra.Settle(row) : algebra.ZeroOf(x));
        var method = typeof(Functions).GetMethod(nameof(Functions.Rows))!.MakeGenericMethod(x.Type.GetElementType()!);
        return builder.Call(method, builder.Array(x.Type.MakeArrayType(), rows));
    }

    /// <summary>The matrix whose row, or column, at an index is an array that depends on that index.</summary>
    private Node Matrix(Node rows, Node columns, Node? array, Node index, bool byRows)
    {
        var type = Types[0];
        if (array is null)
            return Reshape(algebra.ZeroArray(type, builder.Binary(Op.Multiply, rows, columns)), rows, columns);
        var other = builder.LoopIndex(GraphBuilder.FreshLevel(array, index), byRows ? columns : rows);
        var (row, column) = byRows ? (index, other) : (other, index);
        var at = builder.Add(builder.Multiply(row, columns), column);
        var elements = builder.Scatter(builder.Binary(Op.Multiply, rows, columns), at, algebra.Settle(builder.Index(array, other)), index, other);
        return Reshape(elements, rows, columns);
    }

    /// <summary>The second derivatives by several numbers of a function whose gradient this is; below the diagonal they mirror those above.</summary>
    private Node HessianOfGradient()
    {
        var n = parameters.Length;
        var elements = new Node[n * n];
        for (var i = 0; i < n; i++)
        {
            var (_, row) = Linearize(new Dictionary<Node, Node> { [parameters[i]] = builder.Real(1, Types[i]) });
            for (var j = i; j < n; j++)
                elements[(i * n) + j] = elements[(j * n) + i] = row[j] is { } element ? algebra.Settle(element) : algebra.Zero(Types[j]);
        }

        return Reshape(builder.Array(Types[0].MakeArrayType(), elements), builder.Constant(n), builder.Constant(n));
    }

    /// <summary>The tangent of the gradient along a vector: the Hessian is not formed.</summary>
    private Node HessianVectorProduct()
    {
        var (gradient, tangents) = Linearize(new Dictionary<Node, Node> { [parameters[0]] = builder.Parameter(1, Types[0]) });
        return tangents[0] is { } product ? algebra.Settle(product) : algebra.ZeroOf(gradient);
    }

    private Node Reshape(Node elements, Node rows, Node columns)
    {
        var reshape = typeof(Functions).GetMethod(nameof(Functions.Reshape))!.MakeGenericMethod(elements.Type.GetElementType()!);
        return builder.Call(reshape, elements, rows, columns);
    }
}
