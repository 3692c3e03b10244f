using ExprGrad.Graphs;

namespace ExprGrad.Emit.Scalar;

/// <summary>
/// Gives every value that is not inline a variable, finds the step of its last use, and cuts the steps into segments of a size that the JIT
/// still optimises, one method each.
/// </summary>
internal sealed class Liveness
{
    private const int MaximumSegment = 2500;

    // Many basic blocks with many locals alive are what the JIT is slowest with.
    private const int FlatBlockWeight = 60;

    private readonly Placement placement;
    private readonly List<OpenLoop> loops = [];
    private int position;

    private Liveness(Placement placement) => this.placement = placement;

    /// <summary>The segment of each step; null if there is only one.</summary>
    public static int[]? Run(List<Step> steps, Placement placement, Graph graph)
    {
        var liveness = new Liveness(placement);
        foreach (var step in steps)
        {
            liveness.Visit(step, graph);
            liveness.position++;
        }

        return Segments(steps);
    }

    private void Visit(Step step, Graph graph)
    {
        var (kind, value, region) = step;
        switch (kind)
        {
            case StepKind.Evaluate:
                ReadInputs(value!);
                Write(value!);
                break;
            case StepKind.If:
                Read(value!.Node[0], value.Region);
                Write(value);
                break;
            case StepKind.Choose:
                Read(value!.Node[region == value.IfTrue ? 1 : 2], region!);
                Write(value);
                break;
            case StepKind.Decide:
                Read(value!.Node[0], value.Region);
                if (region!.Variable is { } taken)
                    Touch(taken);
                value.IfTrue!.Variable = new Variable(typeof(bool), position);
                value.IfFalse!.Variable = new Variable(typeof(bool), position);
                Write(value);
                break;
            case StepKind.IfTaken:
                Touch(region!.Variable!);
                break;
            case StepKind.IfLonger:
                Read(region!.Length!, region.Parent!);
                break;
            case StepKind.Loop:
                Read(region!.Length!, region.Parent!);
                foreach (var binder in region.Binders)
                {
                    if (binder.Node.Op == Op.Scatter)
                        Read(binder.Node[0], binder.Region);
                    Write(binder);
                }

                region.Variable = new Variable(typeof(int), position);
                loops.Add(new OpenLoop(position, []));
                break;
            case StepKind.EndLoop:
                EndLoop(region!);
                break;
            case StepKind.Return:
                Read(graph.Result, placement.Root);
                break;
        }
    }

    private void EndLoop(Region region)
    {
        foreach (var binder in region.Updates)
        {
            ReadInputs(binder);
            Write(binder);
        }

        var extended = loops[^1].Extended;
        loops.RemoveAt(loops.Count - 1);
        foreach (var variable in extended)
            Touch(variable);
        Touch(region.Variable!);
        Read(region.Length!, region.Parent!);
        foreach (var binder in region.Binders)
            Write(binder);
    }

    private void ReadInputs(Value value)
    {
        for (var i = 0; i < value.Node.Inputs.Length; i++)
            Read(value.Node[i], value.RegionOf(i));
    }

    // As deep as expressions are allowed to be.
    private void Read(Node node, Region region)
    {
        if (placement.IsLeaf(node))
            return;
        var value = placement.Resolve(node, region);
        if (value.IsInline)
            ReadInputs(value);
        else
            Touch(value.Variable!);
    }

    private void Write(Value value)
    {
        if (value.Variable is null)
        {
            if (value.Target is { } target)
            {
                Write(target);
                value.Variable = target.Variable;
            }
            else
            {
                value.Variable = new Variable(VariableType(value.Node), position) { IsWrittenOnce = value.Node.Op is not (Op.Select or Op.Reduce) };
            }
        }

        Touch(value.Variable!);
    }

    /// <summary>Sums of floats are carried in double, as LINQ does.</summary>
    private static Type VariableType(Node node) =>
        node.Op == Op.Reduce && node.Type == typeof(float) ? typeof(double) : node.Type;

    private void Touch(Variable variable)
    {
        variable.LastUse = position;

        // What comes from outside of a loop is needed until its last turn.
        foreach (var loop in loops)
        {
            if (loop.Start > variable.Definition)
            {
                loop.Extended.Add(variable);
                break;
            }
        }
    }

    private static int[]? Segments(List<Step> steps)
    {
        var segments = new int[steps.Count];
        var (segment, weight, depth) = (0, 0, 0);
        for (var i = 0; i < segments.Length; i++)
        {
            var step = steps[i];
            if (depth == 0 && weight > MaximumSegment)
                (segment, weight) = (segment + 1, 0);
            segments[i] = segment;
            weight += step.Kind switch
            {
                StepKind.Evaluate => 1 + step.Value!.Size,
                StepKind.IfTaken or StepKind.Decide => FlatBlockWeight,
                _ => 1,
            };
            depth += step.Kind switch
            {
                StepKind.If or StepKind.IfTaken or StepKind.IfLonger or StepKind.Loop => 1,
                StepKind.End or StepKind.EndLoop => -1,
                _ => 0,
            };
        }

        if (segment == 0)
            return null;

        // The result is returned by the method that calls the segments.
        segments[^1] = segment + 1;
        return segments;
    }

    private sealed record OpenLoop(int Start, HashSet<Variable> Extended);
}
