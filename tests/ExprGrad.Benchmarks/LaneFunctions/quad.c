/* The largest error of results, in units in the last place of the exact value, which is computed with the 113 bits of gcc's libquadmath. */
#include <math.h>
#include <quadmath.h>

static __float128 within(__float128 x, int emax)
{
    __float128 limit = ldexpq(1, emax + 1);
    return x > limit ? limit : x < -limit ? -limit : x;
}

/* bits: 53 or 24. Where the exact value rounds to infinity, infinity is right; it counts as the next power of two. */
static double ulps(double result, __float128 exact, int bits)
{
    int emax = bits == 53 ? 1023 : 127;
    if (isnan(result) || isnanq(exact))
        return isnan(result) && isnanq(exact) ? 0 : INFINITY;
    __float128 a = within(result, emax), b = within(exact, emax);
    if (b == 0)
        return a == 0 ? 0 : INFINITY;
    int e = ilogbq(b);
    if (e < 1 - emax)
        e = 1 - emax;
    return ldexpq(fabsq(a - b), bits - 1 - e);
}

#define REFERENCE(name, value)                                                                                     \
    double name##_error(const double *in0, const double *in1, const double *result, long n, int bits, long *where) \
    {                                                                                                              \
        double worst = 0;                                                                                          \
        for (long i = 0; i < n; i++) {                                                                             \
            __float128 x = in0[i], y = in1 ? in1[i] : 0;                                                           \
            (void)y;                                                                                               \
            double error = ulps(result[i], value, bits);                                                           \
            if (error > worst) {                                                                                   \
                worst = error;                                                                                     \
                *where = i;                                                                                        \
            }                                                                                                      \
        }                                                                                                          \
        return worst;                                                                                              \
    }

static __float128 softplus(__float128 x)
{
    return (x > 0 ? x : 0) + log1pq(expq(-fabsq(x)));
}

/* DLMF 5.5.2, 5.5.4 and 5.11.2. */
static __float128 digamma(__float128 x)
{
    if (x == 0)
        return copysignq(1, x) * -(1 / (__float128)0);
    if (x < 0) {
        __float128 rest = x - rintq(x);
        return rest == 0 ? nanq("") : digamma(1 - x) - M_PIq / tanq(M_PIq * rest);
    }
    static const __float128 b[] = { 1.0Q / 12, -1.0Q / 120, 1.0Q / 252, -1.0Q / 240, 1.0Q / 132, -691.0Q / 32760, 1.0Q / 12, -3617.0Q / 8160,
        43867.0Q / 14364, -174611.0Q / 6600, 77683.0Q / 276, -236364091.0Q / 65520, 657931.0Q / 12 };
    __float128 sum = 0;
    for (; x < 40; x += 1)
        sum -= 1 / x;
    __float128 square = 1 / (x * x), tail = 0;
    for (int i = 12; i >= 0; i--)
        tail = (tail + b[i]) * square;
    return sum + logq(x) - 0.5Q / x - tail;
}

static __float128 log_gamma(__float128 x)
{
    return x <= 0 && rintq(x) == x ? 1 / (__float128)0 : lgammaq(x);
}

static __float128 power(__float128 x, __float128 y)
{
    return powq(x, y);
}

REFERENCE(exp, expq(x))
REFERENCE(exp2, exp2q(x))
REFERENCE(exp10, expq(x * M_LN10q))
REFERENCE(expm1, expm1q(x))
REFERENCE(log, logq(x))
REFERENCE(log2, log2q(x))
REFERENCE(log10, log10q(x))
REFERENCE(logp1, log1pq(x))
REFERENCE(pow, power(x, y))
REFERENCE(cbrt, cbrtq(x))
REFERENCE(hypot, hypotq(x, y))
REFERENCE(sin, sinq(x))
REFERENCE(cos, cosq(x))
REFERENCE(tan, tanq(x))
REFERENCE(asin, asinq(x))
REFERENCE(acos, acosq(x))
REFERENCE(atan, atanq(x))
REFERENCE(atan2, atan2q(x, y))
REFERENCE(sinh, sinhq(x))
REFERENCE(cosh, coshq(x))
REFERENCE(tanh, tanhq(x))
REFERENCE(asinh, asinhq(x))
REFERENCE(acosh, acoshq(x))
REFERENCE(atanh, atanhq(x))
REFERENCE(erf, erfq(x))
REFERENCE(erfc, erfcq(x))
REFERENCE(normalcdf, erfcq(-x * M_SQRT1_2q) / 2)
REFERENCE(normalpdf, expq(-x * x / 2) / sqrtq(2 * M_PIq))
REFERENCE(sigmoid, 1 / (1 + expq(-x)))
REFERENCE(softplus, softplus(x))
REFERENCE(loggamma, log_gamma(x))
REFERENCE(digamma, digamma(x))
