"""Definitions and arguments for the functions of Math and double. A name is that of the rule; points are chosen in smooth places."""

import math

import mpmath
from mpmath import mpf

# Enough for tanh at 350, where 1 - tanh is 1e-304, and for 1e-300, with two differences of relative step 1e-40 on top.
DIGITS = 1400

up, down = (lambda x: math.nextafter(x, math.inf)), (lambda x: math.nextafter(x, -math.inf))
ANY = [0.0, 1e-300, 1e-9, 0.1, 0.7, -0.7, 1.0, 2.5, -3.0, 10.0]
POSITIVE = [1e-300, 1e-9, 0.1, 0.5, down(1.0), 1.0, up(1.0), 2.0, 3.7, 1e5, 1e200]
INSIDE = [0.0, 1e-200, 1e-9, -1e-5, 0.3, -0.5, 0.9, 1 - 1e-10, down(1.0), -down(1.0)]
PLANE = [(1.0, 2.0), (-1.0, 2.0), (1.0, -2.0), (-0.5, -3.0), (1e200, 2e200), (3e-200, 1e-200), (0.0, 2.0), (1e-8, 1.0), (1e154, -3e154)]
LEFT_AND_RIGHT = [(1.0, 2.0), (2.0, 1.0), (-3.0, 2.0), (0.5, -4.0), (1e200, 1.0)]


def pi():
    return +mpmath.pi


def hypot(x, y):
    return mpmath.sqrt(x * x + y * y)


def root(x, n):
    return -mpmath.root(-x, int(n)) if x < 0 else mpmath.power(x, 1 / mpf(int(n)))


def remainder(x, y):
    return x - mpmath.nint(x / y) * y


def by_size(x, y, larger):
    return x if (abs(x) > abs(y)) == larger else y


def clamp(x, low, high):
    return min(max(x, low), high)


def nudged(step):
    """x plus what takes this x to its neighbour."""
    return lambda x: x + (mpf(step(float(x))) - mpf(float(x)))


def fma(x, y, z):
    return x * y + z


def rounded(x, digits=0, mode=0):
    scaled = x * mpf(10) ** int(digits)
    nearest = mpmath.nint(scaled)
    steps = {0: nearest, 1: nearest, 2: mpf(int(scaled)), 3: mpmath.floor(scaled), 4: mpmath.ceil(scaled)}
    return steps[int(mode)] / mpf(10) ** int(digits)


STEPS = [0.3, 2.2, -2.7, 1e9 + 0.25]
TRIPLES = [(1.5, 2.0, -3.0), (1e100, 3.0, 1.0), (0.0, 0.25, 1e-300), (-2.0, -0.5, 0.75)]
BETWEEN = [(0.5, 0.0, 1.0), (-0.5, 0.0, 1.0), (1.5, 0.0, 1.0), (3.0, -1e10, 1e10)]
HALF_TURNS = [0.0, 1e-200, 1e-9, 0.1, 0.25, 0.5 - 1e-10, 0.75, -0.3, 1.5 + 1e-9, 100.125, 1e6 + 0.3]
EXPONENTS = [0.0, 1e-300, 1e-12, -1e-5, 0.3, 1.0, -1.0, 5.5, -40.0, 100.5, -300.0]
ABOVE_MINUS_ONE = [0.0, 1e-300, 1e-12, -1e-8, 0.5, -0.5, -1 + 1e-10, up(-1.0), 30.0, 1e200]
POWERS = [(2.0, 3.0), (2.0, 0.5), (0.3, -2.5), (1e-100, 2.5), (1e150, 2.0), (3.0, 0.0), (up(1.0), 1e10), (1e300, 0.1), (5.0, 1.0),
          (1e-9, -3.0), (-2.0, 3.0), (-0.5, -4.0), (-3.0, 2.0), (-7.0, 1.0), (1.0, 5.5), (2.0, 1e-20)]

