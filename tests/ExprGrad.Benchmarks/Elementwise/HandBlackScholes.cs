using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static ExprGrad.Benchmarks.Elementwise.HandLoops;

namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>A European call by hand: inputs spot, strike, volatility, time to expiry, rate.</summary>
internal static class HandBlackScholes
{
    public static void Price<T, TMath>(T[][] inputs, T[][] outputs)
        where TMath : IHandMath
    {
        var last = inputs[0].Length - Vector512<T>.Count;
        for (var i = 0; i < last; i += Vector512<T>.Count)
            PriceAt<T, TMath>(inputs, outputs, i);
        PriceAt<T, TMath>(inputs, outputs, last);
    }

    public static void Greeks<T, TMath>(T[][] inputs, T[][] outputs)
        where TMath : IHandMath
    {
        var last = inputs[0].Length - Vector512<T>.Count;
        for (var i = 0; i < last; i += Vector512<T>.Count)
            GreeksAt<T, TMath>(inputs, outputs, i);
        GreeksAt<T, TMath>(inputs, outputs, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PriceAt<T, TMath>(T[][] inputs, T[][] outputs, int i)
        where TMath : IHandMath
    {
        var (s, k, v) = (At(inputs[0], i), At(inputs[1], i), At(inputs[2], i));
        var (t, r) = (At(inputs[3], i), At(inputs[4], i));
        var spread = v * Vector512.Sqrt(t);
        var d1 = (TMath.Log(s / k) + (r + Number<T>(0.5) * v * v) * t) / spread;
        Put(outputs[0], i, s * InlinedMath.NormalCdf(d1) - k * TMath.Exp(-r * t) * InlinedMath.NormalCdf(d1 - spread));
    }

    /// <summary>Textbook formulas: price, delta, gamma, vega, the derivative by time to expiry, rho.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GreeksAt<T, TMath>(T[][] inputs, T[][] outputs, int i)
        where TMath : IHandMath
    {
        var (s, k, v) = (At(inputs[0], i), At(inputs[1], i), At(inputs[2], i));
        var (t, r) = (At(inputs[3], i), At(inputs[4], i));
        var root = Vector512.Sqrt(t);
        var spread = v * root;
        var d1 = (TMath.Log(s / k) + (r + Number<T>(0.5) * v * v) * t) / spread;
        var n1 = InlinedMath.NormalCdf(d1);
        var bell = Number<T>(0.39894228040143268) * TMath.Exp(Number<T>(-0.5) * d1 * d1);
        var owed = k * TMath.Exp(-r * t) * InlinedMath.NormalCdf(d1 - spread);
        Put(outputs[0], i, s * n1 - owed);
        Put(outputs[1], i, n1);
        Put(outputs[2], i, bell / (s * spread));
        Put(outputs[3], i, s * bell * root);
        Put(outputs[4], i, s * bell * v / (Number<T>(2) * root) + r * owed);
        Put(outputs[5], i, t * owed);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> At<T>(T[] column, int i) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(T[] column, int i, Vector512<T> value) =>
        value.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)i);
}
