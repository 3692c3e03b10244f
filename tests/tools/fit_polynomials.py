"""Fits the polynomials of src/ExprGrad/Numerics and prints their coefficients, highest power first.

Each is the weighted minimax polynomial of its function (Remez exchange on a fine Chebyshev grid, 50 digits), rounded to the
element type coefficient by coefficient from the lowest power up, the higher ones being fitted again after each rounding.
The printed error is the largest weighted error after rounding, as a power of two; the weight makes it relative to the function computed.

Usage: python3 fit_polynomials.py [name ...]     needs mpmath
"""
import struct
import sys
from mpmath import mp, mpf, matrix, lu_solve, cos, sin, pi, exp, log, atan, asin, atanh, sinh, cosh, sqrt, cbrt, tan

mp.dps = 50


def round_to(value, double):
    return mpf(float(value)) if double else mpf(struct.unpack('f', struct.pack('f', float(value)))[0])


def remez(points, values, weights, powers):
    """Coefficients c of sum c_k x^powers_k minimising the largest |weight * (value - p)| over the points."""
    count = len(powers) + 1
    reference = [(2 * i + 1) * len(points) // (2 * count) for i in range(count)]
    for _ in range(60):
        system, right = matrix(count, count), matrix(count, 1)
        for row, i in enumerate(reference):
            for column, power in enumerate(powers):
                system[row, column] = points[i] ** power
            system[row, count - 1] = (-1) ** row / weights[i]
            right[row] = values[i]
        solution = lu_solve(system, right)
        coefficients, level = [solution[k] for k in range(len(powers))], abs(solution[count - 1])
        errors = [w * (v - sum(c * x ** p for c, p in zip(coefficients, powers))) for x, v, w in zip(points, values, weights)]
        if max(map(abs, errors)) <= level * mpf('1.0001'):
            break
        extrema = []
        for i, error in enumerate(errors):
            if extrema and (error > 0) == (errors[extrema[-1]] > 0):
                if abs(error) > abs(errors[extrema[-1]]):
                    extrema[-1] = i
            else:
                extrema.append(i)
        while len(extrema) > count:
            extrema.pop(0 if abs(errors[extrema[0]]) < abs(errors[extrema[-1]]) else -1)
        if len(extrema) < count:
            break
        reference = extrema
    return coefficients


def fit(name, function, low, high, degree, weight, double=True):
    low, high, count = mpf(low), mpf(high), 40 * (degree + 2)
    points = [(low + high) / 2 - (high - low) / 2 * cos(pi * (i + mpf(1) / 2) / count) for i in range(count)]
    values, weights = [function(x) for x in points], [weight(x) for x in points]
    rounded = []
    while len(rounded) <= degree:
        rest = [v - sum(c * x ** k for k, c in enumerate(rounded)) for x, v in zip(points, values)]
        coefficients = remez(points, rest, weights, list(range(len(rounded), degree + 1)))
        rounded.append(round_to(coefficients[0], double))
    error = max(abs(w * (v - sum(c * x ** k for k, c in enumerate(rounded)))) for x, v, w in zip(points, values, weights))
    print(f'{name} {"double" if double else "float"}, degree {degree}, [{float(low):.5g}, {float(high):.5g}]: 2^{float(log(error, 2)):.1f}')
    for c in reversed(rounded):
        print('   ', repr(float(c)) if double else format_single(c))


def format_single(value):
    """The shortest decimal that rounds to the single."""
    for digits in range(1, 17):
        text = f'{float(value):.{digits}g}'
        if round_to(mpf(text), False) == value:
            return text


half_log2 = log(2) / 2 * mpf('1.001')
atanh_bound = mpf('0.2') ** 2 * mpf('1.0001')
quarter_pi = (pi / 4) ** 2 * mpf('1.0001')
atan_bound = tan(pi / 8) ** 2 * mpf('1.0001')


def odd_tail(function):
    """(f(x) - x) / x^3 as a function of z = x^2."""
    return lambda z: (function(sqrt(z)) - sqrt(z)) / (z * sqrt(z))


FITS = {
    # (e^r - 1 - r) / r^2, relative to e^r - 1
    'exp': lambda double: fit('exp', lambda r: (exp(r) - 1 - r) / r ** 2, -half_log2, half_log2, 10 if double else 5,
                              lambda r: abs(r ** 2 / (exp(r) - 1)), double),
    # (2 atanh s - 2 s) / s^3 in z = s^2, relative to 2 atanh s
    'log': lambda double: fit('log', lambda z: (2 * atanh(sqrt(z)) - 2 * sqrt(z)) / sqrt(z) ** 3, 0, atanh_bound, 6 if double else 2,
                              lambda z: z / 2, double),
    # the same without its first term: ((2 atanh s - 2 s) / s^3 - 2/3) / z
    'pow': lambda double: fit('pow', lambda z: ((2 * atanh(sqrt(z)) - 2 * sqrt(z)) / sqrt(z) ** 3 - mpf(2) / 3) / z, 0, atanh_bound,
                              7 if double else 3, lambda z: z ** 2 / 2, double),
    'sin': lambda double: fit('sin', odd_tail(sin), 0, quarter_pi, 5 if double else 3, lambda z: z, double),
    # the same up to π/2, relative to sin r
    'half turn': lambda double: fit('half turn', odd_tail(sin), 0, (pi / 2) ** 2 * mpf('1.0001'), 7 if double else 4,
                                    lambda z: z * sqrt(z) / sin(sqrt(z)), double),
    # (cos r - 1 + z / 2) / z^2
    'cos': lambda double: fit('cos', lambda z: (cos(sqrt(z)) - 1 + z / 2) / z ** 2, 0, quarter_pi, 5 if double else 2,
                              lambda z: z ** 2, double),
    'sinh': lambda double: fit('sinh', odd_tail(sinh), 0, 1, 7 if double else 3, lambda z: z, double),
    'atan': lambda double: fit('atan', odd_tail(atan), 0, atan_bound, 10 if double else 4, lambda z: z, double),
    'asin': lambda double: fit('asin', odd_tail(asin), 0, mpf('0.2501'), 11 if double else 4, lambda z: z, double),
    # 2 atanh s for 1 + e of [1, 2], s up to 1/3
    'softplus': lambda double: fit('softplus', lambda z: (2 * atanh(sqrt(z)) - 2 * sqrt(z)) / sqrt(z) ** 3, 0, mpf(1) / 9, 9 if double else 4,
                                   lambda z: z / 2, double),
    # x^(-1/3), a first guess
    'cbrt': lambda double: fit('cbrt', lambda x: 1 / cbrt(x), mpf('0.375'), 3, 5 if double else 4, lambda x: cbrt(x), double),
}

for requested in sys.argv[1:] or FITS:
    FITS[requested](True)
    FITS[requested](False)
