package dev.espalier.bench.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The course of a load as all generators together saw it. They start within milliseconds of each other and measure by the
 * second, so the intervals of the same number are one.
 */
final class MergedIntervals {
    private MergedIntervals() {}

    static List<Interval> of(List<LoadShare> shares) {
        if (shares.size() == 1) {
            return shares.getFirst().intervals().stream()
                    .map(LoadShare.IntervalShare::interval)
                    .toList();
        }
        int count = shares.stream()
                .mapToInt(share -> share.intervals().size())
                .max()
                .orElse(0);
        List<Interval> merged = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            merged.add(merge(shares.stream()
                    .filter(share -> share.intervals().size() > number)
                    .map(share -> share.intervals().get(number))
                    .toList()));
        }
        return merged;
    }

    private static Interval merge(List<LoadShare.IntervalShare> parts) {
        Histogram all = Measurements.histogram();
        for (LoadShare.IntervalShare part : parts) {
            all.add(HistogramBytes.parse(part.latencies()));
        }
        List<Interval> intervals =
                parts.stream().map(LoadShare.IntervalShare::interval).toList();
        return new Interval(
                intervals.stream().mapToDouble(Interval::startSeconds).min().orElse(0),
                intervals.stream().mapToDouble(Interval::seconds).average().orElse(0),
                intervals.stream().mapToLong(Interval::operations).sum(),
                intervals.stream().mapToLong(Interval::errors).sum(),
                Measurements.micros(all, 50),
                Measurements.micros(all, 99),
                all.getMaxValue() / 1e3);
    }
}
