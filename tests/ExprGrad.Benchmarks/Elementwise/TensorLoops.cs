using System.Numerics;
using System.Numerics.Tensors;

namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>The same work as a sequence of whole-array operations, with one temporary array where one is needed.</summary>
internal static class TensorLoops
{
    public static void SigmoidSlope<T>(T[] x, T[] y, T[] temporary)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Sigmoid<T>(x, y);
        TensorPrimitives.Subtract(T.One, y, temporary);
        TensorPrimitives.Multiply<T>(y, temporary, y);
    }

    public static void TanhSlope<T>(T[] x, T[] y, T[] temporary)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Abs<T>(x, y);
        TensorPrimitives.Multiply(y, T.CreateChecked(-2), y);
        Bell(y, temporary);
        TensorPrimitives.Multiply(y, T.CreateChecked(4), y);
    }

    public static void SoftplusCurvature<T>(T[] x, T[] y, T[] temporary)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Abs<T>(x, y);
        TensorPrimitives.Negate<T>(y, y);
        Bell(y, temporary);
    }

    public static void PolynomialSlope<T>(T[] x, T[] y)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Multiply(x, T.CreateChecked(0.3), y);
        TensorPrimitives.AddMultiply<T>(y, T.CreateChecked(-1), x, y);
        TensorPrimitives.AddMultiply<T>(y, T.CreateChecked(2.25), x, y);
        TensorPrimitives.AddMultiply<T>(y, T.CreateChecked(-1.4), x, y);
        TensorPrimitives.Add(y, T.CreateChecked(0.7), y);
    }

    /// <summary>e / (1 + e)², of the logarithm of e.</summary>
    private static void Bell<T>(T[] y, T[] temporary)
        where T : IFloatingPointIeee754<T>
    {
        TensorPrimitives.Exp<T>(y, y);
        TensorPrimitives.Add(y, T.One, temporary);
        TensorPrimitives.Multiply<T>(temporary, temporary, temporary);
        TensorPrimitives.Divide<T>(y, temporary, y);
    }
}
