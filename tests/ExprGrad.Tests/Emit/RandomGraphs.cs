using System.Reflection;
using ExprGrad.Graphs;

namespace ExprGrad.Tests.Emit;

/// <summary>
/// Graphs made by chance, of the parameters (double x, double y, double[] a, int n): shared nodes, conditionals nested and shared between
/// branches, loops in loops, sums of arrays, and nodes that throw for some arguments.
/// </summary>
internal sealed class RandomGraphs
{
    public static readonly Type[] Parameters = [typeof(double), typeof(double), typeof(double[]), typeof(int)];

    private static readonly MethodInfo[] Unary = Array.ConvertAll(
        new[] { nameof(Math.Sin), nameof(Math.Exp), nameof(Math.Sqrt), nameof(Math.Log) }, n => typeof(Math).GetMethod(n, [typeof(double)])!);

    private readonly Random random;
    private readonly GraphBuilder g = new();
    private readonly List<Node> reals = [];
    private readonly List<Node> floats = [];
    private readonly List<Node> integers = [];
    private readonly List<Node> conditions = [];
    private readonly List<Node> arrays = [];
    private readonly List<Node> loops = [];

    private RandomGraphs(int seed) => random = new Random(seed);

    public static Graph Make(int seed, int size)
    {
        var graphs = new RandomGraphs(seed);
        return Graph.Of(graphs.g, graphs.Result(size), Parameters);
    }

    public static object?[] Arguments(int seed)
    {
        var random = new Random(seed);
        var a = new double[random.Next(0, 5)];
        for (var i = 0; i < a.Length; i++)
            a[i] = Number(random);
        return [Number(random), Number(random), a, random.Next(-1, 5)];

        static double Number(Random random) => random.Next(10) switch
        {
            0 => 0.0,
            1 => double.NaN,
            2 => double.PositiveInfinity,
            3 => -1.0,
            _ => (random.NextDouble() * 4) - 2,
        };
    }

    private Node Result(int size)
    {
        reals.AddRange([g.Parameter(0, typeof(double)), g.Parameter(1, typeof(double)), g.Real(0.5, typeof(double)), g.Real(-3, typeof(double))]);
        floats.Add(g.Convert(reals[0], typeof(float)));
        arrays.Add(g.Parameter(2, typeof(double[])));
        integers.AddRange([g.Parameter(3, typeof(int)), g.Constant(0), g.Constant(2), g.Length(arrays[0])]);
        conditions.Add(g.Binary(Op.Less, reals[0], reals[1]));
        Grow(size, 0);

        // Often all in one, so that much of what was made is alive.
        if (random.Next(2) == 0)
            return Pick(reals);
        var sum = Pick(reals);
        for (var i = 0; i < 6; i++)
            sum = random.Next(4) == 0 ? g.Select(Pick(conditions), sum, Pick(reals)) : g.Add(sum, Pick(reals));
        return g.New(Shape.Of(typeof((double, double[], float)))!, [sum, Pick(arrays), Pick(floats)]);
    }

    private void Grow(int size, int level)
    {
        for (var i = 0; i < size; i++)
        {
            switch (random.Next(24))
            {
                case < 8:
                    Op[] operators = [Op.Add, Op.Subtract, Op.Multiply, Op.Divide];
                    reals.Add(g.Binary(operators[random.Next(4)], Pick(reals), Pick(reals)));
                    break;
                case 8:
                    reals.Add(g.Call(Unary[random.Next(Unary.Length)], Pick(reals)));
                    break;
                case 9 or 10 or 11:
                    reals.Add(g.Select(Pick(conditions), Pick(reals), Pick(reals)));
                    break;
                case 12 or 13:
                    conditions.Add(g.Binary((Op)((int)Op.Less + random.Next(4)), Pick(reals), Pick(reals)));
                    break;
                case 14:
                    conditions.Add(random.Next(3) switch
                    {
                        0 => g.And(Pick(conditions), Pick(conditions)),
                        1 => g.Or(Pick(conditions), Pick(conditions)),
                        _ => g.Not(Pick(conditions)),
                    });
                    break;
                case 15:
                    Op[] integral = [Op.Add, Op.Subtract, Op.Multiply, Op.Divide, Op.Remainder];
                    integers.Add(g.Binary(integral[random.Next(5)], Pick(integers), Pick(integers)));
                    break;
                case 16:
                    integers.Add(g.Select(Pick(conditions), Pick(integers), Pick(integers)));
                    break;
                case 17 or 18:
                    reals.Add(g.Index(Pick(arrays), Pick(integers)));
                    break;
                case 19:
                    floats.Add(g.Convert(Pick(reals), typeof(float)));
                    floats.Add(g.Multiply(Pick(floats), Pick(floats)));
                    reals.Add(g.Convert(Pick(floats), typeof(double)));
                    break;
                case 20:
                    reals.Add(g.Convert(Pick(integers), typeof(double)));
                    break;
                default:
                    if (level < 3)
                        Loop(level);
                    break;
            }
        }
    }

    /// <summary>A loop at the next level: what is made inside stays inside, and what binds the index is added outside.</summary>
    private void Loop(int level)
    {
        var array = Pick(arrays);
        var k = g.LoopIndex(level, g.Length(array));
        List<Node>[] pools = [reals, floats, integers, conditions, arrays];
        var counts = Array.ConvertAll(pools, p => p.Count);
        reals.Add(g.Index(array, k));
        integers.Add(k);
        loops.Add(k);
        Grow(random.Next(1, 8), level + 1);
        var made = new List<(List<Node> Pool, Node Node)>();
        for (var i = random.Next(1, 3); i >= 0; i--)
        {
            switch (random.Next(6))
            {
                case 0:
                    made.Add((arrays, g.Map(k, Pick(reals))));
                    break;
                case 1:
                    made.Add((reals, g.Reduce(Reduction.Sum, k, Pick(reals))));
                    break;
                case 2:
                    made.Add((floats, g.Reduce(Reduction.Sum, k, Pick(floats))));
                    break;
                case 3:
                    made.Add((conditions, g.Reduce(Reduction.Any, k, Pick(conditions))));
                    break;
                case 4:
                    made.Add((arrays, g.Scatter(g.Length(array), Pick(integers), Pick(reals), k)));
                    break;
                default:
                    var map = g.Map(k, Pick(reals));
                    made.Add((arrays, g.Accumulate(map, g.Scatter(k[0], k, Pick(reals), k), g.Scatter(k[0], Pick(integers), Pick(reals)))));
                    break;
            }
        }

        loops.Remove(k);
        for (var i = 0; i < pools.Length; i++)
            pools[i].RemoveRange(counts[i], pools[i].Count - counts[i]);

        // Binders of other loops that were running are theirs.
        foreach (var (pool, node) in made)
        {
            if (Array.TrueForAll(node.Loops, loops.Contains))
                pool.Add(node);
        }
    }

    private Node Pick(List<Node> pool) => pool[pool.Count - 1 - (int)(pool.Count * Math.Pow(random.NextDouble(), 2))];
}
