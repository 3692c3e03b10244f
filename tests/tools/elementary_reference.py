"""Writes the reference tables of the elementary functions: one file a function, named as the function.

A line holds the bits of the argument or arguments, the bits of the correctly rounded result, and what the rounding left out in units of
2^-16 ulp of the result, so that errors can be measured to fractions of an ulp. Computed by mpmath at 200 bits or more (1,300 for the
trigonometric functions, whose arguments may be as large as 2^1023).

Usage: python3 elementary_reference.py DIRECTORY [samples a range = 100] [function ...]     needs mpmath
"""
import os
import random
import struct
import sys
from mpmath import mp, mpf, mpc, frexp, ldexp, floor, isinf
import mpmath as m


def bits(value):
    return struct.pack('>d', value).hex()


def rounded(value):
    """The nearest double and the remainder in ulp."""
    if value == 0:
        return 0.0, mpf(0)
    exponent = max(frexp(value)[1] - 53, -1074)
    scaled = ldexp(value, -exponent)
    whole = floor(scaled + mpf(1) / 2)
    if abs(whole) * mpf(2) ** exponent >= mpf(2) ** 1024:
        return float('inf') if whole > 0 else float('-inf'), mpf(0)
    import math
    return math.ldexp(int(whole), exponent), scaled - whole


def odd(function, cubic):
    """An odd function, by its first two terms where the argument is tiny."""
    return lambda x: x + cubic * x ** 3 if abs(x) < mpf(2) ** -120 else function(x)


def uniform(low, high):
    return lambda: random.uniform(low, high)


def logarithmic(low, high, signed=True):
    def draw():
        value = m.ldexp(mpf(random.uniform(1, 2)), random.randint(low, high))
        value = rounded(value)[0]
        return -value if signed and random.random() < 0.5 else value
    return draw


def around(center, width):
    return lambda: center + random.uniform(-width, width)


def near_multiples(step, largest):
    """Doubles next to multiples of a step: the hard cases of argument reduction."""
    return lambda: float(step * random.randint(1, largest)) * (1 + random.choice((-1, 0, 0, 1)) * 2 ** -52)


# Steps of 2^-1074 to 1, near 1, and the whole range.
EDGES = [0.0, 5e-324, 2.2250738585072014e-308, 1e-300, 1e-20, 2 ** -53, 2 ** -27, 0.25, 0.5, 1 - 2 ** -53, 1.0, 1 + 2 ** -52, 1.5, 2.0, 3.0, 10.0]
BOTH = EDGES + [-x for x in EDGES]
ANY = logarithmic(-1074, 1022)
half_pi = m.pi / 2
sigmoid = lambda x: 1 / (1 + m.exp(-x))
softplus = lambda x: m.log1p(m.exp(x))

