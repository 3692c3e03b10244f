using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ExprGrad.Numerics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>Where a loop written by hand takes its exponentials and logarithms from.</summary>
internal interface IHandMath
{
    static abstract Vector512<T> Exp<T>(Vector512<T> x);

    static abstract Vector512<T> Log<T>(Vector512<T> x);
}

/// <summary>What .NET offers: these are calls, which the JIT does not inline.</summary>
internal readonly struct FrameworkMath : IHandMath
{
    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Exp<T>(Vector512<T> x) =>
        typeof(T) == typeof(double) ? Vector512.Exp(x.AsDouble()).As<double, T>() : Vector512.Exp(x.AsSingle()).As<float, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Log<T>(Vector512<T> x) =>
        typeof(T) == typeof(double) ? Vector512.Log(x.AsDouble()).As<double, T>() : Vector512.Log(x.AsSingle()).As<float, T>();
}

/// <summary>The functions of ExprGrad, inlined: then only the loop around them differs from what is emitted.</summary>
internal readonly struct InlinedMath : IHandMath
{
    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Exp<T>(Vector512<T> x) => typeof(T) == typeof(double)
        ? ElementaryFunctions.Exp(new F64x8(x.AsDouble())).Value.As<double, T>()
        : ElementaryFunctions.Exp(new F32x16(x.AsSingle())).Value.As<float, T>();

    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> Log<T>(Vector512<T> x) => typeof(T) == typeof(double)
        ? ElementaryFunctions.Log(new F64x8(x.AsDouble())).Value.As<double, T>()
        : ElementaryFunctions.Log(new F32x16(x.AsSingle())).Value.As<float, T>();

    /// <summary>.NET has no normal distribution: every loop by hand takes this one.</summary>
    [MethodImpl(AggressiveInlining)]
    public static Vector512<T> NormalCdf<T>(Vector512<T> x) => typeof(T) == typeof(double)
        ? SpecialFunctions.NormalCdf(new F64x8(x.AsDouble())).Value.As<double, T>()
        : SpecialFunctions.NormalCdf(new F32x16(x.AsSingle())).Value.As<float, T>();
}
