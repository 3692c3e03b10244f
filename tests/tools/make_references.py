#!/usr/bin/env python3
"""Reference values of the special functions, for tests/ExprGrad.Tests/Data/Special.

    python3 tests/tools/make_references.py [points] [folder] [function ...]

Needs mpmath only. Every value is computed with 60 digits at the exact binary argument, and again with 90; the two must agree.
A line holds the arguments, then `hi lo`: hi is the value rounded to double, lo the double nearest to what is left, so that an
error can be measured to a small fraction of a unit in the last place. About half of the arguments are also floats.
"""
import math
import os
import random
import struct
import sys

import mpmath as mp
from mpmath import mpf

DIGITS = 60
MAX = sys.float_info.max


def to_float(x):
    """Nearest float, as a double; infinities where it overflows."""
    try:
        return struct.unpack("f", struct.pack("f", x))[0]
    except OverflowError:
        return math.copysign(math.inf, x)


# --- where to look ---------------------------------------------------------------------------------------------------------------

def uniform(a, b):
    return lambda r: r.uniform(a, b)


def magnitudes(a, b, sign=1):
    """Log-uniform in [a, b]."""
    la, lb = math.log(a), math.log(b)
    return lambda r: sign * min(max(math.exp(r.uniform(la, lb)), a), b)


def both(a, b):
    plus = magnitudes(a, b)
    return lambda r: r.choice((-1, 1)) * plus(r)


def around(centre, widest=0.1, closest=1e-15):
    """Ever closer to a point from both sides."""
    return lambda r: centre + r.choice((-1, 1)) * math.exp(r.uniform(math.log(closest), math.log(widest)))


def before_first_zero(r):
    """Order and argument of a spherical Bessel function, inside its first positive zero, which lies beyond n + 2.9."""
    n = r.randint(0, 8)
    return float(n), r.uniform(-1, 1) * (n + 2.9)


def odd_orders(samplers):
    return [(lambda r: float(r.choice((1, 3, 5, 7))), s) for s in samplers]


def integers(a, b):
    return lambda r: float(r.randint(a, b))


# --- what to compute -------------------------------------------------------------------------------------------------------------

def erfcx(x):
    if x > 1000:  # DLMF 7.12.1; the terms fall by x^-2 at first, far more than enough here
        s, t = mpf(0), mpf(1)
        for k in range(1, 40):
            s += t
            t *= -mpf(2 * k - 1) / (2 * x * x)
        return s / (x * mp.sqrt(mp.pi))
    with mp.workdps(mp.mp.dps + 20):
        return mp.exp(x * x) * mp.erfc(x)


def scaled_integral(n, x):
    """e^(x^2) i^n erfc(x), DLMF 7.18.2, as an integral where the recurrence cancels, by parabolic cylinder functions (7.18.9)."""
    with mp.workdps(mp.mp.dps + 30):
        if abs(x) < 2:
            a, b = 2 / mp.sqrt(mp.pi), erfcx(x)
            for k in range(1, n + 1):
                a, b = b, (a / 2 - x * b) / k
            return b
        if x > 0:  # DLMF 7.18.9 with U from the confluent hypergeometric function
            return mpf(2) ** -n / mp.sqrt(mp.pi) * mp.hyperu(mpf(n) / 2 + mpf(1) / 2, mpf(1) / 2, x * x)
        a, b = 2 / mp.sqrt(mp.pi), erfcx(x)
        for k in range(1, n + 1):
            a, b = b, (a / 2 - x * b) / k
        return b


def normal_cdf(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def log_erfc(x):
    if x > 100:
        return mp.log(erfcx(x)) - x * x
    return mp.log1p(mp.erf(-x)) if x < 1 else mp.log(mp.erfc(x))


def log_normal_cdf(x):
    if x > 0:
        return mp.log1p(-normal_cdf(-x))
    return mp.log(erfcx(-x / mp.sqrt(2)) / 2) - x * x / 2


def inverse_mills(x):
    if x < 0:
        return mp.sqrt(2 / mp.pi) / erfcx(-x / mp.sqrt(2))
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi) / normal_cdf(x)