ONE = {
    'Exp': (m.exp, [uniform(-746, 710), uniform(-1, 1), logarithmic(-1074, 9), uniform(-745.2, -708)], BOTH + [709.782712893384, -745.1332191019411]),
    'Exp2': (lambda x: mpf(2) ** x, [uniform(-1076, 1024), uniform(-1, 1), logarithmic(-1074, 9)], BOTH + [1023.0, -1074.0, -1022.5]),
    'Exp10': (lambda x: mpf(10) ** x, [uniform(-324, 309), uniform(-1, 1), logarithmic(-1074, 8)], BOTH + [22.0, 308.25, -323.0]),
    'ExpM1': (m.expm1, [uniform(-40, 710), uniform(-1.5, 1.5), logarithmic(-1074, 9)], BOTH + [709.782712893384, 709.4, -745.0]),
    'Sigmoid': (sigmoid, [uniform(-746, 40), uniform(-3, 3), logarithmic(-1074, 9), uniform(-40, 0), uniform(-38, -36), uniform(-18, -16)],
                BOTH + [-745.0, -708.5, 40.0]),
    'Softplus': (softplus, [uniform(-746, 40), uniform(-3, 3), logarithmic(-1074, 1023), uniform(-40, 40)], BOTH + [-745.0, 800.0]),
    'LogSigmoid': (lambda x: -softplus(-x), [uniform(-40, 746), uniform(-3, 3), logarithmic(-1074, 1023)], BOTH + [745.0, -800.0]),
    'Log': (m.log, [logarithmic(-1074, 1023, False), uniform(0.5, 2), around(1, 1e-3), around(1, 1e-9)], EDGES[1:]),
    'Log2': (lambda x: m.log(x) / m.log(2), [logarithmic(-1074, 1023, False), uniform(0.5, 2), around(1, 1e-3), around(1, 1e-9)], EDGES[1:]),
    'Log10': (lambda x: m.log(x) / m.log(10), [logarithmic(-1074, 1023, False), uniform(0.5, 2), around(1, 1e-3), around(1, 1e-9)],
              EDGES[1:] + [10.0 ** k for k in range(-22, 23)]),
    'LogP1': (m.log1p, [logarithmic(-1074, 1023, False), uniform(-1, 2), logarithmic(-60, -1), uniform(-0.5, 0.5)], EDGES + [-0.25, -0.5, 2 ** -53 - 1]),
    'Sin': (m.sin, [uniform(-4, 4), ANY, logarithmic(-30, 40), near_multiples(half_pi, 10 ** 6), near_multiples(half_pi, 6 * 10 ** 11)], BOTH),
    'Cos': (m.cos, [uniform(-4, 4), ANY, logarithmic(-30, 40), near_multiples(half_pi, 10 ** 6), near_multiples(half_pi, 6 * 10 ** 11)], BOTH),
    'Tan': (m.tan, [uniform(-4, 4), ANY, logarithmic(-30, 40), near_multiples(half_pi, 10 ** 6), near_multiples(half_pi, 6 * 10 ** 11)], BOTH),
    'Sinh': (odd(m.sinh, mpf(1) / 6), [uniform(-711, 711), uniform(-3, 3), logarithmic(-1074, 9)], BOTH + [710.4758600739439]),
    'Cosh': (m.cosh, [uniform(-711, 711), uniform(-3, 3), logarithmic(-1074, 9)], BOTH + [710.4758600739439]),
    'Tanh': (odd(m.tanh, -mpf(1) / 3), [uniform(-20, 20), uniform(-2, 2), logarithmic(-1074, 1023)], BOTH),
    'Asin': (odd(m.asin, mpf(1) / 6), [uniform(-1, 1), logarithmic(-1074, -1), around(0.5, 0.05), lambda: 1 - abs(logarithmic(-52, -2)())], BOTH[:11] + [-1.0]),
    'Acos': (m.acos, [uniform(-1, 1), logarithmic(-1074, -1), around(-0.5, 0.05), lambda: 1 - abs(logarithmic(-52, -2)()),
                      lambda: abs(logarithmic(-52, -2)()) - 1], BOTH[:11] + [-1.0]),
    'Atan': (odd(m.atan, -mpf(1) / 3), [uniform(-3, 3), ANY, logarithmic(-10, 10)], BOTH),
    'Asinh': (odd(m.asinh, -mpf(1) / 6), [uniform(-3, 3), ANY, logarithmic(-10, 40)], BOTH),
    'Acosh': (m.acosh, [uniform(1, 3), lambda: 1 + abs(logarithmic(-52, 2)()), logarithmic(1, 1023, False)], EDGES[10:]),
    'Atanh': (odd(m.atanh, mpf(1) / 3), [uniform(-1, 1), logarithmic(-1074, -1), lambda: 1 - abs(logarithmic(-52, -2)())], BOTH[:10]),
    'Cbrt': (lambda x: m.sign(x) * m.cbrt(abs(x)), [ANY, uniform(-9, 9), logarithmic(-1074, -1020)], BOTH + [8.0, 27.0, 1e300]),
}


