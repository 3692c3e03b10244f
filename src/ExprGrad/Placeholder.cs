namespace ExprGrad; internal static class Placeholder;
