"""Definitions and arguments for the functions of Functions that are made of exponentials, logarithms and the error function."""

import math

import mpmath
from mpmath import mpf

# As for the elementary functions: Sigmoid at 700 is 1 - 1e-304.
DIGITS = 1400

up, down = (lambda x: math.nextafter(x, math.inf)), (lambda x: math.nextafter(x, -math.inf))
LOGISTIC = [0.0, 1e-3, 0.1, -0.7, 1.0, 5.0, -5.0, 40.0, -40.0, 700.0, -700.0]
GENTLE = [0.0, 1e-300, 1e-9, 0.3, -1.0, 2.0, -4.5, 5.9]


def root_two():
    return mpmath.sqrt(2)


def erfc(x):
    return mpmath.erfc(x)


def erf_inverse(x):
    """Newton's method, which doubles the digits of the start at each step."""
    with mpmath.workdps(30):
        y = mpmath.erfinv(x)
    for _ in range(7):
        y -= (mpmath.erf(y) - x) * mpmath.sqrt(mpmath.pi) / 2 * mpmath.exp(y * y)
    return y


def cdf(x):
    return erfc(-x / root_two()) / 2


def pdf(x):
    return mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi)


def erfcx(x):
    return mpmath.exp(x * x) * erfc(x)


def erfcx_derivative(n, x):
    """y' = 2xy - 2/sqrt(pi), differentiated n - 1 times more."""
    values = [erfcx(x), 2 * x * erfcx(x) - 2 / mpmath.sqrt(mpmath.pi)]
    for k in range(1, int(n)):
        values.append(2 * x * values[k] + 2 * k * values[k - 1])
    return values[int(n)]


def mills(x):
    return pdf(x) / cdf(x)


def mills_derivative(x):
    return -mills(x) * (mills(x) + x)


def sinc(x):
    return mpmath.sin(x) / x if x != 0 else mpf(1)


FUNCTIONS = [
    ("Functions.Sigmoid", lambda x: 1 / (1 + mpmath.exp(-x)), LOGISTIC + [1e-8, -1e-3, 1e-300]),
    ("Functions.LogSigmoid", lambda x: -mpmath.log(1 + mpmath.exp(-x)), LOGISTIC + [1e-9]),
    ("Functions.Softplus", lambda x: mpmath.log(1 + mpmath.exp(x)), LOGISTIC + [1e-9]),
    ("Functions.Relu", lambda x: max(x, mpf(0)), [1.0, -1.0, 1e-300, -1e300]),
    ("Functions.Silu", lambda x: x / (1 + mpmath.exp(-x)), LOGISTIC + [1e-9]),
    ("Functions.Gelu", lambda x: x * cdf(x), [0.0, 1e-9, 0.5, -0.5, 1.0, -2.0, 5.0, -10.0, 30.0, -30.0, -37.0]),
    ("Functions.Logit", lambda x: mpmath.log(x / (1 - x)),
     [1e-300, 1e-9, 0.3, 0.5, 0.5 - 1e-9, 0.5 + 1e-9, down(0.5), 0.7, 1 - 1e-10, down(1.0)]),
    ("Functions.Erf", mpmath.erf, GENTLE + [10.0, -20.0, 26.0]),
    ("Functions.Erfc", erfc, GENTLE + [10.0, -20.0, 26.0]),
    ("Functions.ErfInv", erf_inverse, [0.0, 1e-300, 1e-9, 0.3, -0.5, 0.9, 1 - 1e-10, down(1.0), -down(1.0)]),
    ("Functions.ExpMinusSquare", lambda x: mpmath.exp(-x * x), GENTLE + [10.0, -20.0, 26.0]),
    ("Functions.ErfInvDerivative", lambda x: mpmath.sqrt(mpmath.pi) / 2 * mpmath.exp(erf_inverse(x) ** 2),
     [0.0, 1e-300, 1e-9, 0.3, -0.5, 0.9, 1 - 1e-10, down(1.0)]),
    ("Functions.ErfcxDerivative", erfcx_derivative,
     [(n, x) for n in (0, 1, 2, 4) for x in (-26.0, -1.0, 0.0, 1e-9, 0.3, 0.7, 3.0, 8.0, 40.0, 1e4)], [1]),
    ("Functions.Erfcx", erfcx, GENTLE + [-26.0, 0.5, 8.0, 15.0, 40.0, 1e3, 1e8]),
    ("Functions.LogErfc", lambda x: mpmath.log(erfc(x)), GENTLE + [-26.0, -37.0, 0.5, 8.0, 15.0, 40.0, 1e3, 1e8]),
    ("Functions.NormalCdf", cdf, GENTLE + [10.0, -20.0, 37.0, -37.0]),
    ("Functions.NormalPdf", pdf, [x for x in GENTLE if x != -1] + [-1.5, 10.0, -20.0, 37.0]),
    ("Functions.LogNormalCdf", lambda x: mpmath.log(cdf(x)), GENTLE + [10.0, -20.0, 37.0, -40.0, -1e3, -1e8]),
    ("Functions.InverseMillsRatio", mills, GENTLE + [10.0, -20.0, 37.0, -37.0, -50.0]),
    ("Functions.InverseMillsRatioDerivative", mills_derivative, [0.0, 1e-9, 0.3, -1.0, -2.0, 2.0, 5.9, 10.0]),
    ("Functions.InverseMillsRatioSecondDerivative", lambda x: mills(x) * ((mills(x) + x) * (2 * mills(x) + x) - 1), [0.0, 1e-9, 0.3, -1.0, 2.0, 5.9]),
    ("Functions.HypotDerivative", lambda x, y: x / mpmath.sqrt(x * x + y * y),
     [(3.0, 4.0), (-3.0, 4.0), (1.0, 0.5), (0.0, 2.0), (1e200, 2e200), (3e-200, 1e-200), (1e6, 1.0), (1.0, 1e6)]),
    ("Functions.ExpM1", mpmath.expm1, [0.0, 1e-300, 1e-12, -1e-5, 1.0, -40.0, -700.0, 700.0]),
    ("Functions.LogP1", lambda x: mpmath.log(1 + x), [0.0, 1e-300, 1e-12, -1e-8, 0.5, -0.5, -1 + 1e-10, up(-1.0), 1e200]),
    ("Functions.LogExpM1", lambda x: mpmath.log(mpmath.expm1(x)), [1e-300, 1e-9, 0.1, math.log(2), 1.0, 5.0, 40.0, 700.0]),
    ("Functions.Log1MExp", lambda x: mpmath.log(-mpmath.expm1(x)), [-1e-300, -1e-9, -0.1, -math.log(2), -1.0, -5.0, -40.0, -700.0]),
    ("Functions.XLogY", lambda x, y: x * mpmath.log(y), [(2.0, 3.0), (0.5, 1e-9), (1e-300, 2.0), (-3.0, 0.5), (2.0, 1.0), (0.0, 3.0)]),
    ("Functions.Sinc", sinc, [0.0, 1e-9, 1e-3, 0.1, 0.5, -1.0, 3.0, -4.5, 10.0, 100.0]),
]
