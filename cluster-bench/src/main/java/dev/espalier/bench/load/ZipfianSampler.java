package dev.espalier.bench.load;

import java.util.SplittableRandom;

/**
 * Draws from a Zipfian distribution in constant time and memory by rejection-inversion: W. Hörmann and G. Derflinger,
 * "Rejection-Inversion to Generate Variates from Monotone Discrete Distributions", ACM TOMACS 6(3), 1996.
 */
final class ZipfianSampler implements KeyChoice.KeySampler {
    private int keys;
    private final double exponent;
    private final double integralOfFirst;
    private double integralOfLast;
    private final double acceptedAtOnce;

    ZipfianSampler(int keys, double exponent) {
        this.keys = keys;
        this.exponent = exponent;
        this.integralOfFirst = integral(1.5) - 1;
        this.integralOfLast = integral(keys + 0.5);
        this.acceptedAtOnce = 2 - inverse(integral(2.5) - density(2));
    }

    /** Draws from the first {@code count} from now on. */
    void resize(int count) {
        if (count != keys) {
            keys = count;
            integralOfLast = integral(count + 0.5);
        }
    }

    @Override
    public int next(SplittableRandom random) {
        while (true) {
            double u = integralOfLast + random.nextDouble() * (integralOfFirst - integralOfLast);
            double x = inverse(u);
            int rank = (int) Math.max(1, Math.min(keys, Math.round(x)));
            if (rank - x <= acceptedAtOnce || u >= integral(rank + 0.5) - density(rank)) {
                return rank - 1;
            }
        }
    }

    private double density(double x) {
        return Math.pow(x, -exponent);
    }

    /** An antiderivative of the density. */
    private double integral(double x) {
        return Math.pow(x, 1 - exponent) / (1 - exponent);
    }

    private double inverse(double integral) {
        return Math.pow(integral * (1 - exponent), 1 / (1 - exponent));
    }
}
