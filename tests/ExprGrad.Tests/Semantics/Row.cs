using System.Linq.Expressions;

namespace ExprGrad.Tests.Semantics;

/// <summary>
/// One line of the table of conventions: a function of one number, where to look at it, its first two derivatives there, and why they are
/// what they are. The value is that of plain C#. A derivative that is not given has no limit, or none that the table promises.
/// </summary>
internal sealed record Row(string Name, Expression<Func<double, double>> F, double At, double? First, double? Second, string Why)
{
    public override string ToString() => $"{Name} at {At:R}";
}

/// <summary>A function of two numbers: its gradient, and its second derivatives by x and x, x and y, y and y.</summary>
internal sealed record PairRow(
    string Name, Expression<Func<double, double, double>> F, (double X, double Y) At, (double? X, double? Y) First, (double? XX, double? XY, double? YY) Second, string Why)
{
    public override string ToString() => $"{Name} at {At.X:R}, {At.Y:R}";
}
