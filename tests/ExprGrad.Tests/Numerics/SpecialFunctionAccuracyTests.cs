using System.Runtime.InteropServices;
using ExprGrad.Numerics;

namespace ExprGrad.Tests.Numerics;

/// <summary>
/// Every special function, at every lane width, against values of 60 digits. The bounds are the errors the documentation states,
/// in units in the last place. Those above 4: the float approximations under InverseMillsRatioDerivative enter squared;
/// a difference in InverseMillsRatioSecondDerivative to the right of 0; the
/// recurrences of the spherical Bessel functions.
/// </summary>
[TestClass]
public sealed class SpecialFunctionAccuracyTests
{
    [TestMethod]
    [DataRow("ExpMinusSquare", 1, 1)]
    [DataRow("Erf", 1, 1)]
    [DataRow("Erfc", 2, 2)]
    [DataRow("Erfcx", 3, 3)]
    [DataRow("ErfcxDerivative", 4, 4)]
    [DataRow("LogErfc", 3, 3)]
    [DataRow("ErfInv", 4, 4)]
    [DataRow("ErfInvDerivative", 4, 4)]
    [DataRow("NormalPdf", 2, 2)]
    [DataRow("NormalCdf", 2, 2)]
    [DataRow("LogNormalCdf", 4, 4)]
    [DataRow("InverseMillsRatio", 4, 4)]
    [DataRow("InverseMillsRatioDerivative", 4, 5)]
    [DataRow("InverseMillsRatioSecondDerivative", 32, 8)]
    [DataRow("Silu", 3, 3)]
    [DataRow("Gelu", 4, 4)]
    [DataRow("Sigmoid", 2, 2)]
    [DataRow("Softplus", 2, 2)]
    [DataRow("LogSigmoid", 2, 2)]
    [DataRow("LogGamma", 2, 2)]
    [DataRow("LogGammaNegative", 4, 4)]
    [DataRow("Digamma", 3, 3)]
    [DataRow("PolyGamma", 3, 3)]
    [DataRow("PolyGammaNegative", 4, 4)]
    [DataRow("PolyGammaHighOrder", 3, 3)]
    [DataRow("ExpM1", 2, 2)]
    [DataRow("LogP1", 2, 2)]
    [DataRow("LogExpM1", 3, 2)]
    [DataRow("Log1MExp", 2, 2)]
    [DataRow("Logit", 3, 3)]
    [DataRow("XLogY", 2, 2)]
    [DataRow("Sinc", 2, 2)]
    [DataRow("SphericalBesselJ", 8, 1)]
    public void StaysWithinTheStatedError(string name, double doubleBound, double floatBound)
    {
        ReferenceRow[] rows = ReferenceTable.Read(name);
        foreach ((string lanes, double worst, ReferenceRow at) in Doubles(name, rows))
            Assert.IsLessThanOrEqualTo(doubleBound, worst, $"{name} on {lanes}: {worst:F2} ulp at {at}");
        foreach ((string lanes, double worst, ReferenceRow at) in Floats(name, [.. rows.Where(row => row.IsSingle)]))
            Assert.IsLessThanOrEqualTo(floatBound, worst, $"{name} on {lanes}: {worst:F2} ulp at {at}");
    }

    [TestMethod]
    public void DigammaLosesOnlyAbsoluteAccuracyLeftOfZero()
    {
        foreach (ReferenceRow row in ReferenceTable.Read("DigammaNegative"))
        {
            double size = Math.Abs(row.High) + Math.Log(1 - row.X); // the terms of the reflection formula
            double error = Math.Abs(Functions.Digamma(row.X) - row.High - row.Low);
            Assert.IsLessThanOrEqualTo(3 * Math.ScaleB(size, -52), error, $"at {row.X}: {error}");
        }
    }

    [TestMethod]
    public void SphericalBesselFunctionsLoseOnlyAbsoluteAccuracyAtTheirZeros()
    {
        foreach (ReferenceRow row in ReferenceTable.Read("SphericalBesselJOscillating"))
        {
            double size = Math.Max(Math.Abs(row.High), 1 / Math.Abs(row.Y)); // the envelope of the oscillation
            double error = Math.Abs(Functions.SphericalBesselJ((int)row.X, row.Y) - row.High - row.Low);
            Assert.IsLessThanOrEqualTo(8 * Math.ScaleB(size, -52), error, $"order {row.X} at {row.Y}: {error}");
        }
    }

    private static IEnumerable<(string, double, ReferenceRow)> Doubles(string name, ReferenceRow[] rows) =>
    [
        Worst<F64, double>(name, rows), Worst<F64x2, double>(name, rows), Worst<F64x4, double>(name, rows), Worst<F64x8, double>(name, rows),
    ];