FUNCTIONS = [
    ("Math.Sin", mpmath.sin, ANY + [math.pi, 1e6]),
    ("Math.Cos", mpmath.cos, ANY + [math.pi / 2, 1e6]),
    ("Math.Tan", mpmath.tan, ANY + [math.pi / 2, math.pi / 2 - 1e-9, 1.5, -1.57, 1e6]),
    ("Math.Asin", mpmath.asin, INSIDE),
    ("Math.Acos", mpmath.acos, INSIDE),
    ("Math.Atan", mpmath.atan, ANY + [1e8, 1e100, -1e155, 1e200]),
    ("Math.Atan2", lambda y, x: mpmath.atan2(y, x), PLANE + [(1e-200, 1.0), (2.0, 1e-9), (1e-3, -1e3)]),
    ("double.SinPi", mpmath.sinpi, HALF_TURNS),
    ("double.CosPi", mpmath.cospi, HALF_TURNS),
    ("double.TanPi", lambda x: mpmath.sinpi(x) / mpmath.cospi(x), HALF_TURNS),
    ("double.AsinPi", lambda x: mpmath.asin(x) / pi(), INSIDE),
    ("double.AcosPi", lambda x: mpmath.acos(x) / pi(), INSIDE),
    ("double.AtanPi", lambda x: mpmath.atan(x) / pi(), ANY + [1e8, 1e100, 1e200]),
    ("double.Atan2Pi", lambda y, x: mpmath.atan2(y, x) / pi(), PLANE + [(1e-200, 1.0), (2.0, 1e-9)]),
    ("double.DegreesToRadians", lambda x: x * pi() / 180, ANY),
    ("double.RadiansToDegrees", lambda x: x * 180 / pi(), ANY),
    ("Math.Sinh", mpmath.sinh, ANY + [700.0, -700.0]),
    ("Math.Cosh", mpmath.cosh, ANY + [700.0, -700.0]),
    ("Math.Tanh", mpmath.tanh, ANY + [1e-5, down(1.0), 1.0, -1.5, 19.0, 20.0, -20.0, 25.0, 350.0, -350.0]),
    ("Math.Asinh", mpmath.asinh, ANY + [1e8, 1e200, -1e200, 1e-200]),
    ("Math.Acosh", mpmath.acosh, [up(1.0), 1 + 1e-10, 1.001, 1.5, 2.0, 10.0, 1e8, 1e200]),
    ("Math.Atanh", mpmath.atanh, INSIDE),
    ("Math.Exp", mpmath.exp, EXPONENTS + [-700.0, 700.0]),
    ("double.Exp2", lambda x: mpmath.power(2, x), EXPONENTS + [-1000.0, 1000.0]),
    ("double.Exp10", lambda x: mpmath.power(10, x), EXPONENTS),
    ("double.ExpM1", mpmath.expm1, EXPONENTS + [-700.0]),
    ("double.Exp2M1", lambda x: mpmath.power(2, x) - 1, EXPONENTS + [-1000.0]),
    ("double.Exp10M1", lambda x: mpmath.power(10, x) - 1, EXPONENTS),
    ("Math.Log", mpmath.log, POSITIVE),
    ("Math.Log2", lambda x: mpmath.log(x) / mpmath.log(2), POSITIVE),
    ("Math.Log10", lambda x: mpmath.log(x) / mpmath.log(10), POSITIVE),
    ("Math.Log_Base", lambda x, b: mpmath.log(x) / mpmath.log(b),
     [(8.0, 2.0), (0.3, 10.0), (5.0, 0.5), (1e200, 3.0), (1e-200, 1e10), (up(1.0), 7.0), (2.0, up(1.0)), (3.0, 1 - 1e-9), (1e-9, 1e-3)]),
    ("double.LogP1", lambda x: mpmath.log(1 + x), ABOVE_MINUS_ONE),
    ("double.Log2P1", lambda x: mpmath.log(1 + x) / mpmath.log(2), ABOVE_MINUS_ONE),
    ("double.Log10P1", lambda x: mpmath.log(1 + x) / mpmath.log(10), ABOVE_MINUS_ONE),
    ("Math.Pow", mpmath.power, POWERS),
    ("Math.Sqrt", mpmath.sqrt, POSITIVE),
    ("Math.Cbrt", lambda x: root(x, 3), POSITIVE + [-1e-300, -8.0, -0.3]),
    ("double.RootN", root, [(2.0, 2), (27.0, 3), (-27.0, 3), (0.3, 4), (1e-9, 5), (-1e-300, 5), (2.5, 1), (16.0, -4), (3.0, -1),
                            (1e300, 7), (5.0, 100)], [0]),
    ("double.Hypot", hypot, [(3.0, 4.0), (-3.0, 4.0), (1.0, 0.5), (1e200, 2e200), (3e-200, 1e-200), (-1e154, 3e154), (1e-160, -1e-160), (1e6, 1.0), (1.0, -1e8), (0.0, 2.0)]),
    ("Math.ReciprocalEstimate", lambda x: 1 / x, [0.1, -0.3, 2.0, 1e100, 1e-100]),
    ("Math.ReciprocalSqrtEstimate", lambda x: 1 / mpmath.sqrt(x), [0.1, 0.3, 2.0, 1e100, 1e-100]),
    ("Math.FusedMultiplyAdd", fma, TRIPLES),
    ("double.MultiplyAddEstimate", fma, TRIPLES),
    ("double.Lerp", lambda a, b, t: a * (1 - t) + b * t, [(1.0, 3.0, 0.25), (-2.0, 5.0, 1.5), (1e100, 2e100, 0.5), (1.0, 4.0, 1e-9)]),
    ("Math.ScaleB", lambda x, n: x * mpf(2) ** int(n), [(1.5, 3), (-0.7, -2), (3.0, 0), (1e-300, 1000), (1e300, -1000)], [0]),
    ("Math.IEEERemainder", remainder, [(7.3, 2.0), (-7.3, 2.0), (1.0, 0.3), (1e10, 3.0), (0.1, 5.0), (down(7.0), 2.0), (6.3, -1.5)]),
    ("Math.BitIncrement", nudged(up), [0.3, -2.5, 1e100]),
    ("Math.BitDecrement", nudged(down), [0.3, -2.5, 1e100]),
    ("Math.Floor", mpmath.floor, STEPS),
    ("Math.Ceiling", mpmath.ceil, STEPS),
    ("Math.Truncate", lambda x: mpf(int(x)), STEPS),
    ("Math.Round", rounded, STEPS),
    ("Math.Round_Digits", rounded, [(2.537, 2), (-0.123, 1)], [0]),
    ("Math.Round_Mode", lambda x, mode: rounded(x, 0, mode), [(2.7, mode) for mode in range(5)], [0]),
    ("Math.Round_Digits_Mode", rounded, [(-2.537, 2, mode) for mode in range(5)], [0]),
    ("Math.Abs", abs, [1.0, -1.0, 1e-300, -1e300]),
    ("Math.CopySign", lambda x, y: abs(x) if y > 0 else -abs(x), [(1.0, 2.0), (-1.0, 2.0), (1.0, -2.0), (-1e100, -3.0)]),
    ("Math.Clamp", clamp, BETWEEN),
    ("double.ClampNative", clamp, BETWEEN),
] + [
    (name, pick, LEFT_AND_RIGHT)
    for names, pick in [
        (["Math.Max", "double.MaxNative", "double.MaxNumber"], max),
        (["Math.Min", "double.MinNative", "double.MinNumber"], min),
        (["Math.MaxMagnitude", "double.MaxMagnitudeNumber"], lambda x, y: by_size(x, y, True)),
        (["Math.MinMagnitude", "double.MinMagnitudeNumber"], lambda x, y: by_size(x, y, False)),
    ]
    for name in names
]
