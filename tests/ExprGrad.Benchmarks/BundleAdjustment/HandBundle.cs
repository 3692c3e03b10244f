namespace ExprGrad.Benchmarks.BundleAdjustment;

/// <summary>
/// The Jacobian by hand. The derivative of a rotated vector by the rotation is that of Gallego and Yezzi, "A compact formula for the
/// derivative of a 3-D rotation in exponential coordinates" (2015): d(R v)/dr = -R [v] (r r' + (R' - I) [r]) / r², where [v] is the matrix of
/// the cross product.
/// </summary>
internal static class HandBundle
{
    public static Rows Jacobian(in Camera c, in Point x, double weight, in Feature z)
    {
        var (v1, v2, v3) = (x.X - c.C1, x.Y - c.C2, x.Z - c.C3);
        var square = c.R1 * c.R1 + c.R2 * c.R2 + c.R3 * c.R3;
        var (sin, cos, inverse) = (0.0, 1.0, 0.0);
        if (square > 0)
        {
            var angle = Math.Sqrt(square);
            (sin, cos) = Math.SinCos(angle);
            inverse = 1 / angle;
        }

        // The rotation: cos I + sin [w] + (1 - cos) w w'; to first order where there is none.
        var (w1, w2, w3) = (c.R1 * inverse, c.R2 * inverse, c.R3 * inverse);
        var (s1, s2, s3) = square > 0 ? (sin * w1, sin * w2, sin * w3) : (c.R1, c.R2, c.R3);
        var rest = 1 - cos;
        var (r11, r12, r13) = (cos + rest * w1 * w1, rest * w1 * w2 - s3, rest * w1 * w3 + s2);
        var (r21, r22, r23) = (rest * w2 * w1 + s3, cos + rest * w2 * w2, rest * w2 * w3 - s1);
        var (r31, r32, r33) = (rest * w3 * w1 - s2, rest * w3 * w2 + s1, cos + rest * w3 * w3);

        var depth = 1 / (r31 * v1 + r32 * v2 + r33 * v3);
        var (p1, p2) = ((r11 * v1 + r12 * v2 + r13 * v3) * depth, (r21 * v1 + r22 * v2 + r23 * v3) * depth);
        var radius = p1 * p1 + p2 * p2;
        var scale = 1 + (c.K1 + c.K2 * radius) * radius;
        var bend = 2 * (c.K1 + 2 * c.K2 * radius);
        var (e1, e2) = (p1 * scale * c.F + c.U - z.X, p2 * scale * c.F + c.V - z.Y);
        var factor = weight * c.F;
        return new(
            By(p1, factor * (scale + bend * p1 * p1), factor * bend * p1 * p2, e1, 1, 0, c),
            By(p2, factor * bend * p1 * p2, factor * (scale + bend * p2 * p2), e2, 0, 1, c));

        // One row, of which the derivative by the undistorted image is (d1, d2).
        Row By(double p, double d1, double d2, double e, double u, double v, in Camera camera)
        {
            // By the turned point, then by the point.
            var (a1, a2, a3) = (d1 * depth, d2 * depth, -(d1 * p1 + d2 * p2) * depth);
            var (b1, b2, b3) = (a1 * r11 + a2 * r21 + a3 * r31, a1 * r12 + a2 * r22 + a3 * r32, a1 * r13 + a2 * r23 + a3 * r33);

            // g = -b [v]; then g (r r' + (R' - I) [r]) / r², which is g where r is zero.
            var (g1, g2, g3) = (v2 * b3 - v3 * b2, v3 * b1 - v1 * b3, v1 * b2 - v2 * b1);
            if (inverse != 0)
            {
                var (h1, h2, h3) = (r11 * g1 + r12 * g2 + r13 * g3 - g1, r21 * g1 + r22 * g2 + r23 * g3 - g2, r31 * g1 + r32 * g2 + r33 * g3 - g3);
                var along = g1 * w1 + g2 * w2 + g3 * w3;
                (g1, g2, g3) = (
                    along * w1 + (h2 * w3 - h3 * w2) * inverse, along * w2 + (h3 * w1 - h1 * w3) * inverse, along * w3 + (h1 * w2 - h2 * w1) * inverse);
            }

            return new(
                weight * e,
                new(g1, g2, g3, -b1, -b2, -b3, weight * p * scale, weight * u, weight * v, factor * p * radius, factor * p * radius * radius),
                new(b1, b2, b3), e);
        }
    }
}