    private static IEnumerable<(string, double, ReferenceRow)> Floats(string name, ReferenceRow[] rows) =>
    [
        Worst<F32, float>(name, rows), Worst<F32x4, float>(name, rows), Worst<F32x8, float>(name, rows), Worst<F32x16, float>(name, rows),
    ];

    /// <summary>The largest error of a function on one kind of lanes, and where; rows of one order n share a call.</summary>
    private static (string Lanes, double Ulp, ReferenceRow At) Worst<V, T>(string name, ReferenceRow[] rows)
        where V : struct, ILane<V> where T : unmanaged, System.Numerics.INumber<T>
    {
        (double Ulp, ReferenceRow At) worst = default;
        bool ordered = name.StartsWith("PolyGamma") || name.StartsWith("SphericalBesselJ") || name == "ErfcxDerivative";
        foreach (IGrouping<double, ReferenceRow> group in rows.GroupBy(row => ordered ? row.X : 0))
        {
            foreach (ReferenceRow[] chunk in group.Chunk(V.Count))
            {
                V x = Pack<V, T>(chunk, row => ordered ? row.Y : row.X), y = Pack<V, T>(chunk, row => row.Y);
                V result = Evaluate(name, (int)group.Key, x, y);
                ReadOnlySpan<T> values = MemoryMarshal.Cast<V, T>(new ReadOnlySpan<V>(in result));
                for (int i = 0; i < chunk.Length; i++)
                {
                    double value = double.CreateTruncating(values[i]);
                    double ulp = typeof(T) == typeof(double) ? chunk[i].UlpError(value) : chunk[i].UlpError((float)value);
                    if (!(ulp <= worst.Ulp))
                        worst = (ulp, chunk[i]);
                }
            }
        }
        return (typeof(V).Name, worst.Ulp, worst.At);
    }

    private static V Pack<V, T>(ReferenceRow[] rows, Func<ReferenceRow, double> argument)
        where V : struct, ILane<V> where T : unmanaged, System.Numerics.INumber<T>
    {
        Span<T> elements = stackalloc T[16];
        for (int i = 0; i < V.Count; i++)
            elements[i] = T.CreateTruncating(argument(rows[Math.Min(i, rows.Length - 1)]));
        return MemoryMarshal.Cast<T, V>(elements)[0];
    }

    private static V Evaluate<V>(string name, int n, V x, V y) where V : struct, ILane<V> => name switch
    {
        "ExpMinusSquare" => SpecialFunctions.ExpMinusSquare(x),
        "Erf" => SpecialFunctions.Erf(x),
        "Erfc" => SpecialFunctions.Erfc(x),
        "Erfcx" => SpecialFunctions.Erfcx(x),
        "ErfcxDerivative" => SpecialFunctions.ErfcxDerivative(n, x),
        "LogErfc" => SpecialFunctions.LogErfc(x),
        "ErfInv" => SpecialFunctions.ErfInv(x),
        "ErfInvDerivative" => SpecialFunctions.ErfInvDerivative(x),
        "NormalPdf" => SpecialFunctions.NormalPdf(x),
        "NormalCdf" => SpecialFunctions.NormalCdf(x),
        "LogNormalCdf" => SpecialFunctions.LogNormalCdf(x),
        "InverseMillsRatio" => SpecialFunctions.InverseMillsRatio(x),
        "InverseMillsRatioDerivative" => SpecialFunctions.InverseMillsRatioDerivative(x),
        "InverseMillsRatioSecondDerivative" => SpecialFunctions.InverseMillsRatioSecondDerivative(x),
        "Silu" => SpecialFunctions.Silu(x),
        "Gelu" => SpecialFunctions.Gelu(x),
        "Logit" => SpecialFunctions.Logit(x),
        "LogGamma" or "LogGammaNegative" => SpecialFunctions.LogGamma(x),
        "Digamma" or "DigammaNegative" => SpecialFunctions.Digamma(x),
        "PolyGamma" or "PolyGammaHighOrder" or "PolyGammaNegative" => SpecialFunctions.PolyGamma(n, x),
        "XLogY" => SpecialFunctions.XLogY(x, y),
        "ExpM1" => ElementaryFunctions.ExpM1(x),
        "LogP1" => ElementaryFunctions.LogP1(x),
        "LogExpM1" => SpecialFunctions.LogExpM1(x),
        "Log1MExp" => SpecialFunctions.Log1MExp(x),
        "Sigmoid" => ElementaryFunctions.Sigmoid(x),
        "Softplus" => ElementaryFunctions.Softplus(x),
        "LogSigmoid" => ElementaryFunctions.LogSigmoid(x),
        "Sinc" => SpecialFunctions.Sinc(x),
        "SphericalBesselJ" or "SphericalBesselJOscillating" => SpecialFunctions.SphericalBesselJ(n, x),
        _ => throw new ArgumentException(name),
    };
}
