package dev.espalier.bench.report;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How sure a ratio of two means is, by the bootstrap of moving blocks: H. R. Künsch, "The Jackknife and the Bootstrap for
 * General Stationary Observations" (Annals of Statistics 17, 1989). Blocks, since a second is like the one before. The
 * same numbers give the same interval.
 */
public final class Bootstrap {
    private static final int RESAMPLES = 10_000;
    private static final double TAIL = 0.025;

    private Bootstrap() {}

    /** A ratio with its 95 % confidence interval. */
    public record Ratio(double value, double low, double high) {}

    /** The mean of {@code numerator} divided by that of {@code denominator}; both must have a value, not only zeros. */
    public static Ratio ratioOfMeans(double[] numerator, double[] denominator) {
        SplittableRandom random = new SplittableRandom(1);
        double[] ratios = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            ratios[i] = ratio(resampledMean(numerator, random), resampledMean(denominator, random));
        }
        Arrays.sort(ratios);
        return new Ratio(
                ratio(mean(numerator), mean(denominator)),
                ratios[(int) (TAIL * RESAMPLES)],
                ratios[(int) ((1 - TAIL) * RESAMPLES)]);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /** Nothing is as much as nothing, and anything infinitely more. */
    private static double ratio(double numerator, double denominator) {
        if (denominator == 0) {
            return numerator == 0 ? 1 : Double.POSITIVE_INFINITY;
        }
        return numerator / denominator;
    }

    private static double resampledMean(double[] values, SplittableRandom random) {
        int length = values.length;
        int block = Math.max(1, (int) Math.round(Math.cbrt(length)));
        double sum = 0;
        int drawn = 0;
        while (drawn < length) {
            int start = random.nextInt(length - block + 1);
            for (int i = 0; i < block && drawn < length; i++) {
                sum += values[start + i];
                drawn++;
            }
        }
        return sum / length;
    }
}
