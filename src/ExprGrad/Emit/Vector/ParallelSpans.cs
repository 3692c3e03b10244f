using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace ExprGrad.Emit.Vector;

/// <summary>
/// Splits one call of a kernel among threads: each takes one range of the elements, long enough to pay for it and whole lines of the cache,
/// so that results are bit for bit those of one thread.
/// </summary>
internal static unsafe class ParallelSpans
{
    private const int SmallestRange = 1 << 14;
    private const int Line = 64;

    /// <summary>The same delegate on several threads.</summary>
    public static Delegate Split(Delegate kernel, int degree)
    {
        var arguments = kernel.GetType().GetGenericArguments();
        var split = Array.Find(typeof(ParallelSpans).GetMethods(), m => m.Name == nameof(Of) && m.GetGenericArguments().Length == arguments.Length)!;
        return (Delegate)split.MakeGenericMethod(arguments).Invoke(null, [kernel, degree])!;
    }

    /// <summary>Runs an action on ranges (start, length) of so many elements; on this thread alone where that is as fast.</summary>
    public static void Run(int length, int degree, Action<int, int> action)
    {
        var ranges = Math.Min(degree, length / SmallestRange);
        if (ranges <= 1)
        {
            action(0, length);
            return;
        }

        var range = (((length + ranges - 1) / ranges) + Line - 1) / Line * Line;
        try
        {
            Parallel.For(0, ranges, new ParallelOptions { MaxDegreeOfParallelism = degree }, r =>
            {
                var start = r * range;
                if (start < length)
                    action(start, Math.Min(range, length - start));
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    public static VectorFunc<T, TResult> Of<T, TResult>(VectorFunc<T, TResult> f, int degree) => (x, destination) =>
    {
        var threads = degree;
        Admit(x, destination, nameof(x), ref threads);
        fixed (byte* xPin = &Bytes(x))
        fixed (byte* pin = &Bytes(destination))
        {
            var (p1, p) = ((nint)xPin, (nint)pin);
            var n1 = x.Length;
            Run(destination.Length, threads, (start, count) => f(In<T>(p1, n1, start, count), Out<TResult>(p, start, count)));
        }
    };

    public static VectorFunc<T1, T2, TResult> Of<T1, T2, TResult>(VectorFunc<T1, T2, TResult> f, int degree) => (x1, x2, destination) =>
    {
        var threads = degree;
        Admit(x1, destination, nameof(x1), ref threads);
        Admit(x2, destination, nameof(x2), ref threads);
        fixed (byte* x1Pin = &Bytes(x1))
        fixed (byte* x2Pin = &Bytes(x2))
        fixed (byte* pin = &Bytes(destination))
        {
            var (p1, p2, p) = ((nint)x1Pin, (nint)x2Pin, (nint)pin);
            var (n1, n2) = (x1.Length, x2.Length);
            Run(destination.Length, threads, (start, count) => f(In<T1>(p1, n1, start, count), In<T2>(p2, n2, start, count), Out<TResult>(p, start, count)));
        }
    };

    public static VectorFunc<T1, T2, T3, TResult> Of<T1, T2, T3, TResult>(VectorFunc<T1, T2, T3, TResult> f, int degree) => (x1, x2, x3, destination) =>
    {
        var threads = degree;
        Admit(x1, destination, nameof(x1), ref threads);
        Admit(x2, destination, nameof(x2), ref threads);
        Admit(x3, destination, nameof(x3), ref threads);
        fixed (byte* x1Pin = &Bytes(x1))
        fixed (byte* x2Pin = &Bytes(x2))
        fixed (byte* x3Pin = &Bytes(x3))
        fixed (byte* pin = &Bytes(destination))
        {
            var (p1, p2, p3, p) = ((nint)x1Pin, (nint)x2Pin, (nint)x3Pin, (nint)pin);
            var (n1, n2, n3) = (x1.Length, x2.Length, x3.Length);
            Run(destination.Length, threads, (start, count) => f(In<T1>(p1, n1, start, count), In<T2>(p2, n2, start, count), In<T3>(p3, n3, start, count), Out<TResult>(p, start, count)));
        }
    };

    public static VectorFunc<T1, T2, T3, T4, TResult> Of<T1, T2, T3, T4, TResult>(VectorFunc<T1, T2, T3, T4, TResult> f, int degree) => (x1, x2, x3, x4, destination) =>
    {
        var threads = degree;
        Admit(x1, destination, nameof(x1), ref threads);
        Admit(x2, destination, nameof(x2), ref threads);
        Admit(x3, destination, nameof(x3), ref threads);
        Admit(x4, destination, nameof(x4), ref threads);
        fixed (byte* x1Pin = &Bytes(x1))
        fixed (byte* x2Pin = &Bytes(x2))
        fixed (byte* x3Pin = &Bytes(x3))
        fixed (byte* x4Pin = &Bytes(x4))
        fixed (byte* pin = &Bytes(destination))
        {
            var (p1, p2, p3, p4, p) = ((nint)x1Pin, (nint)x2Pin, (nint)x3Pin, (nint)x4Pin, (nint)pin);
            var (n1, n2, n3, n4) = (x1.Length, x2.Length, x3.Length, x4.Length);
            Run(destination.Length, threads, (start, count) => f(In<T1>(p1, n1, start, count), In<T2>(p2, n2, start, count), In<T3>(p3, n3, start, count), In<T4>(p4, n4, start, count), Out<TResult>(p, start, count)));
        }
    };

    public static VectorFunc<T1, T2, T3, T4, T5, TResult> Of<T1, T2, T3, T4, T5, TResult>(VectorFunc<T1, T2, T3, T4, T5, TResult> f, int degree) => (x1, x2, x3, x4, x5, destination) =>
    {
        var threads = degree;
        Admit(x1, destination, nameof(x1), ref threads);
        Admit(x2, destination, nameof(x2), ref threads);
        Admit(x3, destination, nameof(x3), ref threads);
        Admit(x4, destination, nameof(x4), ref threads);
        Admit(x5, destination, nameof(x5), ref threads);
        fixed (byte* x1Pin = &Bytes(x1))
        fixed (byte* x2Pin = &Bytes(x2))
        fixed (byte* x3Pin = &Bytes(x3))
        fixed (byte* x4Pin = &Bytes(x4))
        fixed (byte* x5Pin = &Bytes(x5))
        fixed (byte* pin = &Bytes(destination))
        {
            var (p1, p2, p3, p4, p5, p) = ((nint)x1Pin, (nint)x2Pin, (nint)x3Pin, (nint)x4Pin, (nint)x5Pin, (nint)pin);
            var (n1, n2, n3, n4, n5) = (x1.Length, x2.Length, x3.Length, x4.Length, x5.Length);
            Run(destination.Length, threads, (start, count) => f(In<T1>(p1, n1, start, count), In<T2>(p2, n2, start, count), In<T3>(p3, n3, start, count), In<T4>(p4, n4, start, count), In<T5>(p5, n5, start, count), Out<TResult>(p, start, count)));
        }
    };

    public static VectorFunc<T1, T2, T3, T4, T5, T6, TResult> Of<T1, T2, T3, T4, T5, T6, TResult>(VectorFunc<T1, T2, T3, T4, T5, T6, TResult> f, int degree) => (x1, x2, x3, x4, x5, x6, destination) =>
    {
        var threads = degree;
        Admit(x1, destination, nameof(x1), ref threads);
        Admit(x2, destination, nameof(x2), ref threads);
        Admit(x3, destination, nameof(x3), ref threads);
        Admit(x4, destination, nameof(x4), ref threads);
        Admit(x5, destination, nameof(x5), ref threads);
        Admit(x6, destination, nameof(x6), ref threads);
        fixed (byte* x1Pin = &Bytes(x1))
        fixed (byte* x2Pin = &Bytes(x2))
        fixed (byte* x3Pin = &Bytes(x3))
        fixed (byte* x4Pin = &Bytes(x4))
        fixed (byte* x5Pin = &Bytes(x5))
        fixed (byte* x6Pin = &Bytes(x6))
        fixed (byte* pin = &Bytes(destination))
        {
            var (p1, p2, p3, p4, p5, p6, p) = ((nint)x1Pin, (nint)x2Pin, (nint)x3Pin, (nint)x4Pin, (nint)x5Pin, (nint)x6Pin, (nint)pin);
            var (n1, n2, n3, n4, n5, n6) = (x1.Length, x2.Length, x3.Length, x4.Length, x5.Length, x6.Length);
            Run(destination.Length, threads, (start, count) => f(In<T1>(p1, n1, start, count), In<T2>(p2, n2, start, count), In<T3>(p3, n3, start, count), In<T4>(p4, n4, start, count), In<T5>(p5, n5, start, count), In<T6>(p6, n6, start, count), Out<TResult>(p, start, count)));
        }
    };

    public static VectorFunc<T1, T2, T3, T4, T5, T6, T7, TResult> Of<T1, T2, T3, T4, T5, T6, T7, TResult>(VectorFunc<T1, T2, T3, T4, T5, T6, T7, TResult> f, int degree) => (x1, x2, x3, x4, x5, x6, x7, destination) =>
    {
        var threads = degree;
        Admit(x1, destination, nameof(x1), ref threads);
        Admit(x2, destination, nameof(x2), ref threads);
        Admit(x3, destination, nameof(x3), ref threads);
        Admit(x4, destination, nameof(x4), ref threads);
        Admit(x5, destination, nameof(x5), ref threads);
        Admit(x6, destination, nameof(x6), ref threads);
        Admit(x7, destination, nameof(x7), ref threads);
        fixed (byte* x1Pin = &Bytes(x1))
        fixed (byte* x2Pin = &Bytes(x2))
        fixed (byte* x3Pin = &Bytes(x3))
        fixed (byte* x4Pin = &Bytes(x4))
        fixed (byte* x5Pin = &Bytes(x5))
        fixed (byte* x6Pin = &Bytes(x6))
        fixed (byte* x7Pin = &Bytes(x7))
        fixed (byte* pin = &Bytes(destination))
        {
            var (p1, p2, p3, p4, p5, p6, p7, p) = ((nint)x1Pin, (nint)x2Pin, (nint)x3Pin, (nint)x4Pin, (nint)x5Pin, (nint)x6Pin, (nint)x7Pin, (nint)pin);
            var (n1, n2, n3, n4, n5, n6, n7) = (x1.Length, x2.Length, x3.Length, x4.Length, x5.Length, x6.Length, x7.Length);
            Run(destination.Length, threads, (start, count) => f(In<T1>(p1, n1, start, count), In<T2>(p2, n2, start, count), In<T3>(p3, n3, start, count), In<T4>(p4, n4, start, count), In<T5>(p5, n5, start, count), In<T6>(p6, n6, start, count), In<T7>(p7, n7, start, count), Out<TResult>(p, start, count)));
        }
    };

    public static VectorFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> Of<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(VectorFunc<T1, T2, T3, T4, T5, T6, T7, T8, TResult> f, int degree) => (x1, x2, x3, x4, x5, x6, x7, x8, destination) =>
    {
        var threads = degree;
        Admit(x1, destination, nameof(x1), ref threads);
        Admit(x2, destination, nameof(x2), ref threads);
        Admit(x3, destination, nameof(x3), ref threads);
        Admit(x4, destination, nameof(x4), ref threads);
        Admit(x5, destination, nameof(x5), ref threads);
        Admit(x6, destination, nameof(x6), ref threads);
        Admit(x7, destination, nameof(x7), ref threads);
        Admit(x8, destination, nameof(x8), ref threads);
        fixed (byte* x1Pin = &Bytes(x1))
        fixed (byte* x2Pin = &Bytes(x2))
        fixed (byte* x3Pin = &Bytes(x3))
        fixed (byte* x4Pin = &Bytes(x4))
        fixed (byte* x5Pin = &Bytes(x5))
        fixed (byte* x6Pin = &Bytes(x6))
        fixed (byte* x7Pin = &Bytes(x7))
        fixed (byte* x8Pin = &Bytes(x8))
        fixed (byte* pin = &Bytes(destination))
        {
            var (p1, p2, p3, p4, p5, p6, p7, p8, p) = ((nint)x1Pin, (nint)x2Pin, (nint)x3Pin, (nint)x4Pin, (nint)x5Pin, (nint)x6Pin, (nint)x7Pin, (nint)x8Pin, (nint)pin);
            var (n1, n2, n3, n4, n5, n6, n7, n8) = (x1.Length, x2.Length, x3.Length, x4.Length, x5.Length, x6.Length, x7.Length, x8.Length);
            Run(destination.Length, threads, (start, count) => f(In<T1>(p1, n1, start, count), In<T2>(p2, n2, start, count), In<T3>(p3, n3, start, count), In<T4>(p4, n4, start, count), In<T5>(p5, n5, start, count), In<T6>(p6, n6, start, count), In<T7>(p7, n7, start, count), In<T8>(p8, n8, start, count), Out<TResult>(p, start, count)));
        }
    };

    /// <summary>
    /// Throws unless an input fits the destination. One element that serves for all must not be written before every thread has read it: if it
    /// lies in the destination, one thread does it all.
    /// </summary>
    private static void Admit<T, TResult>(ReadOnlySpan<T> x, Span<TResult> destination, string name, ref int threads)
    {
        SpanAccess.Check(x, destination, name, nameof(destination));
        if (x.Length == 1 && !SpanAccess.AreApart(x, destination))
            threads = 1;
    }

    private static ref byte Bytes<T>(ReadOnlySpan<T> x) => ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(x));

    private static ref byte Bytes<T>(Span<T> x) => ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(x));

    private static ReadOnlySpan<T> In<T>(nint pinned, int length, int start, int count) => length == 1
        ? new ReadOnlySpan<T>((void*)pinned, 1)
        : new ReadOnlySpan<T>((byte*)pinned + ((long)start * Unsafe.SizeOf<T>()), count);

    private static Span<T> Out<T>(nint pinned, int start, int count) =>
        new((byte*)pinned + ((long)start * Unsafe.SizeOf<T>()), count);
}
