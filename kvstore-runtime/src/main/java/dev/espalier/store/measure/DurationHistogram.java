package dev.espalier.store.measure;

/** How many durations fell between which bounds. One thread adds, and the same thread reads. */
public final class DurationHistogram {
    /** Upper bounds in nanoseconds, for what takes microseconds to seconds: one to two and a half steps apart. */
    private static final long[] BOUNDS = bounds();

    private final long[] counts = new long[BOUNDS.length + 1];
    private long count;
    private long sumNanos;

    /** 1, 2.5 and 5 of every power of ten from 10 microseconds to 10 seconds. */
    private static long[] bounds() {
        long[] bounds = new long[19];
        int i = 0;
        for (long power = 10_000; power <= 1_000_000_000L; power *= 10) {
            bounds[i++] = power;
            bounds[i++] = power * 5 / 2;
            bounds[i++] = power * 5;
        }
        bounds[i] = 10_000_000_000L;
        return bounds;
    }

    /** Adds {@code times} durations of so many nanoseconds. */
    public void add(long nanos, int times) {
        int i = 0;
        while (i < BOUNDS.length && nanos > BOUNDS[i]) {
            i++;
        }
        counts[i] += times;
        count += times;
        sumNanos += nanos * times;
    }

    /** How many were added. */
    public long count() {
        return count;
    }

    /** All of them together, in nanoseconds. */
    public long sumNanos() {
        return sumNanos;
    }

    /** The upper bounds in seconds; the last one is infinite. */
    public static double[] upperBoundsSeconds() {
        double[] seconds = new double[BOUNDS.length + 1];
        for (int i = 0; i < BOUNDS.length; i++) {
            seconds[i] = BOUNDS[i] / 1e9;
        }
        seconds[BOUNDS.length] = Double.POSITIVE_INFINITY;
        return seconds;
    }

    /** How many fell below each of {@link #upperBoundsSeconds} and above the one before. */
    public long[] bucketCounts() {
        return counts.clone();
    }
}
