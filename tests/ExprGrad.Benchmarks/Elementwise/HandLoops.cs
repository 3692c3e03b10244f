using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>The body of a loop of one input and one output.</summary>
internal interface IHandFunction<T>
{
    static abstract Vector512<T> Of(Vector512<T> x);
}

/// <summary>The peer written by hand: one pass over memory, everything between in registers.</summary>
internal static class HandLoops
{
    public static void Map<T, TFunction>(T[][] inputs, T[][] outputs)
        where TFunction : IHandFunction<T>
    {
        ref T x = ref MemoryMarshal.GetArrayDataReference(inputs[0]);
        ref T y = ref MemoryMarshal.GetArrayDataReference(outputs[0]);
        var last = (nuint)(inputs[0].Length - Vector512<T>.Count);
        for (nuint i = 0; i < last; i += (nuint)Vector512<T>.Count)
            TFunction.Of(Vector512.LoadUnsafe(ref x, i)).StoreUnsafe(ref y, i);

        // The last vector overlaps the one before it where the length is no multiple.
        TFunction.Of(Vector512.LoadUnsafe(ref x, last)).StoreUnsafe(ref y, last);
    }

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Number<T>(double value) =>
        typeof(T) == typeof(double) ? Vector512.Create(value).As<double, T>() : Vector512.Create((float)value).As<float, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Fma<T>(Vector512<T> x, Vector512<T> y, Vector512<T> z) => typeof(T) == typeof(double)
        ? Vector512.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>()
        : Vector512.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>();
}

/// <summary><c>s (1 - s)</c> with <c>s = 1 / (1 + e^-x)</c>.</summary>
internal readonly struct SigmoidSlope<T, TMath> : IHandFunction<T>
    where TMath : IHandMath
{
    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Of(Vector512<T> x)
    {
        var one = HandLoops.Number<T>(1);
        var s = one / (one + TMath.Exp(-x));
        return s * (one - s);
    }
}

/// <summary><c>4 e / (1 + e)²</c> with <c>e = e^(-2|x|)</c>.</summary>
internal readonly struct TanhSlope<T, TMath> : IHandFunction<T>
    where TMath : IHandMath
{
    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Of(Vector512<T> x)
    {
        var e = TMath.Exp(HandLoops.Number<T>(-2) * Vector512.Abs(x));
        var d = HandLoops.Number<T>(1) + e;
        return HandLoops.Number<T>(4) * e / (d * d);
    }
}

/// <summary><c>e / (1 + e)²</c> with <c>e = e^-|x|</c>.</summary>
internal readonly struct SoftplusCurvature<T, TMath> : IHandFunction<T>
    where TMath : IHandMath
{
    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Of(Vector512<T> x)
    {
        var e = TMath.Exp(-Vector512.Abs(x));
        var d = HandLoops.Number<T>(1) + e;
        return e / (d * d);
    }
}

/// <summary>The derivative of the fifth-degree polynomial by Horner's scheme.</summary>
internal readonly struct PolynomialSlope<T> : IHandFunction<T>
{
    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Of(Vector512<T> x)
    {
        var p = HandLoops.Fma(HandLoops.Number<T>(0.3), x, HandLoops.Number<T>(-1));
        p = HandLoops.Fma(p, x, HandLoops.Number<T>(2.25));
        p = HandLoops.Fma(p, x, HandLoops.Number<T>(-1.4));
        return HandLoops.Fma(p, x, HandLoops.Number<T>(0.7));
    }
}
