using ExprGrad.Graphs;

namespace ExprGrad;

/// <summary>Whether an argument may be declared as a double without more ado: a lambda that is suggested has to compile.</summary>
internal static class Widening
{
    public static bool CanBeDouble(Graph graph, int parameter)
    {
        if (!graph.Parameters[parameter].IsPrimitive || graph.Parameters[parameter] == typeof(bool))
            return false;
        var widened = new bool[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            if (node.Op == Op.Parameter && (int)node.Data! == parameter)
            {
                widened[node.Id] = true;
                continue;
            }

            if (!Array.Exists(node.Inputs, i => widened[i.Id]))
                continue;
            switch (node.Op)
            {
                case Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Remainder or Op.Negate:
                case Op.Select when !widened[node[0].Id]:
                    widened[node.Id] = true;
                    break;
                case Op.Equal or Op.NotEqual or Op.Less or Op.LessOrEqual or Op.Greater or Op.GreaterOrEqual:
                case Op.Convert when node.Type == typeof(double):
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
