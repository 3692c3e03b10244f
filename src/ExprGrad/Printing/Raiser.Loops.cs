using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Printing;

/// <summary>Loops as LINQ.</summary>
internal sealed partial class Raiser
{
    private const int MostAlternatives = 16;

    private Expression BuildMap(RaiseItem item)
    {
        var node = item.Node;
        if (node[1].IsConstant(0) && !double.IsNegative(node[1].RealConstant!.Value))
            return Expression.NewArrayBounds(node[1].Type, Resolve(node[0][0], item.Scope));
        if (RaiseLoops.IsRepeat(node, facts))
            return Linq.ToArray(Linq.Repeat(Resolve(node[1], item.Scope), Resolve(node[0][0], item.Scope)), node[1].Type);
        var loop = item.Inner[0];
        var (source, f) = (Source(loop, item.Scope), Body(loop, Resolve(node[1], loop)));
        if (source.Second is null && f.Body == f.Parameters[0] && source.First.Type.IsArray)
            return Linq.ToArray(source.First, node[1].Type);
        return Linq.ToArray(source.Second is null ? Linq.Select(source.First, f) : Linq.Zip(source.First, source.Second, f), node[1].Type);
    }

    private Expression BuildReduce(RaiseItem item)
    {
        var loop = item.Inner[0];
        var (source, f) = (Source(loop, item.Scope), Body(loop, Resolve(item.Node[1], loop)));
        if ((Reduction)item.Node.Data! == Reduction.Sum)
            return Sum(source, f);
        if (source.Second is null)
            return Linq.Any(source.First, f);
        var holds = Expression.Parameter(typeof(bool), f.Parameters[0].Name);
        return Linq.Any(Linq.Zip(source.First, source.Second, f), Expression.Lambda(holds, holds));
    }

    // What only the row decides is computed in front of the element, too.
    private MethodCallExpression BuildMatrix(RaiseItem item, (Node Row, Node Column, Node Element) matrix)
    {
        height += 4;
        var (rows, columns) = (item.Inner[0], item.Inner[1]);
        Expression element;
        if (RaiseLoops.Summands(matrix, facts) is { } summands)
        {
            element = BuildSummands(item, summands, item.Inner[2], 3, columns);
            element = item.Inner[2].Enclose(element);
        }
        else
        {
            element = Resolve(matrix.Element, columns);
        }

        var value = Expression.Lambda(rows.Enclose(columns.Enclose(element)), rows.Index!, columns.Index!);
        return Linq.Matrix(Resolve(matrix.Row[0], item.Scope), Resolve(matrix.Column[0], item.Scope), value);
    }

    private static Expression Sum((Expression First, Expression? Second) source, LambdaExpression f) =>
        source.Second is not null ? Linq.Sum(Linq.Zip(source.First, source.Second, f), f.ReturnType)
        : f.Body == f.Parameters[0] ? Linq.Sum(source.First, f.ReturnType)
        : Linq.Sum(source.First, f);

    private Expression BuildScatter(RaiseItem item)
    {
        var counter = item.Inner[0];
        var element = ScatteredElement(item.Node, counter.Index!, counter, item.Inner[1..], item.Scope);
        return Linq.ToArray(Linq.Select(Linq.Range(Resolve(item.Node[0], item.Scope)), Body(counter, element)), element.Type);
    }

    /// <summary>What a scatter adds at one position: <c>j == index ? value : 0</c>, summed over the loops that it binds.</summary>
    private Expression ScatteredElement(
        Node scatter, Expression position, RaiseScope counter, IReadOnlyList<RaiseScope> inner, RaiseScope outside)
    {
        var branch = inner[^1];
        var loops = inner.Take(inner.Count - 1).ToList();
        var place = loops.Count == 0 ? counter : loops[^1];
        var isHere = RaiseLoops.IsInPlace(scatter)
            ? Expression.LessThan(position, Resolve(scatter[1][0], outside))
            : Expression.Equal(position, Resolve(scatter[1], loops.Count == 0 ? outside : place));
        var value = branch.Enclose(Resolve(scatter[2], branch));
        Expression element = Expression.Condition(isHere, value, Expression.Constant(Activator.CreateInstance(value.Type), value.Type));
        for (var i = RaiseLoops.IsInPlace(scatter) ? -1 : loops.Count - 1; i >= 0; i--)
            element = Sum(Source(loops[i], i == 0 ? counter : loops[i - 1]), Body(loops[i], element));
        return element;
    }

