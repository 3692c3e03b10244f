/* The elementwise work in plain C, once for each type of number: REAL is double or float.
   Vectorised by gcc -O3 -march=native -ffast-math, which takes exp, log and erfc from glibc's libmvec. */
#include <tgmath.h>

#define LOOP(name, value)                                                \
    void name(const REAL *const *in, REAL *const *out, long n)           \
    {                                                                    \
        const REAL *restrict in0 = in[0];                                \
        REAL *restrict out0 = out[0];                                    \
        for (long i = 0; i < n; i++) {                                   \
            const REAL x = in0[i];                                       \
            out0[i] = value(x);                                          \
        }                                                                \
    }

static inline REAL sigmoid_slope(REAL x)
{
    REAL s = 1 / (1 + exp(-x));
    return s * (1 - s);
}

static inline REAL tanh_slope(REAL x)
{
    REAL e = exp(-2 * fabs(x));
    REAL d = 1 + e;
    return 4 * e / (d * d);
}

static inline REAL softplus_curvature(REAL x)
{
    REAL e = exp(-fabs(x));
    REAL d = 1 + e;
    return e / (d * d);
}

static inline REAL polynomial_slope(REAL x)
{
    return ((((REAL)0.3 * x - (REAL)1.0) * x + (REAL)2.25) * x - (REAL)1.4) * x + (REAL)0.7;
}

LOOP(sigmoid, sigmoid_slope)
LOOP(tanh_, tanh_slope)
LOOP(softplus, softplus_curvature)
LOOP(polynomial, polynomial_slope)

static inline REAL cdf(REAL x)
{
    return (REAL)0.5 * erfc((REAL)-0.70710678118654752 * x);
}

void price(const REAL *const *in, REAL *const *out, long n)
{
    const REAL *restrict spot = in[0], *restrict strike = in[1], *restrict vol = in[2], *restrict time = in[3], *restrict rate = in[4];
    REAL *restrict value = out[0];
    for (long i = 0; i < n; i++) {
        REAL s = spot[i], k = strike[i], v = vol[i], t = time[i], r = rate[i];
        REAL spread = v * sqrt(t);
        REAL d1 = (log(s / k) + (r + (REAL)0.5 * v * v) * t) / spread;
        value[i] = s * cdf(d1) - k * exp(-r * t) * cdf(d1 - spread);
    }
}

/* Textbook formulas: price, delta, gamma, vega, the derivative by time to expiry, rho. */
void greeks(const REAL *const *in, REAL *const *out, long n)
{
    const REAL *restrict spot = in[0], *restrict strike = in[1], *restrict vol = in[2], *restrict time = in[3], *restrict rate = in[4];
    REAL *restrict value = out[0], *restrict delta = out[1], *restrict gamma = out[2];
    REAL *restrict vega = out[3], *restrict theta = out[4], *restrict rho = out[5];
#pragma GCC ivdep
    for (long i = 0; i < n; i++) {
        REAL s = spot[i], k = strike[i], v = vol[i], t = time[i], r = rate[i];
        REAL root = sqrt(t), spread = v * root;
        REAL d1 = (log(s / k) + (r + (REAL)0.5 * v * v) * t) / spread;
        REAL n1 = cdf(d1), bell = (REAL)0.39894228040143268 * exp((REAL)-0.5 * d1 * d1);
        REAL owed = k * exp(-r * t) * cdf(d1 - spread);
        value[i] = s * n1 - owed;
        delta[i] = n1;
        gamma[i] = bell / (s * spread);
        vega[i] = s * bell * root;
        theta[i] = s * bell * v / (2 * root) + r * owed;
        rho[i] = t * owed;
    }
}
