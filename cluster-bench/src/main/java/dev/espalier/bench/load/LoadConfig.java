package dev.espalier.bench.load;

import dev.espalier.bench.history.SessionRecorder;
import dev.espalier.bench.resp.Target;
import java.time.Duration;
import java.util.List;

/**
 * What load to generate. Made with {@link #builder}, which holds the defaults.
 *
 * @param targets servers; connections are spread over them in turn
 * @param connections number of connections, each one session; 1 to {@value #CONNECTIONS_MAX}, at least one a target
 * @param pipeline operations in flight on each connection, 1 to {@value #PIPELINE_MAX}
 * @param putPercent share of puts, 0 to 100; the rest are gets
 * @param keys number of keys
 * @param valueBytes size of each value put, 1 to {@value #VALUE_BYTES_MAX}; when recording, at least
 *     {@value ValueStamp#BYTES}
 * @param keyChoice how keys are chosen
 * @param extent how long to measure
 * @param warmUp time before measuring starts, up to {@link #DURATION_MAX}; its operations are recorded but not measured
 * @param threads event loops that generate the load, 1 to 256
 * @param seed of the choice of keys and kinds; the same seed makes each connection choose the same sequence again
 * @param keyPrefix what keys start with; a recorded run adds its own number, to begin with keys never written
 * @param replyTimeout how long an answer may take before its connection is given up; 1 ms to {@link #DURATION_MAX}
 */
public record LoadConfig(
        List<Target> targets,
        int connections,
        int pipeline,
        int putPercent,
        int keys,
        int valueBytes,
        KeyChoice keyChoice,
        Extent extent,
        Duration warmUp,
        int threads,
        long seed,
        String keyPrefix,
        Duration replyTimeout) {
    /** Most connections of one run. */
    public static final int CONNECTIONS_MAX = 100_000;
    /** Most operations in flight on a connection. */
    public static final int PIPELINE_MAX = 65_536;
    /** Largest value in bytes. */
    public static final int VALUE_BYTES_MAX = 16 * 1024 * 1024;
    /** Longest time to measure, to warm up, or to wait for an answer. */
    public static final Duration DURATION_MAX = Duration.ofDays(30);

    public LoadConfig {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("no target to load; name at least one host:port");
        }
        requireRange("connections", connections, 1, CONNECTIONS_MAX);
        if (connections < targets.size()) {
            throw new IllegalArgumentException(connections + " connections cannot reach " + targets.size()
                    + " targets; use at least " + targets.size());
        }
        requireRange("pipeline depth", pipeline, 1, PIPELINE_MAX);
        requireRange("put percentage", putPercent, 0, 100);
        requireRange("number of keys", keys, 1, SessionRecorder.KEY_MAX);
        requireRange("value size in bytes", valueBytes, 1, VALUE_BYTES_MAX);
        requireRange("generator threads", threads, 1, 256);
        if (warmUp.isNegative()) {
            throw new IllegalArgumentException("a warm-up of " + warmUp + " is negative");
        }
        requireAtMostMax("warm-up", warmUp);
        if (replyTimeout.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("a reply time-out of " + replyTimeout + " is under 1 ms");
        }
        requireAtMostMax("reply time-out", replyTimeout);
    }

    /**
     * Makes sure that a run can be recorded: that values have room for what tells them apart. A recorded
     * {@link LoadRun#run} checks it before it connects; callers may do so before they prepare one.
     *
     * @throws IllegalArgumentException if values are too small
     */
    public void requireRecordable() {
        if (valueBytes < ValueStamp.BYTES) {
            throw new IllegalArgumentException("recorded values carry their session and number in " + ValueStamp.BYTES
                    + " bytes, so values of " + valueBytes + " bytes cannot be told apart; set the value size to "
                    + ValueStamp.BYTES + " or more");
        }
    }

    /** A builder with the defaults: 16 connections, no pipelining, half puts, 10,000 keys, 100 bytes, 10 s after 2 s. */
    public static Builder builder(List<Target> targets) {
        return new Builder(targets);
    }

    static void requireAtMostMax(String what, Duration value) {
        if (value.compareTo(DURATION_MAX) > 0) {
            throw new IllegalArgumentException("a " + what + " of " + value.toSeconds() + " s is beyond the longest, "
                    + DURATION_MAX.toDays() + " days; give it less");
        }
    }

    private static void requireRange(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " " + value + " is outside " + min + ".." + max);
        }
    }

    /** Collects the parts of a {@link LoadConfig}; see there for their meaning. */
    public static final class Builder {
        private final List<Target> targets;
        private int connections = 16;
        private int pipeline = 1;
        private int putPercent = 50;
        private int keys = 10_000;
        private int valueBytes = 100;
        private KeyChoice keyChoice = new KeyChoice.Uniform();
        private Extent extent = new Extent.For(Duration.ofSeconds(10));
        private Duration warmUp = Duration.ofSeconds(2);
        private int threads = 1;
        private long seed = 1;
        private String keyPrefix = "bench:";
        private Duration replyTimeout = Duration.ofSeconds(30);

        private Builder(List<Target> targets) {
            this.targets = List.copyOf(targets);
            this.connections = Math.max(connections, targets.size());
        }

        /** Sets the number of connections. */
        public Builder connections(int value) {
            connections = value;
            return this;
        }

        /** Sets the operations in flight on each connection. */
        public Builder pipeline(int value) {
            pipeline = value;
            return this;
        }

        /** Sets the share of puts. */
        public Builder putPercent(int value) {
            putPercent = value;
            return this;
        }

        /** Sets the number of keys. */
        public Builder keys(int value) {
            keys = value;
            return this;
        }

        /** Sets the size of values. */
        public Builder valueBytes(int value) {
            valueBytes = value;
            return this;
        }

        /** Sets how keys are chosen. */
        public Builder keyChoice(KeyChoice value) {
            keyChoice = value;
            return this;
        }

        /** Sets how long to measure. */
        public Builder extent(Extent value) {
            extent = value;
            return this;
        }

        /** Sets the time before measuring. */
        public Builder warmUp(Duration value) {
            warmUp = value;
            return this;
        }

        /** Sets the number of generator threads. */
        public Builder threads(int value) {
            threads = value;
            return this;
        }

        /** Sets the seed. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Sets what keys start with. */
        public Builder keyPrefix(String value) {
            keyPrefix = value;
            return this;
        }

        /** Sets how long an answer may take. */
        public Builder replyTimeout(Duration value) {
            replyTimeout = value;
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException if a part is out of its range
         */
        public LoadConfig build() {
            return new LoadConfig(
                    targets,
                    connections,
                    pipeline,
                    putPercent,
                    keys,
                    valueBytes,
                    keyChoice,
                    extent,
                    warmUp,
                    threads,
                    seed,
                    keyPrefix,
                    replyTimeout);
        }
    }
}
