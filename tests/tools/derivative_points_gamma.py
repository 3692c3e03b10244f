"""Definitions and arguments for the gamma family and for Bessel functions, at fewer digits: they are slow, and benign."""

import mpmath

DIGITS = 200

POSITIVE = [1e-9, 0.1, 0.5, 1.0, 1.5, 2.0, 3.3, 10.0, 100.5, 1e8]
NEGATIVE = [-0.5, -1.3, -10.7]


def spherical_bessel(n, x):
    """Rayleigh's series, which does not mind 0."""
    order, total, term, k = int(n), mpmath.mpf(0), mpmath.mpf(1), 0
    for j in range(1, order + 1):
        term *= x / (2 * j + 1)
    while k < 10 or abs(term) > mpmath.eps * abs(total) * mpmath.mpf(10) ** -20:
        total += term
        k += 1
        term *= -x * x / (2 * k * (2 * order + 2 * k + 1))
    return total


FUNCTIONS = [
    ("Functions.LogGamma", lambda x: mpmath.log(abs(mpmath.gamma(x))) if x < 0 else mpmath.loggamma(x), POSITIVE + NEGATIVE),
    ("Functions.Digamma", mpmath.digamma, POSITIVE + NEGATIVE),
    ("Functions.SphericalBesselJ", spherical_bessel,
     [(n, x) for n in (0, 1, 2, 5) for x in (0.0, 1e-3, 0.5, -1.2, 3.0, 10.0, 100.0)], [1]),
    ("Functions.PolyGamma", lambda n, x: mpmath.psi(int(n), x),
     [(n, x) for n in (0, 1, 2, 5) for x in (1e-3, 0.5, 2.0, 7.7, 1e4, -1.3)], [1]),
]
