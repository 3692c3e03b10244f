/* Residuals and Jacobian of bundle adjustment in plain C, one observation after the other; the formulas are those of HandBundle.cs.
   in: weights, cameras, points, features, and the indices of camera and point of each observation, as 64-bit integers.
   out: rows of two residuals with 15 derivatives each; the residual of the weight and its derivative. */
#include <math.h>

static void row(double *out, const double *w, const double (*R)[3], const double *v, double inverse, double depth, double p1, double p2,
                double p, double d1, double d2, double e, double u0, double u1, double weight, double factor, double scale, double radius)
{
    double a[3] = {d1 * depth, d2 * depth, -(d1 * p1 + d2 * p2) * depth}, b[3], h[3];
    for (int j = 0; j < 3; j++)
        b[j] = a[0] * R[0][j] + a[1] * R[1][j] + a[2] * R[2][j];
    double g[3] = {v[1] * b[2] - v[2] * b[1], v[2] * b[0] - v[0] * b[2], v[0] * b[1] - v[1] * b[0]};
    if (inverse != 0) {
        for (int j = 0; j < 3; j++)
            h[j] = R[j][0] * g[0] + R[j][1] * g[1] + R[j][2] * g[2] - g[j];
        double along = g[0] * w[0] + g[1] * w[1] + g[2] * w[2];
        g[0] = along * w[0] + (h[1] * w[2] - h[2] * w[1]) * inverse;
        g[1] = along * w[1] + (h[2] * w[0] - h[0] * w[2]) * inverse;
        g[2] = along * w[2] + (h[0] * w[1] - h[1] * w[0]) * inverse;
    }
    out[0] = weight * e;
    out[1] = g[0], out[2] = g[1], out[3] = g[2];
    out[4] = -b[0], out[5] = -b[1], out[6] = -b[2];
    out[7] = weight * p * scale;
    out[8] = weight * u0, out[9] = weight * u1;
    out[10] = factor * p * radius, out[11] = factor * p * radius * radius;
    out[12] = b[0], out[13] = b[1], out[14] = b[2];
    out[15] = e;
}

void bundle(const double *const *in, double *const *out, long n)
{
    const long *camera_of = (const long *)in[4], *point_of = (const long *)in[5];
    for (long i = 0; i < n; i++) {
        const double *c = in[1] + 11 * camera_of[i], *x = in[2] + 3 * point_of[i], *z = in[3] + 2 * i;
        double weight = in[0][i], v[3] = {x[0] - c[3], x[1] - c[4], x[2] - c[5]};
        double square = c[0] * c[0] + c[1] * c[1] + c[2] * c[2];
        double sine = 0, cosine = 1, inverse = 0, w[3] = {0, 0, 0}, s[3] = {c[0], c[1], c[2]};
        if (square > 0) {
            double angle = sqrt(square);
            sine = sin(angle), cosine = cos(angle), inverse = 1 / angle;
            for (int j = 0; j < 3; j++)
                w[j] = c[j] * inverse, s[j] = sine * w[j];
        }
        double rest = 1 - cosine;
        double R[3][3] = {
            {cosine + rest * w[0] * w[0], rest * w[0] * w[1] - s[2], rest * w[0] * w[2] + s[1]},
            {rest * w[1] * w[0] + s[2], cosine + rest * w[1] * w[1], rest * w[1] * w[2] - s[0]},
            {rest * w[2] * w[0] - s[1], rest * w[2] * w[1] + s[0], cosine + rest * w[2] * w[2]}};
        double depth = 1 / (R[2][0] * v[0] + R[2][1] * v[1] + R[2][2] * v[2]);
        double p1 = (R[0][0] * v[0] + R[0][1] * v[1] + R[0][2] * v[2]) * depth;
        double p2 = (R[1][0] * v[0] + R[1][1] * v[1] + R[1][2] * v[2]) * depth;
        double radius = p1 * p1 + p2 * p2, scale = 1 + (c[9] + c[10] * radius) * radius, bend = 2 * (c[9] + 2 * c[10] * radius);
        double e1 = p1 * scale * c[6] + c[7] - z[0], e2 = p2 * scale * c[6] + c[8] - z[1], factor = weight * c[6];
        double cross = factor * bend * p1 * p2;
        row(out[0] + 32 * i, w, R, v, inverse, depth, p1, p2, p1, factor * (scale + bend * p1 * p1), cross, e1, 1, 0, weight, factor, scale, radius);
        row(out[0] + 32 * i + 16, w, R, v, inverse, depth, p1, p2, p2, cross, factor * (scale + bend * p2 * p2), e2, 0, 1, weight, factor, scale, radius);
    }
    for (long i = 0; i < n; i++) {
        out[1][i] = 1 - in[0][i] * in[0][i];
        out[2][i] = -2 * in[0][i];
    }
}
