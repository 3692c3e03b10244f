namespace ExprGrad.Tests.Support;

/// <summary>Both directions of differentiation, for what must not depend on which one is taken.</summary>
internal static class Modes
{
    public static readonly FunctionOptions[] Both =
        [new() { Mode = DerivativeMode.Forward }, new() { Mode = DerivativeMode.Reverse }];
}
