namespace ExprGrad;
/// <summary>Placeholder until the real one lands.</summary>
public static partial class Functions { }
