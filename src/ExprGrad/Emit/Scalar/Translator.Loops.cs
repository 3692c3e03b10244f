using System.Linq.Expressions;
using ExprGrad.Graphs;

namespace ExprGrad.Emit.Scalar;

/// <summary>Loops over arrays, and the buffers and sums that they fill.</summary>
internal sealed partial class Translator
{
    private readonly Dictionary<Region, LabelTarget> exits = [];

    private void OpenLoop(Region loop)
    {
        foreach (var binder in loop.Binders)
        {
            if (binder.Node.Op == Op.Reduce)
                Store(binder, Expression.Default(binder.Variable!.Type));
            else
                MakeBuffer(binder);
        }

        method.Add(PlaceOf(loop.Variable!).Write(Expression.Constant(0)));
        exits[loop] = Expression.Label();
        method.Open();
    }

    private void CloseLoop(Region loop)
    {
        foreach (var binder in loop.Updates)
            Update(binder);
        var counter = PlaceOf(loop.Variable!);
        method.Add(counter.Write(Expression.Add(counter.Read(), Expression.Constant(1))));

        var exit = exits[loop];
        var body = Expression.Block(typeof(void), method.Close());
        var test = Expression.LessThan(counter.Read(), BuildLength(loop.Length!, loop.Parent!));
        method.Add(Expression.Loop(Expression.IfThenElse(test, body, Expression.Break(exit)), exit));
    }

    /// <summary>In the form `i &lt; x.Length`, from which the JIT concludes that x[i] needs no check.</summary>
    private Expression BuildLength(Node length, Region region)
    {
        if (length.Op != Op.Length || !length[0].Type.IsSZArray || length[0].Op != Op.Parameter)
            return Build(length, region);
        return Expression.ArrayLength(Build(length[0], region));
    }

    /// <summary>One turn of a loop: what it does to the array or the sum that it makes.</summary>
    private void Update(Value binder)
    {
        var node = binder.Node;
        var result = PlaceOf(binder.Variable!);
        switch (node.Op)
        {
            case Op.Map:
                var index = PlaceOf(binder.Loop!.Variable!).Read();
                var element = Build(node[1], binder.Loop);
                method.Add(binder.Target is null
                    ? Expression.Assign(Expression.ArrayAccess(method.Read(result), index), element)
                    : AddAt(method.Read(result), index, element));
                break;
            case Op.Scatter:
                method.Add(AddAt(method.Read(result), Build(node[1], binder.RegionOf(1)), Build(node[2], binder.RegionOf(2))));
                break;
            case Op.Reduce when (Reduction)node.Data! == Reduction.Any:
                method.Open(Build(node[1], binder.Loop!));
                method.Add(result.Write(Expression.Constant(true)));
                method.Add(Expression.Break(exits[binder.Loop!]));
                method.CloseIf();
                break;
            case Op.Reduce:
                var term = Build(node[1], binder.Loop!);
                if (term.Type == typeof(float))
                    term = Expression.Convert(term, typeof(double));

                // Enumerable.Sum of integers is checked.
                method.Add(result.Write(term.Type == typeof(double)
                    ? Expression.Add(result.Read(), term)
                    : Expression.AddChecked(result.Read(), term)));
                method.IsFast &= FastSubset.IsNumber(term.Type);
                break;
        }

        Expression AddAt(Expression array, Expression index, Expression value) => node[1].Op == Op.Select
            ? Expression.Call(typeof(Arrays), nameof(Arrays.AddAt), null, array, index, value)
            : Expression.Assign(Expression.ArrayAccess(array, index), Expression.Add(Expression.ArrayIndex(array, index), value));
    }

    /// <summary>Allocates the array that a binder fills, unless another part of the same sum has.</summary>
    private void MakeBuffer(Value binder)
    {
        if (binder.Variable!.Place is not null)
            return;
        var length = binder.Node.Op == Op.Map
            ? Build(binder.Node[0][0], binder.Region)
            : Build(binder.Node[0], binder.Region);
        Store(binder, Expression.NewArrayBounds(binder.Node.Type.GetElementType()!, length));
    }

    /// <summary>Adds the parts that have not been added while they were computed.</summary>
    private void EvaluateAccumulate(Value sum)
    {
        var shared = sum.Target ?? sum;
        foreach (var node in sum.Node.Inputs)
        {
            if (!placement.IsLeaf(node) && placement.Resolve(node, sum.Region).Target == shared)
                continue;
            var part = Build(node, sum.Region);
            if (sum.Variable!.Place is null)
                Store(sum, Copy(part));
            else
                method.Add(Expression.Call(typeof(Arrays), nameof(Arrays.Add), null, method.Read(PlaceOf(sum.Variable)), part));
        }
    }

    private static Expression Copy(Expression array) => Expression.Call(typeof(Arrays), nameof(Arrays.Copy), [array.Type], array);
}
