#!/usr/bin/env python3
"""Writes ExprGrad.Tests/Data/derivatives.csv: values and derivatives of every built-in function, to 25 digits.

The derivatives are central differences in arithmetic of hundreds of digits, of definitions that share nothing with the rules under
test, taken exactly at the double-precision arguments. With a relative step of 1e-40 the truncation error is below 1e-45 even where
the function bends within an ulp of its argument.

    python3 tests/tools/make_derivative_references.py        (needs mpmath)
"""

import itertools
import pathlib

import mpmath
from mpmath import mp, mpf

import derivative_points_elementary
import derivative_points_gamma
import derivative_points_special

STEP = mpf(10) ** -40

HEADER = """\
# Values and derivatives of the built-in functions, exact at the double-precision arguments, to 25 digits.
# Made by tests/tools/make_derivative_references.py with mpmath {version}; do not edit.
# first: partial derivatives by each real argument. second: upper triangle of the Hessian, by rows. NaN: not real.
function,arguments,value,first,second
"""


def shifted(f, point, shifts):
    moved = [mpf(x) for x in point]
    for position, amount in shifts:
        moved[position] += amount
    return f(*moved)


def derivatives(f, point, real):
    steps = {i: STEP * (abs(mpf(point[i])) or 1) for i in real}
    value = shifted(f, point, [])
    sides = {i: [shifted(f, point, [(i, s * steps[i])]) for s in (1, -1)] for i in real}
    first = [(sides[i][0] - sides[i][1]) / (2 * steps[i]) for i in real]
    second = []
    for i, j in itertools.combinations_with_replacement(real, 2):
        if i == j:
            second.append((sides[i][0] - 2 * value + sides[i][1]) / steps[i] ** 2)
        else:
            corners = sum(s * t * shifted(f, point, [(i, s * steps[i]), (j, t * steps[j])]) for s in (1, -1) for t in (1, -1))
            second.append(corners / (4 * steps[i] * steps[j]))
    return value, first, second


def text(x, noise):
    if isinstance(x, mpmath.mpc):
        if x.imag != 0:
            return "NaN"
        x = x.real
    return "0" if abs(x) <= noise else mpmath.nstr(x, 25, strip_zeros=True)


def rows(name, f, points, real, digits):
    mp.dps = digits
    for point in dict.fromkeys(points):
        point = point if isinstance(point, tuple) else (point,)
        positions = real if real is not None else range(len(point))
        value, first, second = derivatives(f, point, positions)
        # A derivative that is zero comes out as the rounding of the difference.
        size = mpf(10) ** (20 - digits) * (abs(value) + abs(mpf(point[0])) + mpf(10) ** -400)
        width = min(STEP * (abs(mpf(point[i])) or 1) for i in positions)
        cells = [
            ";".join(repr(x) for x in point),
            text(value, 0),
            ";".join(text(x, size / width) for x in first),
            ";".join(text(x, size / width**2) for x in second),
        ]
        yield ",".join([name, *cells])


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    with open(root / "ExprGrad.Tests" / "Data" / "derivatives.csv", "w", encoding="utf-8") as out:
        out.write(HEADER.format(version=mpmath.__version__))
        for module in (derivative_points_elementary, derivative_points_special, derivative_points_gamma):
            for name, f, points, *real in module.FUNCTIONS:
                for row in rows(name, f, points, real[0] if real else None, module.DIGITS):
                    out.write(row + "\n")


if __name__ == "__main__":
    main()
