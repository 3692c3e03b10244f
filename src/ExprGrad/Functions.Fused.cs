using ExprGrad.Numerics;

namespace ExprGrad;

// What vector kernels call in place of derivatives that are written with several calls.
public static partial class Functions
{
    internal static double SigmoidDerivative(double x) => ElementaryFunctions.SigmoidDerivative<F64>(x).Value;

    internal static float SigmoidDerivative(float x) => ElementaryFunctions.SigmoidDerivative<F32>(x).Value;

    internal static double TanhDerivative(double x) => ElementaryFunctions.TanhDerivative<F64>(x).Value;

    internal static float TanhDerivative(float x) => ElementaryFunctions.TanhDerivative<F32>(x).Value;
}