def mills_slope(x):
    """x + inverse Mills ratio."""
    with mp.workdps(mp.mp.dps + 40):
        if x > -1000:
            return x + inverse_mills(x)
        u = -x / mp.sqrt(2)
        return mp.sqrt(2) * scaled_integral(1, u) / erfcx(u)


def mills_curvature(x):
    if x < -1e12:
        return -2 / x ** 3 * (1 - 12 / x ** 2)
    with mp.workdps(mp.mp.dps + 60):
        r = inverse_mills(x)
        return r * ((r + x) * (2 * r + x) - 1)


def erf_inv(x):
    if x == 0:
        return mpf(0)
    if abs(x) < mpf(2) ** -200:
        return x * mp.sqrt(mp.pi) / 2
    return mp.erfinv(x)


def erf_inv_derivative(x):
    y = erf_inv(x)
    return mp.sqrt(mp.pi) / 2 * mp.exp(y * y)


def log_gamma(x):
    if x > 0:
        return mp.loggamma(x)
    with mp.workdps(mp.mp.dps + 40):
        return mp.log(mp.pi / abs(mp.sinpi(x))) - mp.loggamma(1 - x)


def digamma(x):
    if x > 0:
        return mp.digamma(x)
    with mp.workdps(mp.mp.dps + 40):
        return mp.digamma(1 - x) - mp.pi * mp.cospi(x) / mp.sinpi(x)


def hurwitz_zeta(s, x):
    """Euler and Maclaurin's formula, DLMF 25.11.5, far enough out; mpmath's own is not accurate relatively for large s."""
    total = mpf(0)
    while x < 60 + s:
        total += x ** -s
        x += 1
    total += x ** (1 - s) / (s - 1) + x ** -s / 2
    term = s * x ** (-s - 1)
    for j in range(1, 80):
        total += mp.bernoulli(2 * j) / mp.factorial(2 * j) * term
        term *= (s + 2 * j - 1) * (s + 2 * j) / (x * x)
    return total


def polygamma(n, x):
    with mp.workdps(mp.mp.dps + 60):
        n = int(n)
        if x > -40:
            return (-1) ** (n + 1) * mp.factorial(n) * hurwitz_zeta(n + 1, x)
        f = x - mp.floor(x)
        z = hurwitz_zeta(n + 1, f) + (-1) ** (n + 1) * (hurwitz_zeta(n + 1, 1 - f) - hurwitz_zeta(n + 1, 1 - x))
        return (-1) ** (n + 1) * mp.factorial(n) * z


def spherical_bessel(n, x):
    n = int(n)
    with mp.workdps(mp.mp.dps + 60):
        if x == 0:
            return mpf(1 if n == 0 else 0)
        if abs(x) < 10 + n:  # DLMF 10.53.1
            t = mpf(1)
            for k in range(1, n + 1):
                t *= x / (2 * k + 1)
            s, k = mpf(0), 0
            while abs(t) > mpf(10) ** (-mp.mp.dps - 20) * abs(s) or k < 5:
                s += t
                k += 1
                t *= -x * x / 2 / (k * (2 * n + 2 * k + 1))
            return s
        a, b = mp.sin(x) / x, mp.sin(x) / x ** 2 - mp.cos(x) / x
        if n == 0:
            return a
        for k in range(1, n):
            a, b = b, (2 * k + 1) / x * b - a
        return b


def expm1(x):
    with mp.workdps(mp.mp.dps + 20):
        return mp.expm1(x)


def log1p(x):
    with mp.workdps(mp.mp.dps + 20):
        return mp.log1p(x)


def sinc(x):
    return mp.sin(x) / x if x != 0 else mpf(1)


def softplus(x):
    return x + log1p(mp.exp(-x)) if x > 0 else log1p(mp.exp(x))


