namespace ExprGrad.Rules;

/// <summary>The part of a rule that a lambda plays.</summary>
internal enum RuleRole
{
    Jvp,
    Forward,
    Backward,
    Inline,
}
