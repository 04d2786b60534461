package dev.espalier.synth.rank;

import java.util.List;

/** The median of several figures, with the least and the greatest of them. */
public record Spread(double median, double least, double most) {
    /** Of {@code figures}, of which there is at least one. */
    public static Spread of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }
}
