using ExprGrad.Differentiation;
using ExprGrad.Graphs;

namespace ExprGrad.Printing;

/// <summary>
/// A conditional whose condition is compound, as the chain of questions that it amounts to: what the answers so far imply is not asked, and
/// <c>(!(x > a) &amp;&amp; !(x &lt; a) || x > a) &amp;&amp; (x > a || !(x &lt; a)) ? x > a ? 1 : 0.5 : 0</c> is <c>x > a ? 1 : x &lt; a ? 0 : 0.5</c>.
/// </summary>
/// <remarks>Questions are asked in the order in which they were, so that what may throw is evaluated where it was.</remarks>
internal sealed class Decisions
{
    // Beyond so many questions, or nodes that depend on them, a conditional is left as it stands.
    private const int MostQuestions = 6;
    private const int MostNodes = 96;
    private const int LongestText = 1000;
    private const int MostParts = 16;
    private const int Nesting = 6;

    private readonly GraphBuilder builder;
    private readonly HashSet<Node> places = [];
    private int questions;

    private Decisions(GraphBuilder builder) => this.builder = builder;

    /// <summary>The conditional, or a shorter one of the same value.</summary>
    public static Node Settled(GraphBuilder builder, Node choice)
    {
        if (choice.HasEffects || !(choice.Op == Op.Select ? choice.Type == typeof(bool) || IsCompound(choice[0]) : AsksTwice(choice) is not null))
            return choice;
        var decisions = new Decisions(builder);
        if (decisions.Tree(choice, []) is not { } tree)
            return choice;
        foreach (var place in decisions.places)
        {
            if (decisions.OnlyAt(place, choice) is { } only && Length(only) < Length(tree))
                tree = only;
        }

        return Length(tree) < Length(choice) ? tree : choice;
    }

    private static bool IsCompound(Node condition) => condition.Op == Op.Select || (condition.Op == Op.Not && condition[0].Op == Op.Select);

    /// <summary>The choice by its first question, and so on; null if there are too many.</summary>
    private Node? Tree(Node choice, List<(Node Question, bool Answer)> known)
    {
        if (FirstQuestion(choice) is not { } question)
            return choice;
        if (question.Op == Op.Equal && question[0].Type == typeof(int) && !DerivativeAlgebra.MayThrow(question))
            places.Add(question);
        if (++questions > (1 << (MostQuestions - 1)) || known.Count == MostQuestions)
            return null;
        var branches = new Node[2];
        foreach (var answer in (bool[])[true, false])
        {
            if (Knowing(choice, [.. known, (question, answer)]) is not { } given || Tree(given, [.. known, (question, answer)]) is not { } branch)
                return null;
            branches[answer ? 0 : 1] = branch;
        }

        return Join(question, branches[0], branches[1]);
    }

    /// <summary>What is zero wherever an index is not another one: it is asked for first.</summary>
    private Node? OnlyAt(Node place, Node choice)
    {
        questions = 0;
        if (!choice.IsReal || Knowing(choice, [(place, false)]) is not { } elsewhere || Tree(elsewhere, [(place, false)]) is not { } zero || !zero.IsConstant(0)
            || Knowing(choice, [(place, true)]) is not { } here || Tree(here, [(place, true)]) is not { } value)
        {
            return null;
        }

        return value.Op == Op.Select
            ? builder.Select(builder.Binary(Op.NotEqual, place[0], place[1]), zero, value)
            : builder.Select(place, value, zero);
    }

    private static Node? FirstQuestion(Node choice)
    {
        if (choice.Op != Op.Select && !(choice.Op == Op.Not && IsCompound(choice)))
            return AsksTwice(choice);
        while (choice.Op is Op.Select or Op.Not)
            choice = choice[0];
        return choice;
    }

    /// <summary>A comparison by which several parts of a sum or a product are chosen, as in <c>(c ? a : 0) + (c ? 0 : b)</c>.</summary>
    private static Node? AsksTwice(Node value)
    {
        if (value.Op is not (Op.Add or Op.Subtract or Op.Multiply or Op.Divide) || !value.IsReal)
            return null;
        var (asked, stack, left) = (new HashSet<Node>(), new Stack<Node>([value]), MostParts);
        while (stack.TryPop(out var node) && left-- > 0)
        {
            if (node.Op is Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Negate)
            {
                foreach (var input in node.Inputs)
                    stack.Push(input);
            }

            if (node.Op != Op.Select)
                continue;
            var question = node[0];
            while (question.Op is Op.Select or Op.Not)
                question = question[0];
            if (!asked.Add(question))
                return question;
        }

        return null;
    }

    /// <summary><c>question ? a : b</c>, joined with what its branches ask next where they agree in an outcome.</summary>
    private Node Join(Node question, Node a, Node b)
    {
        if (a.Type == typeof(bool))
        {
            return a == b && GraphBuilder.IsTotal(question) ? a
                : a.IsBool(false) ? builder.And(builder.Not(question), b)
                : b.IsBool(true) ? builder.Or(builder.Not(question), a)
                : builder.Select(question, a, b);
        }

        if (a.Op == Op.Select && a[2] == b)
            return builder.Select(builder.And(question, a[0]), a[1], b);
        if (b.Op == Op.Select && b[1] == a)
            return builder.Select(builder.Or(question, b[0]), a, b[2]);
        return builder.Select(question, a, b);
    }

