using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static ExprGrad.Benchmarks.Elementwise.HandLoops;

namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>A European call by hand: inputs spot, strike, volatility, time to expiry, rate.</summary>
internal static class HandBlackScholes
{
    public static void Price<T>(T[][] inputs, T[][] outputs)
    {
        var last = inputs[0].Length - Vector512<T>.Count;
        for (var i = 0; i < last; i += Vector512<T>.Count)
            PriceAt(inputs, outputs, i);
        PriceAt(inputs, outputs, last);
    }

    public static void Greeks<T>(T[][] inputs, T[][] outputs)
    {
        var last = inputs[0].Length - Vector512<T>.Count;
        for (var i = 0; i < last; i += Vector512<T>.Count)
            GreeksAt(inputs, outputs, i);
        GreeksAt(inputs, outputs, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PriceAt<T>(T[][] inputs, T[][] outputs, int i)
    {
        var (s, k, v) = (At(inputs[0], i), At(inputs[1], i), At(inputs[2], i));
        var (t, r) = (At(inputs[3], i), At(inputs[4], i));
        var spread = v * Vector512.Sqrt(t);
        var d1 = (Log(s / k) + (r + Number<T>(0.5) * v * v) * t) / spread;
        Put(outputs[0], i, s * NormalCdf(d1) - k * Exp(-r * t) * NormalCdf(d1 - spread));
    }

    /// <summary>Textbook formulas: price, delta, gamma, vega, the derivative by time to expiry, rho.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GreeksAt<T>(T[][] inputs, T[][] outputs, int i)
    {
        var (s, k, v) = (At(inputs[0], i), At(inputs[1], i), At(inputs[2], i));
        var (t, r) = (At(inputs[3], i), At(inputs[4], i));
        var root = Vector512.Sqrt(t);
        var spread = v * root;
        var d1 = (Log(s / k) + (r + Number<T>(0.5) * v * v) * t) / spread;
        var n1 = NormalCdf(d1);
        var bell = Number<T>(0.39894228040143268) * Exp(Number<T>(-0.5) * d1 * d1);
        var owed = k * Exp(-r * t) * NormalCdf(d1 - spread);
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
