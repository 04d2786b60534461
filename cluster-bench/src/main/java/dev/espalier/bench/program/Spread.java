package dev.espalier.bench.program;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

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
        double[] sorted =
                figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** Each figure over the one of the same place in {@code base}; as many as both have. */
    public static List<Double> ratios(List<Double> figures, List<Double> base) {
        return IntStream.range(0, Math.min(figures.size(), base.size()))
                .mapToObj(i -> figures.get(i) / base.get(i))
                .toList();
    }
}
