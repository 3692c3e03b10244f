#!/usr/bin/env python3
"""The tables of src/ExprGrad/Numerics/Tables, printed as C#: what a lane looks up by one of sixteen indices.

    python3 tests/tools/fit_tables.py [name ...]

Needs mpmath only. A function is taken apart into intervals; on each it is f(c) + h P(h) with h = x - c, P interpolating at Chebyshev points, which is
within a small factor of the best possible. Where c is free it is the number near the middle at which f(c) is nearest to a number (S. Gal and
B. Bachelis, An accurate elementary mathematical library for the IEEE floating point standard, ACM TOMS 17, 1991), so that f(c) is not rounded to
notice. The largest error, sampled after rounding of all coefficients, is printed above each table.
"""
import random
import struct
import sys

import mpmath as mp
from mpmath import mpf

mp.mp.dps = 40


def single(v):
    return struct.unpack("f", struct.pack("f", float(v)))[0]


def text(v, rounding):
    if rounding is float:
        return repr(float(v))
    value = single(v)
    digits = next(d for d in range(1, 18) if single(float(f"{value:.{d}g}")) == value)
    return repr(float(f"{value:.{digits}g}")) + "f"


def interpolate(f, c, a, b, degree):
    """Coefficients of P of that degree with f(c) + h P(h) = f(c + h) at Chebyshev points of [a, b]."""
    n = degree + 1
    xs = [(a + b) / 2 - (b - a) / 2 * mp.cospi((mpf(k) + mpf(1) / 2) / n) for k in range(n)]
    fc = f(c)
    m, right = mp.matrix(n, n), mp.matrix(n, 1)
    for i, x in enumerate(xs):
        h = x - c or mpf(10) ** -18  # the middle node may be the centre
        for j in range(n):
            m[i, j] = h ** j
        right[i] = (f(c + h) - fc) / h
    return list(mp.lu_solve(m, right))


def centre(f, a, b, rounding):
    """Near the middle of [a, b], with f(c) near a number."""
    bits = 53 if rounding is float else 24
    draw = random.Random(1)
    best = None
    for _ in range(1500):
        c = mpf(rounding(a + (b - a) * mpf(draw.uniform(0.45, 0.55))))
        value = f(c)
        off = abs(mpf(rounding(value)) - value) / value * mpf(2) ** bits
        if best is None or off < best[0]:
            best = off, c
    return best[1]


def table(name, f, intervals, centres, degree, rounding, slopes=None):
    """
    Rows: c, f(c), and the coefficients of P, each for all intervals in the order of their indices. Slopes are a row of their own and taken out of the
    constant terms of P.
    """
    rows, worst = [[] for _ in range(degree + 2)], mpf(0)
    for (a, b), c in zip(intervals, centres):
        c = centre(f, a, b, rounding) if c is None else mpf(c)
        column = [mpf(rounding(v)) for v in [c, f(c)] + interpolate(f, c, a, b, degree - 1)]
        for row, value in zip(rows, column):
            row.append(value)
        if slopes:
            exact = interpolate(f, c, a, b, degree - 1)[0]
            slope = slopes[len(rows[0]) - 1]
            rows[2][-1] = mpf(rounding(exact - slope))
            column[2] = slope + rows[2][-1]
        for k in range(61):
            x = a + (b - a) * k / 60
            if f(x) != 0:
                worst = max(worst, abs(mp.polyval(list(reversed(column[1:])), x - c) / f(x) - 1))
    if slopes:
        rows.insert(2, slopes)
    print(f"// {name}: relative error 2^{mp.nstr(mp.log(worst, 2), 4)}")
    for row in rows:
        print(lines([text(v, rounding) for v in row]))
    print()


def lines(words):
    out, line = [], "       "
    for word in words:
        if len(line) + len(word) + 2 > 145:
            out.append(line)
            line = "       "
        line += " " + word + ","
    return "\n".join(out + [line])


def octaves(offset, limit):
    """
    [0, limit] in sixteen intervals of u = offset + scale x in [1, 16): quarters of octaves, in the order of the last two bits of the exponent of u and
    the first two of its fraction.
    """
    scale = (16 - mpf(offset)) / limit
    edges = [mpf(2) ** (k // 4) * (1 + mpf(k % 4) / 4) for k in range(17)]
    edges = [max(mpf(0), (u - offset) / scale) for u in edges]
    order = list(range(4, 16)) + list(range(4))
    return [(edges[k], edges[k + 1]) for k in order], [mpf(0) if k == 0 else None for k in order], scale


def half_erfcx(x):
    """e^(x^2/2) times the normal distribution at -x."""
    return mp.erfc(x / mp.sqrt(2)) * mp.exp(x * x / 2) / 2


def erfcx(x):
    return mp.erfc(x) * mp.exp(x * x)


def tails(name, f, limit, degree, rounding):
    intervals, centres, scale = octaves(1.0625, limit)
    print(f"// u = 1.0625 + {mp.nstr(scale, 6)} x, x at most {limit}")
    table(name, f, intervals, centres, degree, rounding)


def erf(name, step, degree, rounding):
    """Around multiples of a step, at the first of which erf is near a number."""
    intervals = [((mpf(k) - mpf(0.502)) * step if k else mpf(0), (mpf(k) + mpf(0.502)) * step) for k in range(16)]
    table(name, mp.erf, intervals, [k * mpf(step) for k in range(16)], degree, rounding, [mpf(1)] + 15 * [mpf(0)])


def powers_of_two(rounding):
    print("// 2^(j/16), and what rounding leaves of it")
    exact = [mpf(2) ** (mpf(j) / 16) for j in range(16)]
    print(lines([text(v, rounding) for v in exact]))
    print(lines([text(v - mpf(rounding(v)), rounding) for v in exact]))


TABLES = {
    "NormalTailDouble": lambda n: tails(n, half_erfcx, mpf("38.61"), 14, float),
    "NormalTailSingle": lambda n: tails(n, half_erfcx, mpf("14.25"), 6, single),
    "ErfcxDouble": lambda n: tails(n, erfcx, mpf("27.3"), 14, float),
    "ErfcxSingle": lambda n: tails(n, erfcx, mpf("10.1"), 6, single),
    "ErfDouble": lambda n: erf(n, mpf(0.38909084957247486), 13, float),
    "ErfSingle": lambda n: erf(n, mpf(single(0.265168160200119)), 6, single),
    "PowersOfTwoDouble": lambda n: powers_of_two(float),
    "PowersOfTwoSingle": lambda n: powers_of_two(single),
}

if __name__ == "__main__":
    for name in sys.argv[1:] or TABLES:
        TABLES[name](name)