def pow_result(x, y):
    if x == 0 or x < 0 and y != floor(y):
        return None
    return x ** int(y) if x < 0 else x ** y


pairs = lambda a, b: lambda: (a(), b())
near_one = lambda: 1 + random.uniform(-1, 1) * 2 ** random.randint(-40, -1)
TWO = {
    'Pow': (pow_result, [pairs(logarithmic(-1074, 1023, False), uniform(-1.2, 1.2)), pairs(uniform(0, 20), uniform(-200, 200)),
                         pairs(near_one, logarithmic(-10, 45)), pairs(uniform(-10, 10), lambda: float(random.randint(-30, 30)))],
            [(2.0, 0.5), (10.0, 22.0), (10.0, -5.0), (2.0, -1074.0), (2.0, 1023.0), (1.0, 1e300), (-1.0, 1e300), (5e-324, 0.5), (0.5, 1075.0)]),
    'Atan2': (m.atan2, [pairs(uniform(-3, 3), uniform(-3, 3)), pairs(ANY, ANY), pairs(logarithmic(-5, 5), logarithmic(-5, 5)),
                        pairs(logarithmic(1000, 1023), logarithmic(1000, 1023)), pairs(logarithmic(-1074, -1000), logarithmic(-1074, -1000))],
              [(1.0, 1.0), (-1.0, -1.0), (1.0, 0.0), (-1.0, 0.0), (0.0, -1.0), (1.7976931348623157e308, 1.7976931348623157e308), (5e-324, 5e-324)]),
    'Hypot': (lambda x, y: m.sqrt(x * x + y * y), [pairs(uniform(-3, 3), uniform(-3, 3)), pairs(ANY, ANY), pairs(logarithmic(-5, 5), logarithmic(-5, 5)),
              pairs(logarithmic(1000, 1023), logarithmic(1000, 1023)), pairs(logarithmic(-1074, -1000), logarithmic(-1074, -1000))],
              [(3.0, 4.0), (0.0, 0.0), (5e-324, 5e-324), (1e300, 1e300), (0.0, 1.0)]),
    'HypotDerivative': (lambda x, y: x / m.sqrt(x * x + y * y) if x else mpf(0),
              [pairs(uniform(-3, 3), uniform(-3, 3)), pairs(ANY, ANY), pairs(logarithmic(-5, 5), logarithmic(-5, 5)),
               pairs(logarithmic(1000, 1023), logarithmic(1000, 1023)), pairs(logarithmic(-1074, -1000), logarithmic(-1074, -1000))],
              [(3.0, 4.0), (0.0, 0.0), (5e-324, 5e-324), (1e300, 1e300), (0.0, 1.0), (1.0, 0.0)]),
}


def write(directory, name, count):
    random.seed(name)
    mp.prec = 1300 if name in ('Sin', 'Cos', 'Tan') else 2300 if name.startswith('Hypot') else 200
    function, ranges, edges = ONE[name] if name in ONE else TWO[name]
    arguments = [x if isinstance(x, tuple) else (x,) for x in edges + [draw() for draw in ranges for _ in range(count)]]
    with open(os.path.join(directory, name + '.txt'), 'w', newline='\n') as file:
        file.write(f'# {name}: arguments, result, remainder in 2^-16 ulp; written by tests/tools/elementary_reference.py\n')
        for xs in arguments:
            exact = function(*map(mpf, xs))
            if exact is None or isinstance(exact, mpc) or isinf(exact):
                continue
            result, low = rounded(exact)
            file.write(' '.join([*map(bits, xs), bits(result), str(int(m.nint(low * 65536)))]) + '\n')


os.makedirs(sys.argv[1], exist_ok=True)
for requested in sys.argv[3:] or [*ONE, *TWO]:
    write(sys.argv[1], requested, int(sys.argv[2]) if len(sys.argv) > 2 else 100)