    /// <summary>A value where some answers are known; null if too much depends on them.</summary>
    private Node? Knowing(Node value, List<(Node Question, bool Answer)> known)
    {
        var (found, stack, map) = (new HashSet<Node>(), new Stack<Node>([value]), new Dictionary<Node, Node>());
        var newest = known[^1].Question;
        while (stack.TryPop(out var node))
        {
            // A loop inside may bind what the question depends on.
            if ((node.IsBinder && newest.Loops.Length > 0) || !found.Add(node))
                continue;
            if (found.Count > MostNodes)
                return null;
            if (node.Type == typeof(bool) && Answered(node, known) is { } answer)
            {
                map[node] = builder.Constant(answer);
                continue;
            }

            foreach (var input in node.Inputs)
                stack.Push(input);
        }

        foreach (var node in found.OrderBy(n => n.Id))
        {
            if (!map.ContainsKey(node) && Array.Exists(node.Inputs, map.ContainsKey))
                map[node] = Rebuilt(node, Array.ConvertAll(node.Inputs, i => map.GetValueOrDefault(i, i)));
        }

        return map.GetValueOrDefault(value, value);
    }

    // The zero of a part that is not there is no term: in loops, whose sums begin with zeros; elsewhere signs of zeros are kept.
    private Node Rebuilt(Node node, Node[] inputs)
    {
        var isSum = node.Op is Op.Add or Op.Subtract && node.IsReal && node.Loops.Length > 0;
        if (isSum && IsAbsent(1))
            return inputs[0];
        if (isSum && IsAbsent(0))
            return node.Op == Op.Add ? inputs[1] : builder.Negate(inputs[1]);
        return Readable.Signed(builder, builder.Rebuild(node, inputs));

        bool IsAbsent(int i) => node[i].Op == Op.Select && inputs[i].IsConstant(0);
    }

    private static bool? Answered(Node question, List<(Node Question, bool Answer)> known)
    {
        var possible = Outcomes.All;
        foreach (var (asked, answer) in known)
        {
            if (asked == question)
                return answer;
            if (!GraphBuilder.IsComparison(asked.Op) || !GraphBuilder.IsComparison(question.Op))
                continue;
            if (answer && asked.Op == Op.Equal && question.Op == Op.Equal && AreExclusive(asked, question))
                return false;
            var isSame = asked[0] == question[0] && asked[1] == question[1];
            if (!isSame && !(asked[0] == question[1] && asked[1] == question[0]))
                continue;
            var holds = isSame ? OutcomesOf(asked.Op) : Mirrored(OutcomesOf(asked.Op));
            possible &= answer ? holds : ~holds;
        }

        if (possible == Outcomes.All)
            return null;
        var asks = OutcomesOf(question.Op);
        return (possible & ~asks) == 0 ? true : (possible & asks) == 0 ? false : null;
    }

    // i == j and i + 1 == j, x == 0 and x == 1.
    private static bool AreExclusive(Node a, Node b)
    {
        if (a[0].Type != typeof(int))
            return a[0] == b[0] && a[1].RealConstant is { } c && b[1].RealConstant is { } d && c != d;
        var (p, q) = (IndexSum.Of(a[0]).Minus(IndexSum.Of(a[1])), IndexSum.Of(b[0]).Minus(IndexSum.Of(b[1])));
        return p.Minus(q) is { Terms: [], Constant: not 0 } || IndexSum.Of(b[1]).Minus(IndexSum.Of(b[0])) is var r && p.Minus(r) is { Terms: [], Constant: not 0 };
    }

    // How two numbers may compare.
    [Flags]
    private enum Outcomes
    {
        Less = 1,
        Equal = 2,
        Greater = 4,
        Unordered = 8,
        All = 15,
    }

    private static Outcomes OutcomesOf(Op comparison) => comparison switch
    {
        Op.Less => Outcomes.Less,
        Op.LessOrEqual => Outcomes.Less | Outcomes.Equal,
        Op.Greater => Outcomes.Greater,
        Op.GreaterOrEqual => Outcomes.Greater | Outcomes.Equal,
        Op.Equal => Outcomes.Equal,
        _ => Outcomes.All & ~Outcomes.Equal,
    };

    private static Outcomes Mirrored(Outcomes outcomes) => (outcomes & (Outcomes.Equal | Outcomes.Unordered))
        | ((outcomes & Outcomes.Less) != 0 ? Outcomes.Greater : 0) | ((outcomes & Outcomes.Greater) != 0 ? Outcomes.Less : 0);

    /// <summary>
    /// How many nodes the text of a value has, up to a limit; an equality is negated by its sign. A chain c ? a : d ? b : e is read more
    /// easily than c ? d ? a : b : e.
    /// </summary>
    private static int Length(Node value)
    {
        var length = 0;
        var stack = new Stack<Node>([value]);
        while (stack.TryPop(out var node) && length <= LongestText)
        {
            length += node.Op == Op.Not && node[0].Op is Op.Equal or Op.NotEqual ? 0
                : node.Op == Op.Select && node.Type != typeof(bool) && node[1].Op == Op.Select ? 1 + Nesting
                : 1;
            foreach (var input in node.Op == Op.LoopIndex ? [] : node.Inputs)
                stack.Push(input);
        }

        return length;
    }
}
