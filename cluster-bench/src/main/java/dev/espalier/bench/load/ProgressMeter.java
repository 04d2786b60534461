package dev.espalier.bench.load;

import java.time.Duration;
import java.util.List;

/** Turns the running counts of the event loops into calls of a {@link ProgressListener}. */
final class ProgressMeter {
    private final List<LoopStatistics> statistics;
    private final ProgressListener listener;
    private final long startNanos = System.nanoTime();
    private long lastNanos = startNanos;
    private long lastAnswered;

    ProgressMeter(List<LoopStatistics> statistics, ProgressListener listener) {
        this.statistics = statistics;
        this.listener = listener;
    }

    /** How long until the next report is due, if they come every {@code periodNanos}; 0 when it is. */
    long nextNanos(long nowNanos, long periodNanos) {
        return Math.max(0, lastNanos + periodNanos - nowNanos);
    }

    void report(boolean warmingUp) {
        long now = System.nanoTime();
        long answered = 0;
        long errors = 0;
        for (LoopStatistics loop : statistics) {
            answered += loop.answered.getAcquire();
            errors += loop.failed.getAcquire();
        }
        double seconds = Math.max(1, now - lastNanos) / 1e9;
        double rate = (answered - lastAnswered) / seconds;
        lastNanos = now;
        lastAnswered = answered;
        listener.progress(
                new ProgressListener.Progress(Duration.ofNanos(now - startNanos), warmingUp, answered, rate, errors));
    }
}
