using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace ExprGrad.Numerics;

// Digamma to the left of 0: reflection, and twice the working precision where that cancels.
internal static partial class SpecialFunctions
{
    /// <summary>The reflection formula (5.5.4), given <c>digamma(1 - x)</c>; NaN at the poles.</summary>
    [MethodImpl(NoInlining)]
    private static V DigammaReflected<V>(V x, V right) where V : struct, ILane<V>
    {
        V whole = V.Round(x);
        V remainder = x - whole;
        SinCosPi(V.Abs(remainder), out V sine, out V cosine);
        V value = right - V.CopySign(Math.PI * cosine / sine, remainder);
        V pole = V.Equal(x, whole);
        V near = (x < 0) & ~pole & (V.Abs(value) < V.Max(2, 4 * right)); // other lanes of a vector may be of any sign
        if (V.Any(near))
            value = V.Select(near, V.Map(DigammaNearZero, V.Select(near, x, -0.75)), value);
        return V.Select(pole, double.NaN, value);
    }

    /// <summary>
    /// Between any two poles there is a zero, around which the two terms of <c>digamma(1 - x) - pi cot(pi x)</c> cancel. They are computed to
    /// twice the working precision, and next to the first zeros, where not even that is enough, the function is its Taylor series.
    /// </summary>
    private static double DigammaNearZero(double x)
    {
        for (int i = 0; i < DigammaZeros.Length; i += 4)
        {
            double offset = x - DigammaZeros[i] - DigammaZeros[i + 1];
            if (Math.Abs(offset) < 1e-9)
                return offset * Math.FusedMultiplyAdd(offset, DigammaZeros[i + 3], DigammaZeros[i + 2]);
        }

        DoubleDouble value = DigammaOfSum(DoubleDouble.Sum(1, -x)) - CotangentPi(x - Math.Round(x)) * DoubleDouble.Pi;
        return value.High + value.Low;
    }

    /// <summary>The asymptotic series (5.11.2), after the recurrence (5.5.2) has carried a positive argument to where it converges.</summary>
    private static DoubleDouble DigammaOfSum(DoubleDouble x)
    {
        DoubleDouble below = 0;
        for (; x.High < 24; x += 1)
            below += 1 / x;
        DoubleDouble reciprocal = 1 / x, square = reciprocal * reciprocal, tail = 0;
        for (int i = DigammaTailTop.Length - 1; i >= 0; i--)
            tail = tail * square + (DoubleDouble)DigammaTailTop[i] / DigammaTailBottom[i];
        return DoubleDouble.Log(x) - reciprocal * 0.5 - tail * square - below;
    }

    /// <summary>The cotangent of pi x for x in [-1/2, 1/2], by the Taylor series of sine and cosine.</summary>
    private static DoubleDouble CotangentPi(double x)
    {
        bool outer = Math.Abs(x) > 0.25;
        DoubleDouble t = DoubleDouble.Pi * (outer ? 0.5 - Math.Abs(x) : Math.Abs(x)), minusSquare = -(t * t), sine = 1, cosine = 1;
        for (int k = 26; k > 0; k -= 2)
        {
            cosine = cosine * minusSquare / (k * (k - 1)) + 1;
            sine = sine * minusSquare / (k * (k + 1)) + 1;
        }
        sine *= t;
        DoubleDouble value = outer ? sine / cosine : cosine / sine;
        return x < 0 ? -value : value;
    }

    /// <summary>The largest negative zeros as sums of two, each with the first and half the second derivative there.</summary>
    private static ReadOnlySpan<double> DigammaZeros =>
    [
        -0.5040830082644554, -8.15428206243813e-18, 8.939798558792134, -0.8093454625306507,
        -1.5734984731623904, -1.574185691077347e-17, 9.941513615924176, -7.802593974782628,
        -2.6107208684441447, 9.881960746978353e-17, 10.84832879920919, -12.770725694247192,
        -3.635293366436901, 5.454396163173039e-17, 11.650939359651861, -16.938337607821335,
        -4.653237761743142, -2.5492686201468193e-16, 12.369637994669782, -20.636997462381604,
        -5.6671624415568855, -3.2153051074948335e-18, 13.021406387509394, -24.0108335669899,
        -6.678418213073427, 3.470798723495241e-16, 13.61885190419576, -27.138720475450622,
        -7.687788325031626, -1.351562494643672e-16, 14.17134063324115, -30.070057845407266,
    ];

    /// <summary><c>B(2k) / (2k)</c>, k = 1 to 14, as quotients.</summary>
    private static ReadOnlySpan<double> DigammaTailTop =>
        [1, -1, 1, -1, 1, -691, 1, -3617, 43867, -174611, 77683, -236364091, 657931, -3392780147];

    private static ReadOnlySpan<double> DigammaTailBottom =>
        [12, 120, 252, 240, 132, 32760, 12, 8160, 14364, 6600, 276, 65520, 12, 3480];
}