def log_expm1(x):
    with mp.workdps(mp.mp.dps + 40):
        return x + log1p(-mp.exp(-x)) if x > 1 else mp.log(expm1(x))


def log1m_exp(x):
    with mp.workdps(mp.mp.dps + 20):
        return mp.log(-expm1(x)) if x > -1 else log1p(-mp.exp(x))


# name: (function of mpf, samplers for each argument or for all arguments at once, edges)
FUNCTIONS = {
    "ExpMinusSquare": (lambda x: mp.exp(-x * x), [both(1e-300, 1e-3), uniform(-3, 3), uniform(-27.3, 27.3), uniform(-10.2, 10.2)], [0.0, 1.0]),
    "Erf": (mp.erf, [both(1e-300, 1e-3), both(1e-3, 1), uniform(-3, 3), uniform(-6.5, 6.5)], [0.0, 5e-324, 1.0, 30.0, -30.0]),
    "Erfc": (mp.erfc, [both(1e-300, 1), uniform(-6.5, 1), uniform(0, 27.3), uniform(0, 10.1), uniform(26, 27.3)], [0.0, 30.0, -30.0]),
    "Erfcx": (erfcx, [both(1e-300, 1), uniform(-26.6, 0), uniform(-9.4, 0), uniform(0, 10), magnitudes(1, MAX)], [0.0, MAX]),
    "LogErfc": (log_erfc, [both(1e-300, 1), uniform(-7, 2), uniform(0, 30), magnitudes(1, 1e154)], [0.0, -30.0]),
    "ErfInv": (erf_inv, [both(1e-300, 1e-3), uniform(-1, 1), around(1.0, 0.3, 1e-16), around(-1.0, 0.3, 1e-16)], [0.0, 0.5, 0.75]),
    "ErfInvDerivative": (erf_inv_derivative, [both(1e-300, 1e-3), uniform(-1, 1), around(1.0, 0.3, 1e-16), around(-1.0, 0.3, 1e-16)], [0.0, 0.5]),
    "NormalPdf": (mp.npdf, [both(1e-300, 1e-3), uniform(-4, 4), uniform(-38.6, 38.6), uniform(-14.5, 14.5)], [0.0, 1.0]),
    "NormalCdf": (normal_cdf, [both(1e-300, 1e-3), uniform(-4, 9), uniform(-38.6, 0), uniform(-14.5, 0), uniform(-38.5, -37)], [0.0, 40.0]),
    "LogNormalCdf": (log_normal_cdf, [both(1e-300, 1e-3), uniform(-4, 9), uniform(-40, 38.5), magnitudes(1, 1e154, -1)], [0.0, 1.0]),
    "InverseMillsRatio": (inverse_mills, [both(1e-300, 1e-3), uniform(-4, 9), uniform(-40, 38.5), magnitudes(1, 1e300, -1)], [0.0, 1.0]),
    "InverseMillsRatioDerivative": (lambda x: -inverse_mills(x) * mills_slope(x), [both(1e-300, 1e-3), uniform(-4, 9), uniform(-40, 40), magnitudes(1, 1e300, -1)], [0.0, 1.0]),
    "InverseMillsRatioSecondDerivative": (mills_curvature, [both(1e-300, 1e-3), uniform(-4, 9), uniform(-40, 40), magnitudes(1, 1e100, -1)], [0.0, 1.0]),
    "Silu": (lambda x: x / (1 + mp.exp(-x)), [both(1e-300, 1e-3), uniform(-10, 10), uniform(-750, 0), uniform(-108, 40)], [0.0, -1.2784645427610738]),
    "Gelu": (lambda x: x * normal_cdf(x), [both(1e-300, 1e-3), uniform(-4, 9), uniform(-38.6, 0), uniform(-14.5, 0)], [0.0, -0.7517915241389616]),
    "Logit": (lambda x: mp.log(x / (1 - x)), [magnitudes(1e-300, 0.5), uniform(0, 1), around(0.5, 0.4, 1e-15), around(1.0, 0.4, 1e-16)], [0.5, 0.25, 0.75]),
    "LogGamma": (log_gamma, [magnitudes(1e-300, 1), uniform(0, 4), uniform(0, 20), around(1.0), around(2.0), magnitudes(1, 1e305), around(0.5, 0.05), around(2.5, 0.5)],
                 [1.0, 2.0, 0.5, 2.5]),
    "LogGammaNegative": (log_gamma, [uniform(-5, 0), uniform(-30, 0), magnitudes(1e-300, 1, -1), magnitudes(10, 1e15, -1),
                                     around(-2.4570247382208006, 0.1, 1e-15), around(-2.7476826467274127, 0.1, 1e-15), around(-3.1435808883499798),
                                     around(-10.0, 1e-3, 1e-8), lambda r: -r.randint(3, 34) + r.choice((-1, 1)) * 10 ** r.uniform(-16, -1)],
                         [-0.5, -1.5, -2.5]),
    "Digamma": (digamma, [magnitudes(1e-300, 1), uniform(0, 4), uniform(0, 20), around(1.4616321449683623), magnitudes(1, MAX), around(1.0, 0.05), around(4.0, 0.5)],
                [1.0, 2.0, 0.5, 4.0]),
    "DigammaNegative": (digamma, [uniform(-5, 0), uniform(-30, 0), magnitudes(1e-300, 1, -1), magnitudes(10, 1e12, -1), around(-0.5040830082644554, 0.1, 1e-16),
                                   around(-1.5734984731623904, 0.1, 1e-16), around(-2.6107208684441447, 0.1, 1e-16), around(-20.750, 0.1, 1e-3)],
                        [-0.5, -1.5, -0.5040830082644554, -1.5734984731623904, -3.635293366436901, -5.6671624415568855, -14.727334416018529, -87.80536027839507]),
    "PolyGamma": (polygamma, [(integers(1, 8), uniform(0, 5)), (integers(1, 8), magnitudes(1e-5, 1e6)), (integers(1, 8), uniform(0, 40)),
                              (integers(1, 3), magnitudes(1, 1e30)), (integers(1, 2), uniform(0, 12)), (integers(1, 3), magnitudes(1e-40, 1))],
                  [(1.0, 1.0), (2.0, 1.0), (3.0, 0.5)]),
    "PolyGammaHighOrder": (polygamma, [(integers(9, 170), uniform(0.2, 300)), (integers(9, 30), magnitudes(0.1, 1e4))], [(20.0, 1.0)]),
    "PolyGammaNegative": (polygamma, odd_orders([uniform(-6, 0), uniform(-60, 0)]), [(1.0, -0.5), (3.0, -2.5)]),
    "XLogY": (lambda x, y: x * mp.log(y), [(both(1e-30, 1e30), magnitudes(1e-300, 1e300)), (both(1e-3, 1e3), around(1.0, 0.5, 1e-15)), (uniform(0, 1), uniform(0, 1))],
              [(0.0, 0.0), (0.0, 2.0), (1.0, 1.0)]),
    "ExpM1": (expm1, [both(1e-300, 1e-3), uniform(-2, 2), uniform(-40, 709), uniform(-20, 88)], [0.0, 1.0]),
    "LogP1": (log1p, [both(1e-300, 1e-3), uniform(-1, 2), magnitudes(1, 1e300), around(-1.0, 0.5, 1e-15)], [0.0, 1.0]),
    "LogExpM1": (log_expm1, [magnitudes(1e-300, 1), uniform(0, 2), uniform(0, 50), around(0.6931471805599453, 0.3, 1e-15), magnitudes(1, 1e300)], [0.6931471805599453, 1.0]),
    "Log1MExp": (log1m_exp, [magnitudes(1e-300, 1, -1), uniform(-2, 0), uniform(-50, 0), uniform(-745, 0), uniform(-103, 0)], [-1.0]),
    "Sigmoid": (lambda x: 1 / (1 + mp.exp(-x)), [both(1e-300, 1e-3), uniform(-10, 10), uniform(-745, 40), uniform(-103, 20)], [0.0]),
    "Softplus": (softplus, [both(1e-300, 1e-3), uniform(-10, 10), uniform(-745, 40), uniform(-103, 20)], [0.0]),
    "LogSigmoid": (lambda x: -softplus(-x), [both(1e-300, 1e-3), uniform(-10, 10), uniform(-40, 745), uniform(-20, 103)], [0.0]),
    "Sinc": (sinc, [both(1e-300, 1), uniform(-10, 10), uniform(-1000, 1000), around(math.pi, 0.1, 1e-12)], [0.0]),
    "SphericalBesselJ": (spherical_bessel, [before_first_zero, (integers(0, 8), both(1e-30, 1))], [(0.0, 0.0), (1.0, 0.0)]),
    "SphericalBesselJOscillating": (spherical_bessel, [(integers(0, 12), uniform(-60, 60))], [(1.0, 4.493409457909064)]),
    "ErfcxDerivative": (lambda n, x: (-2) ** int(n) * mp.factorial(int(n)) * scaled_integral(int(n), x),
                        [(integers(0, 6), uniform(-5, 5)), (integers(1, 3), uniform(0, 30)), (integers(1, 4), magnitudes(1e-10, 1)), (integers(1, 3), magnitudes(1, 1e100)),
                         (integers(1, 6), uniform(-26, 0))], [(1.0, 0.0), (2.0, 0.0), (3.0, 0.0)]),
}


