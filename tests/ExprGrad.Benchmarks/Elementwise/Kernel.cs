namespace ExprGrad.Benchmarks.Elementwise;

/// <summary>One way to compute some columns from others.</summary>
internal delegate void Kernel<T>(T[][] inputs, T[][] outputs);

/// <summary>A piece of elementwise work, and all ways in which it is done.</summary>
/// <param name="Name">What is computed.</param>
/// <param name="Domains">The range of each input.</param>
/// <param name="Outputs">The number of output columns.</param>
/// <param name="Hand">
/// Fused by hand with <c>Vector512</c> and the inlined functions of ExprGrad; its results are the ones that all others have to give.
/// </param>
/// <param name="Framework">The same with the functions of <c>Vector512</c>, or null where it needs none.</param>
/// <param name="Ours">By compiled vector kernels.</param>
/// <param name="Scalar">By a loop that calls the compiled scalar derivative.</param>
/// <param name="Tensors">By whole-array <c>TensorPrimitives</c>, or null where these lack a function.</param>
/// <param name="Differences">By finite differences of the compiled scalar function, or null.</param>
/// <param name="Native">The name of the C function.</param>
/// <param name="FiniteTolerance">How far finite differences may be off.</param>
internal sealed record Work<T>(
    string Name, (double From, double To)[] Domains, int Outputs, Kernel<T> Hand, Kernel<T>? Framework, Kernel<T> Ours, Kernel<T> Scalar,
    Kernel<T>? Tensors, Kernel<T>? Differences, string Native, double FiniteTolerance)
    where T : unmanaged
{
    /// <summary>The peers by name, ours first.</summary>
    public IEnumerable<(string Name, Kernel<T> Kernel)> Sides()
    {
        yield return (Peer.Ours, Ours);
        yield return (Peer.Hand, Hand);
        if (Framework is not null)
            yield return (Peer.Framework, Framework);
        yield return (Peer.Scalar, Scalar);
        if (Tensors is not null)
            yield return (Peer.Tensors, Tensors);
        if (Differences is not null)
            yield return (Peer.Differences, Differences);
        if (NativeKernels.Available)
            yield return (Peer.Native, NativeKernels.Get<T>(Native));
    }
}

/// <summary>The names of the ways.</summary>
internal static class Peer
{
    public const string Ours = "ExprGrad";
    public const string Hand = "fused by hand";
    public const string Framework = "fused by hand, Vector512.Exp";
    public const string Scalar = "scalar delegate";
    public const string Tensors = "TensorPrimitives";
    public const string Differences = "finite differences";
    public const string Native = "C";
}
