#!/usr/bin/env python3
"""The coefficients of src/ExprGrad/Numerics/Special, printed as C#.

    python3 tests/tools/fit_special.py [name ...]

Needs mpmath only. Polynomials and rational functions interpolate at Chebyshev points with 40 digits, which is within a small
factor of the best possible; the largest relative error of each, sampled, is printed above it.
"""
import sys

import mpmath as mp
from mpmath import mpf

from make_references import erfcx, mills_curvature, scaled_integral

mp.mp.dps = 40


def points(a, b, n):
    a, b = mpf(a), mpf(b)
    return [(a + b) / 2 - (b - a) / 2 * mp.cospi((mpf(k) + mpf(1) / 2) / n) for k in range(n)]


def horner(c, x):
    return mp.polyval(list(reversed(c)), x)


def rational(f, a, b, p, q):
    """Coefficients of P (degree p) and Q (degree q, constant term 1) with P/Q = f at Chebyshev points."""
    xs = points(a, b, p + q + 1)
    m = mp.matrix(len(xs), len(xs))
    right = mp.matrix(len(xs), 1)
    for i, x in enumerate(xs):
        value = f(x)
        for j in range(p + 1):
            m[i, j] = x ** j
        for j in range(1, q + 1):
            m[i, p + j] = -value * x ** j
        right[i] = value
    c = list(mp.lu_solve(m, right))
    return c[:p + 1], [mpf(1)] + c[p + 1:]


def error(f, a, b, p, q, rounding=float, apart=0):
    p, q = [mpf(rounding(v)) for v in p], [mpf(rounding(v)) for v in q]
    return max(abs((apart + horner(p, x) / horner(q, x)) / f(x) - 1) for x in points(a, b, 301))


def show(name, f, a, b, p, q=0, apart=0):
    """The fit, with a constant taken apart of a quotient: f = apart + P/Q, where the rounding errors of P/Q weigh less."""
    top, bottom = rational(f, a, b, p, q)
    top = [t - apart * bottom[i] for i, t in enumerate(top)] if apart else top
    print(f"// {name} on [{mp.nstr(mpf(a), 4)}, {mp.nstr(mpf(b), 4)}], degree {p}/{q}: relative error 2^{mp.nstr(mp.log(error(f, a, b, top, bottom, apart=apart), 2), 4)},"
          f" before rounding 2^{mp.nstr(mp.log(error(f, a, b, top, bottom, lambda v: v, apart), 2), 4)}")
    for c in (top, bottom) if q else (top,):
        print("[" + ", ".join(repr(float(v)) for v in c) + "],")


CENTRE = mpf(3.4375)  # the constant term of ErfcxDouble happens to be a double to 60 bits here


def mapped(f):
    """A function of x in [0, inf) as one of t = (x - c) / (x + c) in [-1, 1)."""
    return lambda t: f(CENTRE * (1 + t) / (1 - t))


def scaled_erfcx(x):
    """After Shepherd and Laframboise (1981), who have (1 + 2x) e^(x^2) erfc(x)."""
    return (x + 0.5) * erfcx(x)


def scaled_integral_of_erfc(x):
    return (x + 0.5) ** 2 * scaled_integral(1, x)


def scaled_mills_curvature(u):
    """(u + 5/4)^3 times the second derivative of the inverse Mills ratio of u = -x / sqrt(2)."""
    with mp.workdps(110):
        return mills_curvature(-mpf(u) * mp.sqrt(2)) * (u + mpf(5) / 4) ** 3


def erf_over_x_minus_one(u):
    x = mp.sqrt(u)
    return mp.erf(x) / x - 1


def erf_inv_central(w):
    """ErfInv(x) / x of w = -log(1 - x^2), as Giles (2010) does it."""
    x = mp.sqrt(-mp.expm1(-w))
    return mp.erfinv(x) / x


def erf_inv_tail(s):
    """ErfInv(x) / s of s = sqrt(-log(1 - x))."""
    with mp.workdps(60):
        return mp.erfinv(1 - mp.exp(-s * s)) / s


def log_gamma_middle(z):
    """log(Gamma(x)) / ((x - 1) (x - 2)) of z = x - 1/2: on positive z the coefficients are positive, and nothing cancels."""
    x = z + mpf(1) / 2
    return mp.digamma(x) / (2 * x - 3) if x in (1, 2) else mp.loggamma(x) / ((x - 1) * (x - 2))


