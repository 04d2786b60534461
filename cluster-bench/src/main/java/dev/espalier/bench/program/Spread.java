package dev.espalier.bench.program;

import java.util.Arrays;
import java.util.Collection;

/**
 * The least, the middle and the largest of some figures.
 *
 * @param median the middle one, or halfway between the two in the middle
 */
public record Spread(double min, double median, double max) {
    /**
     * Of {@code figures}.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Spread of(Collection<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("no figures");
        }
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** Each figure over the one of the same place in {@code base}; as many as both have. */
    static Collection<Double> ratios(double[] figures, double[] base) {
        return Arrays.stream(java.util.stream.IntStream.range(0, Math.min(figures.length, base.length))
                        .mapToDouble(i -> figures[i] / base[i])
                        .toArray())
                .boxed()
                .toList();
    }
}
