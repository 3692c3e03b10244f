namespace ExprGrad;

/// <summary>The numbers of errors. Never reused; each has its section in docs/errors.md, in this order.</summary>
internal static class Codes
{
    // What is asked for.
    public const string NoRule = "EG0001";
    public const string ResultNotReal = "EG0002";
    public const string NothingToDifferentiate = "EG0003";
    public const string ArgumentNotReal = "EG0004";

    // What is written in the lambda.
    public const string Unsupported = "EG0005";
    public const string AssignedTwice = "EG0006";
    public const string TooDeep = "EG0007";
    public const string MixedElements = "EG0008";

    // Rules.
    public const string RuleNotOneCall = "EG0009";
    public const string RuleNotLinear = "EG0010";
    public const string RuleArity = "EG0011";
    public const string RuleType = "EG0012";
    public const string RuleNeverMatches = "EG0013";
    public const string NoSuchMember = "EG0014";
    public const string MemberNotLambda = "EG0015";
    public const string MemberThrows = "EG0016";
    public const string TwoAttributes = "EG0017";

    // Lambdas and inline bodies that invoke each other.
    public const string InvokesItself = "EG0018";
}