def exact(f, arguments):
    """The value, or None at a pole or outside the domain."""
    values = []
    for digits in (DIGITS, DIGITS + 30):
        with mp.workdps(digits):
            try:
                value = f(*(mpf(a) for a in arguments))
            except (ValueError, ZeroDivisionError):
                return None
            if not mp.isfinite(value) or mp.im(value) != 0:
                return None
            values.append(mp.re(value))
    a, b = values
    if abs(a - b) > mpf(10) ** (-40) * abs(b):
        raise ArithmeticError(f"{arguments}: {mp.nstr(a, 40)} against {mp.nstr(b, 40)}")
    return b


def sample(samplers, edges, points, r):
    found = {e if isinstance(e, tuple) else (e,): None for e in edges}
    for i in range(points):
        s = samplers[i % len(samplers)]
        x = tuple(t(r) for t in s) if isinstance(s, tuple) else s(r)
        x = x if isinstance(x, tuple) else (x,)
        if r.random() < 0.5:
            rounded = tuple(to_float(v) for v in x)
            if all(math.isfinite(v) for v in rounded):
                x = rounded
        found[x] = None
    return sorted(found)


def write(name, points, folder):
    f, samplers, edges = FUNCTIONS[name]
    lines = []
    for x in sample(samplers, edges, points, random.Random(name)):
        value = exact(f, x)
        if value is None:
            continue
        with mp.workdps(DIGITS):
            hi = float(value)  # mpmath rounds to nearest, but not gradually into the subnormals
            if abs(value) > mpf(MAX):
                continue
            if abs(hi) < 2.0 ** -1022:
                hi = float(mp.nint(value * mpf(2) ** 1074)) * 5e-324
            lo = float(value - mpf(hi))
        lines.append(" ".join(repr(v) for v in (*x, hi, lo)))
    with open(os.path.join(folder, name + ".txt"), "w", newline="\n") as out:
        out.write(f"# {name}: arguments, then value = hi + lo. By mpmath {mp.__version__} with {DIGITS} digits;"
                  " made by tests/tools/make_references.py.\n")
        out.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    points = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    folder = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(__file__), "..", "ExprGrad.Tests", "Data", "Special")
    os.makedirs(folder, exist_ok=True)
    for name in sys.argv[3:] or FUNCTIONS:
        write(name, points, folder)
        print(name, flush=True)
