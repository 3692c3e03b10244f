using System.Runtime.CompilerServices;
using static ExprGrad.Numerics.OutOfLine;
using static ExprGrad.Numerics.LaneMath;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

// Logarithms of sums, differences and quotients that stay accurate where the obvious formula does not, on lanes.
internal static partial class SpecialFunctions
{
    private const double LogTwo = 0.69314718055994531;

    /// <summary><c>log(x / (1 - x))</c>; in the middle <c>log(1 + (2x - 1) / (1 - x))</c>, where <c>2x - 1</c> is exact.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Logit<V>(V x) where V : struct, ILane<V>
    {
        V one = 1.0, complement = one - x;
        V middle = LogP1(V.FusedMultiplyAdd(2.0, x, -one) / complement);
        return V.Select(V.Abs(x - 0.5) < 0.2, middle, Log(x / complement));
    }

    /// <summary><c>x log(y)</c>, and 0 where x is 0 and y is a number.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V XLogY<V>(V x, V y) where V : struct, ILane<V>
    {
        V zero = V.Equal(x, 0.0) & V.Equal(y, y);
        return V.Select(zero, 0.0, x * Log(y));
    }

    /// <summary>
    /// <c>log(e^x - 1)</c> as <c>x + log(1 - e^-x)</c>; around its zero log(2), where that cancels, as
    /// <c>log(1 + 2 (e^(x - log 2) - 1))</c> with log(2) in two parts.
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V LogExpM1<V>(V x) where V : struct, ILane<V>
    {
        V offset = x - LogTwo - Pick<V>(2.3190468138462996e-17, LogTwo - (float)LogTwo);
        V middle = LogP1(2.0 * ExpM1(offset));
        V outer = x + Log(-ExpM1(-x));
        return V.Select(V.Abs(offset) < 0.375, middle, outer);
    }

    /// <summary>
    /// <c>log(1 - e^x)</c> for x below 0, as <c>log(-(e^x - 1))</c> or <c>log(1 + (-e^x))</c> on either side of <c>-log(2)</c>
    /// (M. Maechler, Accurately computing log(1 - exp(-|a|)), 2012).
    /// </summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log1MExp<V>(V x) where V : struct, ILane<V> =>
        V.Select(x > -LogTwo, Log(-ExpM1(x)), LogP1(-Exp(x)));
}