def binet(r):
    """x J(x) of r = 1/x^2, J being what Stirling's formula (DLMF 5.11.1) leaves: log(Gamma(x)) - (x - 1/2) log(x) + x - log(2 pi) / 2."""
    if r == 0:
        return mpf(1) / 12
    with mp.workdps(70):
        x = 1 / mp.sqrt(r)
        return (mp.loggamma(x) - (x - mpf(1) / 2) * mp.log(x) + x - mp.log(2 * mp.pi) / 2) * x


def reciprocal_gamma():
    """DLMF 5.7.1, shifted: 1 / Gamma(1 + z) = 1 + 0.577 z - ..., coefficients in two parts."""
    c = mp.taylor(mp.rgamma, 1, 31)
    print("// 1 / Gamma(1 + z), and what rounding leaves of its first coefficients")
    print("[" + ", ".join(repr(float(v)) for v in c) + "],")
    print("[" + ", ".join(repr(float(v - mpf(float(v)))) for v in c[:18]) + "],")


DIGAMMA_ZERO = mp.findroot(mp.digamma, mpf("1.4616321449683623"))


def digamma_middle(x):
    return mp.digamma(x) / (x - DIGAMMA_ZERO)


def digamma_tail(r):
    """x^2 (log(x) - 1/(2x) - digamma(x)) of r = 1/x^2 (DLMF 5.11.2)."""
    if r == 0:
        return mpf(1) / 12
    with mp.workdps(70):
        x = 1 / mp.sqrt(r)
        return (mp.log(x) - 1 / (2 * x) - mp.digamma(x)) * x * x


FITS = {
    "ErfcxDouble": lambda: show("(x + 1/2) erfcx(x)", mapped(scaled_erfcx), -1, 1, 25),
    "ErfcxFloat": lambda: show("(x + 1/2) erfcx(x)", mapped(scaled_erfcx), -1, 1, 11),
    "ErfcxIntegralDouble": lambda: show("(x + 1/2)^2 e^(x^2) ierfc(x)", mapped(scaled_integral_of_erfc), -1, 1, 28),
    "ErfcxIntegralFloat": lambda: show("(x + 1/2)^2 e^(x^2) ierfc(x)", mapped(scaled_integral_of_erfc), -1, 1, 13),
    "MillsSecondDouble": lambda: show("(u + 5/4)^3 r'' of the inverse Mills ratio r", mapped(scaled_mills_curvature), -1, 1, 34),
    "MillsSecondFloat": lambda: show("(u + 5/4)^3 r'' of the inverse Mills ratio r", mapped(scaled_mills_curvature), -1, 1, 18),
    "ErfDouble": lambda: show("erf(x) / x - 1 of x^2", erf_over_x_minus_one, 0, 1, 12),
    "ErfFloat": lambda: show("erf(x) / x - 1 of x^2", erf_over_x_minus_one, 0, 1, 6),
    "ErfInvCentral": lambda: show("erfinv(x) / x of -log(1 - x^2)", erf_inv_central, 0, 4, 6),
    "ErfInvTail": lambda: show("erfinv(x) / s of s = sqrt(-log(1 - x))", erf_inv_tail, 2.1, 6.1, 9),
    "LogGammaDouble": lambda: show("lgamma(x) / ((x - 1)(x - 2)) of x - 1/2", log_gamma_middle, 0, 2, 10, 10, mpf(1) / 2),
    "LogGammaFloat": lambda: show("lgamma(x) / ((x - 1)(x - 2)) of x - 1/2", log_gamma_middle, 0, 2, 5, 5, mpf(1) / 2),
    "BinetDouble": lambda: show("x Binet(x) of 1/x^2", binet, 0, mpf(4) / 25, 6, 6),
    "BinetFloat": lambda: show("x Binet(x) of 1/x^2", binet, 0, mpf(4) / 25, 4),
    "ReciprocalGamma": reciprocal_gamma,
    "DigammaDouble": lambda: show("digamma(x) / (x - zero)", digamma_middle, 1, 4, 8, 8, mpf(3) / 4),
    "DigammaFloat": lambda: show("digamma(x) / (x - zero)", digamma_middle, 1, 4, 4, 4, mpf(3) / 4),
    "DigammaTailDouble": lambda: show("x^2 (log x - 1/(2x) - digamma(x)) of 1/x^2", digamma_tail, 0, mpf(1) / 16, 10),
    "DigammaTailFloat": lambda: show("x^2 (log x - 1/(2x) - digamma(x)) of 1/x^2", digamma_tail, 0, mpf(1) / 16, 4),
    "DigammaZero": lambda: print("// zero of digamma, in two parts:", float(DIGAMMA_ZERO), float(DIGAMMA_ZERO - mpf(float(DIGAMMA_ZERO)))),
}

if __name__ == "__main__":
    for name in sys.argv[1:] or FITS:
        FITS[name]()