    private Expression BuildAccumulate(RaiseItem item)
    {
        var node = item.Node;
        var type = node.Type.GetElementType()!;
        if (RaiseLoops.IsZip(node, facts))
        {
            var (a, b) = (Expression.Parameter(type, "a"), Expression.Parameter(type, "b"));
            var f = Expression.Lambda(Expression.Add(a, b), a, b);
            return Linq.ToArray(Linq.Zip(Linq.Unstored(Resolve(node[0], item.Scope)), Linq.Unstored(Resolve(node[1], item.Scope)), f), type);
        }

        var counter = item.Inner[0];
        var element = BuildSummands(item, node.Inputs, counter, 1, item.Scope);
        var length = RaiseLoops.LengthNode(node) is { } known
            ? Resolve(known, item.Scope)
            : Expression.ArrayLength(Resolve(node[0], counter));
        return Linq.ToArray(Linq.Select(Linq.Range(length), Body(counter, element)), type);
    }

    /// <summary>What some arrays add up to at the counter's position; <paramref name="opened"/> scopes of the item belong to others.</summary>
    private Expression BuildSummands(RaiseItem item, Node[] arrays, RaiseScope counter, int opened, RaiseScope outside)
    {
        // A fused scatter opened a scope for each loop that it binds, and one for the value; a fused map, one for its loop.
        var summands = new List<Expression>();
        var alternatives = new SortedDictionary<int, ConditionalExpression>();
        foreach (var array in arrays)
        {
            if (RaiseLoops.IsFused(array, facts))
            {
                var count = array.Bound.Length + 1;
                var element = ScatteredElement(array, counter.Index!, counter, item.Inner[opened..(opened + count)], outside);
                opened += count;

                // Of several places that are known to differ, each position is one at most.
                var place = array.Bound.IsEmpty && array[1].Op == Op.Constant ? array[1].Data as int? : null;
                if (place is null || alternatives.Count == MostAlternatives || !alternatives.TryAdd(place.Value, (ConditionalExpression)element))
                {
                    Settle();
                    if (place is null)
                        summands.Add(element);
                    else
                        alternatives.Add(place.Value, (ConditionalExpression)element);
                }

                continue;
            }

            Settle();
            if (RaiseLoops.IsFusedMap(array, facts))
            {
                var turn = item.Inner[opened++];
                summands.Add(Resolve(array[1], turn));
                counter.Locals.AddRange(turn.Locals);
            }
            else
            {
                summands.Add(Expression.ArrayIndex(Resolve(array, counter), counter.Index!));
            }
        }

        Settle();
        return summands.Aggregate(Expression.Add);

        void Settle()
        {
            if (alternatives.Count == 0)
                return;
            summands.Add(alternatives.Values.Reverse().Aggregate((chain, link) => Expression.Condition(link.Test, link.IfTrue, chain)));
            alternatives.Clear();
        }
    }

    /// <summary>What LINQ runs over to call the body of a loop: an array, two, or the numbers from 0.</summary>
    private (Expression First, Expression? Second) Source(RaiseScope loop, RaiseScope place) => loop.Elements switch
    {
        [var only] => (Linq.Unstored(Resolve(only.Array, place)), null),
        [var first, var second] => (Linq.Unstored(Resolve(first.Array, place)), Linq.Unstored(Resolve(second.Array, place))),
        _ => (Linq.Range(Resolve(loop.Bound![0], place)), null),
    };

    private LambdaExpression Body(RaiseScope loop, Expression value)
    {
        height += 4;
        ParameterExpression[] variables = loop.Elements.Length == 0 ? [loop.Index!] : [.. loop.Elements.Select(e => e.Element)];
        return Expression.Lambda(loop.Enclose(value), variables);
    }
}
