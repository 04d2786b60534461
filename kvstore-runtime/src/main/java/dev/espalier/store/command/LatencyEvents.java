package dev.espalier.store.command;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What took longer than {@code latency-monitor-threshold}: by the kind of event, the latest ones. */
final class LatencyEvents {
    private static final int KEPT = 160;

    /**
     * A second in which something took long.
     *
     * @param seconds since the epoch
     * @param millis the longest of that second
     */
    record Sample(long seconds, long millis) {}

    /** The samples of a kind of event, the latest last, and the longest of all. */
    static final class Series {
        private final ArrayDeque<Sample> samples = new ArrayDeque<>();
        private long longestMillis;

        private void add(long seconds, long millis) {
            longestMillis = Math.max(longestMillis, millis);
            Sample last = samples.peekLast();
            if (last != null && last.seconds() == seconds) {
                samples.removeLast();
                samples.addLast(new Sample(seconds, Math.max(last.millis(), millis)));
                return;
            }
            samples.addLast(new Sample(seconds, millis));
            if (samples.size() > KEPT) {
                samples.removeFirst();
            }
        }

        List<Sample> samples() {
            return List.copyOf(samples);
        }

        long longestMillis() {
            return longestMillis;
        }
    }

    private final Map<String, Series> series = new TreeMap<>();
    private long thresholdMillis;

    long thresholdMillis() {
        return thresholdMillis;
    }

    /** Sets from how many milliseconds on an event is kept; 0 keeps none. */
    void thresholdMillis(long millis) {
        thresholdMillis = millis;
    }

    /** Whether commands are to be timed for this. */
    boolean isOn() {
        return thresholdMillis > 0;
    }

    void took(String event, long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        if (isOn() && millis >= thresholdMillis) {
            series.computeIfAbsent(event, absent -> new Series()).add(System.currentTimeMillis() / 1000, millis);
        }
    }

    Map<String, Series> series() {
        return series;
    }

    /** Forgets the events of those names, or all when there are none; returns how many kinds that were. */
    int forget(List<String> names) {
        int before = series.size();
        if (names.isEmpty()) {
            series.clear();
        } else {
            names.forEach(series::remove);
        }
        return before - series.size();
    }
}
